"""What a phone's clock said, corrected by when it reached us: times in, times out."""

from datetime import datetime, timedelta
from typing import NamedTuple

# Clocks differ a little, and sending takes a while; beyond this a phone's clock is wrong.
DRIFT = timedelta(minutes=5)
# Longer than anybody is without a connection: what seems older comes from a clock that was reset.
OLDEST = timedelta(days=400)
LONGEST = timedelta(hours=12)


class Times(NamedTuple):
    """When a session was done, as far as can be known, and what was wrong with the clock."""

    started_at: datetime
    finished_at: datetime
    clock: str  # "", "ahead" or "behind"


def corrected(
    started_at: datetime, finished_at: datetime, sent_at: datetime, received_at: datetime
) -> Times:
    """Return the times of a session by our clock.

    A phone that is wrong when it sends was as wrong when the session was done. One that is right
    by now may have been wrong then: a session from the future or from long ago is dated by its
    arrival. It always lasts as long as the phone counted, within reason.
    """
    lasted = min(max(finished_at - started_at, timedelta()), LONGEST)
    error, clock = received_at - sent_at, ""
    if abs(error) > DRIFT:
        finished_at += error
        clock = "ahead" if error < timedelta() else "behind"
    if finished_at > received_at + DRIFT:
        finished_at, clock = received_at, "ahead"
    elif received_at - finished_at > OLDEST:
        finished_at, clock = received_at, "behind"
    finished_at = min(finished_at, received_at)
    return Times(finished_at - lasted, finished_at, clock)
