"""The answers given so far: signed, in this browser alone, and never on the server."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.utils import timezone

from . import questionnaire
from .rules import InvalidAnswers, Outcome, Tier, outcome_of

COOKIE = "screening"
MAX_AGE = 2 * 60 * 60
SALT = "tracker.screening.answers"


@dataclass
class Check:
    """One run through the questions, by one person or by someone not signed in."""

    user_id: int | None
    answers: dict[str, str] = field(default_factory=dict)
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    begun_at: datetime = field(default_factory=timezone.now)

    def give(self, key, value):
        """Keep this answer as the last one given."""
        self.answers.pop(key, None)
        self.answers[key] = value

    @property
    def missing(self):
        questions = questionnaire.current().questions
        return [question for question in questions if question.key not in self.answers]

    @property
    def is_complete(self):
        return not self.missing

    def outcome(self) -> Outcome | None:
        """Return what the answers mean: all of them, or those that are an emergency already."""
        if not self.answers:
            return None
        version = questionnaire.current().version
        try:
            return outcome_of(questionnaire.current(), self.answers, version=version, partial=True)
        except InvalidAnswers:
            return None

    @property
    def is_emergency(self):
        outcome = self.outcome()
        return outcome is not None and outcome.tier == Tier.EMERGENCY


def check_of(request) -> Check:
    """Return the check that this person began in this browser, or a new one."""
    mine = request.user.pk
    check = _read(request)
    return check if check and check.user_id == mine else Check(user_id=mine)


def anonymous_check(request) -> Check | None:
    """Return the check with an outcome that somebody in this browser did without signing in."""
    check = _read(request)
    return check if check and check.user_id is None and check.outcome() else None


def has_unclaimed_emergency(request) -> bool:
    """Return whether an emergency was tapped here before this person signed in."""
    check = anonymous_check(request) if request.user.is_authenticated else None
    return check is not None and check.is_emergency


def sealed(check) -> str:
    """Return a check as signed text: for the browser to hold, and nobody to change."""
    content = {
        "user": check.user_id,
        "id": check.id.hex,
        "sha256": questionnaire.current().sha256,
        "answers": check.answers,
        "begun_at": check.begun_at.isoformat(),
    }
    return signing.dumps(content, salt=SALT, compress=True)


def shown_to(request) -> Check:
    """Return the answers on the page that was sent: another tab may have changed them since."""
    check = _unsealed(request.POST.get("check", ""))
    return check if check and check.user_id == request.user.pk else check_of(request)


def keep(response, check):
    response.set_cookie(
        COOKIE,
        sealed(check),
        max_age=MAX_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response):
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _read(request) -> Check | None:
    return _unsealed(request.COOKIES.get(COOKIE, ""))


def _unsealed(text) -> Check | None:
    """Return what was sealed; nothing if it is forged, too old or for other questions."""
    try:
        content = signing.loads(text, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    if content["sha256"] != questionnaire.current().sha256:
        return None
    begun_at = datetime.fromisoformat(content["begun_at"])
    return Check(content["user"], content["answers"], uuid.UUID(content["id"]), begun_at)
