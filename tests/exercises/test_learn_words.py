"""The words of the Learn cards: short, plain, with their sources, and without a dose."""

import json
import re

import pytest

from tests.reading import ROOT, Wording, sentences_of

FOLDER = ROOT / "exercises" / "data"
FILE = json.loads((FOLDER / "learn.json").read_text(encoding="utf-8"))
LIBRARY = json.loads((FOLDER / "library.json").read_text(encoding="utf-8"))
CARDS = FILE["cards"]
FOOTER = " ".join((ROOT / "templates/components/_site_footer.html").read_text().split())

HARDEST = 6.5
KEYS = {"key", "title", "summary", "paragraphs", "sources", "disclaimers", "topic", "fits"}
TOPICS = {"understand", "watch", "ease", "treatment", "move", "daily-life"}
FITS = {"start", "sore", "steady", "walking", "standing-work", "any"}
ASKED_FOR = {
    "muscle-or-ligament-strain", "disks", "arthritis-and-spinal-stenosis", "osteoporosis",
    "posture", "sciatica", "symptoms-to-watch", "doctor-visit", "cold-and-heat", "pain-medicines",
    "physical-therapies", "medical-treatments", "ergonomics", "footwear", "weight", "walking",
    "flare-ups", "why-exercise",
}  # fmt: skip
URGENT = (
    "emergency help now",
    "bladder or bowels",
    "numb between your legs",
    "new weakness or symptoms in both legs",
    "bad tummy or chest pain",
    "sudden, very bad back pain",
)

# What section 7 of docs/clinical-facts.md makes people read.
GENERAL = (
    "BackCare gives general exercise guidance. It does not diagnose and does not replace medical "
    "advice. Talk to a health professional before you start or change exercise."
)
STOP = (
    "Stop if pain shoots further down your leg, or you feel numb, weak, dizzy, or get chest pain."
)
LABEL = "Follow the label; ask a pharmacist or doctor. BackCare gives no doses."
BENEFIT = "Results vary; studies show small to moderate average benefit."
NOT_ALL = "No warning signs found today does not rule out every problem."
UNWATCHED = (
    "Nobody watches your answers and messages around the clock. "
    "Do not use BackCare in an emergency."
)
DISCLAIMERS = {GENERAL, STOP, LABEL, BENEFIT, NOT_ALL, UNWATCHED}

MEDICINE = re.compile(r"ibuprofen|acetaminophen|naproxen|aspirin|steroid|injection", re.I)
NUMBER = r"(\d+|one|two|three|four|five|six|eight|ten|twelve)"
DOSE = re.compile(
    rf"\d\s*(mg|mcg|g|ml|milligrams?|grams?|millilit)\b|\b{NUMBER} (tablet|pill|capsule|drop|puff)"
    rf"|\b(every|each) {NUMBER} hour|\b(once|twice|times) (a|per|each) day",
    re.I,
)
NOT_ADVISED = re.compile(r"\bbelts?\b|\bbraces?\b|traction|ultrasound|\bTENS\b|opioid", re.I)
UNDATED = {
    "Cambridge University Hospitals, Flare-up and setback management",
    "Leeds Community Healthcare, SpineFit: pacing and flare-ups",
    "Cauda equina warning cards, Royal Free London and others",
}
DOUBT = re.compile(r"not yet checked|common practice|\bseem", re.I)
UNCHECKED = "General practice, not yet checked against a source"
each_card = pytest.mark.parametrize("card", CARDS, ids=[card["key"] for card in CARDS])


def body(card):
    return " ".join(card["paragraphs"])


def words_of(card):
    return " ".join([card["title"], card["summary"], *card["paragraphs"]])


def by_key(key):
    return next(card for card in CARDS if card["key"] == key)


def test_the_file_says_that_it_is_a_draft():
    assert set(FILE) == {"provenance", "cards"}
    assert FILE["provenance"]["status"].startswith("A research draft")
    assert "not been signed off by a clinician" in FILE["provenance"]["status"]
    assert FILE["provenance"]["license"] == "CC BY 4.0"


