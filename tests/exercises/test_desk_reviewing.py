"""A change on its way: what differs, its review, publishing it and sending it back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises import publishing
from exercises.kinds import KINDS
from exercises.models import Exercise, Kind, Revision
from tests.exercises.desk_cast import NEXT_YEAR, NOW, change_of, published
from tests.factories import ConditionFactory, ExerciseFactory

pytestmark = pytest.mark.django_db
CHECKED = {"review_by": "2027-11-25", "is_checked": "on", "do": "publish"}


@pytest.fixture
def exercise(db):
    return ExerciseFactory(slug="heel-raise", name="Heel raise", steps=["Stand.", "Rise slowly."])


@pytest.fixture
def change(exercise, admin):
    condition = ConditionFactory(name="Sore knees")
    return change_of(
        exercise,
        admin,
        note="Clearer",
        name="Calf raise",
        steps=["Stand.", "Rise very slowly."],
        avoid_with=[{"condition": condition.key, "note": "Hold on."}],
    )


def url_of(step, change):
    return reverse(f"exercises:desk_{step}", args=[change.pk])


def test_the_page_says_what_differs_and_shows_it(rosas_desk, exercise, admin, rosa):
    first = published(change_of(exercise, admin, feel="Calves."), rosa)
    change = change_of(exercise, admin, name="Calf raise", steps=["Stand.", "Rise very slowly."])

    page = rosas_desk.get(url_of("revision", change)).text

    assert f"Compared with number {first.number}" in page
    assert '<del><span class="visually-hidden">gone: </span>Heel </del>' in page
    assert '<ins><span class="visually-hidden">new: </span>very </ins>' in page
    assert "<dt>Name</dt>" in page
    assert "<dt>Breathing</dt>" not in page
    assert 'class="phone__screen"' in page
    assert "Your review" in page


def test_somebody_else_reviews_and_publishes(change, rosas_desk):
    response = rosas_desk.post(url_of("review", change), CHECKED)

    assert response.headers["Location"] == url_of("revision", change)
    exercise = Exercise.objects.get()
    assert exercise.name == "Calf raise"
    assert exercise.reviewed_by == "Rosa Reviewer"
    assert exercise.review_by == NEXT_YEAR
    assert "Reviewed and published." in rosas_desk.get(url_of("revision", change)).text


def test_reviewing_alone_publishes_nothing(change, desk, rosas_desk):
    rosas_desk.post(url_of("review", change), CHECKED | {"do": "review"})

    change.refresh_from_db()
    assert change.status == "reviewed"
    assert Exercise.objects.get().name == "Heel raise"
    assert desk.post(url_of("publish", change)).status_code == 302
    assert Exercise.objects.get().name == "Calf raise"


def test_a_year_is_offered(change, rosas_desk):
    page = rosas_desk.get(url_of("revision", change))

    offered = page.context["review"]["review_by"].value()
    assert offered == timezone.localdate() + timedelta(days=365)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param({"review_by": ""}, "Choose the day of the next review.", id="no-day"),
        pytest.param({"review_by": "soon"}, "Choose a day.", id="no-date"),
        pytest.param({"review_by": "2020-01-01"}, "Choose a day in the future", id="a-past-day"),
        pytest.param({"is_checked": ""}, "Tick this when you have checked it.", id="not-checked"),
    ],
)
def test_a_review_that_is_not_complete_is_refused(change, rosas_desk, sent, words):
    response = rosas_desk.post(url_of("review", change), CHECKED | sent)

    assert response.status_code == 422
    assert words in response.text
    change.refresh_from_db()
    assert change.status == "waiting"


def test_nobody_reviews_what_they_wrote(change, desk):
    page = desk.get(url_of("revision", change)).text
    assert "Waiting for somebody else" in page
    assert "Your review" not in page

    response = desk.post(url_of("review", change), CHECKED)

    assert response.status_code == 422
    assert "Please ask somebody else to review it." in response.text
    assert Exercise.objects.get().name == "Heel raise"


def test_a_site_of_one_person_reviews_by_itself(change, desk, settings):
    settings.LIBRARY_REVIEW_BY_ANOTHER = False

    assert "Your review" in desk.get(url_of("revision", change)).text
    assert desk.post(url_of("review", change), CHECKED).status_code == 302
    assert Exercise.objects.get().name == "Calf raise"


@pytest.mark.parametrize("step", ["publish", "review", "send_back"])
def test_twice_is_answered_kindly(change, rosas_desk, step):
    sent = CHECKED | {"answer": "No."}
    rosas_desk.post(url_of("review", change), CHECKED)

    response = rosas_desk.post(url_of(step, change), sent)

    assert response.status_code == 422
    words = "Only a reviewed change can be published." if step == "publish" else "any more."
    assert words in response.text
    assert Revision.objects.get(pk=change.pk).status == "published"


def test_what_nobody_reviewed_is_not_published(change, desk):
    response = desk.post(url_of("publish", change))

    assert response.status_code == 422
    assert "Only a reviewed change can be published." in response.text
    assert Exercise.objects.get().name == "Heel raise"


def test_a_ladder_that_would_loop_by_now_is_not_published(exercise, admin, rosas_desk):
    other = ExerciseFactory(slug="other", name="Other")
    change = change_of(exercise, admin, harder="other")
    Exercise.objects.filter(pk=other.pk).update(harder=exercise)

    response = rosas_desk.post(url_of("review", change), CHECKED)

    assert response.status_code == 422
    assert "This goes round in a loop: Other, and back" in response.text
    assert not Exercise.objects.get(slug="heel-raise").harder


def test_it_goes_back_with_an_answer(change, rosas_desk, desk):
    rosas_desk.post(url_of("send_back", change), {"answer": "Step 2 is not clear."})

    change.refresh_from_db()
    assert (change.status, change.answer) == ("sent-back", "Step 2 is not clear.")
    edit = reverse("exercises:desk_edit", args=["exercise", "heel-raise"])
    page = desk.get(edit)
    assert "Sent back by Rosa Reviewer" in page.text
    assert "Step 2 is not clear." in page.text
    assert page.context["form"]["name"].value() == "Calf raise"


@pytest.mark.parametrize("answer", ["", "x" * 301])
def test_an_answer_is_needed(change, rosas_desk, answer):
    response = rosas_desk.post(url_of("send_back", change), {"answer": answer})

    assert response.status_code == 422
    change.refresh_from_db()
    assert change.status == "waiting"


def test_a_refused_review_is_logged_by_its_fields(change, rosas_desk, caplog):
    caplog.set_level("INFO", "backcare.forms")

    rosas_desk.post(url_of("review", change), {"review_by": "secret words"})

    assert "refused exercises:desk_revision fields=['is_checked', 'review_by']" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("step", ["review", "publish", "send_back", "put_back"])
def test_a_step_is_taken_by_a_button(change, rosas_desk, step):
    assert rosas_desk.get(url_of(step, change)).status_code == 405


@pytest.mark.parametrize("step", ["revision", "review", "publish", "send_back", "put_back"])
def test_others_may_not(change, as_user, client, patient, therapist, step):
    method = "get" if step == "revision" else "post"
    for person in (patient, therapist):
        assert getattr(as_user(person), method)(url_of(step, change)).status_code == 403
    assert getattr(client, method)(url_of(step, change)).status_code == 302
    assert Revision.objects.get(pk=change.pk).status == "waiting"


@pytest.mark.parametrize("step", ["revision", "review", "publish", "send_back", "put_back"])
def test_what_is_not_there_is_not_found(desk, step):
    method = "get" if step == "revision" else "post"
    url = reverse(f"exercises:desk_{step}", args=[4711])
    assert getattr(desk, method)(url).status_code == 404


def test_the_day_of_the_review_is_a_date(change, rosas_desk):
    rosas_desk.post(url_of("review", change), CHECKED | {"review_by": "2028-02-29"})

    assert Exercise.objects.get().review_by == date(2028, 2, 29)


def test_two_that_name_each_other_are_joined_whichever_is_published_first(exercise, admin, rosa):
    published(change_of(exercise, admin, harder="high-raise"), rosa)
    exercise.refresh_from_db()
    assert exercise.harder is None

    content = KINDS[Kind.EXERCISE].read(exercise)
    content |= {"slug": "high-raise", "name": "High raise", "easier": "heel-raise", "harder": None}
    new = publishing.hand_in(
        kind=Kind.EXERCISE, key="high-raise", content=content, by=admin, at=NOW
    )
    published(new, rosa)

    exercise.refresh_from_db()
    assert exercise.harder.name == "High raise"
    assert exercise.harder.easier == exercise
