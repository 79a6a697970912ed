"""What an exercise says, as plain values: the form of the library file and of fingerprints."""

import hashlib
import json

from .dosing import DOSE_FIELDS

LIST_FIELDS = ("aliases", "regions", "equipment", "equipment_optional", "mistakes", "sources")
WORD_FIELDS = (
    "name", "position", "laterality", "breathing", "feel", "stop_if", "picture_alt", "video_url",
)  # fmt: skip
PLAIN_FIELDS = (*WORD_FIELDS, *LIST_FIELDS, "poses")
LADDER_FIELDS = ("easier", "harder")
ENTRY_KEYS = {
    "slug", "aim", "picture", *PLAIN_FIELDS, *LADDER_FIELDS, "dose", "steps", "avoid_with"
}  # fmt: skip


def entry_of(exercise) -> dict:
    """Return the exercise as an entry of the library file."""
    return {
        "slug": exercise.slug,
        "aim": exercise.aim_id,
        "picture": exercise.picture_id and str(exercise.picture_id),
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


def write(exercise, entry: dict, conditions: dict) -> None:
    """Let an exercise say what the entry says; the ladder is linked when its neighbors are there.

    `conditions` has each condition by its key.
    """
    for name in PLAIN_FIELDS:
        setattr(exercise, name, entry[name])
    for name, value in entry["dose"].items():
        setattr(exercise, name, value)
    exercise.aim_id, exercise.picture_id = entry["aim"], entry["picture"]
    exercise.save()

    exercise.steps.all().delete()
    exercise.steps.bulk_create(
        exercise.steps.model(exercise=exercise, order=order, text=text)
        for order, text in enumerate(entry["steps"], start=1)
    )
    exercise.cautions.all().delete()
    exercise.cautions.bulk_create(
        exercise.cautions.model(
            exercise=exercise, condition=conditions[row["condition"]], note=row["note"]
        )
        for row in entry["avoid_with"]
    )
