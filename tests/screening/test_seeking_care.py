"""Being stopped: whom to call, what to say, and how the way opens again."""

import logging
import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories import CareRelationshipFactory, ScreeningFactory, quick_answers
from tests.screening.sets import CLINICIAN_FIRST, EMERGENCY, URGENT
from tracker.models import Clearance, Screening
from tracker.screening import questionnaire
from tracker.screening.actions import record, record_log, record_quick_check
from tracker.screening.gate import standing_of
from tracker.screening.help_lines import ABOUT

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
CLEAR = "/screening/clear/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def stopped(patient):
    """The patient was stopped a week ago, on March 3."""
    return record(patient=patient, answers=EMERGENCY, at=NOW - timedelta(days=7))


def help_for(tier, visitor=None, headers=None, **query):
    response = (visitor or Client()).get(f"/seek-care/{tier}/", query, headers=headers or {})
    assert response.status_code == 200
    return response.content.decode()


def statement(**changed):
    fields = {"clinician_name": "Dr. Lee", "examined_on": "2026-03-09", "reason": "All is well"}
    return fields | changed


def state(visitor, **changed):
    """Open the form, and send it filled in."""
    page = visitor.get(CLEAR)
    shown = {"screening": page.context["screening"].pk} if page.status_code == 200 else {}
    return visitor.post(CLEAR, statement(**shown, **changed))


@pytest.fixture
def milder(patient, stopped):
    """Three days later she answered only that she has pain at night."""
    return record(patient=patient, answers=CLINICIAN_FIRST, at=NOW - timedelta(days=4))


