"""The hazard table: a requirement that nothing holds is found out."""

import copy

import pytest

from tests.evidence.hazards import is_defined, problems_of, result_of, results_in, written

TABLE = {
    "before": "# Hazards",
    "hazard": [
        {"key": "H1", "name": "Fire", "harm": "Burns", "severity": "serious", "causes": ["heat"]}
    ],
    "requirement": [
        {
            "key": "R1",
            "hazards": ["H1"],
            "text": "It is put out.",
            "code": ["house.fire:Hose.spray"],
            "tests": ["tests/test_fire.py::TestHose::test_sprays"],
        }
    ],
}
SPRAYS = "tests.test_fire.TestHose.test_sprays"
PASSED = {SPRAYS: {"passed"}}


@pytest.fixture
def root(tmp_path):
    for path, text in {
        "house/fire.py": "class Hose:\n    def spray(self): ...\n",
        "tests/test_fire.py": "class TestHose:\n    def test_sprays(self): ...\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def changed(what, **fields):
    table = copy.deepcopy(TABLE)
    table[what][0] |= fields
    return table


def test_a_requirement_with_code_and_a_passing_test_is_held(root):
    assert problems_of(TABLE, PASSED, root) == []


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (changed("requirement", tests=[]), "R1: has no tests"),
        (changed("requirement", code=[]), "R1: has no code"),
        (changed("requirement", tests=["tests/test_flood.py"]), "tests/test_flood.py is not there"),
        (
            changed("requirement", tests=["tests/test_fire.py::test_sprays"]),
            "test_sprays is not there",
        ),
        (changed("requirement", code=["house.fire:Hose.leak"]), "Hose.leak is not there"),
        (changed("requirement", code=["house/plan.txt"]), "house/plan.txt is not there"),
        (changed("requirement", hazards=["H1", "H2"]), "R1: H2 is no hazard"),
        (changed("requirement", hazards=[]), "H1 has no requirement"),
        (changed("requirement", key="H1"), "H1 is there twice"),
        (changed("requirement", owner="Sam"), "R1: is not written like the others"),
        (changed("hazard", severity="bad"), "H1 is not written like the others"),
    ],
)
def test_what_is_not_held_is_named(root, table, problem):
    assert any(problem in words for words in problems_of(table, PASSED, root))


@pytest.mark.parametrize(
    ("became", "result"),
    [
        (set(), "not run"),
        ({"skipped"}, "skipped"),
        ({"passed", "failure"}, "failed"),
        ({"passed", "error"}, "failed"),
    ],
)
def test_a_test_that_did_not_pass_holds_nothing(root, became, result):
    results = {SPRAYS: became}
    assert problems_of(TABLE, results, root) == [
        f"R1: tests/test_fire.py::TestHose::test_sprays {result}"
    ]
    assert f"| {result} |" in written(TABLE, results)


@pytest.mark.parametrize(
    "test",
    [
        "tests/test_fire.py",
        "tests/test_fire.py::TestHose",
        "tests/test_fire.py::TestHose::test_sprays",
    ],
)
def test_a_file_or_class_is_as_good_as_its_tests(test):
    other = {"tests.test_fireworks.TestHose.test_sprays": {"failure"}}
    assert result_of(test, PASSED | other) == "passed"
    assert result_of(test, PASSED | {f"{SPRAYS}": {"failure"}}) == "failed"


def test_skipped_on_one_database_and_passed_on_the_other_is_passed(tmp_path):
    for database, inside in {"unit": "<skipped/>", "postgres": ""}.items():
        (tmp_path / f"{database}.xml").write_text(
            f'<testsuite><testcase classname="tests.test_fire" name="test_a[{database}]">'
            f"{inside}</testcase></testsuite>"
        )
    assert results_in(tmp_path) == {"tests.test_fire.test_a": {"passed", "skipped"}}
    assert result_of("tests/test_fire.py::test_a", results_in(tmp_path)) == "passed"


def test_a_name_inside_another_is_not_at_the_top(root):
    assert is_defined(root / "house/fire.py", ["Hose", "spray"])
    assert not is_defined(root / "house/fire.py", ["spray"])


def test_the_page_says_what_is_held_by_what():
    page = written(TABLE, PASSED)
    assert "## H1. Fire" in page
    assert "**Severity:** serious" in page
    assert "| R1 | It is put out. | `house.fire:Hose.spray` |" in page
    assert "| `test_fire.py::TestHose::test_sprays` | passed |" in page
