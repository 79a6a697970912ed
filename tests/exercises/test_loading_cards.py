"""Loading the Learn cards: with the exercises or not at all, and never over what an admin wrote."""

import copy
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from exercises.learn_file import problems_in
from exercises.management.commands.load_exercises import CARDS, LIBRARY
from exercises.models import EducationCard, Exercise, Kind, Revision

SHIPPED = json.loads(CARDS.read_text(encoding="utf-8"))


@pytest.fixture
def few():
    """A file of three cards."""
    return SHIPPED | {"cards": copy.deepcopy(SHIPPED["cards"][:3])}


@pytest.fixture
def load(tmp_path, capsys):
    """Load cards from a file and return what was printed."""

    def loaded(cards, *exercises):
        path = tmp_path / "learn.json"
        path.write_text(json.dumps(cards), encoding="utf-8")
        call_command("load_exercises", *exercises, cards=path)
        return capsys.readouterr().out

    return loaded


@pytest.mark.django_db
def test_the_shipped_cards_come_with_the_exercises(capsys):
    call_command("load_exercises")

    assert capsys.readouterr().out == "47 created\nLearn cards: 20 created\n"
    assert EducationCard.objects.published().count() == 20
    said = SHIPPED["cards"][5]
    card = EducationCard.objects.get(key="sciatica")
    assert {name: getattr(card, name) for name in said} == said
    assert card.order == 6
    assert card.reviewed_by == ""


@pytest.mark.django_db
def test_each_is_kept_in_its_history(load, few):
    load(few)
    few["cards"][0]["title"] = "You are not alone"
    load(few)

    old, new = Revision.objects.of(Kind.CARD, "how-common").order_by("number")
    assert (old.content["title"], old.is_standing) == ("How common back pain is", False)
    assert (new.content["title"], new.is_standing) == ("You are not alone", True)
    assert new.published_by == "The library file"
    assert Revision.objects.of(Kind.CARD, "disks").count() == 1


@pytest.mark.django_db
def test_loading_again_changes_nothing_in_few_queries(load, few, django_assert_max_num_queries):
    load(few)
    before = list(EducationCard.objects.values())

    with django_assert_max_num_queries(5):  # four of them around the transactions
        assert load(few) == "Learn cards: 3 unchanged\n"

    assert list(EducationCard.objects.values()) == before


@pytest.mark.django_db
def test_a_new_file_updates_what_nobody_edited(load, few):
    load(few)
    few["cards"][2]["paragraphs"] = ["Disks are cushions."]
    few["cards"].append(SHIPPED["cards"][3])

    assert load(few) == "Learn cards: 1 created, 1 updated, 2 unchanged\n"
    assert EducationCard.objects.get(key="disks").paragraphs == ["Disks are cushions."]


@pytest.mark.django_db
def test_new_words_of_a_file_are_not_those_that_somebody_reviewed(load, few):
    load(few)
    vouched = {
        "reviewed_by": "Rosa",
        "reviewed_on": date(2026, 1, 1),
        "review_by": date(2027, 1, 1),
    }
    EducationCard.objects.update(**vouched)
    few["cards"][2]["paragraphs"] = ["Disks are cushions."]

    load(few)

    cards = EducationCard.objects.in_bulk(field_name="key")
    disks, strain = cards["disks"], cards["muscle-or-ligament-strain"]
    assert (disks.reviewed_by, disks.reviewed_on, disks.review_by) == ("", None, None)
    assert strain.reviewed_by == "Rosa"


@pytest.mark.django_db
def test_what_an_admin_edited_is_left_alone_and_named(load, few):
    load(few)
    EducationCard.objects.filter(key="disks").update(title="Our disks")
    for card in few["cards"]:
        card["summary"] = "Something new."

    out = load(few)

    assert out == (
        "Learn cards: 2 updated, 1 left alone\nLearn cards: Edited here, so left alone: disks\n"
    )
    assert EducationCard.objects.get(key="disks").summary != "Something new."


@pytest.mark.django_db
def test_an_archived_card_is_updated_and_stays_archived(load, few):
    load(few)
    EducationCard.objects.get(key="disks").archive()
    few["cards"][2]["summary"] = "Something new."

    load(few)

    card = EducationCard.objects.get(key="disks")
    assert (card.status, card.summary) == ("archived", "Something new.")