class TestTheSeekCarePage:
    @pytest.mark.parametrize("tier", ["emergency", "urgent", "clinician-first"])
    def test_is_open_to_everyone_and_leads_to_no_exercise(self, tier):
        page = help_for(tier)

        assert "not watched around the clock" in page
        assert "and …" in page
        for name in ("sessions:today", "plans:overview", "exercises:library"):
            assert f'href="{reverse(name)}"' not in page

    @pytest.mark.parametrize("tier", ["clear", "caution", "EMERGENCY", "x"])
    def test_exists_for_no_other_tier(self, tier, client):
        assert client.get(f"/seek-care/{tier}/").status_code == 404

    @pytest.mark.parametrize(
        ("query", "headers", "number"),
        [
            pytest.param({}, {}, "112", id="unknown"),
            pytest.param({"country": "US"}, {}, "911", id="chosen"),
            pytest.param({"country": "ZZ"}, {}, "112", id="no-such-country"),
            pytest.param({"country": ""}, {"accept-language": "en-US"}, "112", id="not-sure"),
            pytest.param({}, {"accept-language": "en-GB,en;q=0.8"}, "999", id="guessed"),
            pytest.param({}, {"accept-language": "de, en"}, "112", id="no-region"),
            pytest.param({"country": "JP"}, {"accept-language": "en-GB"}, "119", id="chosen-first"),
        ],
    )
    def test_calls_the_number_of_the_country(self, query, headers, number):
        page = help_for("emergency", headers=headers, **query)
        assert f'href="tel:{number}"' in page
        assert ("Check the number where you are" in page) == (number == "112")

    @pytest.mark.parametrize("path", ["/seek-care/emergency/", "/seek-care/urgent/"])
    def test_the_country_that_was_chosen_stays_chosen(self, client, path):
        client.get("/seek-care/emergency/", {"country": "DE"})
        assert 'href="tel:112"' in client.get(path).content.decode()

        client.get("/seek-care/emergency/", {"country": "AU"})
        assert 'href="tel:000"' in client.get(path).content.decode()

    def test_not_sure_forgets_the_country_that_was_chosen(self, client):
        client.get("/seek-care/emergency/", {"country": "AU"})
        client.get("/seek-care/emergency/", {"country": ""})
        english = {"accept-language": "en-GB"}
        page = client.get("/seek-care/emergency/", headers=english).content.decode()
        assert 'href="tel:999"' in page

    def test_where_someone_is_now_comes_before_where_they_live(self, as_user, stranger):
        client = as_user(stranger)
        client.get("/seek-care/emergency/", {"country": "GB"})
        assert 'href="tel:999"' in client.get("/seek-care/emergency/").content.decode()

    def test_calls_the_number_of_the_signed_in_person_s_country(self, as_user, stranger):
        stranger.country = "AU"
        stranger.save()
        assert 'href="tel:000"' in help_for("emergency", as_user(stranger))
        assert 'href="tel:911"' in help_for("emergency", as_user(stranger), country="US")

    def test_shows_an_advice_line_where_there_is_one(self):
        assert 'href="tel:1800022222"' in help_for("urgent", country="AU")
        assert "Health advice line" not in help_for("urgent", country="US")

    def test_has_the_own_words_of_the_person_who_was_stopped(self, as_user, patient, stopped):
        page = help_for("emergency", as_user(patient))

        assert "I have lost control of my bladder or bowels" in page
        assert "cauda equina syndrome" in page
        assert "My last normal pee" in page
        assert CLEAR in page
        assert "I have lost control" not in help_for("urgent", as_user(patient))

    @pytest.mark.parametrize(
        ("answer", "tier", "words"),
        [
            pytest.param(
                {"qc_bladder_saddle": "yes"},
                "emergency",
                ["I have a new change in peeing", "cauda equina", "My last normal pee"],
                id="bladder",
            ),
            pytest.param(
                {"qc_unwell": "fever"}, "urgent", ["I have a fever", "an infection."], id="fever"
            ),
            pytest.param(
                {"qc_unwell": "severe"}, "emergency", ["chest pain", "a heart or"], id="chest"
            ),
        ],
    )
    def test_has_the_words_of_a_quick_check(self, as_user, patient, answer, tier, words):
        answers = quick_answers(**answer)
        record_quick_check(patient=patient, answers=answers, at=NOW)
        page = help_for(tier, as_user(patient))
        for one in words:
            assert one in page

    def test_has_the_words_of_a_session_s_log(self, as_user, patient):
        said = {"log_new_symptoms": "bladder_saddle"}
        record_log(patient=patient, answers=said, at=NOW, session_key=uuid.uuid4())
        page = help_for("emergency", as_user(patient))

        assert "While I exercised I noticed numbness between my legs" in page
        assert "I am worried about pressure on the nerves at the base of my spine" in page
        assert "My last normal pee" in page
        assert "Nerves can be harmed" in page
        assert "Answered in BackCare: March 10, 2026, 8 a.m." in page

    def test_knows_every_answer_that_it_takes_for_more_than_its_question(self):
        current = questionnaire.current()
        asked = {q.key: q for q in (*current.quick.questions, *current.log.questions)}
        for key, value in ABOUT:
            assert asked[key].answer(value).tier

    def test_reads_naturally_aloud(self, as_user, patient):
        several = {**EMERGENCY, "fever": "yes", "blood_thinners": "yes", "leg_weakness": "severe"}
        record(patient=patient, answers=several, at=NOW)
        page = help_for("emergency", as_user(patient))
        card = page[page.index("<blockquote") : page.index("</blockquote>")]
        lines = [re.sub("<[^>]+>", "", line) for line in re.findall("<p>(.*?)</p>", card)]

        assert lines[0] == "I have back pain."
        assert lines[1].startswith("I have lost control of my bladder")
        assert "I have a fever, chills or shivering, or feel very unwell." in lines
        assert (
            "I am worried about pressure on the nerves at the base of my spine (cauda equina "
            "syndrome), an infection or bleeding around my spine."
        ) in lines
        assert lines[-1] == "My last normal pee was at …"
        assert len(lines) == len(set(lines))

    def test_has_the_other_answers_that_a_clinician_wants_to_know(self, as_user, patient):
        record(patient=patient, answers={**URGENT, "blood_thinners": "yes"}, at=NOW)
        page = help_for("urgent", as_user(patient))
        assert "<strong>Then tell them:</strong> I take blood thinners" in page

    def test_has_the_own_words_when_it_got_worse_since(self, as_user, patient):
        record(patient=patient, answers=URGENT, at=NOW)
        assert "I have a fever" in help_for("emergency", as_user(patient))

    def test_of_a_milder_tier_leads_to_the_more_serious_one(self, as_user, patient, stopped):
        page = help_for("urgent", as_user(patient))
        assert "Your answers ask for faster help" in page
        assert 'href="/seek-care/emergency/"' in page
        assert "faster help" not in help_for("emergency", as_user(patient))

    @pytest.mark.parametrize("tier", ["emergency", "urgent", "clinician-first"])
    def test_has_no_other_links_than_these(self, as_user, patient, tier):
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

    def test_keeps_the_wrong_tap_on_the_page_before(self, client):
        client.post("/screening/questions/bladder_bowel_control/", {"answer": "yes"})
        page = client.get("/screening/stop/", {"country": "GB"}).content.decode()
        links = set(re.findall(r'<a [^>]*href="([^"]+)"', page))
        assert links == {"#main", "tel:999", "/screening/questions/bladder_bowel_control/"}

    def test_asks_for_the_country_while_it_is_not_known(self):
        page = help_for("emergency")
        assert "We do not know which country you are in" in page
        assert '<details class="more d-print-none" open>' in page
        assert " open>" not in help_for("emergency", country="GB")

    def test_says_what_to_do_say_bring_and_not_do(self):
        for tier in ("emergency", "urgent", "clinician-first"):
            headings = re.findall(r"<h2>([^<]+)</h2>", help_for(tier))
            assert headings[0] in {"Until help comes", "What to do today", "What to do"}
            assert headings[1].startswith("Say this")
            assert headings[2:4] == ["What not to do", "What to bring"]

    def test_shows_nobody_the_words_of_another(self, as_user, stranger, stopped):
        page = help_for("emergency", as_user(stranger))
        assert "I have lost control" not in page
        assert CLEAR not in page

    def test_says_that_newer_answers_do_not_open_the_way(self, as_user, patient, stopped):
        ScreeningFactory(patient=patient)
        assert "Your newer" in help_for("emergency", as_user(patient))

    def test_a_milder_later_stop_does_not_hide_an_emergency(
        self, as_user, patient, stopped, milder
    ):
        standing = standing_of(patient, NOW)
        assert (standing.tier, standing.url) == ("emergency", "/seek-care/emergency/")
        assert "I have lost control" in help_for("emergency", as_user(patient))

    def test_is_kept_in_no_cache(self, client):
        assert "no-store" in client.get("/seek-care/emergency/")["Cache-Control"]


