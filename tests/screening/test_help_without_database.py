"""Help when something is broken: the pages come whatever else does not."""

import re
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.factories import ScreeningFactory
from tests.screening.sets import EMERGENCY
from tracker.screening import gate, general_help, help_lines, questionnaire
from tracker.screening.actions import record
from tracker.screening.rules import LOCKING

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
# What each page must say, whatever happens.
ADVICE = {
    "emergency": ["Unlock the door", "Do not drive yourself", "My last normal pee"],
    "urgent": ["Phone a doctor", "go to an emergency department", "numb between your legs"],
    "clinician-first": ["your doctor or physical therapist", "Do not start the exercises"],
}
ALSO = ["not watched around the clock", "A list of your medicines"]
TIERS = sorted(ADVICE)


def fail(*args, **kwargs):
    raise OperationalError("the database is locked")


@pytest.fixture
def no_database(monkeypatch):
    for name in ("execute", "executemany"):
        monkeypatch.setattr(f"django.db.backends.utils.CursorWrapper.{name}", fail)


@pytest.fixture
def visitors(patient):
    """Browsers that show a broken page as it is: signed in after a stop, and not signed in."""
    record(patient=patient, answers=EMERGENCY, at=NOW)
    signed_in = Client(raise_request_exception=False)
    signed_in.force_login(patient)
    return [signed_in, Client(raise_request_exception=False)]


def assert_helps(response, tier, number="112"):
    assert response.status_code == 200
    page = response.content.decode()
    assert f'href="tel:{number}"' in page
    for words in [*ADVICE[tier], *ALSO]:
        assert words in page
    assert_leads_to_no_exercise(page)
    assert "default-src" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert "no-store" in response["Cache-Control"]


def assert_leads_to_no_exercise(page):
    names = ("home", "sessions:today", "plans:overview", "exercises:library", "screening:start")
    for name in names:
        assert f'href="{reverse(name)}"' not in page


def test_the_tiers_of_this_file_are_all_that_lock():
    assert set(TIERS) == LOCKING


@pytest.mark.parametrize("tier", TIERS)
def test_help_comes_without_the_database(visitors, no_database, tier):
    for visitor in visitors:
        assert_helps(visitor.get(f"/seek-care/{tier}/"), tier)
        assert_helps(visitor.get(f"/seek-care/{tier}/offline/"), tier)


def test_the_country_can_be_chosen_without_the_database(visitors, no_database):
    for visitor in visitors:
        guessed = visitor.get("/seek-care/emergency/", headers={"accept-language": "en-GB"})
        assert_helps(guessed, "emergency", number="999")
        chosen = visitor.get("/seek-care/emergency/", {"country": "JP"})
        assert_helps(chosen, "emergency", number="119")
        assert 'name="country"' in chosen.content.decode()
        unknown = visitor.get("/seek-care/emergency/", {"country": "ZZ"})
        assert "Check the number where you are" in unknown.content.decode()


def test_an_unknown_tier_without_the_database_is_the_most_serious(visitors, no_database):
    assert_helps(visitors[0].get("/seek-care/soon/"), "emergency")


@pytest.mark.parametrize("tier", TIERS)
def test_help_comes_when_the_sessions_are_locked(visitors, monkeypatch, tier):
    monkeypatch.setattr(SessionStore, "_get_session_from_db", fail)
    for visitor in visitors:
        assert_helps(visitor.get(f"/seek-care/{tier}/"), tier)


@pytest.mark.parametrize("tier", TIERS)
def test_help_comes_when_the_cache_is_lost(visitors, monkeypatch, tier):
    for name in ("get", "set", "add", "get_many", "incr"):
        monkeypatch.setattr(cache, name, fail)
    for visitor in visitors:
        assert_helps(visitor.get(f"/seek-care/{tier}/", {"country": ""}), tier)


def test_help_comes_when_the_standing_cannot_be_read(visitors, monkeypatch):
    monkeypatch.setattr(gate, "_judge", fail)
    response = visitors[0].get("/seek-care/emergency/", {"country": "US"})
    assert_helps(response, "emergency", number="911")
    assert "I have lost control" not in response.content.decode()


def test_help_comes_when_the_reasons_cannot_be_read(patient, as_user):
    ScreeningFactory(patient=patient, tier="urgent", reasons=[{"from": "another time"}])
    visitor = as_user(patient)
    visitor.raise_request_exception = False
    assert_helps(visitor.get("/seek-care/urgent/"), "urgent")


def test_help_comes_when_the_error_page_fails_too(visitors, no_database, monkeypatch):
    monkeypatch.setattr("backcare.views.render_to_string", fail)
    for visitor in visitors:
        assert_helps(visitor.get("/seek-care/urgent/"), "urgent")


@pytest.mark.parametrize("tier", TIERS)
def test_the_last_resort_needs_not_even_the_questionnaire(visitors, monkeypatch, tier):
    monkeypatch.setattr(questionnaire, "current", fail)
    monkeypatch.setattr(help_lines.questionnaire, "current", fail)
    for visitor in visitors:
        response = visitor.get(f"/seek-care/{tier}/")
        page = response.content.decode()
        assert response.status_code == 200
        assert 'href="tel:112"' in page
        assert "Check the number where you are" in page
        for words in (
            "Do not drive yourself",
            "Phone a doctor",
            "your doctor or physical therapist",
        ):
            assert words in page
        assert_leads_to_no_exercise(page)


