"""Choosing the file of a new questionnaire: what it changes by itself, and what is refused."""

import hashlib
import json

import pytest
from django.utils.html import strip_tags

from tests.screening.by_the_file import FILE
from tests.screening.versions import PAGE, send, to_tier, version_3, words_of

pytestmark = pytest.mark.django_db


def test_shows_the_hash_that_the_file_would_be_published_with(staff):
    content = version_3()

    assert hashlib.sha256(content.encode()).hexdigest() in words_of(send(staff, content))


def text_of(response):
    return " ".join(strip_tags(response.content.decode()).split())


def test_says_what_the_file_lowers_though_nobody_has_answered_it(staff):
    page = text_of(send(staff, version_3(to_tier("URGENT", "chest_pain"))))
    assert "May stop fewer people: chest_pain = yes EMERGENCY →to URGENT" in page


def test_says_that_a_rule_is_gone_or_asks_for_more(staff):
    def loosen(data):
        data["combination_rules"] = data["combination_rules"][1:]
        data["combination_rules"][0]["min_any"] = 2

    page = text_of(send(staff, version_3(loosen)))
    assert "May stop fewer people: fever_plus_risk EMERGENCY, is gone" in page
    assert "May stop fewer people: fever_plus_neuro EMERGENCY, under other conditions" in page


def test_an_answer_that_is_raised_is_said_without_alarm(staff):
    page = text_of(send(staff, version_3(to_tier("EMERGENCY", "fever"))))
    assert "fever = yes URGENT →to EMERGENCY" in page
    assert "May stop fewer people" not in page


def test_a_file_with_other_words_alone_raises_what_it_did(staff):
    page = text_of(send(staff, version_3()))
    assert "Nothing: every answer and every rule raises what it did." in page


# Files that cannot become a version


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        pytest.param("", "3.json", "This file is empty", id="empty"),
        pytest.param("{", "3.json", "3.json: Expecting", id="cut-off"),
        pytest.param("fever", "3.json", "3.json: Expecting", id="not-json"),
        pytest.param(b"\x89PNG\xff", "3.json", "3.json: ", id="a-picture"),
        pytest.param("[]", "3.json", "the file lacks", id="a-list"),
        pytest.param("7", "3.json", "wrong shape", id="a-number"),
        pytest.param("[" * 100_000, "3.json", "recursion", id="endlessly-nested"),
        pytest.param(
            '{"version": 3, "version": 4}', "3.json", "version is there twice", id="twice"
        ),
        pytest.param(version_3(), "3.txt", "ends in .json", id="another-kind-of-file"),
        pytest.param(" " * 1_000_001, "3.json", "larger than 1 MB", id="too-large"),
        pytest.param(json.dumps(FILE), "2.json", "above the published 2", id="the-same-version"),
        pytest.param(
            version_3(lambda data: data.update(version=1)), "1.json", "is 1", id="an-older-version"
        ),
        pytest.param(
            version_3(lambda data: data.pop("quick_check")),
            "3.json",
            "lacks quick_check",
            id="part",
        ),
        pytest.param(
            version_3(to_tier("RED", "fever")),
            "3.json",
            "question fever, answer yes, has an unknown tier",
            id="unknown-tier",
        ),
        pytest.param(
            version_3(lambda data: data["rescreen"][1]["numbers"].update(days=10**30)),
            "3.json",
            "3.json: ",
            id="days-beyond-all-calendars",
        ),
    ],
)
def test_a_bad_file_is_refused_at_its_field_with_what_is_wrong(
    staff, caplog, content, name, message
):
    with caplog.at_level("INFO", logger="backcare.screening"):
        response = send(staff, content, name)

    assert response.status_code == 422
    assert message in response.context["form"].errors["file"][0]
    assert 'id="id_file_error"' in words_of(response)
    assert response.context["effects"] == []
    assert "refused screening:try_version fields=['file']" in caplog.text


def test_no_file_at_all_is_refused(staff):
    response = staff.post(PAGE, {})

    assert response.status_code == 422
    assert "Choose the file of the new questionnaire." in words_of(response)