class TestTheOwnStatement:
    def test_is_kept_and_leads_to_a_new_check_that_opens_the_way(
        self, as_user, patient, stopped, clock
    ):
        visitor = as_user(patient)
        assert visitor.get(CLEAR).status_code == 200
        assert state(visitor).url == "/screening/"

        clearance = Clearance.objects.get()
        assert (clearance.screening, clearance.given_by) == (stopped, patient)
        assert (clearance.kind, clearance.clinician_name) == ("own-statement", "Dr. Lee")
        assert standing_of(patient, NOW).reason == "check-again"
        assert "One last step" in visitor.get("/screening/").content.decode()

        clock.shift(60)
        ScreeningFactory(patient=patient)
        assert standing_of(patient, NOW + timedelta(minutes=2)).is_open

    def test_does_not_outlive_the_next_stop(self, as_user, patient, stopped, clock):
        state(as_user(patient))
        clock.shift(60)
        record(patient=patient, answers=URGENT, at=NOW + timedelta(minutes=1))
        clock.shift(60)
        ScreeningFactory(patient=patient)
        assert standing_of(patient, NOW + timedelta(minutes=3)).tier == "urgent"

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            pytest.param({"clinician_name": " "}, "Write who did the examination", id="no-name"),
            pytest.param({"reason": ""}, "Write what the clinician said", id="no-reason"),
            pytest.param(
                {"clinician_name": "\u200b \u2060"}, "Write who did", id="a-name-without-a-shape"
            ),
            pytest.param({"reason": "\u200b"}, "Write what", id="a-reason-without-a-shape"),
            pytest.param({"examined_on": ""}, "Choose the day", id="no-day"),
            pytest.param({"examined_on": "soon"}, "Write the day like this", id="no-date"),
            pytest.param({"examined_on": "2026-03-11"}, "has not come yet", id="tomorrow"),
            pytest.param({"examined_on": "2026-03-02"}, "March 3, 2026 or later", id="too-early"),
        ],
    )
    def test_is_refused_at_the_field_and_keeps_what_was_typed(
        self, as_user, patient, stopped, caplog, changed, message
    ):
        with caplog.at_level(logging.INFO, "backcare.screening"):
            response = state(as_user(patient), **changed)

        assert response.status_code == 422
        page = response.content.decode()
        assert message in page
        assert "Dr. Lee" in page or "clinician_name" in changed
        assert "Dr. Lee" not in caplog.text
        assert f"refused screening:clear fields={sorted(changed)}" in caplog.text
        assert not Clearance.objects.exists()

    @pytest.mark.parametrize("day", ["2026-03-03", "2026-03-10"])
    def test_may_be_of_the_day_of_the_answers_or_of_today(self, as_user, patient, stopped, day):
        assert state(as_user(patient), examined_on=day).status_code == 302

    def test_said_twice_is_kept_once(self, as_user, patient, stopped):
        state(as_user(patient))
        sent_again = statement(screening=stopped.pk)
        assert as_user(patient).post(CLEAR, sent_again).url == "/screening/"
        assert Clearance.objects.count() == 1

    def test_keeps_a_name_as_it_was_written(self, as_user, patient, stopped):
        name = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
        state(as_user(patient), clinician_name=name)
        assert Clearance.objects.get().clinician_name == name

    @pytest.mark.parametrize("sent", ["old page", "nothing"])
    def test_is_not_about_answers_that_its_page_did_not_show(
        self, as_user, patient, stopped, clock, sent
    ):
        visitor = as_user(patient)
        clock.shift(60)
        worse = ScreeningFactory(patient=patient, stopped=True, screened_at=NOW)
        old = {"screening": stopped.pk} if sent == "old page" else {}
        response = visitor.post(CLEAR, statement(**old))

        assert response.status_code == 422
        page = response.content.decode()
        assert "Your answers changed since this page was opened" in page
        assert "Dr. Lee" in page
        assert not Clearance.objects.exists()
        assert f'name="screening" value="{worse.pk}"' in page
        assert state(visitor, examined_on="2026-03-10").status_code == 302

    def test_shows_all_open_stops_and_clears_the_most_serious(
        self, as_user, patient, stopped, milder
    ):
        visitor = as_user(patient)
        page = visitor.get(CLEAR).content.decode()
        for stop in (stopped, milder):
            assert stop.reasons[0]["words"] in page
        assert page.count("They need a form of their own") == 1

        assert state(visitor).url == "/seek-care/clinician-first/"
        assert Clearance.objects.get().screening == stopped
        assert state(visitor).url == "/screening/"
        assert standing_of(patient, NOW).reason == "check-again"

    def test_is_only_for_someone_who_was_stopped(self, as_user, stranger, stopped, client):
        assert as_user(stranger).post(CLEAR, statement()).url == "/screening/"
        ScreeningFactory(patient=stranger)
        assert as_user(stranger).get(CLEAR).url == "/screening/result/"
        assert client.get(CLEAR).url.startswith("/accounts/login/")
        assert not Clearance.objects.exists()


