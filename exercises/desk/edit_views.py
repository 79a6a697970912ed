"""Writing a piece: the page with its form, autosave, the live preview, and handing in."""

import logging
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exercises.doors import staff_required
from exercises.models import Draft, Revision
from exercises.picture_fields import with_picture
from exercises.publishing import NotAllowed

from .drafts import keep, sit_down, typed_in
from .editors import EDITORS
from .handing_in import hand_in, put_away, same_before
from .page import editor_page, preview_of, uuid_in
from .review_forms import NoteForm

logger = logging.getLogger("backcare.forms")


@require_http_methods(["GET", "POST"])
@staff_required
def edit(request, kind, piece=""):
    """Show the form of a piece with what was typed before; take a change of it."""
    if request.method == "POST":
        return taken(request, kind, piece)
    source = None
    if number := request.GET.get("from", ""):
        history = Revision.objects.visible_to(request.user).of(kind, piece)
        source = history.filter(number=number).first() if number.isdecimal() else None
    sitting = seated(request, kind, piece, draft=uuid_in(request.GET), source=source)
    form = sitting.editor.form.filled(sitting.typed, slug=piece)
    note = NoteForm(initial={"note": sitting.typed.get("note", [""])[0]})
    return editor_page(request, sitting, form, note)


def seated(request, kind, piece, **kwargs):
    sitting = sit_down(kind, piece, request.user, **kwargs)
    if sitting is None:
        raise Http404("No such piece")
    return sitting


def taken(request, kind, piece):
    """Keep what was sent; then hand it in, unless only keeping was asked for."""
    draft = kept(request, kind, piece)
    if request.POST.get("do") == "save" and "picture_refused" not in draft.typed:
        messages.success(request, _("Saved. Only you see it until you hand it in."))
        return redirect(f"{address_of(draft)}#preview")
    return handed_in(request, kind, piece, draft)


def kept(request, kind, piece):
    """Keep what was typed as this person's draft."""
    seated(request, kind, piece)
    based_on = request.POST.get("based_on", "")
    try:
        return keep(
            kind=kind,
            piece=piece,
            key=uuid_in(request.POST) or uuid4(),
            typed=with_picture(typed_in(request.POST), request.FILES),
            based_on=int(based_on) if based_on.isdecimal() and len(based_on) < 9 else 0,
            by=request.user,
            at=timezone.now(),
        )
    except NotAllowed as error:
        raise Http404("Not your draft") from error


def address_of(draft):
    if draft.piece:
        return reverse("exercises:desk_edit", args=[draft.kind, draft.piece])
    return f"{reverse('exercises:desk_new', args=[draft.kind])}?draft={draft.key}"


def handed_in(request, kind, piece, draft):
    """Hand the draft in, or show at its fields what is wrong."""
    sitting = seated(request, kind, piece, draft=draft.key)
    form = sitting.editor.form(sitting.typed, slug=piece)
    note = NoteForm(request.POST)
    revision = handed_in_before(sitting, form, request.user)
    if revision is None and form.is_valid() and note.is_valid() and not sitting.is_behind:
        said = {"content": form.entry(), "note": note.cleaned_data["note"]}
        try:
            revision = hand_in(kind=kind, piece=piece, by=request.user, at=timezone.now(), **said)
        except NotAllowed as error:
            form.add_error(None, str(error))
    if revision is not None:
        put_away(kind=kind, piece=piece, key=draft.key, by=request.user)
        messages.success(request, _("Handed in. It can be published when it has been reviewed."))
        return redirect("exercises:desk_revision", revision.pk)
    logger.info("refused exercises:desk_edit fields=%s", sorted([*form.errors, *note.errors]))
    return editor_page(request, sitting, form, note, status=422)


def handed_in_before(sitting, form, by):
    """Return what the same button has handed in a moment ago."""
    kind, piece = sitting.editor.kind, sitting.piece
    if not piece and not form.is_valid():
        form = sitting.editor.form(sitting.typed, slug=form.made_key())
    return same_before(kind, form.entry(), by) if form.is_valid() else None


@require_POST
@staff_required
def save(request, kind):
    """Keep what is typed, in between; answer when it was kept."""
    draft = kept(request, kind, request.POST.get("piece", ""))
    local = timezone.localtime(draft.edited_at)
    return JsonResponse({"time": time_format(local, "H:i"), "address": address_of(draft)})


@require_POST
@staff_required
def preview(request, kind):
    """Answer with the piece as patients would read it, made of what is typed so far."""
    piece = request.POST.get("piece", "")
    form = EDITORS[kind].form(typed_in(request.POST), slug=piece[:80])
    return render(request, "exercises/desk/_preview.html", preview_of(EDITORS[kind], form))


@require_http_methods(["GET", "POST"])
@staff_required
def discard(request, key):
    """Ask once, then throw a draft away."""
    draft = get_object_or_404(Draft.objects.editable_by(request.user), key=key)
    if request.method == "POST":
        draft.delete()
        messages.success(request, _("The draft is gone. What patients read has not changed."))
        return redirect("exercises:desk")
    context = {"draft": draft, "back": address_of(draft), "editor": EDITORS[draft.kind]}
    return render(request, "exercises/desk/discard.html", context)
