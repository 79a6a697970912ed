"""The mutation run: what it changes, and what it says of a mutant that nobody noticed."""

import pytest

from tests.evidence.mutants import unexplained
from tests.evidence.mutations import mutants_of

SOURCE = '''"""Words."""
LIMIT = 5


class Gate:
    width: int = 1

    @property
    def is_open(self):
        """Say so."""
        if self.width > LIMIT and self.seen:
            raise ValueError("too wide")
        return self.width
'''


@pytest.fixture(scope="module")
def mutants():
    return mutants_of("gate.py", SOURCE)


@pytest.mark.parametrize(
    ("where", "was", "becomes"),
    [
        ("module", "LIMIT = 5", "LIMIT = 6"),
        ("Gate", "width: int = 1", "width: int = 2"),
        ("Gate.is_open", "@property", ""),
        (
            "Gate.is_open",
            "if self.width > LIMIT and self.seen:",
            "if not (self.width > LIMIT and self.seen):",
        ),
        (
            "Gate.is_open",
            "if self.width > LIMIT and self.seen:",
            "if self.width >= LIMIT and self.seen:",
        ),
        ("Gate.is_open", "if self.width > LIMIT and self.seen:", "if self.seen:"),
        ("Gate.is_open", 'raise ValueError("too wide")', "pass"),
        ("Gate.is_open", "return self.width", "return None"),
    ],
)
def test_constants_properties_conditions_and_results_are_changed(mutants, where, was, becomes):
    assert (f"gate.py: {where}", was, becomes) in {mutant.name for mutant in mutants}


def test_each_is_another_program_and_comments_and_types_stay(mutants):
    assert len({mutant.source for mutant in mutants}) == len(mutants)
    assert all('"""Say so."""' in mutant.source for mutant in mutants)
    assert all("width: int" in mutant.source for mutant in mutants)
    assert all(compile(mutant.source, "gate.py", "exec") for mutant in mutants)


def test_a_survivor_has_to_be_explained_and_an_explanation_has_to_be_true(mutants):
    one, other, *_ = mutants
    said = dict(zip(("in", "was", "becomes"), one.name, strict=True))

    assert unexplained([one], [said | {"because": "It is the same."}]) == ([], [])
    assert unexplained([one], [said | {"because": " "}]) == ([one], [])
    assert unexplained([one, other], [said | {"because": "The same."}]) == ([other], [])
    assert unexplained([], [said | {"because": "The same."}]) == ([], [one.name])