class TestTheTherapistsClearance:
    @pytest.fixture
    def url(self, stopped):
        return reverse("screening:clear_for", args=[stopped.pk])

    def test_is_kept_with_the_therapist_s_name(self, as_user, care, stopped, url):
        visitor = as_user(care.therapist)
        page = visitor.get(url).content.decode()
        assert "Maria Santos" in page
        assert 'value="Dana Ruiz"' in page

        response = visitor.post(url, statement(clinician_name="Dana Ruiz"))
        assert response.url == reverse("care:patient", args=[care.patient.pk])
        clearance = Clearance.objects.get()
        assert (clearance.kind, clearance.given_by) == ("therapist", care.therapist)
        assert standing_of(care.patient, NOW).reason == "check-again"

    def test_shows_all_open_stops_and_clears_the_most_serious_first(
        self, as_user, care, stopped, milder, url
    ):
        visitor = as_user(care.therapist)
        page = visitor.get(url).content.decode()
        for stop in (stopped, milder):
            assert stop.reasons[0]["words"] in page

        of_the_milder = reverse("screening:clear_for", args=[milder.pk])
        for ask in (visitor.get, visitor.post):
            response = ask(of_the_milder, statement(), follow=True)
            assert response.redirect_chain == [(url, 302)]
            assert "need to be cleared first" in response.content.decode()
        assert not Clearance.objects.exists()

        visitor.post(url, statement())
        assert visitor.get(of_the_milder).status_code == 200

    def test_is_asked_for_the_most_serious_stop(self, as_user, care, stopped, milder, url):
        visitor = as_user(care.therapist)
        page = visitor.get(reverse("care:patient", args=[care.patient.pk])).content.decode()
        assert url in page
        assert stopped.reasons[0]["words"] in page
        (row,) = visitor.get(reverse("care:caseload")).context["rows"]
        assert (row.stopped_tier, row.stopped_at) == ("emergency", stopped.screened_at)

    def test_sent_twice_is_kept_once(self, as_user, care, url):
        visitor = as_user(care.therapist)
        visitor.post(url, statement())
        response = visitor.post(url, statement(), follow=True)
        assert "cleared already" in response.content.decode()
        assert Clearance.objects.count() == 1

    def test_can_be_given_in_another_time_zone(self, as_user, care):
        care.patient.time_zone = "Pacific/Kiritimati"
        care.patient.save()
        stop = record(patient=care.patient, answers=EMERGENCY, at=NOW)
        assert stop.screened_on.isoformat() == "2026-03-11"

        url = reverse("screening:clear_for", args=[stop.pk])
        response = as_user(care.therapist).post(url, statement(examined_on="2026-03-10"))
        assert response.status_code == 302

    def test_is_refused_without_a_reason(self, as_user, care, url):
        assert as_user(care.therapist).post(url, statement(reason="")).status_code == 422

    def test_does_not_exist_for_a_therapist_who_does_not_care_for_them(
        self, as_user, therapist, url
    ):
        assert as_user(therapist).get(url).status_code == 404
        assert as_user(therapist).post(url, statement()).status_code == 404

    def test_does_not_exist_after_the_care_has_ended(self, as_user, patient, therapist, url):
        CareRelationshipFactory(patient=patient, therapist=therapist, ended_at=NOW)
        assert as_user(therapist).get(url).status_code == 404

    def test_is_refused_to_those_who_are_no_therapist(self, as_user, patient, stranger, url):
        assert as_user(patient).post(url, statement()).status_code == 403
        assert as_user(stranger).post(url, statement()).status_code == 403
        assert not Clearance.objects.exists()

    def test_does_not_exist_for_the_therapist_s_own_screening(self, as_user, therapist):
        own = ScreeningFactory(patient=therapist, stopped=True)
        url = reverse("screening:clear_for", args=[own.pk])
        assert as_user(therapist).get(url).status_code == 404

    def test_does_not_exist_for_a_screening_that_stopped_nobody(self, as_user, care):
        passing = ScreeningFactory(patient=care.patient)
        url = reverse("screening:clear_for", args=[passing.pk])
        assert as_user(care.therapist).get(url).status_code == 404


