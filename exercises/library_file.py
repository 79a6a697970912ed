"""Reading a library file: all of it is checked before anything is believed."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError

from .content import ENTRY_KEYS, LADDER_FIELDS, LIST_FIELDS, PLAIN_FIELDS, WORD_FIELDS
from .dosing import DOSE_FIELDS
from .models import Condition, Exercise

LISTS = {"conditions": "condition", "aims": "aim", "equipment": "equipment", "sources": "source"}
FILE_KEYS = {"provenance", *LISTS, "exercises"}
# What few exercises have, and a file may leave out.
MAY_BE_MISSING = {
    "equipment_optional": [], "picture": None, "picture_alt": "", "video_url": "", "stop_if": "",
}  # fmt: skip


class BrokenLibrary(ValueError):
    """The file cannot be loaded; `problems` says where and why."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


def read_library(path: Path) -> dict:
    """Return the lists and exercises of the file, with sources in words."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BrokenLibrary([f"{path.name}: {error}"]) from error

    problems = problems_in(data)
    if problems:
        raise BrokenLibrary(problems)
    names = {source["key"]: source["name"] for source in data["sources"]}
    for entry in data["exercises"]:
        entry["sources"] = [names[key] for key in entry["sources"]]
    return data


def problems_in(data) -> list[str]:
    """Return a sentence for everything that is wrong; none means the file may be loaded."""
    if not isinstance(data, dict) or set(data) != FILE_KEYS:
        return [f"The file must hold exactly: {', '.join(sorted(FILE_KEYS))}."]

    problems = [words for name, kind in LISTS.items() for words in _in_names(data[name], kind)]
    problems += _in_shape(data["exercises"])
    if problems:
        return problems

    entries = data["exercises"]
    known = {kind: {row["key"] for row in data[name]} for name, kind in LISTS.items()}
    known["exercise"] = {entry["slug"] for entry in entries}
    problems += _twice([entry["slug"] for entry in entries], "exercise")
    for entry in entries:
        problems += [f"{entry['slug']}: {words}" for words in _in_entry(entry, known)]
    return problems or _in_ladders(entries)


def _in_names(rows, kind):
    """Check a list of keys with their names."""
    if not isinstance(rows, list):
        return [f"The {kind}s must be a list."]
    for number, row in enumerate(rows, start=1):
        if not _has_texts(row, {"key", "name"}):
            return [f"{kind} {number}: needs a key and a name, and nothing else."]
        try:
            Condition(**row).clean_fields()
        except ValidationError as error:
            return [f"{kind} {row['key']}: {words}" for words in error.messages]
    return _twice([row["key"] for row in rows], kind)


def _in_shape(entries):
    """Check that each exercise has every key, no other, and the right kind of value in each."""
    if not isinstance(entries, list):
        return ["The exercises must be a list."]
    problems = []
    for number, entry in enumerate(entries, start=1):
        name = f"exercise {number}"
        if not isinstance(entry, dict):
            problems.append(f"{name}: is not an object.")
            continue
        entry.update(MAY_BE_MISSING | entry)
        name = str(entry.get("slug") or name)
        problems += [f"{name}: {key!r} is missing." for key in sorted(ENTRY_KEYS - set(entry))]
        problems += [f"{name}: {key!r} is not known." for key in sorted(set(entry) - ENTRY_KEYS)]
        if set(entry) == ENTRY_KEYS:
            problems += [f"{name}: {key!r} is not as it should be." for key in _misshapen(entry)]
    return problems


def _misshapen(entry):
    texts = ("slug", "aim", *WORD_FIELDS)
    yield from (key for key in texts if not isinstance(entry[key], str))
    yield from (key for key in (*LIST_FIELDS, "steps") if not _is_list_of(entry[key], _is_text))
    yield from (key for key in LADDER_FIELDS if not (entry[key] is None or _is_text(entry[key])))
    for key, parts in (("avoid_with", {"condition", "note"}), ("poses", {"name", "note"})):
        if not _is_list_of(entry[key], lambda row, parts=parts: _has_texts(row, parts)):
            yield key
    if not _is_dose(entry["dose"]):
        yield "dose"


def _in_entry(entry, known):
    """Check one exercise against the rules of its model and the rest of the file."""
    exercise = Exercise(
        slug=entry["slug"],
        status=Exercise.Status.PUBLISHED,
        aim_id=entry["aim"],
        **{name: entry[name] for name in PLAIN_FIELDS},
        **entry["dose"],
    )
    problems = []
    for check in (lambda: exercise.clean_fields(exclude={"aim"}), exercise.clean):
        try:
            check()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                problems.append(f"{name}: {' '.join(messages)}")
        if problems:
            return problems

    if not entry["steps"]:
        problems.append("there are no steps.")
    conditions = [caution["condition"] for caution in entry["avoid_with"]]
    problems += _twice(conditions, "condition")
    uses = {
        "condition": conditions,
        "source": entry["sources"],
        "aim": [entry["aim"]],
        "equipment": [*entry["equipment"], *entry["equipment_optional"]],
    }
    for kind, keys in uses.items():
        problems += [f"{kind} {key!r} is not known." for key in keys if key not in known[kind]]
    for way in LADDER_FIELDS:
        if entry[way] is not None and entry[way] not in known["exercise"]:
            problems.append(f"{way} points to {entry[way]!r}, which is not in the file.")
    return problems


def _in_ladders(entries):
    """Find ladders that lead back to where they began."""
    problems = []
    for way in LADDER_FIELDS:
        neighbor = {entry["slug"]: entry[way] for entry in entries}
        for slug in neighbor:
            seen, step = {slug}, neighbor[slug]
            while step is not None and step not in seen:
                seen.add(step)
                step = neighbor[step]
            if step == slug:
                problems.append(f"{slug}: {way} leads back to itself.")
    return problems


def _twice(keys, kind):
    repeated = {key for key in keys if keys.count(key) > 1}
    return [f"{kind} {key!r} is there twice." for key in sorted(repeated)]


def _is_dose(value):
    is_whole = isinstance(value, dict) and set(value) == set(DOSE_FIELDS)
    return is_whole and all(isinstance(number, int | None) for number in value.values())


def _is_text(value):
    return isinstance(value, str) and bool(value.strip())


def _is_list_of(value, is_right):
    return isinstance(value, list) and all(map(is_right, value))


def _has_texts(row, parts):
    return isinstance(row, dict) and set(row) == parts and all(map(_is_text, row.values()))
