"""The questionnaire's file: complete, in plain words, and as it was published."""

import json

from django.conf import settings

from tests.screening.by_the_file import FILE
from tracker.people.countries import COUNTRIES
from tracker.screening import checks, questionnaire


def test_holds_everything_that_the_clinical_facts_name():
    current = questionnaire.current()

    assert (current.version, len(current.questions), len(current.rules)) == (2, 37, 23)
    assert len(current.quick.questions) == 7
    assert len(current.rescreen) == 8
    assert len(current.emergency_numbers) == 112
    assert len(current.sha256) == 64
    assert "awaits sign-off" in current.provenance


def test_asks_the_warning_signs_first_and_keeps_the_order_within_each_part():
    groups = [question.group for question in questionnaire.current().questions]

    assert groups == ["A"] * 19 + ["B"] * 12 + ["C"] * 6
    assert questionnaire.current().questions[0].key == "bladder_bowel_control"


def test_offers_the_file_s_numbers_by_the_name_of_the_country():
    assert set(COUNTRIES) == set(questionnaire.current().emergency_numbers)


def test_is_in_american_words():
    words = json.dumps(FILE).lower()
    assert not [word for word in ("programme", "per cent", "colour", "favour") if word in words]


def test_raises_only_conditions_that_the_library_knows():
    library = (settings.BASE_DIR / "exercises" / "data" / "library.json").read_text()
    answers = [a for question in questionnaire.current().questions for a in question.answers]
    raised = {condition for answer in answers for condition in answer.conditions}
    assert len(raised) == 11
    assert not [condition for condition in raised if f'"{condition}"' not in library]


def test_the_first_version_is_what_it_was():
    assert questionnaire.ledger()[1] == (
        "2b2cc1c3a8d3243d26c84806a6b0ecbf7af6e9411a288b699472b4b45674d63e"
    )


def test_the_second_version_is_what_it_was():
    assert questionnaire.ledger()[2] == (
        "6a888ea5f7c2f8d3d9a8c0c721f36f1148e084f2ee8eeeca34b83c1b3a131090"
    )


def test_the_published_files_pass_the_check():
    assert checks.questionnaires_are_valid(None) == []
