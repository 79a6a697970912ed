"""A questionnaire's file, row by row: refused, with what is wrong and where, if it is not right."""

import json
from contextlib import contextmanager
from datetime import timedelta

from .rules import Answer, Question, Rule, Term, Tier
from .standing import Limits

FILE_KEYS = {
    "version", "provenance", "tiers", "groups", "questions", "combination_rules", "quick_check",
    "quick_check_rules", "session_log", "rescreen", "emergency_numbers", "emergency_fallback",
    "urgent_advice_numbers",
}  # fmt: skip
TIER_KEYS = {"key", "rank", "label", "exercise", "page", "clear_by", "text"}
QUESTION_KEYS = {
    "key", "text", "help", "condition", "tier", "seed_line", "answers", "group", "sources",
}  # fmt: skip
SMALL_KEYS = {"key", "text", "help", "condition", "answers", "related_questions", "sources"}
ANSWER_KEYS = {"value", "label", "tier"}
ANSWER_EXTRAS = {"say", "advice", "rescreen", "conditions"}
RULE_KEYS = {"key", "all", "any", "min_any", "tier", "condition", "message", "sources"}
RESCREEN_KEYS = {"key", "when", "why", "numbers", "sources"}
RESCREEN_NUMBERS = {
    "first_use": set(),
    "every_28_days": {"days"},
    "gap_14_days": {"days"},
    "quick_check_positive": {"times"},
    "pain_jump": {"points", "hours"},
    "injury": set(),
    "health_change": set(),
    "clinician_request": set(),
}


@contextmanager
def naming(name):
    """Say which file it is whatever is wrong with it."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"{name}: wrong shape: {error!r}") from error
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def read(content: bytes):
    return json.loads(content, object_pairs_hook=once)


def whole(where, number):
    is_whole = isinstance(number, int) and not isinstance(number, bool) and number > 0
    require(is_whole, f"{where} has to be a whole number above zero")
    return number


def text(where, words):
    require(isinstance(words, str) and words.strip(), f"{where} has to be words")
    return words


def optional_text(where, words):
    return words if words == "" else text(where, words)


def sources(where, names):
    require(isinstance(names, list) and names, f"{where} has no source")
    return tuple(text(f"{where}, source,", name) for name in names)


def numbers(where, by_country):
    """Return telephone numbers by the two letters of their country."""
    for country, number in by_country.items():
        require(len(country) == 2 and country.isupper(), f"{where}: {country!r} is no country")
        telephone(f"{where}, {country},", number)
    return by_country


def telephone(where, number):
    is_one = isinstance(number, str) and number.replace(" ", "").isdecimal()
    require(is_one, f"{where} has to be a telephone number")
    return number


def once(pairs):
    """Read an object of the file; a key that is written twice would hide one of the two."""
    unique("key", [key for key, _value in pairs])
    return dict(pairs)


def require(is_true, message):
    if not is_true:
        raise ValueError(message)


def keys(where, row, needed, optional=frozenset()):
    missing, unknown = needed - set(row), set(row) - needed - optional
    require(not missing, f"{where} lacks {', '.join(sorted(missing))}")
    require(not unknown, f"{where} has unknown keys {', '.join(sorted(unknown))}")


def unique(what, keys):
    twice = sorted({key for key in keys if keys.count(key) > 1})
    require(not twice, f"{what} {', '.join(twice)} is there twice")


def _tier(where, name):
    require(name in Tier.__members__, f"{where} has an unknown tier {name!r}")
    return Tier[name]


def tiers(rows):
    """Return (tier, label, text) for every tier there is."""
    words = []
    for row in rows:
        keys(f"tier {row.get('key')}", row, TIER_KEYS)
        tier = _tier("the list of tiers", row["key"])
        require(tier == row["rank"], f"tier {tier.name} has another rank")
        where = f"tier {tier.name}"
        words.append((tier, text(where, row["label"]), text(where, row["text"])))
    require(sorted(t for t, _, _ in words) == sorted(Tier), "the list of tiers is not complete")
    return words


def _answer(where, row):
    place = f"{where}, answer {row.get('value')},"
    keys(place, row, ANSWER_KEYS, ANSWER_EXTRAS)
    tier = None if row["tier"] is None else _tier(place, row["tier"])
    require(tier != Tier.CLEAR, f"{place} cannot raise CLEAR")
    return Answer(
        text(place, row["value"]),
        text(place, row["label"]),
        tier,
        say=optional_text(place, row.get("say", "")),
        advice=optional_text(place, row.get("advice", "")),
        rescreen=row.get("rescreen", ""),
        conditions=frozenset(text(place, key) for key in row.get("conditions", ())),
    )


def _answers(where, rows):
    answers = [_answer(where, row) for row in rows]
    unique(f"{where}: answer", [answer.value for answer in answers])
    require(len(answers) >= 2, f"{where} needs two answers or more")
    return tuple(answers)


def questions(rows, groups):
    """Return the questions in the order of their groups."""
    found = [_question(row, groups) for row in rows]
    unique("question", [question.key for question in found])
    return tuple(sorted(found, key=lambda question: list(groups).index(question.group)))


def _question(row, groups):
    where = f"question {row.get('key')}"
    keys(where, row, QUESTION_KEYS)
    require(row["group"] in groups, f"{where} is in an unknown group {row['group']!r}")
    return _worded(where, row, group=row["group"])


def _worded(where, row, group=""):
    return Question(
        key=text(where, row["key"]),
        text=text(where, row["text"]),
        help=optional_text(where, row["help"]),
        answers=_answers(where, row["answers"]),
        group=group,
        condition=text(where, row["condition"]),
        sources=sources(where, row["sources"]),
    )


def small_questions(rows, full, rescreen):
    """Return the questions of the quick check or of a session's log."""
    small = tuple(_small_question(row, full, rescreen) for row in rows)
    require(small, "the quick check and the session log need a question")
    unique("question", [question.key for question in small])
    _every_reason_has_words(small, ())
    return small


