"""One piece: how it stands, what it was, and taking it out of the library or back in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exercises.choices import Status
from exercises.doors import staff_required
from exercises.kinds import KINDS
from exercises.publishing import NotAllowed

from .editors import EDITORS
from .handing_in import ask_again, set_aside
from .standing import history_of
from .waiting import TITLES, title_of


@require_safe
@staff_required
def piece(request, kind, piece):
    """Show how a piece stands, and its history."""
    return piece_page(request, kind, piece)


def piece_page(request, kind, key, *, words="", status=200):
    found, history = KINDS[kind].find(key), history_of(kind, key)
    if found is None and not history:
        raise Http404("No such piece")
    context = {
        "editor": EDITORS[kind],
        "key": key,
        "piece": found,
        "name": str(found or title_of(kind, history[0].revision.content)),
        "history": history,
        "on_its_way": next((line.revision for line in history if is_open(line.revision)), None),
        "has_status": kind in TITLES,
        "today": timezone.localdate(),
        "words": words,
    }
    return render(request, "exercises/desk/piece.html", context, status=status)


def is_open(revision):
    return revision.status in {revision.Status.WAITING, revision.Status.REVIEWED}


def found_or_404(kind, key, **only):
    found = KINDS[kind].find(key)
    if found is None or any(getattr(found, name, None) != value for name, value in only.items()):
        raise Http404("No such piece")
    return found


@require_POST
@staff_required
def archive(request, kind, piece):
    """Take a piece out of the library; plans that have it keep it. Twice is once."""
    found = found_or_404(kind, piece)
    if kind not in TITLES:
        raise Http404("Lists are not archived")
    if found.status != Status.ARCHIVED:
        set_aside(kind=kind, key=piece, by=request.user, at=timezone.now())
    messages.success(request, _("Archived. Plans that have it keep it."))
    return redirect("exercises:desk_piece", kind, piece)


@require_POST
@staff_required
def restore(request, kind, piece):
    """Bring an archived piece back as it was. Twice is once."""
    found = found_or_404(kind, piece)
    if kind not in TITLES:
        raise Http404("Lists are not archived")
    if found.status == Status.ARCHIVED:
        set_aside(kind=kind, key=piece, by=request.user, at=timezone.now())
    messages.success(request, _("It is back in the library."))
    return redirect("exercises:desk_piece", kind, piece)


@require_POST
@staff_required
def ask(request, kind, piece):
    """Ask for a review of what stands, unchanged."""
    found_or_404(kind, piece)
    try:
        change = ask_again(kind=kind, key=piece, by=request.user, at=timezone.now())
    except NotAllowed as error:
        return piece_page(request, kind, piece, words=str(error), status=422)
    messages.success(request, _("Handed in. It waits for a review."))
    return redirect("exercises:desk_revision", change.pk)
