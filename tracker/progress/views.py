"""Is it helping?"""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.people.access import patient_required

from .queries import RANGES, progress_of


@require_GET
@patient_required
def overview(request):
    """Show one's own pain and adherence over 4 weeks, 12 weeks or all time."""
    window = chosen_window(request)
    today = request.user.day_of(timezone.now())
    progress = progress_of(request.user, window, today)
    context = {"progress": progress, "window": window, "chart": chart_of(progress)}
    return render(request, "tracker/progress/overview.html", context)


def chosen_window(request):
    """Return the range asked for; an unknown one is the shortest."""
    window = request.GET.get("range")
    return window if window in RANGES else "4w"


def chart_of(progress):
    """Return the numbers that the chart draws, oldest first; None is a gap."""

    def rounded(value):
        return None if value is None else round(value, 1)

    periods = progress.periods
    return {
        "unit": progress.unit,
        "names": [period.quarter if progress.unit == "quarter" else "" for period in periods],
        "days": [period.first.isoformat() for period in periods],
        "before": [rounded(period.before) for period in periods],
        "after": [rounded(period.after) for period in periods],
        "now": [rounded(period.now) for period in periods],
        "done": [period.done for period in periods],
        "due": [period.due for period in periods],
    }