def test_every_subject_of_the_issue_has_its_one_card():
    keys = [card["key"] for card in CARDS]
    assert len(keys) == len(set(keys))
    assert not ASKED_FOR - set(keys)
    assert {card["topic"] for card in CARDS} == TOPICS


def test_there_is_a_card_for_every_state_a_person_is_in():
    assert {fit for card in CARDS for fit in card["fits"]} == FITS


@each_card
def test_has_every_field_and_no_other(card):
    assert set(card) == KEYS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", card["key"])
    assert card["topic"] in TOPICS
    assert set(card["fits"]) <= FITS
    for name in ("title", "summary"):
        assert card[name] == card[name].strip() != ""
    for name in ("paragraphs", "sources", "disclaimers", "fits"):
        assert all(text == text.strip() != "" for text in card[name])
        assert len(card[name]) == len(set(card[name]))


@each_card
def test_is_short(card):
    assert 60 <= len(body(card).split()) <= 120
    assert len(card["summary"].split()) <= 20
    assert len(sentences_of(card["summary"])) == 1


@each_card
def test_reads_at_age_eleven(card):
    wording = Wording(card["key"], sentences_of(*card["paragraphs"]))
    assert wording.grade <= HARDEST
    assert wording.is_plain, "one sentence is too hard"
    assert Wording(card["key"], (card["summary"],)).is_plain


@each_card
def test_names_its_sources(card):
    known = {source["name"] for source in LIBRARY["sources"]} | UNDATED
    assert card["sources"]
    for name in card["sources"]:
        assert name in known or re.search(r"\(.*\b20\d\d\)$", name), f"{name}: of which year?"


def test_what_is_worded_with_doubt_says_that_it_is_not_checked():
    doubtful = [card for card in CARDS if DOUBT.search(body(card))]
    assert len(doubtful) >= 5
    assert not [card["key"] for card in doubtful if UNCHECKED not in card["sources"]]


@each_card
def test_repeats_the_disclaimers_word_for_word(card):
    assert set(card["disclaimers"]) <= DISCLAIMERS


@each_card
def test_gives_no_dose(card):
    assert not DOSE.search(words_of(card))


def test_whoever_reads_of_medicine_is_sent_to_the_label():
    keys = {card["key"] for card in CARDS if MEDICINE.search(words_of(card))}
    assert {"pain-medicines", "medical-treatments"} <= keys
    assert not [key for key in keys if LABEL not in by_key(key)["disclaimers"]]


@each_card
def test_recommends_nothing_that_is_not_advised(card):
    assert not NOT_ADVISED.search(words_of(card))


@pytest.mark.parametrize("key", ["walking", "why-exercise", "flare-ups", "sciatica"])
def test_whoever_moves_is_told_when_to_stop(key):
    assert STOP in by_key(key)["disclaimers"]


@pytest.mark.parametrize("key", ["walking", "why-exercise"])
def test_whoever_starts_is_told_what_to_expect(key):
    assert {GENERAL, BENEFIT} <= set(by_key(key)["disclaimers"])


@pytest.mark.parametrize("key", ["symptoms-to-watch", "urgent-help"])
def test_urgent_signs_are_those_under_every_page(key):
    for sign in URGENT:
        assert sign in FOOTER
        assert sign in body(by_key(key))
    assert {NOT_ALL, UNWATCHED} <= set(by_key(key)["disclaimers"])


@pytest.mark.parametrize(
    "words",
    [
        "Take 400 mg.", "Take 0.4 g of it.", "Take two tablets.", "Take 1 pill with food.",
        "One every four hours.", "Use it three times a day.", "10ml at night", "Twice a day.",
    ],
)  # fmt: skip
def test_a_dose_would_be_found(words):
    assert DOSE.search(words)
