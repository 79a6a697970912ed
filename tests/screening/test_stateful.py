"""The gate is open exactly when a plain model of its rules says so, whatever happened before."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.factories import TherapistFactory, UserFactory, quick_answers
from tests.screening import sets
from tests.screening.model import Person
from tracker.models import Clearance, RescreenRequest, Screening
from tracker.screening import actions, questionnaire
from tracker.screening.gate import standing_of

pytestmark = pytest.mark.thorough

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# To the edges of every time that counts, one second before each and at each.
WAITS = [
    MINUTE, HOUR, 4 * HOUR - SECOND, 4 * HOUR, DAY, 3 * DAY, 13 * DAY, 14 * DAY - SECOND, 14 * DAY,
    28 * DAY - SECOND, 28 * DAY,
]  # fmt: skip

# What can be said, with its tier; and whether the file then asks for a full check.
FULL = {
    "clear": sets.answers(),
    "caution": sets.CAUTION,
    "clinician-first": sets.CLINICIAN_FIRST,
    "urgent": sets.URGENT,
    "emergency": sets.EMERGENCY,
}
QUICK = [
    ({}, "clear", False),
    ({"qc_legs": "one_mild"}, "caution", False),
    ({"qc_unwell": "mild_cold"}, "caution", False),
    ({"qc_legs": "one_mild", "qc_unwell": "mild_cold"}, "caution", False),
    ({"qc_injury": "minor"}, "caution", True),
    ({"qc_health_news": "yes"}, "caution", True),
    ({"qc_unwell": "fever"}, "urgent", False),
    ({"qc_legs": "one_mild", "qc_injury": "fall_worse"}, "urgent", False),
    ({"qc_bladder_saddle": "not_sure"}, "emergency", False),
]
LOG = [
    ("none", None, False),
    ("spread", "caution", True),
    ("not_sure", "caution", True),
    ("one_worse", "urgent", False),
    ("bladder_saddle", "emergency", False),
]
MILD = {"one_mild", "mild_cold", "minor", "yes"}

# Calm things come up more often, so that the gate is open in a good part of the runs.
tiers = st.sampled_from(["clear"] * 5 + ["caution"] * 3 + [*FULL])
quick = st.sampled_from(QUICK[:4] * 3 + QUICK)
logs = st.sampled_from(LOG[:1] * 3 + LOG)
who = st.sampled_from([0, 0, 0, 0, 1])
nth = st.integers(0, 7)
ONCE = {"acknowledged_at", "used_at"}


def editions():
    """The questionnaire as it is, the same version with another file, and the next version."""
    now = questionnaire.current()
    following = {
        "version": now.version + 1,
        "quick": replace(now.quick, version=now.version + 1),
        "log": replace(now.log, version=now.version + 1),
    }
    return [now, replace(now, sha256="a" * 64), replace(now, sha256="b" * 64, **following)]


class Gate(RuleBasedStateMachine):
    """Two people answer, exercise, wait and are cleared; neither changes how the other stands."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.people = [UserFactory(), UserFactory()]
        self.models = [Person(), Person()]
        self.therapist = TherapistFactory()
        self.now = START
        self.editions = editions()
        self.edition = mock.patch.object(questionnaire, "current", self.asked_now)
        self.edition.start()
        self.seen = {}
        self.sent = []
        self.to_look_at = {0, 1}

    def teardown(self):
        self.edition.stop()
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def asked_now(self):
        return self.editions[0]

    @property
    def file(self):
        return self.editions[0].sha256

    def tick(self, *who):
        """No two things happen at the same moment."""
        self.to_look_at = set(who)
        self.now += SECOND
        return self.now

    def rows(self, who, **kwargs):
        return list(Screening.objects.filter(patient=self.people[who], **kwargs).order_by("pk"))

    # What people do

    @initialize(tier=tiers)
    def begin(self, tier):
        """The one whom most things happen to, and another one who may exercise."""
        self.answer_in_full(0, tier)
        self.answer_in_full(1, "clear")

    @rule(who=who, tier=tiers)
    def answer_in_full(self, who, tier):
        sent = {"patient": self.people[who], "answers": FULL[tier], "check_id": uuid.uuid4()}
        row = actions.record(at=self.tick(who), **sent)
        assert row.tier == tier
        self.models[who].says_in_full(row.pk, tier, self.now, self.file)
        self.sent.append((actions.record, sent, row.pk))

    @rule(who=who, tier=st.sampled_from(["clear", "clear", "caution"]))
    def answer_in_full_and_read_the_advice(self, who, tier):
        self.answer_in_full(who, tier)
        self.acknowledge(who, -1)

    @rule(who=who, said=quick)
    def answer_quickly(self, who, said):
        changed, tier, asks_again = said
        answers = quick_answers(**changed)
        sent = {"patient": self.people[who], "answers": answers, "check_id": uuid.uuid4()}
        row = actions.record_quick_check(at=self.tick(who), **sent)
        assert row.tier == tier
        mild = {pair for pair in changed.items() if pair[1] in MILD}
        self.models[who].says_quickly(row.pk, tier, self.now, self.file, mild, asks_again)
        self.sent.append((actions.record_quick_check, sent, row.pk))

    @rule(who=who, said=quick)
    def answer_quickly_and_exercise(self, who, said):
        self.answer_quickly(who, said)
        self.exercise(who, -1)

    @rule(who=who, three=st.lists(st.sampled_from(QUICK[:4]), min_size=3, max_size=3))
    def exercise_three_times(self, who, three):
        for said in three:
            self.answer_quickly_and_exercise(who, said)

    @rule(who=who, times=st.integers(1, 3), days=st.sampled_from([1, 9, 13, 14]))
    def exercise_every_few_days(self, who, times, days):
        for _time in range(times):
            self.answer_quickly_and_exercise(who, QUICK[0])
            self.wait(days * DAY)

    @rule(who=who, wait=st.sampled_from(WAITS))
    def answer_in_full_and_wait(self, who, wait):
        self.answer_in_full(who, "clear")
        self.wait(wait)

    @rule(who=who, said=logs)
    def say_how_it_went(self, who, said):
        """At once, or days later when the phone is online again: it counts from when it comes."""
        value, tier, asks_again = said
        answers = {"log_new_symptoms": value}
        sent = {"patient": self.people[who], "answers": answers, "session_key": uuid.uuid4()}
        row = actions.record_log(at=self.tick(who), **sent)
        assert (row.tier if row else None) == tier
        if row:
            self.models[who].says_after_a_session(row.pk, tier, asks_again)
            self.sent.append((actions.record_log, sent, row.pk))

    @rule(n=nth)
    def send_again(self, n):
        """The same answers under the same key, however much later, are the row that is there."""
        if self.sent:
            record, sent, pk = self.sent[n % len(self.sent)]
            assert record(at=self.tick(0, 1), **sent).pk == pk

    @rule(who=who, n=nth)
    def acknowledge(self, who, n):
        if full := self.rows(who, kind="full"):
            row = full[n % len(full)]
            row.acknowledge(at=self.tick(who))
            latest = self.models[who].full
            if latest and latest.row == row.pk:
                latest.is_acknowledged = True

    @rule(who=who, n=nth)
    def exercise(self, who, n):
        if checks := self.rows(who, kind="quick"):
            row = checks[n % len(checks)]
            row.note_session(at=self.tick(who))
            self.models[who].exercised(row.pk, self.now)

    @rule(who=who, n=nth, by_therapist=st.booleans())
    def clear_a_stop(self, who, n, by_therapist):
        if self.models[who].all_stops:
            stops = [pk for pk, _tier in self.models[who].all_stops]
            self.clear(who, stops[n % len(stops)], by_therapist)

    @rule(who=who, by_therapist=st.booleans(), once_more=st.booleans())
    def clear_what_locks_and_answer_again(self, who, by_therapist, once_more):
        while self.models[who].open_stops:
            found = standing_of(self.people[who], self.now)
            self.clear(who, found.screening.pk, by_therapist)
        self.answer_in_full(who, "clear")
        if once_more:  # another word about the first stop of all closes nothing
            self.clear_a_stop(who, 0, not by_therapist)

    def clear(self, who, pk, by_therapist):
        actions.clear_screening(
            screening=Screening.objects.get(pk=pk),
            by=self.therapist if by_therapist else self.people[who],
            clinician_name="Dr. Lee",
            examined_on=self.now.date(),
            reason="Examined, no sign of nerve trouble.",
            at=self.tick(who),
        )
        self.models[who].is_cleared(pk)

    @rule(who=who, rule_of_file=st.sampled_from(["pain_jump", "injury", "clinician_request"]))
    def ask_again(self, who, rule_of_file):
        by = self.therapist if rule_of_file == "clinician_request" else None
        patient = self.people[who]
        actions.ask_again(patient=patient, because=rule_of_file, at=self.tick(who), by=by)
        self.models[who].is_asked_again()

    @rule(steps=st.integers(1, 2))
    def publish_another_version(self, steps):
        """Forward or back again: only the file that is asked now counts."""
        self.editions = self.editions[steps:] + self.editions[:steps]
        self.to_look_at = {0, 1}

    @rule(wait=st.sampled_from(WAITS))
    def wait(self, wait):
        self.now += wait
        self.to_look_at = {0, 1}

    # What has to hold after each step

    @invariant()
    def the_gate_is_open_exactly_when_the_model_says_so(self):
        for who in self.to_look_at:  # both of them, whenever time passes
            model, found = self.models[who], standing_of(self.people[who], self.now)
            locks = model.tier_that_locks()
            assert found.is_open == model.may_exercise(self.now, self.file), found.reason
            assert found.is_locked == (locks is not None), found.reason
            if locks:
                assert found.tier == locks
                assert found.url == f"/seek-care/{locks}/"
            if found.screening:
                quick = found.quick_check and found.quick_check.pk
                assert quick == model.quick_check_in_hand(self.now, self.file)

    @invariant()
    def nothing_is_overwritten(self):
        for table in (Screening, Clearance, RescreenRequest):
            now = {row["pk"]: row for row in table.objects.values("pk", *columns(table))}
            for pk, before in self.seen.get(table, {}).items():
                changed = {name for name, value in before.items() if now[pk][name] != value}
                assert changed <= ONCE
                assert all(before[name] is None for name in changed), "set once, then kept"
            self.seen[table] = now


def columns(table):
    return [field.attname for field in table._meta.concrete_fields]


@pytest.mark.django_db
def test_the_gate_is_open_exactly_when_a_plain_model_of_the_rules_says_so():
    run_state_machine_as_test(
        Gate, settings=settings(max_examples=36, stateful_step_count=30, deadline=None)
    )
