"""What waits on the desk, and for whom; how the pieces stand. A fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from exercises.choices import Status
from exercises.kinds import KINDS
from exercises.models import Draft, EducationCard, Exercise, Kind, Revision

TITLES = {Kind.EXERCISE: "name", Kind.CARD: "title"}


def title_of(kind: str, content: dict) -> str:
    return content.get(TITLES.get(kind, "name"), "")


@dataclass(frozen=True)
class Waiting:
    """What this person finds on the desk."""

    to_review: list[Revision]
    to_publish: list[Revision]
    sent_back: list[Revision]
    drafts: list[Draft]
    with_others: list[Revision]

    @property
    def is_empty(self):
        return not (self.to_review or self.to_publish or self.sent_back or self.drafts)


def waiting_for(user) -> Waiting:
    """Sort what is on its way by who can do the next step; three queries."""
    revisions = Revision.objects.visible_to(user).order_by("made_at")
    found = list(revisions.open())
    mine = [row for row in found if row.maker == str(user.pk)]
    waits, reviewed = Revision.Status.WAITING, Revision.Status.REVIEWED
    by_another = settings.LIBRARY_REVIEW_BY_ANOTHER
    to_review = [row for row in found if row.status == waits and not (by_another and row in mine)]
    return Waiting(
        to_review=to_review,
        to_publish=[row for row in found if row.status == reviewed],
        sent_back=sent_back_to(user),
        drafts=list(Draft.objects.editable_by(user)),
        with_others=[row for row in mine if row.status == waits and row not in to_review],
    )


def sent_back_to(user) -> list[Revision]:
    """Return this person's changes that came back, unless something newer came after them."""
    back = Revision.objects.filter(maker=str(user.pk), status=Revision.Status.SENT_BACK)
    newer = Revision.objects.filter(
        kind=OuterRef("kind"), key=OuterRef("key"),
        number__gt=OuterRef("number"),
    )  # fmt: skip
    return list(back.filter(~Exists(newer)).order_by("-made_at"))


def overdue_counts(on: date) -> dict[str, int]:
    """Return how many pieces nobody vouches for now, by kind."""
    return {
        Kind.EXERCISE: Exercise.objects.overdue(on).count(),
        Kind.CARD: EducationCard.objects.overdue(on).count(),
    }


@dataclass(frozen=True)
class Row:
    """One piece in the list of its kind."""

    key: str
    name: str
    piece: object
    # The change of it that is on its way, if any.
    change: Revision | None


def pieces_of(kind: str, *, words: str, is_archived: bool, is_overdue: bool, on: date):
    """Return the pieces of a kind that are looked for."""
    model = KINDS[kind].model
    title = TITLES.get(kind, "name")
    found = model.objects.all()
    for word in words.split():
        named = Q(**{f"{title}__icontains": word})
        found = found.filter(named | Q(aliases__icontains=word) if kind == Kind.EXERCISE else named)
    if kind not in TITLES:
        return found
    if is_overdue:
        return found.overdue(on)
    return found if is_archived else found.exclude(status=Status.ARCHIVED)


def rows_of(kind: str, pieces) -> list[Row]:
    """Put beside each piece the change of it that is on its way; one query."""
    by_key = KINDS[kind].key
    pieces = list(pieces)
    keys = [getattr(piece, by_key) for piece in pieces]
    changes = {row.key: row for row in Revision.objects.open().filter(kind=kind, key__in=keys)}
    return [
        Row(key, str(piece), piece, changes.get(key))
        for key, piece in zip(keys, pieces, strict=True)
    ]
