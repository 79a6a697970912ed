"""How long one triage takes: 37 answers in, the outcome with its reasons out."""

from statistics import median
from time import perf_counter

WARM_UP, ROUNDS = 200, 2000


def microseconds():
    """Return the median for answers that are clear, and for such that set off several rules."""
    from tests.screening.sets import ALL_NO, answers
    from tracker.screening import questionnaire

    many = answers(
        fever="yes", infection_risk="yes", leg_weakness="severe", both_legs="yes", night_pain="yes"
    )
    asked = questionnaire.current()
    return {"clear": median_of(asked, ALL_NO), "several rules": median_of(asked, many)}


def median_of(asked, given):
    from tracker.screening.rules import outcome_of

    times = []
    for turn in range(WARM_UP + ROUNDS):
        start = perf_counter()
        outcome_of(asked, given, version=asked.version)
        if turn >= WARM_UP:
            times.append(perf_counter() - start)
    return median(times) * 1_000_000


def show():
    words = ", ".join(f"{time:.0f} µs ({name})" for name, time in microseconds().items())
    print(f"One triage, without a database or a page: {words}")
