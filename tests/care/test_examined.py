"""A therapist examined one who went on by their own word, and what is read of a clearance later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CareRelationshipFactory,
    QuickCheckFactory,
    ScreeningFactory,
    TherapistFactory,
    clear,
)
from tracker.models import AuditEvent, Clearance, Screening
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
FLAG, BUTTON = "Went on by their own statement", "I have examined this patient"
ALLOWED = "Allowed again after a stop"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def page(patient):
    return reverse("care:patient", args=[patient.pk])


@pytest.fixture
def stop(care, now):
    """Two days ago it stopped the patient, who went on by their own statement a day later."""
    found = stopped(care.patient, now - 2 * DAY)
    clear(found, care.patient, now - DAY, reason="Go on <gently>")
    return found


@pytest.fixture
def url(stop):
    return url_of(stop)


@pytest.fixture
def words(care, now):
    return {
        "clinician_name": "Dana Ruiz",
        "examined_on": care.therapist.day_of(now).isoformat(),
        "reason": "Strong legs.\nMay <exercise>",
    }


def stopped(patient, at, **said):
    return ScreeningFactory(patient=patient, stopped=True, screened_at=at, **said)


def url_of(stop):
    return reverse("screening:clear_for", args=[stop.pk])


def read(browser, url, **kwargs):
    return " ".join(browser.get(url, **kwargs).content.decode().split())


def row_in(browser):
    (row,) = browser.get(reverse("care:caseload")).context["rows"]
    return row


class TestThoseWhoWentOnByTheirOwnWord:
    def test_the_notice_leads_there(self, as_user, care, page, url):
        html = read(as_user(care.therapist), page)
        assert BUTTON in html
        assert f'href="{url}"' in html

    def test_the_page_says_what_they_stated_and_that_exercise_stays_open(
        self, as_user, care, now, stop, url
    ):
        ScreeningFactory(patient=care.patient, screened_at=now - DAY / 2)

        html = read(as_user(care.therapist), url)

        assert "They say that Dr. Lee examined them on" in html
        assert "Go on &lt;gently&gt;" in html
        assert stop.reasons[0]["words"] in html
        assert "Exercise is open by their own word and stays open." in html
        assert "They do not have to answer again." in html
        for other in ("Allow exercise", "they answer a full safety check"):
            assert other not in html

    def test_the_page_says_when_exercise_waits_already(self, as_user, care, url):
        assert standing_of(care.patient, timezone.now()).reason == "check-again"
        html = read(as_user(care.therapist), url)
        assert "Exercise waits until they have finished a safety check, as it does now." in html
        assert "stays open" not in html

    def test_the_word_is_kept_the_mark_goes_and_a_trail_stays(
        self, as_user, care, now, stop, page, url, words
    ):
        ScreeningFactory(patient=care.patient, screened_at=now - DAY / 2)
        browser = as_user(care.therapist)
        assert row_in(browser).is_own_word

        response = browser.post(url, words, follow=True)

        assert response.redirect_chain == [(page, 302)]
        html = response.content.decode()
        assert "Saved. Nothing changes for your patient." in html
        assert FLAG not in html
        assert not row_in(browser).needs_you
        given = Clearance.objects.get(kind="therapist")
        assert (given.screening, given.given_by) == (stop, care.therapist)
        trail = AuditEvent.objects.filter(actor=care.therapist, patient=care.patient)
        assert trail.filter(action="read the reasons of a stop").exists()
        assert trail.filter(action="cleared a screening").count() == 1

    @pytest.mark.parametrize("is_open", [True, False])
    def test_nothing_opens_and_nothing_closes(self, as_user, care, now, url, words, is_open):
        if is_open:
            ScreeningFactory(patient=care.patient, screened_at=now - DAY / 2)
        before = standing_of(care.patient, timezone.now())
        assert before.is_open == is_open

        as_user(care.therapist).post(url, words)

        assert standing_of(care.patient, timezone.now()) == before

    def test_nothing_closes_where_the_statement_was_about_a_later_stop(
        self, as_user, care, now, words
    ):
        earlier = stopped(care.patient, now - 4 * DAY, tier="urgent")
        clear(stopped(care.patient, now - 3 * DAY), care.patient, now - 2 * DAY)
        ScreeningFactory(patient=care.patient, screened_at=now - DAY)
        assert standing_of(care.patient, timezone.now()).is_open

        assert as_user(care.therapist).post(url_of(earlier), words).status_code == 302

        assert earlier.clearances.get().kind == "therapist"
        assert standing_of(care.patient, timezone.now()).is_open

    def test_sent_twice_is_kept_once(self, as_user, care, url, words):
        browser = as_user(care.therapist)
        for _n in range(2):
            response = browser.post(url, words, follow=True)
        assert "This was cleared already. Nothing changed." in response.content.decode()
        assert Clearance.objects.filter(kind="therapist").count() == 1
        assert AuditEvent.objects.filter(action="cleared a screening").count() == 1

    @pytest.mark.parametrize("missing", ["clinician_name", "examined_on", "reason"])
    def test_is_refused_without_its_words(self, as_user, care, url, words, missing):
        response = as_user(care.therapist).post(url, words | {missing: ""})
        assert response.status_code == 422
        assert "They say that Dr. Lee examined them on" in response.content.decode()
        assert not Clearance.objects.filter(kind="therapist").exists()

    def test_of_two_such_stops_each_can_be_examined(self, as_user, care, now, stop, words):
        milder = stopped(care.patient, now - DAY * 1.5, tier="urgent", kind="quick")
        clear(milder, care.patient, now - DAY)
        browser = as_user(care.therapist)
        assert browser.post(url_of(milder), words).status_code == 302
        assert row_in(browser).went_on == stop
        assert browser.post(url_of(stop), words).status_code == 302
        assert not row_in(browser).needs_you

    def test_a_stop_that_nobody_cleared_comes_first(self, as_user, care, now, stop, page, url):
        newer = stopped(care.patient, now - SECOND, tier="urgent")
        browser = as_user(care.therapist)

        html = read(browser, page)
        assert html.count(BUTTON) == 1
        assert url_of(newer) in html
        assert url not in html
        response = browser.get(url, follow=True)
        assert response.redirect_chain == [(url_of(newer), 302)]

    def test_can_be_said_long_after(self, as_user, care, now, words):
        old = stopped(care.patient, now - 90 * DAY)
        clear(old, care.patient, now - 80 * DAY)
        assert as_user(care.therapist).post(url_of(old), words).status_code == 302
        assert old.clearances.filter(kind="therapist").exists()

    def test_does_not_exist_for_strangers(self, as_user, care, url, words):
        former = CareRelationshipFactory(patient=care.patient, ended_at=timezone.now())
        for therapist in (TherapistFactory(), former.therapist):
            assert as_user(therapist).get(url).status_code == 404
            assert as_user(therapist).post(url, words).status_code == 404
        assert as_user(care.patient).post(url, words).status_code == 403
        assert not Clearance.objects.filter(kind="therapist").exists()

    def test_does_not_exist_for_the_therapist_s_own_stop(self, as_user, care, now, words):
        own = stopped(care.therapist, now - 2 * DAY)
        clear(own, care.therapist, now - DAY)
        assert as_user(care.therapist).post(url_of(own), words).status_code == 404


class TestWhatIsReadOfAClearance:
    @pytest.fixture
    def found(self, care, now):
        return stopped(care.patient, now - 2 * DAY)

    def test_who_when_and_the_words(self, as_user, care, found, page, words):
        browser = as_user(care.therapist)
        assert ALLOWED not in read(browser, page)
        browser.post(url_of(found), words)

        html = read(browser, page)

        given = timezone.localtime(Clearance.objects.get().given_at, care.therapist.zone)
        assert ALLOWED in html
        assert f"Dana Ruiz, {given:%b} {given.day}, " in html
        assert f"Examined by Dana Ruiz on {given:%b} {given.day}:" in html
        assert "“Strong legs.<br>May &lt;exercise&gt;”" in html

    def test_beside_that_exercise_waits_for_a_new_check(self, as_user, care, found, page, now):
        clear(found, care.therapist, now, reason="May exercise")
        browser = as_user(care.therapist)
        html = read(browser, page)
        assert "A clinician allows exercise. It waits for a new check." in html
        assert "May exercise" in html

        ScreeningFactory(patient=care.patient)
        html = read(browser, page)
        assert "Exercise is open." in html
        assert "May exercise" in html

    @pytest.mark.parametrize(
        ("cleared", "screened", "is_shown"),
        [
            pytest.param(29 * DAY, None, True, id="no-check-yet"),
            pytest.param(29 * DAY, 30 * DAY, True, id="no-check-since"),
            pytest.param(29 * DAY, 28.5 * DAY, False, id="long-ago"),
            pytest.param(27 * DAY, 26 * DAY, True, id="of-late"),
        ],
    )
    def test_for_28_days_and_until_a_check_has_followed(
        self, as_user, care, now, page, cleared, screened, is_shown
    ):
        said = QuickCheckFactory(
            patient=care.patient, tier="urgent", screened_at=now - 40 * DAY, reasons=[]
        )
        clear(said, care.therapist, now - cleared)
        if screened:
            ScreeningFactory(patient=care.patient, screened_at=now - screened)
        assert (ALLOWED in read(as_user(care.therapist), page)) == is_shown

    def test_the_patient_s_own_statement_is_not_among_them(self, as_user, care, stop, page):
        assert Screening.objects.cleared_by_own_word().get() == stop
        assert ALLOWED not in read(as_user(care.therapist), page)

    def test_another_therapist_s_word_has_their_name(self, as_user, care, found, page, now):
        other = CareRelationshipFactory(patient=care.patient, therapist__name="Lee Tan").therapist
        clear(found, other, now)
        assert "Lee Tan, " in read(as_user(care.therapist), page)

    def test_takes_as_many_queries_for_many(
        self, as_user, care, page, now, django_assert_max_num_queries
    ):
        for n in range(10):
            clear(stopped(care.patient, now - n * DAY - DAY), care.therapist, now - n * DAY)
        browser = as_user(care.therapist)
        with django_assert_max_num_queries(20):
            browser.get(page)
