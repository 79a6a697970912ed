"""A session that is over on a phone without room for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone.acts import FULL, Fault
from tests.browser.player.acts import answer_the_end, press
from tracker.models import ExerciseSession

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_the_end(led, routine):
    page = led(routine)
    press(page, "Leave the session")
    press(page, "End here and save what I did")
    page.evaluate(FULL)
    return page


def test_is_sent_all_the_same(at_the_end):
    answer_the_end(at_the_end)

    expect(at_the_end.get_by_text("Saved.", exact=True)).to_be_visible()
    assert ExerciseSession.objects.count() == 1


def test_says_so_while_it_cannot_be_sent_and_saves_it_then(at_the_end):
    fault = Fault(at_the_end, lambda route: route.fulfill(status=403))
    answer_the_end(at_the_end)
    expect(at_the_end.get_by_text("This phone is full")).to_be_visible()
    assert not ExerciseSession.objects.exists()

    fault.over()
    press(at_the_end, "Save the session")
    expect(at_the_end.get_by_text("Saved.", exact=True)).to_be_visible()
    assert ExerciseSession.objects.count() == 1
