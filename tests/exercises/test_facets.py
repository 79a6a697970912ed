"""Narrowing the library by what exercises are. Pure: no database, no request."""

import pytest

from exercises.cards import Card
from exercises.facets import Asked, minded, narrow, reasons
from exercises.viewers import Viewer


def card(slug, **what):
    what = {"position": "supine", "aim": "hip-strength"} | what
    equipment, cautions = what.pop("equipment", ()), frozenset(what.pop("cautions", ()))
    return Card(
        slug, slug, status="published", poses="[]", equipment=equipment, cautions=cautions, **what
    )


BRIDGE = card("bridge", equipment=("mat",))
WALL_PLANK = card("wall-plank", position="standing", aim="core-stability", equipment=("wall",))
PLANK = card(
    "plank", position="prone", aim="core-stability", equipment=("mat", "cushion"),
    cautions={"pregnancy", "wrist_problem"},
)  # fmt: skip
CHAIR_STAND = card("chair-stand", position="seated", equipment=("chair",), cautions={"dizziness"})
REST = card("rest", aim="relaxation")
ALL = [BRIDGE, WALL_PLANK, PLANK, CHAIR_STAND, REST]


VISITOR = Viewer()


def kept(viewer=VISITOR, **asked):
    return [one.slug for one in narrow(ALL, Asked(**asked), viewer).kept]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({}, [one.slug for one in ALL], id="nothing-asked-leaves-all"),
        pytest.param({"position": ("prone",)}, ["plank"], id="position"),
        pytest.param(
            {"position": ("prone", "standing")}, ["wall-plank", "plank"], id="either-position"
        ),
        pytest.param({"aim": ("relaxation",)}, ["rest"], id="aim"),
        pytest.param(
            {"aim": ("core-stability",), "position": ("standing",)}, ["wall-plank"], id="both"
        ),
        pytest.param({"have": ("nothing",)}, ["rest"], id="nothing-at-home"),
        pytest.param({"have": ("mat",)}, ["bridge", "rest"], id="all-that-it-takes"),
        pytest.param({"have": ("mat", "cushion")}, ["bridge", "plank", "rest"], id="two-things"),
        pytest.param({"floor": ("no",)}, ["wall-plank", "chair-stand"], id="off-the-floor"),
        pytest.param(
            {"safe": ("dizziness",)}, ["bridge", "wall-plank", "plank", "rest"], id="safe"
        ),
        pytest.param(
            {"safe": ("dizziness", "pregnancy")},
            ["bridge", "wall-plank", "rest"],
            id="safe-with-two",
        ),
    ],
)
def test_every_facet_that_is_used_must_fit(asked, found):
    assert kept(**asked) == found


def test_what_was_left_out_for_care_would_fit_otherwise():
    narrowed = narrow(ALL, Asked(aim=("core-stability",), safe=("pregnancy",)), VISITOR)

    assert [one.slug for one in narrowed.kept] == ["wall-plank"]
    assert [one.slug for one in narrowed.left_out] == ["plank"]


def test_each_reason_is_counted():
    conditions = frozenset({"pregnancy", "wrist_problem", "dizziness"})

    assert reasons([PLANK, CHAIR_STAND], conditions) == {
        "pregnancy": 1, "wrist_problem": 1, "dizziness": 1,
    }  # fmt: skip


def test_ones_own_answers_count_only_when_asked_for():
    viewer = Viewer(conditions=frozenset({"dizziness"}), has_answers=True)

    assert "chair-stand" in kept(viewer)
    assert "chair-stand" not in kept(viewer, safe=("answers",))
    assert minded(Asked(safe=("answers", "pregnancy")), viewer) == {"dizziness", "pregnancy"}


@pytest.mark.parametrize(
    ("ticked", "also"),
    [
        ("pregnancy_after_first_trimester", "pregnancy"),
        ("osteoporosis_vertebral_fracture", "osteoporosis"),
    ],
)
def test_who_has_more_of_it_is_kept_from_all_of_it(ticked, also):
    assert minded(Asked(safe=(ticked,)), VISITOR) == {ticked, also}
    assert minded(Asked(safe=(also,)), VISITOR) == {also}


def test_favorites_and_recent_ones():
    viewer = Viewer(favorites=frozenset({"plank", "rest"}), recent=("rest", "bridge"))

    assert kept(viewer, mine=("favorites",)) == ["plank", "rest"]
    assert kept(viewer, mine=("recent",)) == ["rest", "bridge"], "the latest first"
    assert kept(viewer, mine=("recent",), q="b") == ["bridge", "rest"], "the best match first"
    assert kept(viewer, mine=("favorites", "recent")) == ["bridge", "plank", "rest"]


def test_a_choice_counts_what_it_would_leave_beside_the_others():
    counts = narrow(ALL, Asked(position=("prone",), safe=("pregnancy",)), VISITOR).counts

    assert counts["position"] == {"supine": 2, "standing": 1, "seated": 1}
    assert counts["aim"] == {}


def test_an_address_says_all_that_was_asked():
    asked = Asked(q="hip & knee", aim=("walking",), have=("mat", "wall"), show=("left-out",))

    assert asked.address == "?q=hip+%26+knee&aim=walking&have=mat&have=wall&show=left-out"
    assert asked.without("have", "mat").address == (
        "?q=hip+%26+knee&aim=walking&have=wall&show=left-out"
    )
    assert Asked().address == ""


def test_to_show_what_was_left_out_narrows_nothing():
    assert not Asked(show=("left-out",)).is_narrowed
    assert Asked(safe=("pregnancy",)).is_narrowed
