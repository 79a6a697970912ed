"""What a person answered before, to read again."""

import logging

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from tracker.people.access import patient_required

from .given import notable_and_plain, questions_of
from .models import Screening
from .past import history_of, quick_checks_without_signs

logger = logging.getLogger("backcare.screening")


@require_GET
@patient_required
def history(request):
    """Show a person what they answered before, and who allowed exercise again."""
    with_all = "all" in request.GET
    page, lines = history_of(request.user, page=request.GET.get("page"), with_all=with_all)
    context = {
        "page": page,
        "lines": lines,
        "with_all": with_all,
        "without_signs": quick_checks_without_signs(request.user).count(),
    }
    return render(request, "tracker/screening/history.html", context)


@require_GET
@patient_required
def past(request, pk):
    """Show one earlier check with every answer, in the words that were asked then."""
    own = Screening.objects.editable_by(request.user).prefetch_related("clearances__given_by")
    screening = get_object_or_404(own, pk=pk)
    notable, plain = _given(screening)
    context = {"screening": screening, "notable": notable, "plain": plain}
    return render(request, "tracker/screening/past.html", context)


def _given(screening):
    """Return the answers to show; none where their version cannot be read anymore."""
    try:
        questions = questions_of(screening.version, screening.kind)
        return notable_and_plain(questions, screening.answers)
    except (OSError, ValueError):
        logger.exception("The answers of an earlier check could not be put into words.")
        return [], []
