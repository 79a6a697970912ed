"""The desk: what waits for me, what is overdue, and everything there is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises import publishing
from exercises.models import Draft, Exercise, Kind
from tests.exercises.desk_cast import NOW, change_of
from tests.factories import ConditionFactory, ExerciseFactory, UserFactory

pytestmark = pytest.mark.django_db
DESK = reverse("exercises:desk")


def names_in(page):
    return [row.name for row in page.context["rows"]]


def test_it_says_what_waits_for_whom(desk, rosas_desk, admin, rosa):
    mine, hers = ExerciseFactory(name="Mine"), ExerciseFactory(name="Hers")
    my_change, her_change = change_of(mine, admin), change_of(hers, rosa)

    waiting = desk.get(DESK).context["waiting"]
    assert (waiting.to_review, waiting.with_others) == ([her_change], [my_change])
    waiting = rosas_desk.get(DESK).context["waiting"]
    assert (waiting.to_review, waiting.with_others) == ([my_change], [her_change])


def test_what_came_back_waits_until_it_is_answered(desk, admin, rosa):
    exercise = ExerciseFactory()
    change = change_of(exercise, admin)
    publishing.send_back(revision=change, by=rosa, at=NOW, answer="Why?")
    assert desk.get(DESK).context["waiting"].sent_back == [change]

    again = change_of(exercise, admin, name="Better")

    waiting = desk.get(DESK).context["waiting"]
    assert (waiting.sent_back, waiting.with_others) == ([], [again])


def test_what_is_reviewed_waits_for_anybody_to_publish_it(desk, rosas_desk, admin, rosa):
    change = change_of(ExerciseFactory(), admin)
    day = NOW.date() + timedelta(days=300)
    publishing.review(revision=change, by=rosa, at=NOW, review_by=day)

    for browser in (desk, rosas_desk):
        assert browser.get(DESK).context["waiting"].to_publish == [change]


def test_a_site_of_one_person_reviews_its_own(desk, admin, settings):
    settings.LIBRARY_REVIEW_BY_ANOTHER = False
    change = change_of(ExerciseFactory(), admin)

    assert desk.get(DESK).context["waiting"].to_review == [change]


def test_only_my_drafts_are_there(desk, admin, rosa):
    for person, name in ((admin, "Mine"), (rosa, "Hers")):
        Draft.objects.create(
            kind=Kind.EXERCISE, typed={"name": [name]}, maker=str(person.pk), edited_at=NOW
        )

    page = desk.get(DESK).text

    assert "Mine" in page
    assert "Hers" not in page


def test_nothing_waits(desk):
    assert "Nothing waits for you." in desk.get(DESK).text


def test_overdue_is_what_nobody_vouches_for_now(desk):
    today = timezone.localdate()
    ExerciseFactory(name="Never reviewed")
    ExerciseFactory(name="Due", reviewed_by="Rosa", review_by=today - timedelta(days=1))
    ExerciseFactory(name="Fine", reviewed_by="Rosa", review_by=today)
    ExerciseFactory(name="Gone", status="archived")

    page = desk.get(DESK, {"overdue": "on"})

    assert names_in(page) == ["Due", "Never reviewed"]
    assert "2 exercises" in page.text
    assert "Review is overdue since" in page.text


def test_the_list_is_searched_by_any_of_its_names(desk):
    ExerciseFactory(name="Bridge", aliases=["glute lift"])
    ExerciseFactory(name="Plank", status="draft")

    assert names_in(desk.get(DESK)) == ["Bridge", "Plank"]
    assert names_in(desk.get(DESK, {"q": "lift glute"})) == ["Bridge"]
    assert names_in(desk.get(DESK, {"q": "PLA"})) == ["Plank"]
    assert "Nothing of that name is here." in desk.get(DESK, {"q": "xyz\0"}).text


def test_archived_ones_are_shown_when_asked_for(desk):
    ExerciseFactory(name="Gone", status="archived")

    assert names_in(desk.get(DESK)) == []
    assert names_in(desk.get(DESK, {"archived": "on"})) == ["Gone"]


def test_a_change_on_its_way_is_marked_in_the_list(desk, rosa):
    change = change_of(ExerciseFactory(), rosa)

    page = desk.get(DESK)

    assert page.context["rows"][0].change == change
    assert "Waiting for review" in page.text


@pytest.mark.parametrize(
    ("kind", "names"),
    [("condition", ["Sore knees"]), ("aim", ["Bend and loosen"]), ("card", []), ("x", ["Plank"])],
)
def test_every_kind_has_its_list(desk, kind, names):
    ConditionFactory(name="Sore knees")
    ExerciseFactory(name="Plank")

    assert names_in(desk.get(DESK, {"kind": kind})) == names


def test_a_long_list_has_pages(desk):
    aim = ExerciseFactory().aim
    Exercise.objects.bulk_create(
        Exercise(slug=f"e-{n:03}", name=f"E {n:03}", aim=aim, position="supine",
                 laterality="bilateral", reps_min=1)
        for n in range(120)
    )  # fmt: skip

    page = desk.get(DESK, {"q": "E", "page": "2"})

    assert "Page 2 of 2" in page.text
    assert "?kind=exercise&amp;q=E&amp;page=1" in page.text
    assert desk.get(DESK, {"page": "x"}).status_code == 200


def test_the_queries_stay_the_same_however_much_there_is(
    desk, admin, rosa, django_assert_max_num_queries, django_assert_num_queries
):
    change_of(ExerciseFactory(), rosa)
    with django_assert_max_num_queries(13) as few:
        desk.get(DESK)

    for number in range(6):
        change_of(ExerciseFactory(), rosa if number % 2 else admin)
        Draft.objects.create(kind=Kind.EXERCISE, maker=str(admin.pk), edited_at=NOW)
    with django_assert_num_queries(len(few.captured_queries)):
        desk.get(DESK)


def test_others_have_no_desk(as_user, client, patient, therapist):
    for person in (patient, therapist, UserFactory()):
        assert as_user(person).get(DESK).status_code == 403
    assert client.get(DESK).headers["Location"].startswith("/accounts/login/")


def test_it_is_read_and_nothing_else(desk):
    assert desk.post(DESK).status_code == 405