def test_help_comes_when_no_address_can_be_looked_up(visitors, settings):
    """As after a deploy with a module that cannot be imported."""
    settings.ROOT_URLCONF = "no.such.module"
    assert 'href="/seek-care/emergency/"' in render_to_string("500.html")
    for visitor in visitors:
        response = visitor.get("/seek-care/urgent/")
        assert response.status_code == 200
        assert "Phone a doctor" in response.content.decode()


def test_the_last_resort_is_logged(visitors, monkeypatch, caplog):
    monkeypatch.setattr(general_help, "tier_words", fail)
    monkeypatch.setattr("tracker.screening.stopped_views.tier_words", fail)
    visitors[0].get("/seek-care/urgent/")
    assert "the last resort is shown" in caplog.text


@pytest.mark.parametrize(
    "url", ["/today/", "/plans/", "/progress/", "/exercises/", "/", "/screening/", "/sessions/"]
)
def test_a_page_of_the_program_shows_no_exercise_and_leads_to_help(visitors, no_database, url):
    response = visitors[0].get(url)
    page = response.content.decode()

    assert response.status_code == 500
    assert 'href="/seek-care/emergency/"' in page
    assert 'href="tel:112"' in page
    for word in ("figure", "/sessions/", "/exercises/", "Bridge"):
        assert word not in page


class TestWhatADeviceKeeps:
    @pytest.mark.parametrize("tier", TIERS)
    def test_the_page_is_the_same_for_everyone(self, visitors, tier):
        pages = {visitor.get(f"/seek-care/{tier}/offline/").content for visitor in visitors}
        (page,) = pages
        assert b"I have lost control" not in page
        assert_helps(visitors[0].get(f"/seek-care/{tier}/offline/"), tier)

    def test_the_page_has_every_number(self, client):
        page = client.get("/seek-care/urgent/offline/").content.decode()
        current = questionnaire.current()
        for country, number in current.emergency_numbers.items():
            name = help_lines.numbers_of(country).country_name
            assert f'<a href="tel:{number}">{name}: {number}</a>' in unescape(page)
        for number in current.urgent_advice_numbers.values():
            assert f'href="tel:{number.replace(" ", "")}"' in page
        assert "<form" not in page

    @pytest.mark.parametrize("tier", ["clear", "x"])
    def test_there_is_none_for_another_tier(self, client, tier):
        assert client.get(f"/seek-care/{tier}/offline/").status_code == 404

    def test_the_script_keeps_only_what_is_everyone_s(self, visitors):
        answers = [visitor.get("/service-worker.js") for visitor in visitors]
        script = answers[0].content.decode()

        assert answers[0].content == answers[1].content
        assert answers[0]["Content-Type"] == "text/javascript"
        assert answers[0]["Cache-Control"] == "no-cache"
        kept = set(re.findall(r'"(/[^"]*)"', script))
        pages = {path for path in kept if not path.startswith("/static/")}
        offline = {f"/seek-care/{tier}/offline/" for tier in TIERS}
        # The page that shows what a device carries, the pages in whose place it stands, its rules.
        shell = {"/today/offline/", "/today/", "/screening/quick/", "/sessions/routines/"}
        shell |= {"/screening/phone.json"}
        assert pages - shell == {"/offline/", *offline, *(f"/seek-care/{tier}/" for tier in TIERS)}
        assert "/static/backcare/css/pages.css" in kept

    def test_the_script_is_another_one_when_a_page_is_another(self, client, monkeypatch, settings):
        settings.DEBUG = True
        before = client.get("/service-worker.js").content
        assert client.get("/service-worker.js").content == before
        monkeypatch.setattr("backcare.offline.general_page", lambda *args, **kwargs: "new words")
        assert client.get("/service-worker.js").content != before

    def test_the_page_in_place_of_others_leads_to_help_and_to_no_exercise(self, client):
        page = client.get("/offline/").content.decode()
        for tier in TIERS:
            assert f'href="/seek-care/{tier}/"' in page
        for name in ("sessions:today", "plans:overview", "exercises:library"):
            assert f'href="{reverse(name)}"' not in page


class TestTheFilesForTheWebServer:
    def test_stand_alone_with_all_numbers(self, tmp_path, no_database):
        call_command("write_help", tmp_path / "help", stdout=StringIO())

        for tier in TIERS:
            page = (tmp_path / "help" / f"{tier}.html").read_text()
            for words in [*ADVICE[tier], *ALSO]:
                assert words in page
            assert "<script" not in page
            assert set(re.findall(r'(?:href|src)="([^"t][^"]*)"', page)) == {"help.css"}
            called = set(re.findall(r'href="tel:(\d+)"', page))
            assert called >= set(questionnaire.current().emergency_numbers.values())
            assert page.count("<li><a href=") >= 112
        assert ".seek-care" in (tmp_path / "help" / "help.css").read_text()
        assert "url(" not in re.sub(r"url\(\"?data:", "", (tmp_path / "help/help.css").read_text())

    def test_are_not_half_written_without_a_word(self, tmp_path):
        taken = tmp_path / "taken"
        taken.write_text("a file")
        with pytest.raises(CommandError, match="were not written"):
            call_command("write_help", Path(taken))
