"""Reviewing what one spreadsheet brought: together, by another person, all or none, once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Exercise, Revision
from exercises.sheets import review_views
from tests.exercises.sheet_cast import changes_of, handed_in, rows_of_library
from tests.factories import ExerciseFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    ExerciseFactory(slug="bridge", name="Bridge", stop_if="it hurts.")
    return rows_of_library()["bridge"]


@pytest.fixture
def sheet(row, admin):
    """A change and two new exercises, each a step of the other's ladder."""
    one = row | {"slug": "one", "name": "One", "harder": "other"}
    other = row | {"slug": "other", "name": "Other", "easier": "one"}
    return handed_in([row | {"name": "Hip bridge", "harder": "other"}, one, other], admin)


@pytest.fixture
def rosa(as_user):
    return as_user(UserFactory(name="Rosa Reviewer", is_staff=True))


def address(sheet, step="review"):
    return reverse(f"exercises:sheet_{step}", args=[sheet.pk])


def vouched(sheet, **said):
    day = timezone.localdate() + timedelta(days=365)
    return {"changes": changes_of(sheet), "review_by": day, "is_checked": "on"} | said


def text_of(response):
    return " ".join(response.content.decode().split())


def test_shows_every_change_with_its_differences(rosa, sheet):
    page = text_of(rosa.get(address(sheet)))
    assert "Review these 3 changes" in page
    assert "From library.csv, handed in by Ada Admin" in page
    assert "</span>Hip bridge</ins>" in page
    assert "Review and publish 3 changes" in page


def test_publishes_all_of_it_with_one_day_for_the_next_review(rosa, sheet):
    response = rosa.post(address(sheet), vouched(sheet), follow=True)

    assert "3 changes are published." in text_of(response)
    assert "Nothing waits for a review" in text_of(response)
    bridge, one, other = Exercise.objects.order_by("slug")
    assert (bridge.name, bridge.harder, one.harder, other.easier) == (
        "Hip bridge",
        other,
        other,
        one,
    )
    assert {row.reviewed_by for row in (bridge, one, other)} == {"Rosa Reviewer"}


def test_a_second_click_publishes_nothing_again(rosa, sheet):
    said = vouched(sheet)
    rosa.post(address(sheet), said)
    response = rosa.post(address(sheet), said)
    assert response.status_code == 422
    assert "None of these changes waits for a review any more." in text_of(response)
    assert Revision.objects.filter(is_standing=True).count() == 3


def test_whoever_handed_it_in_asks_somebody_else(as_user, admin, sheet):
    page = text_of(as_user(admin).get(address(sheet)))
    assert "Another member of the staff reviews them, by name." in page
    assert "Review and publish" not in page

    response = as_user(admin).post(address(sheet), vouched(sheet))
    assert response.status_code == 422
    assert "Please ask somebody else to review it." in text_of(response)
    assert Exercise.objects.get().name == "Bridge"


def test_a_site_of_one_person_may_say_otherwise(as_user, admin, sheet, settings):
    settings.LIBRARY_REVIEW_BY_ANOTHER = False
    as_user(admin).post(address(sheet), vouched(sheet))
    assert Exercise.objects.count() == 3


REFUSED = {
    "no-day": ({"review_by": ""}, "review_by"),
    "not-checked": ({"is_checked": ""}, "is_checked"),
    "no-changes": ({"changes": ""}, "changes"),
    "other-numbers": ({"changes": "1;2"}, "changes"),
}


@pytest.mark.parametrize(("said", "field"), REFUSED.values(), ids=REFUSED)
def test_a_form_that_is_not_filled_in_is_refused_at_the_field(rosa, sheet, said, field):
    response = rosa.post(address(sheet), vouched(sheet, **said))
    assert response.status_code == 422
    assert field in response.context["review"].errors
    assert Exercise.objects.count() == 1


def test_a_day_in_the_past_is_refused(rosa, sheet):
    response = rosa.post(address(sheet), vouched(sheet, review_by="2020-01-01"))
    assert response.status_code == 422
    assert "Choose a day in the future for the next review." in text_of(response)


def test_changes_of_another_sheet_are_not_published_from_here(rosa, sheet, row, admin):
    another = handed_in([row | {"slug": "third", "name": "Third"}], admin)
    response = rosa.post(address(sheet), vouched(sheet, changes=changes_of(another)))
    assert response.status_code == 422
    assert not Exercise.objects.filter(slug="third").exists()


def test_so_many_at_once_and_never_half_a_ladder(rosa, row, admin, monkeypatch):
    monkeypatch.setattr(review_views, "AT_ONCE", 2)
    one = row | {"slug": "one", "name": "One", "harder": "other"}
    other = row | {"slug": "other", "name": "Other"}
    sheet = handed_in([one, row | {"name": "Hip bridge"}, other], admin)

    page = rosa.get(address(sheet))
    assert [shown.row.slug for shown in page.context["rows"]] == ["one", "other"]
    assert "1 more follows when these are decided." in text_of(page)
    rosa.post(address(sheet), vouched(sheet, changes=page.context["seen"]))
    assert Exercise.objects.get(slug="bridge").name == "Bridge"
    assert "Review this change" in text_of(rosa.get(address(sheet)))


def test_sends_all_of_it_back_with_one_answer(rosa, sheet):
    said = {"changes": changes_of(sheet), "answer": "Shorter names, please."}
    response = rosa.post(address(sheet, "send_back"), said, follow=True)
    assert "3 changes are sent back." in text_of(response)
    assert set(Revision.objects.values_list("status", "answer")) == {
        ("sent-back", "Shorter names, please.")
    }


def test_sending_back_needs_a_reason(rosa, sheet):
    response = rosa.post(address(sheet, "send_back"), {"changes": changes_of(sheet)})
    assert response.status_code == 422
    assert response.context["answer"].errors["answer"]
    assert '<details class="card more" open>' in text_of(response)


def test_the_page_asks_the_same_few_questions_however_many_changes(
    rosa, row, admin, django_assert_num_queries
):
    for count in (2, 20):
        rows = [row | {"slug": f"n{count}-{n}", "name": f"N {count} {n}"} for n in range(count)]
        sheet = handed_in(rows, admin)
        with django_assert_num_queries(12):
            rosa.get(address(sheet))


def test_only_staff_may_enter(as_user, patient, sheet):
    assert as_user(patient).get(address(sheet)).status_code == 403
    assert as_user(patient).post(address(sheet), vouched(sheet)).status_code == 403
