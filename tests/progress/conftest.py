"""A Sunday evening in New York, four weeks after a plan began."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.clock import clock_at
from tests.factories import ExerciseSessionFactory, PainScoreFactory, ScreeningFactory

TODAY = date(2026, 3, 29)
# 6 in the evening in New York.
clock = clock_at(datetime(2026, 3, 29, 22, tzinfo=UTC))


def noon_of(day):
    return datetime.combine(day, time(16), UTC)


@pytest.fixture
def done():
    """Keep a session of a routine on a day, with pain before and after unless they are None."""

    def keep(routine, day, before=None, after=None, **fields):
        moment = noon_of(day)
        patient = routine.plan.patient
        screening = patient.screenings.first() or ScreeningFactory(patient=patient)
        session = ExerciseSessionFactory(
            routine=routine, finished_at=moment, screening=screening, **fields
        )
        for name, value in (("before", before), ("after", after)):
            if value is not None:
                PainScoreFactory(
                    patient=patient,
                    session=session,
                    moment=name,
                    value=value,
                    recorded_at=moment,
                )
        return session

    return keep


@pytest.fixture
def felt(patient):
    """Keep a pain score given by itself on a day."""

    def keep(day, value, **fields):
        fields = {"patient": patient, "recorded_at": noon_of(day)} | fields
        return PainScoreFactory(value=value, **fields)

    return keep


def days_ago(n):
    return TODAY - timedelta(days=n)
