"""Looking the answers over: what is not a plain No comes first, and nothing is left out."""

import re

import pytest
from django.urls import reverse

from tests.screening.answering import QUESTIONS, REVIEW, give, url_of
from tests.screening.sets import ALL_NO, answers

pytestmark = pytest.mark.django_db


def parts(client):
    """Return the page before the fold, the fold, and the page after it."""
    page = " ".join(client.get(REVIEW).content.decode().split())
    before, _open, rest = page.partition("<details")
    folded, _close, after = rest.partition("</details>")
    return before, folded, after


def test_answers_that_say_something_come_first_and_the_plain_ones_are_folded(client):
    given = answers(leg_pain_one="not_sure", steroids_long="not_sure")
    give(client, **given)

    before, folded, after = parts(client)

    for key in ("leg_pain_one", "steroids_long", "age_band"):
        assert url_of(key) in before
    assert before.count("Not sure</strong>") == 2
    assert "The 34 questions that you answered with No" in folded
    assert folded.count("<strong>No</strong>") == 34
    assert "<strong>" not in after
    assert " open" not in folded.partition(">")[0]


@pytest.mark.parametrize("given", [ALL_NO, answers(leg_pain_one="not_sure")])
def test_every_answer_is_there_once_and_can_be_changed(client, given):
    give(client, **given)

    page = "".join(parts(client))

    for question in QUESTIONS:
        assert page.count(f'href="{url_of(question.key)}"') == 1
        assert question.answer(given[question.key]).label in page
    assert page.count("Change<span") == len(QUESTIONS)


def test_the_folded_ones_stand_under_their_parts(client):
    give(client, **ALL_NO)
    _before, folded, _after = parts(client)
    headings = re.findall(r"<h2>([^<]+)</h2>", folded)
    assert "Warning signs" in headings[0]
    assert len(headings) == len(set(headings)) > 1


def test_one_plain_answer_is_spoken_of_as_one(client):
    give(client, fever="no")
    assert "The question that you answered with No" in "".join(parts(client))


def test_without_answers_there_is_nothing_to_fold(client):
    page = client.get(REVIEW).content.decode()
    assert "answered with No" not in page
    assert reverse("screening:question", args=[QUESTIONS[0].key]) in page
