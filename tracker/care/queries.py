"""The caseload: every patient in a therapist's care, with what matters today."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef, Subquery

from tracker.measures.models import PainScore
from tracker.people.models import User, caseload_of
from tracker.plans.models import Plan
from tracker.progress.adherence import Adherence
from tracker.progress.queries import adherence_of_many
from tracker.screening.gate import standing_by
from tracker.screening.models import Screening
from tracker.screening.queries import PAIN
from tracker.screening.rules import severity_of
from tracker.sessions.models import ExerciseSession

from .alerts import OWN_WORD_IS_SHOWN, WAITS_FOR_A_CHECK, Alert, Pain, Signs, alert_of, last_of

ADHERENCE_DAYS = 14


@dataclass(frozen=True)
class CaseloadRow:
    """One patient: the last session and pain, adherence over 14 days, and whether to look."""

    patient: User
    last_session_on: date | None
    pain: Pain | None
    adherence: Adherence
    alert: Alert
    # The most serious stop that nobody has cleared; its reasons are on the patient's page alone.
    stop: Screening | None
    # The most serious one of late that only their own statement has cleared.
    went_on: Screening | None
    has_plan: bool
    # Why the gate is closed; "" while it is open.
    reason: str

    @property
    def last_pain(self):
        return self.pain and self.pain.value

    @property
    def last_pain_on(self):
        return self.pain and self.pain.on

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

    @property
    def is_screened(self):
        return self.reason != "first-use"

    @property
    def is_waiting(self):
        """Return whether a plan is there that a new safety check would open."""
        return self.has_plan and self.reason in WAITS_FOR_A_CHECK

    @property
    def place(self):
        """What the rows are sorted by: the most serious first, newer before older, then names."""
        told = self.stop or self.went_on
        serious = (-severity_of(told.tier), -told.screened_at.timestamp()) if told else (0, 0)
        return (-self.alert, *serious, self.patient.name.lower())


def caseload(therapist: User, at: datetime) -> list[CaseloadRow]:
    """Return the therapist's patients, those who need them first, in a fixed number of queries."""
    screening = Screening.objects.filter(patient=OuterRef("pk"))
    stop, own_word = screening.uncleared_stops(), screening.cleared_by_own_word()
    went_on = own_word.filter(stated_at__gt=at - OWN_WORD_IS_SHOWN)
    score = PainScore.objects.filter(patient=OuterRef("pk")).standing().order_by("-recorded_at")
    session = ExerciseSession.objects.filter(patient=OuterRef("pk")).order_by()
    last_session = session.values("patient").annotate(day=Max("done_on")).values("day")
    in_care = User.objects.visible_to(therapist).filter(pk__in=caseload_of(therapist))
    patients = list(
        in_care.annotate(
            stop_id=Subquery(stop.values("pk")[:1]),
            went_on_id=Subquery(went_on.values("pk")[:1]),
            scored=Subquery(score.values("value")[:1]),
            scored_at=Subquery(score.values("recorded_at")[:1]),
            scored_on=Subquery(score.values("recorded_on")[:1]),
            last_session_on=Subquery(last_session),
            has_plan=Exists(Plan.objects.published().filter(patient=OuterRef("pk"))),
        )
    )
    days = {patient.pk: patient.day_of(at) for patient in patients}
    adherences = adherence_of_many(days, ADHERENCE_DAYS)
    stops = Screening.objects.visible_to(therapist).defer("answers", "reasons")
    found = stops.in_bulk({pk for one in patients for pk in (one.stop_id, one.went_on_id) if pk})
    deciding = defaultdict(list)
    for check in Screening.objects.deciding_for_each(in_care, at).defer("reasons"):
        deciding[check.patient_id].append(check)
    rows = [row_of(one, adherences[one.pk], found, deciding[one.pk], at) for one in patients]
    return sorted(rows, key=lambda row: row.place)


def row_of(patient, adherence, stops, deciding, at) -> CaseloadRow:
    stop, went_on = stops.get(patient.stop_id), stops.get(patient.went_on_id)
    scored = patient.scored is not None
    score = Pain(patient.scored, patient.scored_at, patient.scored_on) if scored else None
    quick = next((one for one in deciding if one.kind == Screening.Kind.QUICK), None)
    pain = last_of(score, pain_told_in(quick))
    signs = Signs(stop and stop.tier, pain and pain.value, is_own_word=went_on is not None)
    return CaseloadRow(
        patient=patient,
        last_session_on=patient.last_session_on,
        pain=pain,
        adherence=adherence,
        alert=alert_of(signs),
        stop=stop,
        went_on=went_on,
        has_plan=patient.has_plan,
        reason=standing_by(deciding, at).reason,
    )


def pain_told_in(quick: Screening | None) -> Pain | None:
    """Return the pain of a quick check; one that was not whole has none."""
    said = quick.answers.get(PAIN) if quick and isinstance(quick.answers, dict) else None
    if not str(said).isdecimal():
        return None
    return Pain(int(said), quick.screened_at, quick.screened_on, is_from_quick_check=True)
