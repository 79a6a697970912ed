"""What a score means."""

# Pain of 7 or more is severe on the 0 to 10 scale. The number is a design default.
HIGH_PAIN = 7


def is_high(pain: int | None) -> bool:
    """Return whether this pain (0 to 10, None without a score) calls for a look."""
    return pain is not None and pain >= HIGH_PAIN
