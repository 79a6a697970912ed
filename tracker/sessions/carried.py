"""The page that a device keeps to show the next days, and to lead through them, by itself.

It is the same for everyone: what is somebody's own is kept beside it, in the device's database.
"""

from django.template.loader import render_to_string

from tracker.measures.models import PainScore

from .forms import REASONS_TO_SKIP, FeelingForm
from .guided_words import words


def carried_page() -> str:
    context = {
        "words": words(),
        "reasons": REASONS_TO_SKIP,
        "scale": PainScore.SCALE,
        "feeling": FeelingForm(),
    }
    return render_to_string("tracker/sessions/carried.html", context)
