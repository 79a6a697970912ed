"""What an exercise says, as the form would send it."""

from .content import LADDER_FIELDS
from .figure_fields import typed_poses

ONE_LINE_FIELDS = (
    "name", "aim", "position", "laterality", "stop_if", "breathing", "feel", "picture",
    "picture_alt", "video_url", *LADDER_FIELDS,
)  # fmt: skip
LINES_FIELDS = ("steps", "aliases", "regions", "mistakes", "sources")
TICKS = ("equipment", "equipment_optional")


def typed_of(entry: dict) -> dict[str, list[str]]:
    """Return the values of each field for `EntryForm`; what is empty is left out, as a tick is."""
    typed = {name: [entry[name] or ""] for name in ONE_LINE_FIELDS}
    typed |= {name: ["\n".join(entry[name])] for name in LINES_FIELDS}
    typed |= {name: list(entry[name]) for name in TICKS}
    typed |= typed_poses(entry["poses"])
    typed["caution_condition"] = [row["condition"] for row in entry["avoid_with"]]
    typed["caution_note"] = [row["note"] for row in entry["avoid_with"]]
    dose = dict(entry["dose"])
    if dose.pop("per_side"):
        typed["per_side"] = ["on"]
    typed |= {name: ["" if value is None else str(value)] for name, value in dose.items()}
    return {name: values for name, values in typed.items() if values}
