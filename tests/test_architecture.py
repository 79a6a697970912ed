"""The shape of the house: which room may know which, read from the imports."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Which rooms a room may import, the ground floor first (docs/rooms.md).
ROOMS = {
    "people": set(),
    "screening": {"people"},
    "plans": {"people", "screening"},
    "measures": {"people", "screening", "plans"},
    "sessions": {"people", "screening", "plans", "measures"},
    "progress": {"people", "screening", "plans", "measures", "sessions"},
    "care": {"people", "screening", "plans", "measures", "sessions", "progress"},
}
USES_THE_LIBRARY = {"plans", "sessions", "progress", "care"}
RULES = {
    "rules", "standing", "pain", "schedule", "scoring", "usual", "adherence", "trends", "alerts",
    "learn_card",
}  # fmt: skip
FLOORS = ["rules", "models", "queries", "actions", "forms", "views", "urls"]
FRONT_DOORS = {"models", "urls", "admin", "apps"}


@cache
def imports_of(path):
    """Return (module, level) for each import of a file; relative ones are made absolute."""
    return list(_imports_in(path))


def _imports_in(path):
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, 0
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            if node.module:
                yield module, node.level
            else:
                for name in node.names:
                    yield f"{module}.{name.name}", node.level


@cache
def modules(folder):
    return [
        path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    ]


def room_modules():
    return [(room, path) for room in ROOMS for path in modules(f"tracker/{room}")]


def name_of(case):
    return str(case.relative_to(ROOT)) if isinstance(case, Path) else str(case)


every_room = pytest.mark.parametrize("room", ROOMS)


def imports_in(folder):
    return [(path, *found) for path in modules(folder) for found in imports_of(path)]


@every_room
def test_a_room_imports_only_rooms_below_it(room):
    for path, module, _level in imports_in(f"tracker/{room}"):
        first, *rest = module.split(".")
        if first == "tracker":
            assert rest[0] in {room, *ROOMS[room]}, f"{path} imports {module}"
        if first == "exercises":
            assert room in USES_THE_LIBRARY, f"{path} imports {module}"
        assert first not in {"backcare", "tests"}, f"{path} imports {module}"


@every_room
def test_a_room_is_imported_by_its_full_name_and_itself_relatively(room):
    for path, module, level in imports_in(f"tracker/{room}"):
        if module.startswith(f"tracker.{room}.") or module == f"tracker.{room}":
            assert level == 1, f"{path} should import {module} relatively"
        else:
            assert level == 0, f"{path} should import {module} by its full name"


def test_the_library_knows_nobody():
    for path, module, _level in imports_in("exercises"):
        first = module.split(".")[0]
        assert first not in {"tracker", "backcare", "tests"}, f"{path} imports {module}"


RULE_FILES = [path for _room, path in room_modules() if path.stem in RULES]


@pytest.mark.parametrize("path", RULE_FILES, ids=name_of)
def test_rules_use_only_the_standard_library_and_no_clock(path):
    for module, _level in imports_of(path):
        first = module.split(".")[0]
        own_rule = first == "tracker" and module.split(".")[-1] in RULES
        assert first in sys.stdlib_module_names or own_rule, f"{path} imports {module}"
    text = path.read_text()
    for clock in (".now(", ".today(", "time.time(", "import random", "open("):
        assert clock not in text, f"{path} asks {clock}"


def test_there_are_rules_to_check():
    assert {path.stem for path in RULE_FILES} >= {"rules", "schedule", "adherence", "alerts"}


def above(floor):
    floors = set(FLOORS[FLOORS.index(floor) + 1 :])
    return floors - {"queries", "actions", "forms"} if floor in {"queries", "actions"} else floors


@every_room
def test_nothing_imports_a_view_and_floors_only_look_down(room):
    for path, module, level in imports_in(f"tracker/{room}"):
        if level == 1 and path.stem in FLOORS:
            assert module.split(".")[-1] not in above(path.stem), f"{path} imports {module}"


@every_room
def test_rooms_do_not_import_the_front_doors(room):
    for path, module, _level in imports_in(f"tracker/{room}"):
        assert module not in {f"tracker.{door}" for door in FRONT_DOORS}, path


def test_no_module_is_longer_than_300_lines():
    files = [*modules("tracker"), *modules("exercises"), *modules("backcare")]
    long = {name_of(f): n for f in files if (n := len(f.read_text().splitlines())) > 300}
    assert not long


# Rows are reached through these: what picks rows by who asks.
DOORS = {"visible_to", "editable_by", "held_by", "to_do_by"}
READERS = {"get", "filter", "all", "exclude", "first", "last", "create", "get_or_create"}


def view_files():
    return [p for _room, p in room_modules() if p.stem == "views" or p.stem.endswith("_views")]


@pytest.mark.parametrize("path", view_files(), ids=name_of)
def test_views_reach_rows_only_through_visible_to_or_editable_by(path):
    """After `Model.objects` the next word in a view says who asks."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Attribute) or getattr(node.value, "attr", "") != "objects":
            continue
        model = getattr(node.value.value, "id", "?")
        is_library = model == "Exercise" and node.attr == "published"
        assert node.attr in DOORS or is_library, (
            f"{name_of(path)}:{node.lineno} {model}.objects.{node.attr}"
        )
