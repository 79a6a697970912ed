"""What a replay says, as plain values for JSON: tiers by the names of the file."""

from collections.abc import Iterable

from .replay import Case, Compared, compare, deciding
from .rules import Outcome, Questionnaire, Reason


def outcome_in_words(outcome: Outcome, version: int) -> dict:
    return {
        "tier": outcome.tier.name,
        "reasons": _reasons(outcome.reasons),
        "version": version,
    }


def difference(old: Questionnaire, new: Questionnaire, cases: list[Case], *, partial: bool) -> dict:
    """Return which cases change tier, less serious ones first, and which cannot be judged."""
    numbered = list(enumerate(compare(old, new, cases, partial=partial), start=1))
    less = [(number, one) for number, one in numbered if one.is_less_serious]
    more = [(number, one) for number, one in numbered if one.is_more_serious]
    return {
        "old": old.version,
        "new": new.version,
        "cases": sum(case.count for case in cases),
        "less_serious": sum(one.case.count for _number, one in less),
        "more_serious": sum(one.case.count for _number, one in more),
        "changed": [_change(number, one) for number, one in [*less, *more]],
        "not_judged": [
            _place(number, one) | {"because": dict(one.why_not)}
            for number, one in numbered
            if not one.is_judged
        ],
    }


def _place(number: int, one: Compared) -> dict:
    """Say which case it is, and its tier by each version that can judge it."""
    return {
        "case": number,
        "from": one.old and one.old.tier.name,
        "to": one.new and one.new.tier.name,
        "count": one.case.count,
    }


def _change(number: int, one: Compared) -> dict:
    """Say what changes and why; of the answers only those that make the difference."""
    was, becomes = deciding(one.old), deciding(one.new)
    return {
        **_place(number, one),
        "answers": dict(pair for reason in (*was, *becomes) for pair in reason.answers),
        "old_reasons": _reasons(was),
        "new_reasons": _reasons(becomes),
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict]:
    return [
        {
            "kind": reason.kind,
            "key": reason.key,
            "tier": reason.tier.name,
            "words": reason.words,
            "answers": dict(reason.answers),
            "sources": list(reason.sources),
        }
        for reason in reasons
    ]
