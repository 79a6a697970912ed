"""What an exercise says, as plain values: the form of the library file and of fingerprints."""

import hashlib
import json

from .dosing import DOSE_FIELDS

LIST_FIELDS = ("aliases", "regions", "equipment", "mistakes", "sources")
WORD_FIELDS = ("name", "position", "category", "laterality", "breathing", "feel")
PLAIN_FIELDS = (*WORD_FIELDS, *LIST_FIELDS, "poses")
LADDER_FIELDS = ("easier", "harder")
ENTRY_KEYS = {"slug", *PLAIN_FIELDS, *LADDER_FIELDS, "dose", "steps", "avoid_with"}


def entry_of(exercise) -> dict:
    """Return the exercise as an entry of the library file."""
    return {
        "slug": exercise.slug,
        **{name: getattr(exercise, name) for name in PLAIN_FIELDS},
        "dose": exercise.dose_values(),
        "steps": [step.text for step in exercise.steps.all()],
        "avoid_with": [
            {"condition": caution.condition.key, "note": caution.note}
            for caution in exercise.cautions.all()
        ],
        "easier": exercise.easier and exercise.easier.slug,
        "harder": exercise.harder and exercise.harder.slug,
    }


def fingerprint(entry: dict) -> str:
    """Return a short name for the content: the same words and numbers give the same one."""
    known = {key: entry[key] for key in ENTRY_KEYS}
    known["dose"] = {name: entry["dose"][name] for name in DOSE_FIELDS}
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()
