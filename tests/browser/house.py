"""A house with somebody in every room, so that every page has something to show."""

from datetime import timedelta

from django.utils import timezone

from exercises.models import Draft, Exercise, Revision
from tests.exercises import sheet_cast
from tests.exercises.desk_cast import change_of, published
from tests.exercises.sheet_cast import rows_of_library
from tests.factories import (
    CareRelationshipFactory,
    ExerciseLogFactory,
    ExerciseSessionFactory,
    InvitationFactory,
    PainScoreFactory,
    PlanFactory,
    QuickCheckFactory,
    RoutineFactory,
    ScreeningFactory,
    TherapistFactory,
    UserFactory,
    quick_answers,
)
from tests.screening.sets import CLINICIAN_FIRST, URGENT
from tracker.plans.actions import STARTER, fill_routine, suitable
from tracker.screening.actions import record, record_quick_check


class House:
    """A patient with a plan and two weeks of sessions, her therapist, an admin, someone stopped."""

    def __init__(self):
        self.patient = UserFactory(name="Maria Santos")
        self.therapist = TherapistFactory(name="Dana Ruiz")
        self.care = CareRelationshipFactory(patient=self.patient, therapist=self.therapist)
        self.admin = UserFactory(name="Ada Admin", is_staff=True, is_superuser=True)
        self.newcomer = UserFactory(name="Nora New")
        self.stopped = UserFactory(name="Tom Becker")
        CareRelationshipFactory(patient=self.stopped, therapist=self.therapist)
        self.stop = ScreeningFactory(patient=self.stopped, stopped=True)
        self.urgent = self._stopped_by(URGENT)
        self.clinician_first = self._stopped_by(CLINICIAN_FIRST)
        self.screening = ScreeningFactory(patient=self.patient)
        self.invitation = InvitationFactory(therapist=self.therapist)
        self.routine = self._plan(self.patient).routines.get()
        self.draft = self._plan(self.patient, draft=True, author=self.therapist)
        self.own_draft = self._plan(self.patient, draft=True)
        self.session = self._history()
        self.removed = ExerciseSessionFactory(
            routine=self.routine, screening=self.screening, removed_at=timezone.now()
        )
        self.careful = self._careful()
        self.score = PainScoreFactory(patient=self.patient, **self._moment(1))

    def _stopped_by(self, answers):
        return record(patient=UserFactory(), answers=answers, at=timezone.now()).patient

    def _plan(self, patient, draft=False, **kwargs):
        """A plan of the four basics, in force for twenty days unless it is a draft."""
        start = timezone.localdate() - timedelta(days=20)
        plan = PlanFactory(patient=patient, starts_on=start, draft=True, **kwargs)
        routine = RoutineFactory(plan=plan)
        fill_routine(routine=routine, exercises=suitable(STARTER, frozenset()))
        if not draft:
            plan.publish(at=timezone.now() - timedelta(days=20), on=start, replaces=None)
        return plan

    def _careful(self):
        """Someone who was just told by the quick check to go gently."""
        patient, now = UserFactory(), timezone.now()
        ScreeningFactory(patient=patient)
        self.careful_routine = self._plan(patient).routines.get()
        answers = quick_answers(qc_legs="one_mild", qc_pain_now="8", qc_settled="first_session")
        record_quick_check(patient=patient, answers=answers, at=now)
        return patient

    def _moment(self, days_ago):
        at = timezone.now() - timedelta(days=days_ago)
        return {"recorded_at": at, "recorded_on": self.patient.day_of(at)}

    def _history(self):
        for days_ago in range(14, 0, -1):
            at = timezone.now() - timedelta(days=days_ago)
            session = ExerciseSessionFactory(
                routine=self.routine, screening=self.screening, finished_at=at
            )
            for moment, value in (("before", 4 + days_ago // 5), ("after", 2 + days_ago // 4)):
                PainScoreFactory(
                    patient=self.patient, session=session, moment=moment, value=value,
                    **self._moment(days_ago),
                )  # fmt: skip
        QuickCheckFactory(patient=self.patient, screened_at=at, used_at=at)
        for prescription in self.routine.prescriptions.all():
            ExerciseLogFactory(session=session, prescription=prescription)
        return session

    def pages(self):
        """Every page by who opens it, as (person or None, address)."""
        bridge = Exercise.objects.get(slug="bridge").get_absolute_url()
        return [
            *((None, url) for url in self._public_pages(bridge)),
            *((self.patient, url) for url in self._patient_pages()),
            *((self.therapist, url) for url in self._therapist_pages()),
            *((self.careful, url) for url in self._pages_before_a_session()),
            (self.newcomer, "/today/"),
            (self.newcomer, "/plans/"),
            (self.newcomer, "/progress/"),
            (self.stopped, "/today/"),
            (self.stopped, "/seek-care/emergency/"),
            (self.stopped, "/seek-care/urgent/"),
            (self.urgent, "/seek-care/urgent/"),
            (self.clinician_first, "/seek-care/clinician-first/"),
            (self.stopped, "/screening/clear/"),
            (self.stopped, "/screening/history/"),
            (self.stopped, f"/screening/history/{self.stop.pk}/"),
            (self.newcomer, "/caseload/"),
            *((person, bridge) for person in (self.admin, self.patient, self.stopped)),
            *((self.admin, url) for url in self._admin_pages()),
        ]

    def _public_pages(self, bridge):
        return [
            "/", "/about/", "/learn/", "/learn/flare-ups/", "/learn/urgent-help/",
            "/exercises/", "/exercises/?q=nothing-like-it", bridge,
            "/screening/", "/screening/questions/bladder_bowel_control/", "/screening/review/",
            "/seek-care/emergency/", "/seek-care/urgent/", "/seek-care/clinician-first/",
            "/seek-care/emergency/?country=", "/seek-care/urgent/?country=AU",
            "/seek-care/emergency/offline/", "/seek-care/urgent/offline/",
            "/seek-care/clinician-first/offline/", "/offline/", "/today/offline/",
            "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/",
            f"/invitations/{self.invitation.token}/", "/no-such-page/",
        ]  # fmt: skip

    def _patient_pages(self):
        return [
            "/today/", "/plans/", f"/plans/{self.routine.plan_id}/", "/pain/", "/sessions/",
            f"/plans/{self.own_draft.pk}/edit/",
            f"/plans/routines/{self.own_draft.routines.get().pk}/choose/",
            f"/pain/{self.score.pk}/correct/", f"/sessions/routines/{self.routine.pk}/",
            f"/sessions/routines/{self.routine.pk}/done/",
            f"/sessions/routines/{self.routine.pk}/done/?each=1",
            f"/sessions/{self.session.pk}/", f"/sessions/{self.session.pk}/correct/",
            f"/sessions/{self.removed.pk}/", f"/sessions/{self.session.pk}/next-morning/",
            "/progress/", "/progress/?range=12w", "/progress/?range=all", "/account/",
            "/screening/result/", "/screening/history/", "/accounts/email/",
            "/accounts/password/change/", "/plans/new/",
        ]  # fmt: skip

    def _pages_before_a_session(self):
        session = f"/sessions/routines/{self.careful_routine.pk}/"
        quick = [
            f"/screening/quick/{page}?next={session}" for page in ("", "one-by-one/", "advice/")
        ]
        return [*quick, session]

    def _therapist_pages(self):
        return [
            "/caseload/", f"/caseload/{self.patient.pk}/", f"/caseload/{self.stopped.pk}/",
            f"/screening/clear/{self.stop.pk}/", "/caseload/invite/", "/plans/prescribe/bridge/",
            f"/caseload/invitations/{self.invitation.pk}/",
            f"/plans/{self.draft.pk}/edit/",
            f"/plans/routines/{self.draft.routines.get().pk}/choose/",
            f"/sessions/{self.session.pk}/",
        ]  # fmt: skip

    def _admin_pages(self):
        return [
            *self._desk_pages(),
            *self._sheet_pages(),
            "/admin/", "/admin/tracker/user/", f"/admin/tracker/user/{self.patient.pk}/change/",
            "/admin/tracker/user/add/", "/admin/tracker/carerelationship/",
            "/screening/versions/try/",
        ]  # fmt: skip

    def _sheet_pages(self):
        """A spreadsheet that is being checked, one with rows of each kind, and one to review."""
        rows, now = rows_of_library(), timezone.now()
        changed = rows["clamshell"] | {"feel": "Warm.", "cautions": "no colon", "name": ""}
        new = rows["clamshell"] | {"slug": "new-one", "name": "New one"}
        begun = sheet_cast.begun([new], self.admin, at=now)
        checked = sheet_cast.checked([changed, new, rows["bridge"]], self.admin, at=now)
        rosa = UserFactory(name="Rosa Reviewer", is_staff=True)
        waiting = sheet_cast.handed_in([new, rows["bird-dog"] | {"feel": "Warm."}], rosa, at=now)
        shown = [f"/desk/sheets/{checked.pk}/?show={one}" for one in ("created", "unchanged")]
        return [
            "/desk/sheets/", f"/desk/sheets/{begun.pk}/", f"/desk/sheets/{checked.pk}/", *shown,
            f"/desk/sheets/{waiting.pk}/", f"/desk/sheets/{waiting.pk}/review/",
        ]  # fmt: skip

    def _desk_pages(self):
        """The library's desk, with a draft, a change to review and one of one's own."""
        bridge = Exercise.objects.get(slug="bridge")
        rosa = UserFactory(name="Rosa Reviewer", is_staff=True)
        change = change_of(bridge, rosa, name="Hip bridge", steps=["Lie down.", "Lift."])
        own = change_of(Exercise.objects.get(slug="cat-camel"), self.admin, feel="Ease.")
        tilt = change_of(Exercise.objects.get(slug="pelvic-tilt"), self.admin, feel="Ease.")
        before = Revision.objects.get(kind="exercise", key="pelvic-tilt", is_standing=True)
        published(tilt, rosa)
        draft = Draft.objects.create(
            kind="exercise", typed={"name": ["Calf raise"]}, maker=str(self.admin.pk),
            edited_at=timezone.now(),
        )  # fmt: skip
        return [
            "/desk/", "/desk/?kind=condition", "/desk/?kind=card&overdue=on", "/desk/?q=nothing",
            "/desk/new/exercise/", f"/desk/new/exercise/?draft={draft.key}", "/desk/new/card/",
            "/desk/new/condition/", f"/desk/drafts/{draft.key}/discard/",
            "/desk/exercise/bridge/", "/desk/exercise/bridge/edit/",
            f"/desk/changes/{change.pk}/", f"/desk/changes/{own.pk}/",
            "/desk/exercise/pelvic-tilt/", f"/desk/changes/{tilt.pk}/",
            f"/desk/changes/{before.pk}/",
        ]  # fmt: skip
