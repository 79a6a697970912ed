"""Being stopped: a page of help for each tier, which leads to no exercise."""

import re

import pytest
from django.urls import reverse

from tests.clock import clock_at
from tests.factories import ScreeningFactory
from tests.screening.sets import CLINICIAN_FIRST, EMERGENCY, URGENT
from tests.screening.stopped import CLEAR, NOW, help_for
from tracker.screening.actions import record

pytestmark = pytest.mark.django_db
clock = clock_at(NOW)


@pytest.mark.parametrize("tier", ["emergency", "urgent", "clinician-first"])
def test_is_open_to_everyone_and_leads_to_no_exercise(tier):
    page = help_for(tier)

    assert "not watched around the clock" in page
    assert "and …" in page
    for name in ("sessions:today", "plans:overview", "exercises:library"):
        assert f'href="{reverse(name)}"' not in page


@pytest.mark.parametrize("tier", ["clear", "caution", "EMERGENCY", "x"])
def test_exists_for_no_other_tier(tier, client):
    assert client.get(f"/seek-care/{tier}/").status_code == 404


def test_says_what_to_do_say_bring_and_not_do():
    for tier in ("emergency", "urgent", "clinician-first"):
        headings = re.findall(r"<h2>([^<]+)</h2>", help_for(tier))
        assert headings[0] in {"Until help comes", "What to do today", "What to do"}
        assert headings[1].startswith("Say this")
        assert headings[2:4] == ["What not to do", "What to bring"]


def test_of_a_milder_tier_leads_to_the_more_serious_one(as_user, patient, stopped):
    page = help_for("urgent", as_user(patient))
    assert "Your answers ask for faster help" in page
    assert 'href="/seek-care/emergency/"' in page
    assert "faster help" not in help_for("emergency", as_user(patient))


def test_says_that_newer_answers_do_not_open_the_way(as_user, patient, stopped):
    ScreeningFactory(patient=patient)
    assert "Your newer" in help_for("emergency", as_user(patient))


@pytest.mark.parametrize("tier", ["emergency", "urgent", "clinician-first"])
def test_has_no_other_links_than_these(as_user, patient, tier):
    answered = {"emergency": EMERGENCY, "urgent": URGENT, "clinician-first": CLINICIAN_FIRST}
    record(patient=patient, answers=answered[tier], at=NOW)
    visitor = as_user(patient)
    page = help_for(tier, visitor, country="GB")
    links = set(re.findall(r'<a [^>]*href="([^"]+)"', page))
    forms = re.findall(r"<form[^>]*>", page)

    lines = {"tel:111"} if tier == "urgent" else set()
    assert links == {"#main", "tel:999", CLEAR, "/screening/history/", *lines}
    assert forms == ['<form method="get" class="stack">']
    for link in links - {"#main"}:
        if link.startswith("/"):
            response = visitor.get(link)
            assert response.status_code == 200
            assert "exercises/" not in response.request["PATH_INFO"]


def test_keeps_the_wrong_tap_on_the_page_before(client):
    client.post("/screening/questions/bladder_bowel_control/", {"answer": "yes"})
    page = client.get("/screening/stop/", {"country": "GB"}).content.decode()
    links = set(re.findall(r'<a [^>]*href="([^"]+)"', page))
    assert links == {"#main", "tel:999", "/screening/questions/bladder_bowel_control/"}


def test_is_kept_in_no_cache(client):
    assert "no-store" in client.get("/seek-care/emergency/")["Cache-Control"]
