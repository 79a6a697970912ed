"""The words of the safety check are plain: grade 8 or below, each measured and listed."""

import json

import pytest

from tests import reading
from tests.reading import Wording, grade, sentences_of, wordings
from tests.screening.by_the_file import FILE, LOG, QUESTIONS, QUICK

HARD = "Contraindications necessitate multidisciplinary reconsideration of individual exercise now."


def test_no_wording_is_harder_than_grade_8():
    hard = {one.where: one.text for one in wordings() if not one.is_plain}
    assert not hard, f"{len(hard)} are too hard; reword them: {hard}"


def test_the_list_in_the_docs_is_up_to_date():
    assert reading.DOC.read_text() == reading.document(), "run: make reading"


def test_every_word_of_the_file_that_a_person_reads_is_measured():
    measured = " ".join(one.text for one in reading.of_the_file())
    read = [
        *(q[part] for q in [*QUESTIONS, *QUICK, *LOG] for part in ("text", "help")),
        *(
            answer.get(part, "")
            for q in [*QUESTIONS, *QUICK, *LOG]
            for answer in q["answers"]
            for part in ("label", "say", "advice")
        ),
        *(tier[part] for tier in FILE["tiers"] for part in ("label", "text")),
        *(rule["message"] for rule in FILE["combination_rules"]),
        *(rule["why"] for rule in FILE["rescreen"]),
    ]
    assert not [words for words in read if words not in measured]


def test_the_pages_of_the_room_are_measured():
    words = " ".join(one.text for one in reading.of_the_pages())
    assert "Look them over. You can change each one." in words
    assert "Do not wait to see if it passes." in words
    assert "Choose the day of the examination." in words


@pytest.mark.parametrize(
    ("sentences", "is_plain"),
    [
        pytest.param(["Do you have a pain that wakes you up in the night?"], True, id="plain"),
        pytest.param([HARD], False, id="hard"),
        pytest.param([*["Do you have a pain at night, or not?"] * 20, HARD], False, id="one-of-20"),
        pytest.param(["Spondyloarthritis"], True, id="too-short-to-measure"),
        pytest.param(["Contraindications", "Multidisciplinary"] * 4, False, id="short-ones-add-up"),
    ],
)
def test_a_hard_sentence_is_found_among_plain_ones(sentences, is_plain):
    assert Wording("here", tuple(sentences)).is_plain == is_plain


def test_the_grade_is_that_of_flesch_and_kincaid():
    """Ten words, twelve syllables, one sentence; then two."""
    words = "The cat sat on the red mat and ate butter and"
    assert grade([words.removesuffix(" and")]) == round(0.39 * 10 + 11.8 * 11 / 10 - 15.59, 1)
    assert grade(["The cat sat on.", "The red mat is wet."]) == round(0.39 * 4.5 + 11.8 - 15.59, 1)


def test_what_is_filled_in_counts_as_a_short_word_and_a_label_as_a_sentence():
    assert sentences_of("Seen on {{ day }}. Ask again.", "Yes") == (
        "Seen on it.", "Ask again.", "Yes"
    )  # fmt: skip
    assert sentences_of("38.5 F or more? “No” is 3 of %(total)s!") == (
        "38.5 F or more?", "“No” is 3 of it!"
    )  # fmt: skip


def test_each_name_that_is_not_measured_is_used_and_explained():
    words = json.dumps(FILE).lower()
    assert [name for name, why in reading.NAMES.items() if name in words and why] == [
        *reading.NAMES
    ]
    assert len(reading.NAMES) < 6


def test_not_sure_can_be_chosen_wherever_the_file_offers_it(client):
    offered = [q["key"] for q in QUESTIONS if "not_sure" in str(q["answers"])]
    assert len(offered) == 32
    for key in offered:
        page = client.get(f"/screening/questions/{key}/").content.decode()
        assert 'name="answer" value="not_sure"' in page


def test_the_questions_without_not_sure_are_those_that_a_clinician_is_asked_about():
    without = [
        question["key"]
        for question in [*QUESTIONS, *QUICK, *LOG]
        if "not_sure" not in [answer["value"] for answer in question["answers"]]
    ]
    doubts = (reading.DOC.parent / "doubts.md").read_text()
    assert without
    assert not [key for key in without if f"`{key}`" not in doubts]