@pytest.mark.django_db
def test_a_file_of_ones_own_loads_that_file_alone(load, few):
    assert load(few) == "Learn cards: 3 created\n"
    assert not Exercise.objects.exists()

    call_command("load_exercises", LIBRARY)
    assert EducationCard.objects.count() == 3


@pytest.mark.django_db
def test_a_file_without_cards_says_so(load, few):
    assert load(few | {"cards": []}) == "Learn cards: none in the file\n"


BROKEN = [
    ("unknown-key", lambda c: c.update(order=1), "card how-common: 'order' is not known."),
    ("missing-key", lambda c: c.pop("sources"), "card how-common: 'sources' is missing."),
    ("no-key", lambda c: c.pop("key"), "card 1: 'key' is missing."),
    ("bad-key", lambda c: c.update(key="how common"), "card how common: key: "),
    ("no-title", lambda c: c.update(title=" "), "card how-common: 'title' is not as it should"),
    ("long-title", lambda c: c.update(title="x" * 81), "card how-common: title: "),
    ("long-summary", lambda c: c.update(summary="x" * 201), "card how-common: summary: "),
    ("unknown-topic", lambda c: c.update(topic="gossip"), "card how-common: topic: "),
    ("a-topic-that-is-a-list", lambda c: c.update(topic=[]), "'topic' is not as it should be."),
    ("no-paragraphs", lambda c: c.update(paragraphs=[]), "card how-common: paragraphs: "),
    ("an-empty-paragraph", lambda c: c.update(paragraphs=[""]), "'paragraphs' is not as it"),
    ("words-for-a-list", lambda c: c.update(paragraphs="words"), "'paragraphs' is not as it"),
    ("no-sources", lambda c: c.update(sources=[]), "card how-common: sources: "),
    ("unknown-moment", lambda c: c.update(fits=["noon"]), "fits 'noon', which is not known."),
    ("key-twice", lambda c: c.update(key="disks"), "card 'disks' is there twice."),
]


@pytest.mark.parametrize(
    ("change", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_file_says_where_and_what_is_wrong(few, change, words):
    change(few["cards"][0])

    problems = problems_in(few)

    assert any(words in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "must hold exactly: cards, provenance."),
        ({"cards": []}, "must hold exactly"),
        (SHIPPED | {"cards": {}}, "must be a list"),
        (SHIPPED | {"cards": [7]}, "card 1: is not an object."),
    ],
    ids=["a-list", "no-provenance", "no-list", "a-number"],
)
def test_what_is_no_file_of_cards_says_so(data, words):
    (problem,) = problems_in(data)
    assert words in problem


@pytest.mark.django_db
def test_one_wrong_card_keeps_the_exercises_out_too(load, few):
    few["cards"][1]["topic"] = "gossip"

    with pytest.raises(CommandError, match=r"Nothing was loaded.\ncard muscle-or-ligament-strain:"):
        load(few, LIBRARY)

    assert not EducationCard.objects.exists()
    assert not Exercise.objects.exists()


@pytest.mark.django_db
def test_a_wrong_exercise_keeps_the_cards_out_too(load, few, tmp_path):
    library = json.loads(LIBRARY.read_text(encoding="utf-8"))
    library["exercises"][0]["steps"] = []
    (tmp_path / "library.json").write_text(json.dumps(library), encoding="utf-8")

    with pytest.raises(CommandError, match="there are no steps"):
        load(few, tmp_path / "library.json")

    assert not EducationCard.objects.exists()


@pytest.mark.django_db
def test_what_fails_while_it_is_loaded_leaves_nothing_half_done(load, few, monkeypatch):
    def broken(*args):
        raise OSError("The disk is full.")

    monkeypatch.setattr("exercises.learn_loading.keep_loaded", broken)

    with pytest.raises(OSError, match="full"):
        load(few, LIBRARY)

    assert not Exercise.objects.exists()
    assert not EducationCard.objects.exists()


@pytest.mark.parametrize("text", ["{", "", "[]", "\x00"])
def test_what_cannot_be_read_is_refused(tmp_path, text):
    path = tmp_path / "learn.json"
    path.write_text(text)

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_exercises", cards=path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="gone.json"):
        call_command("load_exercises", cards=tmp_path / "gone.json")
