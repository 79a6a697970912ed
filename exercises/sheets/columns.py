"""An exercise as a row of cells, and back: plain values in, plain values out."""

import re

from django.utils.translation import gettext as _

from exercises.dosing import LIMITS

# How many poses have columns of their own; a figure has no more.
POSES = (1, 2, 3)
NUMBERS = tuple(LIMITS)
LINES = ("steps", "mistakes", "aliases", "regions", "equipment", "equipment_optional", "sources")
WORDS = (
    "slug", "name", "aim", "position", "laterality", "breathing", "feel", "stop_if", "easier",
    "harder", "picture", "picture_alt", "video_url",
)  # fmt: skip
COLUMNS = (
    "slug", "name", "aim", "position", "laterality", *NUMBERS, "per_side", "steps", "breathing",
    "feel", "mistakes", "stop_if", "cautions", "aliases", "regions", "equipment",
    "equipment_optional", "easier", "harder",
    *(f"pose_{number}_{part}" for number in POSES for part in ("name", "note")),
    "picture", "picture_alt", "video_url", "sources",
)  # fmt: skip

# Begins a line that goes on with the caution above it.
GOES_ON = "  "
YES = {"yes", "y", "true", "1", "x"}
NO = {"no", "n", "false", "0", ""}
# What a file can hold and nobody can see or type; XML does not even let it in.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WHOLE = re.compile(r"(-?\d+)\.0+")

Cells = dict[str, str]
Problems = list[dict[str, str]]


def problem(column: str, words: str) -> dict[str, str]:
    """Say what is wrong in one column of a row."""
    return {"column": column, "words": str(words)}


def plain(text: str) -> str:
    """Leave out what nobody can see, and let every line end alike."""
    text = text.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub("", text)


def cells_of(entry: dict) -> Cells:
    """Return the row of an exercise: a text for each column."""
    dose = entry["dose"]
    cells = {name: entry[name] or "" for name in WORDS}
    cells |= {name: "" if dose[name] is None else str(dose[name]) for name in NUMBERS}
    cells |= {name: "\n".join(entry[name]) for name in LINES}
    cells["per_side"] = "yes" if dose["per_side"] else "no"
    cells["cautions"] = "\n".join(map(caution_line, entry["avoid_with"]))
    for number in POSES:
        pose = entry["poses"][number - 1] if number <= len(entry["poses"]) else {}
        for part in ("name", "note"):
            cells[f"pose_{number}_{part}"] = pose.get(part, "")
    return {name: plain(cells[name]) for name in COLUMNS}


def caution_line(row: dict) -> str:
    return f"{row['condition']}: {plain(row['note'])}".replace("\n", f"\n{GOES_ON}")


def said_in(cells: Cells) -> tuple[dict, Problems]:
    """Return what a row says, still unchecked, and what cannot be read in it."""
    said = {name: cells[name] for name in WORDS}
    said |= {name: cells[name].split("\n") if cells[name] else [] for name in LINES}
    for name in ("equipment", "equipment_optional"):
        said[name] = [line.strip() for line in said[name] if line.strip()]
    said["dose"], problems = dose_in(cells)
    said["avoid_with"], wrong = cautions_in(cells["cautions"])
    said["poses"], half = poses_in(cells)
    return said, problems + wrong + half


def dose_in(cells: Cells) -> tuple[dict, Problems]:
    """Read a dose; spreadsheets like to make 8.0 of an 8."""
    dose = {name: WHOLE.sub(r"\1", cells[name].strip()) for name in NUMBERS}
    side = cells["per_side"].strip().lower().removesuffix(".0")
    dose["per_side"] = side in YES
    if side in YES | NO:
        return dose, []
    return dose, [problem("per_side", _("Write yes or no."))]


def cautions_in(text: str) -> tuple[list[dict], Problems]:
    """Read "condition: note" from each line; a note may hold colons, and go on below."""
    rows, problems = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith(GOES_ON) and rows:
            rows[-1]["note"] += "\n" + line.removeprefix(GOES_ON)
        elif line.strip():
            condition, colon, note = line.partition(":")
            rows.append({"condition": condition.strip(), "note": note.strip()})
            if not colon:
                words = _(
                    "Line %s has no condition. Write “condition: note”. A line that goes on with "
                    "the note above begins with two spaces."
                )
                problems.append(problem("cautions", words % number))
    return ([], problems) if problems else (rows, [])


def poses_in(cells: Cells) -> tuple[list[dict], Problems]:
    """Read the poses that have something in their columns."""
    poses, problems = [], []
    for number in POSES:
        pose = {part: cells[f"pose_{number}_{part}"].strip() for part in ("name", "note")}
        if all(pose.values()):
            poses.append(pose)
        elif any(pose.values()):
            missing = next(part for part in pose if not pose[part])
            words = _("A pose needs both its name and its note, or neither.")
            problems.append(problem(f"pose_{number}_{missing}", words))
    return poses, problems
