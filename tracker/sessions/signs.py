"""The one safety question of a session's log: what was new while exercising, or since."""

from django.contrib import messages

from tracker.screening import questionnaire
from tracker.screening.rules import LOCKING, Question, Tier

KEY = "log_new_symptoms"  # in the questionnaire
FIELD = "new_symptoms"  # in the session and its form
NONE = "none"


def asked() -> Question:
    return questionnaire.current().log.question(KEY)


def choices() -> list[tuple[str, str]]:
    """Return the answers, the most serious first; to say "none of these" one has to read them."""
    answers = asked().answers
    last = [answer for answer in answers if answer.value == NONE]
    return [(a.value, a.label) for a in [*(a for a in answers if a.value != NONE), *last]]


def tier_of(said: str) -> Tier:
    """Return how serious an answer is; one that was not asked for yet, or anymore, says nothing."""
    return next((a.tier or Tier.CLEAR for a in asked().answers if a.value == said), Tier.CLEAR)


def told_in(data) -> list[str]:
    """Return each answer that was sent and says that something is new, though it be among others.

    Of two answers the form believes neither; but what may be a warning sign is never left unheard.
    """
    return [said for said in dict.fromkeys(data.getlist(FIELD)) if tier_of(said) > Tier.CLEAR]


def advise(request, said: str) -> None:
    """Say what to mind after an answer that asks for care."""
    if tier_of(said) == Tier.CAUTION:
        messages.warning(request, asked().answer(said).advice)


def is_stop(said: str) -> bool:
    return tier_of(said).stored in LOCKING


def words_of(said: str) -> str:
    """Return the words of an answer that said something was new; none of any other."""
    if said in ("", NONE):
        return ""
    return next((a.label for a in asked().answers if a.value == said), said)
