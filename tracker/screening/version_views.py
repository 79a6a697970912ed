"""What a new questionnaire would change, before anybody is asked it."""

import logging

from django.contrib import admin
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker.people.access import staff_required

from . import questionnaire
from .checks import questionnaires_are_valid
from .deidentified import deidentified_cases
from .models import Screening
from .replay_groups import FEWEST, effect_of
from .version_differences import differences
from .version_forms import NewVersionForm

logger = logging.getLogger("backcare.screening")

# So many of each kind are judged while somebody waits; the command `triage` judges all.
NEWEST = 10_000


@require_http_methods(["GET", "POST"])
@staff_required
def try_version(request):
    """Try a questionnaire on the stored screenings, without names; nothing is kept of it."""
    effects = []
    if request.method == "POST":
        form = NewVersionForm(request.POST, request.FILES)
        if form.is_valid():
            effects = _effects(form.cleaned_data["file"])
        else:
            logger.info("refused screening:try_version fields=%s", sorted(form.errors))
    else:
        form = NewVersionForm()

    context = admin.site.each_context(request) | {
        "title": _("Try a new questionnaire"),
        "form": form,
        "current": questionnaire.current(),
        "ledger": questionnaire.ledger(),
        "errors": questionnaires_are_valid(None),
        "tried": form.cleaned_data["file"] if effects else None,
        "effects": effects,
        "differences": differences(questionnaire.current(), form.cleaned_data["file"])
        if effects
        else [],
        "newest": NEWEST,
        "fewest": FEWEST,
    }
    status = 422 if form.errors else 200
    return render(request, "tracker/screening/try_version.html", context, status=status)


def _effects(new):
    """Return (name of the kind, effect) of each kind of answers that is stored."""
    current = questionnaire.current()
    asked = {
        Screening.Kind.FULL: (current, new),
        Screening.Kind.QUICK: (current.quick, new.quick),
        Screening.Kind.SESSION_LOG: (current.log, new.log),
    }
    return [
        (kind.label, effect_of(*pair, deidentified_cases(kind, newest=NEWEST)))
        for kind, pair in asked.items()
    ]