class TestTheHistory:
    def test_shows_the_own_checks_in_words(self, as_user, patient, stopped):
        state(as_user(patient))
        page = as_user(patient).get("/screening/history/").content.decode()

        assert "March 3, 2026" in page
        assert "I have lost control of my bladder or bowels" in page
        assert "Examined by Dr. Lee on March 9, 2026" in page
        assert page.count("<form") == page.count('action="/accounts/logout/"')

    def test_shows_nothing_of_another(self, as_user, care, stopped):
        page = as_user(care.therapist).get("/screening/history/").content.decode()
        assert "You have not done a safety check yet" in page

    def test_takes_as_many_queries_for_many_as_for_one(
        self, as_user, patient, stopped, django_assert_max_num_queries
    ):
        for days in range(20):
            ScreeningFactory(patient=patient, screened_at=NOW - timedelta(days=days))
        visitor = as_user(patient)
        with django_assert_max_num_queries(8):
            visitor.get("/screening/history/")

    def test_is_for_people_who_are_signed_in(self, client):
        assert client.get("/screening/history/").url.startswith("/accounts/login/")


def test_who_sees_which_screenings(patient, therapist, stranger, care, stopped):
    for person, seen in ((patient, 1), (therapist, 1), (stranger, 0)):
        assert Screening.objects.visible_to(person).count() == seen
        assert Clearance.objects.editable_by(person).count() == 0
    assert Screening.objects.editable_by(therapist).count() == 0
