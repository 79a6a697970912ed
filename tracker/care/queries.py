"""The caseload: every patient in a therapist's care, with what matters today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Subquery

from tracker.measures.models import PainScore
from tracker.people.models import User, caseload_of
from tracker.plans.models import Plan
from tracker.progress.adherence import Adherence
from tracker.progress.queries import adherence_of_many
from tracker.screening import questionnaire
from tracker.screening.gate import standing_of
from tracker.screening.models import Clearance, Screening
from tracker.screening.past import Asked, asked_of
from tracker.sessions.models import ExerciseSession

from .alerts import OWN_WORD_IS_SHOWN, Alert, Signs, alert_of

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
    # The most serious stop that nobody has cleared; its reasons are on the patient's page alone.
    stop: Screening | None
    # The most serious one of late that only their own statement has cleared.
    went_on: Screening | None
    has_plan: bool
    is_screened: bool

    @property
    def stopped_tier(self):
        return self.stop and self.stop.tier

    @property
    def stopped_at(self):
        return self.stop and self.stop.screened_at

    @property
    def needs_you(self):
        return self.alert != Alert.NONE

    @property
    def is_stopped(self):
        return self.alert == Alert.STOPPED

    @property
    def is_own_word(self):
        return self.alert == Alert.OWN_WORD


def caseload(therapist: User, at: datetime) -> list[CaseloadRow]:
    """Return the therapist's patients, those who need them first, in a fixed number of queries."""
    screening = Screening.objects.filter(patient=OuterRef("pk"))
    stop, went_on = (
        screening.uncleared_stops(),
        screening.cleared_by_own_word(at - OWN_WORD_IS_SHOWN),
    )
    score = PainScore.objects.filter(patient=OuterRef("pk")).standing().order_by("-recorded_at")
    session = ExerciseSession.objects.filter(patient=OuterRef("pk")).order_by()
    last_session = session.values("patient").annotate(day=Max("done_on")).values("day")
    patients = list(
        User.objects.visible_to(therapist)
        .filter(pk__in=caseload_of(therapist))
        .annotate(
            stop_id=Subquery(stop.values("pk")[:1]),
            went_on_id=Subquery(went_on.values("pk")[:1]),
            last_pain=Subquery(score.values("value")[:1]),
            last_pain_on=Subquery(score.values("recorded_on")[:1]),
            last_session_on=Subquery(last_session),
            has_plan=Exists(Plan.objects.published().filter(patient=OuterRef("pk"))),
            is_screened=Exists(screening.filter(kind=Screening.Kind.FULL)),
        )
    )
    days = {patient.pk: patient.day_of(at) for patient in patients}
    adherences = adherence_of_many(days, ADHERENCE_DAYS)
    stops = Screening.objects.visible_to(therapist).defer("answers", "reasons")
    found = stops.in_bulk({pk for one in patients for pk in (one.stop_id, one.went_on_id) if pk})
    rows = [row_of(one, adherences[one.pk], found) for one in patients]
    return sorted(rows, key=lambda row: (-row.alert, row.patient.name.lower()))


def row_of(patient, adherence, stops) -> CaseloadRow:
    stop, went_on = stops.get(patient.stop_id), stops.get(patient.went_on_id)
    signs = Signs(stop and stop.tier, patient.last_pain, is_own_word=went_on is not None)
    return CaseloadRow(
        patient=patient,
        last_session_on=patient.last_session_on,
        last_pain=patient.last_pain,
        last_pain_on=patient.last_pain_on,
        adherence=adherence,
        alert=alert_of(signs),
        stop=stop,
        went_on=went_on,
        has_plan=patient.has_plan,
        is_screened=patient.is_screened,
    )


@dataclass(frozen=True)
class WentOn:
    """A stop that only the patient's own statement has cleared, and what they stated."""

    stop: Screening
    statement: Clearance


def went_on_of(therapist: User, patient: User, at: datetime) -> list[WentOn]:
    """Return the stops of late that no therapist has cleared, the most serious first."""
    own = Screening.objects.visible_to(therapist).filter(patient=patient)
    stops = list(own.cleared_by_own_word(at - OWN_WORD_IS_SHOWN))
    statements = Clearance.objects.visible_to(therapist)
    found = statements.in_bulk({stop.statement_id for stop in stops})
    return [WentOn(stop, found[stop.statement_id]) for stop in stops]


@dataclass(frozen=True)
class LastCheck:
    """A patient's last full screening, and how they stand with it today."""

    screening: Screening | None
    expires_at: datetime | None
    # Why the gate is closed; "" while it is open.
    reason: str
    asked: list[Asked]

    def was_asked_by(self, therapist: User) -> bool:
        """Return whether this therapist's own request still waits for an answer."""
        return any(one.request.asked_by_id == therapist.pk for one in self.asked)


def last_check_of(therapist: User, patient: User, at: datetime) -> LastCheck:
    checks = Screening.objects.visible_to(therapist).filter(patient=patient)
    screening = checks.filter(kind=Screening.Kind.FULL).first()
    validity = questionnaire.current().limits.validity
    return LastCheck(
        screening=screening,
        expires_at=screening.screened_at + validity if screening else None,
        reason=standing_of(patient, at).reason,
        asked=asked_of(therapist, patient),
    )
