"""What the page of the editor shows around its form."""

import uuid

from django.conf import settings
from django.shortcuts import render

from exercises.kinds import KINDS
from exercises.models import Exercise, Revision

from .so_far import content_so_far


def uuid_in(sent) -> uuid.UUID | None:
    """Return the key of the draft that was sent along."""
    try:
        return uuid.UUID(sent.get("draft", ""))
    except ValueError:
        return None


def preview_of(editor, form) -> dict:
    """Return what a preview needs: the template of the kind, and what it shows."""
    content = content_so_far(form)
    return {"template": editor.preview_template, **shown_of(editor, content)}


def shown_of(editor, content: dict) -> dict:
    neighbors = [content[way] for way in ("easier", "harder") if content.get(way)]
    names = Exercise.objects.in_bulk(neighbors, field_name="slug") if neighbors else {}
    return {
        "shown": editor.show(content),
        "easier": names.get(content.get("easier")),
        "harder": names.get(content.get("harder")),
    }


def editor_page(request, sitting, form, note, status=200):
    """Render the form beside its preview, with what there is to know before one goes on."""
    editor, piece = sitting.editor, sitting.piece
    written = Revision.objects.visible_to(request.user).of(editor.kind, piece)
    waiting = written.open().exclude(maker=str(request.user.pk)).first() if piece else None
    context = {
        "sitting": sitting,
        "editor": editor,
        "piece": KINDS[editor.kind].find(piece) if piece else None,
        "form": form,
        "note": note,
        # Whoever was told that somebody else has published may go on.
        "based_on": sitting.standing if status == 422 else sitting.based_on,
        "problems": problems_of(form, note) if status == 422 else [],
        "preview": preview_of(editor, editor.form(sitting.typed, slug=piece)),
        "waiting": waiting,
        "standing": written.filter(is_standing=True).first() if sitting.is_behind else None,
        "sent_back": last_sent_back(written, request.user) if piece else None,
        "by_another": settings.LIBRARY_REVIEW_BY_ANOTHER,
    }
    return render(request, "exercises/desk/edit.html", context, status=status)


def last_sent_back(written, by):
    """Return the change that came back to this person, when nothing came after it."""
    last = written.first()
    is_mine = last and last.maker == str(by.pk)
    return last if is_mine and last.status == Revision.Status.SENT_BACK else None


def problems_of(form, note) -> list[dict]:
    """Return a line for each field that was refused, with where it is on the page."""
    found = [
        {
            "id": asked[name].id_for_label or asked[name].auto_id,
            "label": asked[name].label,
            "words": words[0],
        }
        for asked in (form, note)
        for name, words in asked.errors.items()
        if name in asked.fields
    ]
    general = [{"words": words} for words in form.non_field_errors()]
    return [*general, *found]
