"""Writes the past of a made-up patient: checks, plans, sessions and pain, day by day."""

import random
from collections import Counter
from datetime import datetime, time, timedelta
from uuid import UUID

from tracker.measures.models import PainScore
from tracker.people.models import AuditEvent
from tracker.plans.actions import publish, start_draft
from tracker.plans.models import Prescription, Routine
from tracker.plans.schedule import due_on
from tracker.screening import questionnaire
from tracker.screening.actions import record
from tracker.screening.models import Screening
from tracker.sessions.forms import asked_of
from tracker.sessions.models import ExerciseLog, ExerciseSession

HURTS = 6
NOTES_EASY = ("Felt good today.", "Back was loose after this.", "Did it outside.", "Slept well.")
NOTES_HARD = ("Stiff this morning.", "Long day in the car.", "Went slowly.", "Lifted too much.")


class Diary:
    """One made-up patient's past; the same patient always gets the same chances."""

    def __init__(self, patient, now):
        self.patient, self.today = patient, patient.day_of(now)
        self.chance = random.Random(patient.email)  # noqa: S311 - a story, not a secret
        self.screenings, self.sessions, self.logs, self.scores = [], [], [], []
        self.quick_checks = []

    def at(self, days_ago, clock="07:30"):
        """Return that time of the day, so many days ago, where the patient lives."""
        day = self.today - timedelta(days=days_ago)
        return datetime.combine(day, time.fromisoformat(clock), self.patient.zone)

    def screen(self, at, **changed):
        """Answer the safety check: all "no", with these answers changed."""
        answers = {question.key: "no" for question in questionnaire.current().questions}
        answers |= {"age_band": "18_49", **changed}
        screening = record(patient=self.patient, answers=answers, at=at)
        if screening.tier == "caution":
            screening.acknowledge(at=at + timedelta(minutes=1))
        self.screenings.append(screening)
        return screening

    def follow(self, routines, *, by, at, note="", ends_on=None):
        """Get these routines as a plan, or as the next version of the one by the same person."""
        draft = start_draft(patient=self.patient, by=by, at=at)
        for order, (name, weekdays, times, exercises) in enumerate(routines):
            rhythm = {"order": order, "weekdays": weekdays, "times": times}
            routine, _is_new = draft.routines.update_or_create(name=name, defaults=rhythm)
            routine.prescriptions.all().delete()
            Prescription.objects.bulk_create(
                Prescription(routine=routine, exercise=exercise, order=n, **exercise.dose_values())
                for n, exercise in enumerate(exercises)
            )
        draft.note, draft.ends_on = note, ends_on
        draft.save()
        publish(plan=draft, by=by, at=at)
        AuditEvent.objects.filter(patient=self.patient, at__gt=at).update(at=at)

    def live(self, *, first, last=1, pain, adherence):
        """Pass the days from `first` to `last` days ago.

        `pain` and `adherence` say for a number of days ago how strong the pain was (0 to 10), and
        how likely (0 to 1) it was that a session that was due was done.
        """
        routines = list(
            Routine.objects.filter(plan__patient=self.patient)
            .select_related("plan")
            .prefetch_related("prescriptions__exercise")
        )
        for ago in range(first, last - 1, -1):
            self.pass_day(ago, routines, pain(ago), adherence(ago))
        Screening.objects.bulk_create(self.quick_checks)
        ExerciseSession.objects.bulk_create(self.sessions)
        ExerciseLog.objects.bulk_create(self.logs)
        PainScore.objects.bulk_create(self.scores)

    def pass_day(self, ago, routines, pain, adherence):
        day = self.today - timedelta(days=ago)
        done = Counter()
        for routine in routines:
            times = routine.schedule.times if due_on(routine.schedule, day) else ()
            for clock in times:
                start = self.at(ago, clock) + timedelta(minutes=self.chance.randint(-20, 50))
                if self.chance.random() < adherence and self.is_let_in(start):
                    done[routine] += 1
                    self.exercise(routine, start, pain, slot=done[routine])
        if self.chance.random() < 0.2:
            clock = f"{self.chance.randint(9, 21):02}:{self.chance.randint(0, 59):02}"
            self.feel(self.at(ago, clock), self.about(pain, 0.9))

    def is_let_in(self, at):
        """Whether the latest safety check of that moment had passed and was still valid."""
        past = [screening for screening in self.screenings if screening.screened_at <= at]
        validity = questionnaire.current().limits.validity
        return bool(past) and past[-1].is_passing and at - past[-1].screened_at < validity

    def check_quickly(self, at, pain, used_at):
        """Answer the quick check before a session: none of these, and how strong the pain is."""
        current = questionnaire.current()
        answers = {question.key: "no" for question in current.quick.questions}
        check = Screening(
            patient=self.patient,
            kind=Screening.Kind.QUICK,
            version=current.version,
            sha256=current.sha256,
            answers=answers | {"qc_pain_now": str(pain), "qc_settled": "yes"},
            tier=Screening.Tier.CLEAR,
            reasons=[],
            screened_at=at,
            screened_on=self.patient.day_of(at),
            used_at=used_at,
        )
        self.quick_checks.append(check)
        return check

    def exercise(self, routine, start, pain, slot):
        prescriptions = list(routine.prescriptions.all())
        minutes = sum(prescription.minutes_estimate for prescription in prescriptions)
        before = self.about(pain, 0.8)
        after = max(min(before + self.chance.choice((-2, -1, -1, -1, 0, 0, 0, 1)), 10), 0)
        note = ""
        if self.chance.random() < 0.06:
            note = self.chance.choice(NOTES_HARD if before >= pain + 1 else NOTES_EASY)
        finished_at = start + timedelta(minutes=minutes * self.chance.uniform(0.9, 1.4))
        session = ExerciseSession(
            patient=self.patient,
            routine=routine,
            screening=[s for s in self.screenings if s.screened_at <= start][-1],
            quick_check=self.check_quickly(start - timedelta(minutes=1), before, finished_at),
            new_symptoms="none",
            key=UUID(int=self.chance.getrandbits(128), version=4),
            started_at=start,
            finished_at=finished_at,
            done_on=self.patient.day_of(start),
            slot=slot,
            exertion=None if self.chance.random() < 0.1 else self.about(2.5 + pain / 4, 0.8),
            note=note,
        )
        self.sessions.append(session)
        self.logs.extend(self.log(session, prescription, before) for prescription in prescriptions)
        self.feel(session.started_at, before, session, PainScore.Moment.BEFORE)
        self.feel(session.finished_at, after, session, PainScore.Moment.AFTER)

    def log(self, session, prescription, pain):
        log = ExerciseLog(
            session=session,
            prescription=prescription,
            exercise_name=prescription.exercise.name,
            outcome=ExerciseLog.Outcome.DONE,
            **prescription.dose_values(),
        )
        if self.chance.random() < (0.12 if pain >= HURTS else 0.03):
            log.outcome = ExerciseLog.Outcome.SKIPPED
            reasons = ("pain",) if pain >= HURTS else ("no-time", "no-time", "unsure", "other")
            log.reason = self.chance.choice(reasons)
            return log
        for name, asked in asked_of(prescription).items():
            setattr(log, name, asked)
        if log.done_reps and log.done_reps > 4 and self.chance.random() < 0.1:
            log.done_reps -= 2
        return log

    def feel(self, at, value, session=None, moment=PainScore.Moment.NOW):
        self.scores.append(
            PainScore(
                patient=self.patient,
                session=session,
                key=UUID(int=self.chance.getrandbits(128), version=4),
                value=value,
                moment=moment,
                recorded_at=at,
                recorded_on=self.patient.day_of(at),
            )
        )

    def about(self, value, spread):
        """Return a whole number from 0 to 10 near this one."""
        return max(min(round(self.chance.gauss(value, spread)), 10), 0)
