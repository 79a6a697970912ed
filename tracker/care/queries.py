"""The caseload: every patient in a therapist's care, with what matters today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, Subquery

from tracker.measures.models import PainScore
from tracker.people.models import User, caseload_of
from tracker.progress.adherence import Adherence
from tracker.progress.queries import adherence_of_many
from tracker.screening.models import Screening
from tracker.sessions.models import ExerciseSession

from .alerts import Alert, Signs, alert_of

ADHERENCE_DAYS = 14


@dataclass(frozen=True)
class CaseloadRow:
    """One patient: the last session and pain, adherence over 14 days, and whether to look."""

    patient: User
    last_session_on: date | None
    last_pain: int | None
    last_pain_on: date | None
    adherence: Adherence
    alert: Alert
    stopped_tier: str | None
    stopped_at: datetime | None

    @property
    def needs_you(self):
        return self.alert != Alert.NONE

    @property
    def is_stopped(self):
        return self.alert == Alert.STOPPED


def caseload(therapist: User, at: datetime) -> list[CaseloadRow]:
    """Return the therapist's patients, those who need them first, in a fixed number of queries."""
    stop = Screening.objects.filter(patient=OuterRef("pk")).uncleared_stops()
    score = PainScore.objects.filter(patient=OuterRef("pk")).standing().order_by("-recorded_at")
    session = ExerciseSession.objects.filter(patient=OuterRef("pk")).order_by()
    last_session = session.values("patient").annotate(day=Max("done_on")).values("day")
    patients = list(
        User.objects.visible_to(therapist)
        .filter(pk__in=caseload_of(therapist))
        .annotate(
            stopped_tier=Subquery(stop.values("tier")[:1]),
            stopped_at=Subquery(stop.values("screened_at")[:1]),
            last_pain=Subquery(score.values("value")[:1]),
            last_pain_on=Subquery(score.values("recorded_on")[:1]),
            last_session_on=Subquery(last_session),
        )
    )
    days = {patient.pk: patient.day_of(at) for patient in patients}
    adherences = adherence_of_many(days, ADHERENCE_DAYS)
    rows = [row_of(patient, adherences[patient.pk]) for patient in patients]
    return sorted(rows, key=lambda row: (-row.alert, row.patient.name.lower()))


def row_of(patient, adherence) -> CaseloadRow:
    return CaseloadRow(
        patient=patient,
        last_session_on=patient.last_session_on,
        last_pain=patient.last_pain,
        last_pain_on=patient.last_pain_on,
        adherence=adherence,
        alert=alert_of(Signs(stopped_tier=patient.stopped_tier, last_pain=patient.last_pain)),
        stopped_tier=patient.stopped_tier,
        stopped_at=patient.stopped_at,
    )
