"""One exercise of a guided session as the player needs it: plain values, ready for JSON."""

from exercises.cards import figure_url
from exercises.choices import Position
from exercises.dose import Dose
from exercises.drawing import notes_of
from exercises.models import Exercise
from exercises.tempo import sides_of, tempo_of
from tracker.plans.models import Prescription


def played(prescription: Prescription, equipment: dict, conditions: frozenset[str]) -> dict:
    """Return one exercise as it was prescribed, in the words of that day."""
    exercise, said = prescription.exercise, prescription.said
    return {
        "prescription": prescription.pk,
        "note": prescription.note,
        "easier": easier_than(exercise, equipment, conditions),
        **described(exercise, prescription, said, equipment, conditions),
    }


def easier_than(exercise: Exercise, equipment: dict, conditions: frozenset[str]) -> dict | None:
    """Return what may be done in its place when it hurts, or None.

    It is not offered to somebody whom it calls to take care.
    """
    easier = exercise.easier
    if easier is None or easier.status != Exercise.Status.PUBLISHED:
        return None
    if cautions_for(easier, conditions):
        return None
    steps = [step.text for step in easier.steps.all()]
    said = {"name": easier.name, "steps": steps, "breathing": easier.breathing}
    return described(easier, easier, said, equipment, conditions)


def described(
    exercise: Exercise, dose: Dose, said: dict, equipment: dict, conditions: frozenset[str]
) -> dict:
    laterality = said.get("laterality", exercise.laterality)
    notes = notes_of(exercise.poses)
    return {
        "slug": exercise.slug,
        "name": said["name"],
        "dose": dose.dose,
        "parts": parts_of(dose, laterality),
        "position": str(Position(exercise.position).label),
        "sides": list(sides_of(notes)),
        "steps": list(said["steps"]),
        "breathing": said["breathing"],
        "cautions": cautions_for(exercise, conditions),
        "equipment": [equipment.get(key, key) for key in exercise.equipment],
        "figure": figure_of(exercise),
    }


def parts_of(dose: Dose, laterality: str) -> dict:
    """Return the numbers that are played: the most repeats, the shortest hold."""
    return {
        "sets": dose.sets,
        "reps": dose.reps_max or dose.reps_min,
        "hold": dose.hold_seconds_min or 0,
        "holdMost": dose.hold_seconds_max or dose.hold_seconds_min or 0,
        "rest": dose.rest_seconds,
        "minutes": dose.minutes_min,
        "perSide": dose.per_side,
        "laterality": laterality,
    }


def cautions_for(exercise: Exercise, conditions: frozenset[str]) -> list[str]:
    """Return what somebody with these conditions should mind."""
    return [
        caution.note for caution in exercise.cautions.all() if caution.condition.key in conditions
    ]


def figure_of(exercise: Exercise) -> dict | None:
    """Return where the moving drawing is, and the moments of its round."""
    tempo = tempo_of(
        notes_of(exercise.poses),
        laterality=exercise.laterality,
        hold_seconds=exercise.hold_seconds_min,
    )
    if tempo is None:
        return None
    return {"url": figure_url(exercise.slug, exercise.poses, "moving"), **tempo.values()}
