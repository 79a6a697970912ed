"""What a phone sent and is no session, in words: as much of it as can be read."""

from dataclasses import dataclass, field
from datetime import datetime

from tracker.plans.models import Prescription

from . import signs
from .forms import LIMITS
from .models import ExerciseLog, ExerciseSession
from .sent_forms import SentForm, SentLogForm
from .sent_models import SetAside


@dataclass(frozen=True)
class Told:
    """What can be read; None, "" or nothing where it cannot."""

    finished_at: datetime | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    exertion: int | None = None
    new_symptoms: str = ""
    note: str = ""
    logs: list[ExerciseLog] = field(default_factory=list)


def told_in(aside: SetAside) -> Told:
    """Return what was told, with rows that are in no database."""
    form = SentForm(aside.content)
    form.is_valid()  # what is wrong is left out
    said = {name: form.cleaned_data.get(name) for name in Told.__annotations__}
    words = signs.words_of(said[signs.FIELD] or "")
    return Told(**said | {signs.FIELD: words, "note": said["note"] or "", "logs": logs_in(aside)})


def logs_in(aside: SetAside) -> list[ExerciseLog]:
    """Return each exercise that is one of this patient's, with what became of it."""
    rows = aside.content.get("logs")
    rows = rows if isinstance(rows, list) else []
    forms = [SentLogForm(row) for row in rows if isinstance(row, dict)]
    logs = [form.cleaned_data for form in forms if form.is_valid()]
    own = Prescription.objects.filter(routine__plan__patient=aside.patient_id)
    found = own.select_related("exercise", "words").in_bulk([log["prescription"] for log in logs])
    return [
        ExerciseLog(
            exercise_name=found[log["prescription"]].name,
            **{name: log[name] for name in ("outcome", "reason", *LIMITS)},
        )
        for log in logs
        if log["prescription"] in found
    ]


def kept_beside(aside: SetAside) -> ExerciseSession | None:
    """Return the session that came first under the same key."""
    sessions = ExerciseSession.with_removed.filter(patient=aside.patient_id, key=aside.key)
    return sessions.select_related("routine").first()
