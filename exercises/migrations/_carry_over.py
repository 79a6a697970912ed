"""Carrying an existing library into aims, equipment by key, and revisions (for migration 0003)."""

import hashlib
import json

from django.utils import timezone
from django.utils.text import slugify

AIMS = {
    "relaxation": "Settle and relax",
    "flexion": "Bend and loosen",
    "extension": "Bend back",
    "core-stability": "Steady your middle",
    "hip-strength": "Strong hips and legs",
    "hip-mobility": "Loosen your hips",
    "nerve-mobility": "Free the leg nerves",
    "walking": "Walking",
}
EQUIPMENT = {
    "mat": "Mat",
    "chair": "Firm chair",
    "wall": "Wall",
    "support": "Something steady to hold",
    "cushion": "Cushion or pillow",
    "towel": "Towel or strap",
    "step": "Low step, 4 to 8 inches (10 to 20 cm)",
    "handrail": "Handrail",
    "band": "Loop band",
    "broom": "Broom handle",
    "socks": "Socks on a smooth floor",
    "shoes": "Comfortable, supportive shoes",
    "timer": "Timer",
    "bench": "Bench or rail for rests",
}
# What the library's phrases meant: keys of what is needed.
PHRASES = {
    "comfortable supportive shoes": ["shoes"],
    "chair or sofa": ["chair"],
    "pillow": ["cushion"],
    "pillow under belly": ["cushion"],
    "socks on a smooth floor": ["socks"],
    "loop band": ["band"],
    "firm chair": ["chair"],
    "firm chair against a wall": ["chair", "wall"],
    "broom handle": ["broom"],
    "low step 10-20 cm": ["step"],
    "chair or wall": ["support"],
    "mat or cushion": ["mat"],
    "chair for balance": ["support"],
    "towel or strap": ["towel"],
    "counter for support": ["support"],
    "bench or rail for rests": ["bench"],
}
DOSE = (
    "sets", "reps_min", "reps_max", "hold_seconds_min", "hold_seconds_max", "rest_seconds",
    "minutes_min", "minutes_max", "per_side",
)  # fmt: skip
WORDS = ("name", "position", "laterality", "breathing", "feel")
LISTS = ("aliases", "regions", "equipment", "mistakes", "sources")
OPTIONAL = " (optional)"


def carry_over(apps, schema_editor):
    """Give every exercise its aim, its equipment by key, and the first of its revisions."""
    exercises = apps.get_model("exercises", "Exercise").objects.select_related("easier", "harder")
    at = timezone.now()
    for exercise in exercises.prefetch_related("steps", "cautions__condition"):
        old = {"category": exercise.category, **entry_of(exercise, LISTS)}
        is_as_loaded = fingerprint(old) == exercise.loaded_fingerprint
        exercise.aim = listed(apps, "Aim", exercise.category, AIMS)
        exercise.equipment, exercise.equipment_optional = equipment_of(apps, exercise.equipment)
        entry = {
            **entry_of(exercise, (*LISTS, "equipment_optional")),
            "aim": exercise.aim.key, "picture": None, "stop_if": "", "picture_alt": "",
            "video_url": "",
        }  # fmt: skip
        if is_as_loaded:
            exercise.loaded_fingerprint = fingerprint(entry)
        exercise.save()
        if exercise.status != "draft":
            keep_first(apps, exercise, entry, at, "The library file" if is_as_loaded else "")


def keep_first(apps, exercise, entry, at, made_by):
    apps.get_model("exercises", "Revision").objects.create(
        kind="exercise", key=exercise.slug, number=1, content=entry, status="published",
        made_by=made_by, made_at=at, published_at=at, published_by=made_by, is_standing=True,
        note="" if made_by else "As it stood when this history began.",
    )  # fmt: skip


def entry_of(exercise, lists):
    return {
        "slug": exercise.slug,
        **{name: getattr(exercise, name) for name in (*WORDS, *lists)},
        "poses": exercise.poses,
        "dose": {name: getattr(exercise, name) for name in DOSE},
        "steps": [step.text for step in exercise.steps.all()],
        "avoid_with": [
            {"condition": caution.condition.key, "note": caution.note}
            for caution in exercise.cautions.all()
        ],
        "easier": exercise.easier and exercise.easier.slug,
        "harder": exercise.harder and exercise.harder.slug,
    }


def fingerprint(entry):
    return hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()


def listed(apps, model, key, names):
    found, _is_new = apps.get_model("exercises", model).objects.get_or_create(
        key=key,
        defaults={
            "name": names.get(key, key),
            "loaded_name": names.get(key, ""),
            "order": [*names, key].index(key),
        },
    )
    return found


def equipment_of(apps, phrases):
    """Return the keys of what is needed and of what is only nice to have."""
    kept = {True: [], False: []}
    for phrase in phrases:
        is_optional = phrase.endswith(OPTIONAL)
        words = phrase.removesuffix(OPTIONAL)
        for key in PHRASES.get(words) or [slugify(words)[:60]]:
            listed(apps, "Equipment", key, {**EQUIPMENT} if key in EQUIPMENT else {key: words})
            if key not in kept[is_optional]:
                kept[is_optional].append(key)
    return kept[False], kept[True]
