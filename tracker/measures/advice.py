"""What to say to somebody who tells a lot of pain."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from .scoring import is_high

HIGH_PAIN = _(
    "That is a lot of pain. Leave hard exercises out today. If it is new, came suddenly, or comes "
    "with numbness, weak legs, fever or trouble peeing, choose “Get help now” below."
)


def advise(request, pain: int) -> None:
    """A warning sign behind the pain must not end at a green tick."""
    if is_high(pain):
        messages.warning(request, HIGH_PAIN)