def _small_question(row, full, rescreen):
    where = f"question {row.get('key')}"
    keys(where, row, SMALL_KEYS)
    unknown = set(row["related_questions"]) - {question.key for question in full}
    require(not unknown, f"{where} names missing questions {', '.join(sorted(unknown))}")
    question = _worded(where, row)
    for answer in question.answers:
        is_known = not answer.rescreen or answer.rescreen in rescreen
        require(is_known, f"{where} has an unknown re-screen rule {answer.rescreen!r}")
    return question


def worst_tiers(rows, questions):
    """The tier beside a question, there for whoever reads the file, is that of its worst answer."""
    worst = {q.key: max((a.tier for a in q.answers if a.tier), default=None) for q in questions}
    for row in rows:
        tier = worst[row["key"]]
        is_right = row["tier"] == (tier.name if tier else None)
        require(is_right, f"question {row['key']} does not name the tier of its worst answer")


def rescreen(rows):
    """Return what a person is told by each rule that asks for a new screening."""
    unique("re-screen rule", [row["key"] for row in rows])
    for row in rows:
        where = f"re-screen rule {row.get('key')}"
        keys(where, row, RESCREEN_KEYS)
        sources(where, row["sources"])
        require(row["why"], f"{where} does not say why")
        text(where, row["why"])
        numbers = RESCREEN_NUMBERS.get(row["key"])
        require(numbers is not None, f"{where} is not one that BackCare knows")
        keys(f"{where}, numbers", row["numbers"], numbers)
    missing = sorted(set(RESCREEN_NUMBERS) - {row["key"] for row in rows})
    require(not missing, f"re-screen rules lack {', '.join(missing)}")
    return {row["key"]: row["why"] for row in rows}


def limits(rows, quick):
    """Return the numbers of the gate; each has to be a whole number above zero."""
    keys("quick_check_rules", quick, {"valid_hours", "strong_pain", "sources"})
    sources("quick_check_rules", quick["sources"])

    def number(key, unit):
        numbers = next(row["numbers"] for row in rows if row["key"] == key)
        return whole(f"{key}, {unit},", numbers[unit])

    return Limits(
        validity=timedelta(days=number("every_28_days", "days")),
        gap=timedelta(days=number("gap_14_days", "days")),
        quick_validity=timedelta(hours=whole("valid_hours", quick["valid_hours"])),
        strong_pain=whole("strong_pain", quick["strong_pain"]),
        pain_jump=number("pain_jump", "points"),
        pain_jump_for=timedelta(hours=number("pain_jump", "hours")),
        repeats=number("quick_check_positive", "times"),
    )


def rules(rows, questions):
    by_key = {question.key: question for question in questions}
    found = tuple(_rule(row, by_key) for row in rows)
    require(found, "there are no combination rules")
    unique("rule", [rule.key for rule in found])
    _every_reason_has_words(questions, found)
    return found


def _rule(row, questions):
    where = f"rule {row.get('key')}"
    keys(where, row, RULE_KEYS)
    counts = [term for term in row["all"] if "count_tier" in term]
    for count in counts:
        keys(f"{where}, count", count, {"count_tier", "gte"})
    require(len(counts) <= 1, f"{where} counts twice")
    require(row["all"] or row["any"], f"{where} has no condition")
    require(0 <= row["min_any"] <= len(row["any"]), f"{where} has a wrong min_any")
    require(bool(row["any"]) == bool(row["min_any"]), f"{where} has a list without a minimum")
    return Rule(
        key=text(where, row["key"]),
        tier=_tier(where, row["tier"]),
        message=text(where, row["message"]),
        condition=text(where, row["condition"]),
        sources=sources(where, row["sources"]),
        all=tuple(_term(where, term, questions) for term in row["all"] if term not in counts),
        any=tuple(_term(where, term, questions) for term in row["any"]),
        min_any=row["min_any"],
        count_tier=_tier(where, counts[0]["count_tier"]) if counts else None,
        count_at_least=whole(f"{where}, gte,", counts[0]["gte"]) if counts else 0,
    )


def _term(where, row, questions):
    keys(f"{where}, condition", row, {"q", "in"})
    require(row["q"] in questions, f"{where} names a missing question {row['q']!r}")
    known = {answer.value for answer in questions[row["q"]].answers}
    unknown = sorted(set(row["in"]) - known)
    require(row["in"], f"{where} names no answer of {row['q']}")
    require(not unknown, f"{where} names missing answers {', '.join(unknown)} of {row['q']}")
    return Term(row["q"], frozenset(row["in"]))


def _every_reason_has_words(questions, rules):
    """Whatever can become a reason can be read aloud, and every caution comes with advice."""
    in_rules = {(t.question, value) for r in rules for t in (*r.all, *r.any) for value in t.values}
    for question in questions:
        for answer in question.answers:
            where = f"question {question.key}, answer {answer.value},"
            is_reason = answer.tier is not None or (question.key, answer.value) in in_rules
            require(answer.say or not is_reason, f"{where} has nothing to say")
            needs_advice = answer.tier == Tier.CAUTION
            require(answer.advice or not needs_advice, f"{where} has no advice")
