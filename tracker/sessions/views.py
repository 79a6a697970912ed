"""Today, and the list of past sessions."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tracker.measures.models import PainScore
from tracker.people.access import patient_required
from tracker.screening.gate import standing_in

from .learn_queries import learn_card_of
from .models import ExerciseSession
from .next_morning import is_waved_away, session_to_ask_about
from .queries import today_of
from .sent_models import SetAside

LISTED = 60


@require_GET
@patient_required
def today(request):
    """Show what is due and done, and one main button."""
    standing = standing_in(request)
    if standing.reason == "unconfirmed":
        return redirect(standing.url)
    now = timezone.now()
    day = request.user.day_of(now)
    context = {"standing": standing, "day": day, "hour": timezone.localtime(now).hour}
    if standing.is_open:
        context["today"] = due = today_of(request.user, day)
        context["scale"] = PainScore.SCALE
        if due.last_kept and not is_waved_away(request.user, day):
            context["morning_after"] = session_to_ask_about(due.last_kept, day)
        context["learn_card"] = learn_card_of(request.user, day, walks=due.walks)
    return render(request, "tracker/sessions/today.html", context)


@require_GET
@patient_required
def history(request):
    """List one's own last sessions, and those just removed; each can be read and changed."""
    own = ExerciseSession.with_removed.editable_by(request.user).select_related("routine")
    own = own.kept_or_removed_since(timezone.now() - ExerciseSession.CHANGEABLE_FOR)
    sessions = own.with_pains().with_changes().order_by("-done_on", "-finished_at")[:LISTED]
    asides = SetAside.objects.editable_by(request.user).waiting()
    context = {"sessions": sessions, "asides": asides}
    return render(request, "tracker/sessions/history.html", context)
