"""The published questionnaires: which there are, and how one is read from its file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from . import parsing
from .rules import Question, Questionnaire, Tier
from .standing import Limits

FOLDER = Path(__file__).parent / "questionnaires"
# Every published version and the hash of its file. A version is followed, never changed.
LEDGER = "published.json"


# Reasons that are no rule of the questionnaire.
UNJUDGED = "unjudged_answers"
NO_RULE = {UNJUDGED: _("Your phone sent answers that we could not read.")}


@dataclass(frozen=True)
class TierWords:
    label: str
    text: str


@dataclass(frozen=True)
class Published(Questionnaire):
    """A version as it stands in its file, with what is asked and shown around the questions."""

    sha256: str
    provenance: str
    tiers: Mapping[Tier, TierWords]
    groups: Mapping[str, str]
    quick: Questionnaire
    log: Questionnaire
    # Why a full screening is asked for again: the key of the rule, and what the person is told.
    rescreen: Mapping[str, str]
    limits: Limits
    emergency_numbers: Mapping[str, str]
    emergency_fallback: str
    urgent_advice_numbers: Mapping[str, str]

    def why(self, because: str) -> str:
        """Return why a full screening is asked for, in words; "" where nobody says so."""
        return self.rescreen.get(because) or NO_RULE.get(because, "")


@lru_cache(maxsize=1)
def current() -> Published:
    """Return the newest published version; raise ValueError if it is not as it was published."""
    published = ledger()
    newest = load(path_of(max(published)))
    is_same = newest.sha256 == published[newest.version]
    parsing.require(is_same, f"version {newest.version} is not as it was published")
    return newest


def ledger() -> dict[int, str]:
    """Return the hash that each published version has to have."""
    content = json.loads((FOLDER / LEDGER).read_bytes(), object_pairs_hook=parsing.once)
    return {int(version): sha256 for version, sha256 in content.items()}


def path_of(version: int) -> Path:
    return FOLDER / f"{version}.json"


def load(path: Path) -> Published:
    """Read one version; raise ValueError, with what is wrong and where, if it cannot be trusted."""
    content = path.read_bytes()
    with parsing.naming(path.name):
        published = parse(parsing.read(content), sha256=hashlib.sha256(content).hexdigest())
        parsing.require(
            path.stem == str(published.version), "the file is not named after its version"
        )
    return published


def judging(content: bytes, name: str) -> Questionnaire:
    """Read the questions and rules alone, of any version: what a replay needs.

    Raises ValueError, with what is wrong and where.
    """
    with parsing.naming(name):
        return judged(parsing.read(content))


def judged(data: Mapping) -> Questionnaire:
    groups = {group["key"]: group["name"] for group in data["groups"]}
    questions = parsing.questions(data["questions"], groups)
    rules = parsing.rules(data["combination_rules"], questions)
    return Questionnaire(parsing.whole("version", data["version"]), questions, rules)


def parse(data: Mapping, *, sha256: str = "") -> Published:
    parsing.keys("the file", data, parsing.FILE_KEYS)
    full = judged(data)
    parsing.worst_tiers(data["questions"], full.questions)
    rescreen = parsing.rescreen(data["rescreen"])

    def around(questions: tuple[Question, ...]) -> Questionnaire:
        return Questionnaire(full.version, questions, ())

    return Published(
        version=full.version,
        questions=full.questions,
        rules=full.rules,
        sha256=sha256,
        provenance=parsing.text("provenance", data["provenance"]),
        tiers={tier: TierWords(label, text) for tier, label, text in parsing.tiers(data["tiers"])},
        groups={group["key"]: group["name"] for group in data["groups"]},
        quick=around(parsing.small_questions(data["quick_check"], full.questions, rescreen)),
        log=around(parsing.small_questions(data["session_log"], full.questions, rescreen)),
        rescreen=rescreen,
        limits=parsing.limits(data["rescreen"], data["quick_check_rules"]),
        emergency_numbers=parsing.numbers("emergency_numbers", data["emergency_numbers"]),
        emergency_fallback=parsing.telephone("emergency_fallback", data["emergency_fallback"]),
        urgent_advice_numbers=parsing.numbers("advice", data["urgent_advice_numbers"]),
    )
