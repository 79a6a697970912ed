"""The published questionnaires: read from their files, and refused if anything is not right."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .rules import Answer, Question, Questionnaire, Rule, Term, Tier

FOLDER = Path(__file__).parent / "questionnaires"

FILE_KEYS = {
    "version", "provenance", "tiers", "groups", "questions", "combination_rules", "quick_check",
    "rescreen", "emergency_numbers", "emergency_fallback", "urgent_advice_numbers",
}  # fmt: skip
TIER_KEYS = {"key", "rank", "label", "exercise", "page", "clear_by", "text"}
QUESTION_KEYS = {
    "key", "text", "help", "condition", "tier", "seed_line", "answers", "group", "sources",
}  # fmt: skip
QUICK_KEYS = {"key", "text", "help", "answers", "related_questions"}
ANSWER_KEYS = {"value", "label", "tier"}
RULE_KEYS = {"key", "all", "any", "min_any", "tier", "condition", "message", "sources"}


@dataclass(frozen=True)
class TierWords:
    label: str
    text: str


@dataclass(frozen=True)
class Published(Questionnaire):
    """A version as it stands in its file, with what is shown around the questions."""

    sha256: str
    provenance: str
    tiers: Mapping[Tier, TierWords]
    groups: Mapping[str, str]
    quick_check: tuple[Question, ...]
    rescreen: Mapping[str, str]
    emergency_numbers: Mapping[str, str]
    emergency_fallback: str
    urgent_advice_numbers: Mapping[str, str]


@lru_cache(maxsize=1)
def current() -> Published:
    """Return the newest published version."""
    return load(max(FOLDER.glob("*.json"), key=lambda path: int(path.stem)))


def load(path: Path) -> Published:
    """Read one version; raise ValueError, with what is wrong and where, if it cannot be trusted."""
    content = path.read_bytes()
    try:
        published = parse(
            json.loads(content, object_pairs_hook=_once), sha256=hashlib.sha256(content).hexdigest()
        )
        _require(path.stem == str(published.version), "the file is not named after its version")
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path.name}: wrong shape: {error!r}") from error
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return published


def parse(data: Mapping, *, sha256: str = "") -> Published:
    _keys("the file", data, FILE_KEYS)
    groups = {group["key"]: group["name"] for group in data["groups"]}
    questions = [_question(row, groups) for row in data["questions"]]
    questions.sort(key=lambda question: list(groups).index(question.group))
    _unique("question", [question.key for question in questions])
    rules = tuple(_rule(row, {q.key: q for q in questions}) for row in data["combination_rules"])
    _unique("rule", [rule.key for rule in rules])
    _every_reason_has_words(questions, rules)

    return Published(
        version=data["version"],
        questions=tuple(questions),
        rules=rules,
        sha256=sha256,
        provenance=data["provenance"],
        tiers=_tiers(data["tiers"]),
        groups=groups,
        quick_check=tuple(_quick_question(row, questions) for row in data["quick_check"]),
        rescreen={row["key"]: row["when"] for row in data["rescreen"]},
        emergency_numbers=data["emergency_numbers"],
        emergency_fallback=data["emergency_fallback"],
        urgent_advice_numbers=data["urgent_advice_numbers"],
    )


def _once(pairs):
    """Read an object of the file; a key that is written twice would hide one of the two."""
    _unique("key", [key for key, _value in pairs])
    return dict(pairs)


def _require(is_true, message):
    if not is_true:
        raise ValueError(message)


def _keys(where, row, needed, optional=frozenset()):
    missing, unknown = needed - set(row), set(row) - needed - optional
    _require(not missing, f"{where} lacks {', '.join(sorted(missing))}")
    _require(not unknown, f"{where} has unknown keys {', '.join(sorted(unknown))}")


def _unique(what, keys):
    twice = sorted({key for key in keys if keys.count(key) > 1})
    _require(not twice, f"{what} {', '.join(twice)} is there twice")


def _tier(where, name):
    _require(name in Tier.__members__, f"{where} has an unknown tier {name!r}")
    return Tier[name]


def _tiers(rows):
    words = {}
    for row in rows:
        _keys(f"tier {row.get('key')}", row, TIER_KEYS)
        tier = _tier("the list of tiers", row["key"])
        _require(tier == row["rank"], f"tier {tier.name} has another rank")
        words[tier] = TierWords(row["label"], row["text"])
    _require(set(words) == set(Tier), "the list of tiers is not complete")
    return words


def _answers(where, rows):
    answers = []
    for row in rows:
        place = f"{where}, answer {row.get('value')},"
        _keys(place, row, ANSWER_KEYS, {"say", "advice"})
        tier = None if row["tier"] is None else _tier(place, row["tier"])
        _require(tier != Tier.CLEAR, f"{place} cannot raise CLEAR")
        say, advice = row.get("say", ""), row.get("advice", "")
        answers.append(Answer(row["value"], row["label"], tier, say, advice))
    _unique(f"{where}: answer", [answer.value for answer in answers])
    _require(len(answers) >= 2, f"{where} needs two answers or more")
    return tuple(answers)


def _question(row, groups):
    where = f"question {row.get('key')}"
    _keys(where, row, QUESTION_KEYS)
    _require(row["group"] in groups, f"{where} is in an unknown group {row['group']!r}")
    _require(row["sources"], f"{where} has no source")
    return Question(
        key=row["key"],
        text=row["text"],
        help=row["help"],
        answers=_answers(where, row["answers"]),
        group=row["group"],
        condition=row["condition"],
        sources=tuple(row["sources"]),
    )


def _quick_question(row, questions):
    where = f"quick check {row.get('key')}"
    _keys(where, row, QUICK_KEYS)
    unknown = set(row["related_questions"]) - {question.key for question in questions}
    _require(not unknown, f"{where} names missing questions {', '.join(sorted(unknown))}")
    return Question(row["key"], row["text"], row["help"], _answers(where, row["answers"]))


def _rule(row, questions):
    where = f"rule {row.get('key')}"
    _keys(where, row, RULE_KEYS)
    counts = [term for term in row["all"] if "count_tier" in term]
    for count in counts:
        _keys(f"{where}, count", count, {"count_tier", "gte"})
    _require(len(counts) <= 1, f"{where} counts twice")
    _require(row["all"] or row["any"], f"{where} has no condition")
    _require(0 <= row["min_any"] <= len(row["any"]), f"{where} has a wrong min_any")
    _require(bool(row["any"]) == bool(row["min_any"]), f"{where} has a list without a minimum")
    _require(row["sources"], f"{where} has no source")
    return Rule(
        key=row["key"],
        tier=_tier(where, row["tier"]),
        message=row["message"],
        condition=row["condition"],
        sources=tuple(row["sources"]),
        all=tuple(_term(where, term, questions) for term in row["all"] if term not in counts),
        any=tuple(_term(where, term, questions) for term in row["any"]),
        min_any=row["min_any"],
        count_tier=_tier(where, counts[0]["count_tier"]) if counts else None,
        count_at_least=counts[0]["gte"] if counts else 0,
    )


def _term(where, row, questions):
    _keys(f"{where}, condition", row, {"q", "in"})
    _require(row["q"] in questions, f"{where} names a missing question {row['q']!r}")
    known = {answer.value for answer in questions[row["q"]].answers}
    unknown = sorted(set(row["in"]) - known)
    _require(row["in"], f"{where} names no answer of {row['q']}")
    _require(not unknown, f"{where} names missing answers {', '.join(unknown)} of {row['q']}")
    return Term(row["q"], frozenset(row["in"]))


def _every_reason_has_words(questions, rules):
    """Whatever can become a reason can be read aloud, and every caution comes with advice."""
    in_rules = {(t.question, value) for r in rules for t in (*r.all, *r.any) for value in t.values}
    for question in questions:
        for answer in question.answers:
            where = f"question {question.key}, answer {answer.value},"
            is_reason = answer.tier is not None or (question.key, answer.value) in in_rules
            _require(answer.say or not is_reason, f"{where} has nothing to say")
            needs_advice = answer.tier == Tier.CAUTION
            _require(answer.advice or not needs_advice, f"{where} has no advice")
