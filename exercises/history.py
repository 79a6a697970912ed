"""Keeping what each piece said: numbered, dated and named."""

from datetime import datetime

from django.db.models import Max

from .models import Revision

FILE = "The library file"


def keep_loaded(kind: str, contents: dict[str, dict], at: datetime) -> None:
    """Keep what was just loaded as the revision that stands; two queries and one insert."""
    keep(kind, contents, made_by=FILE, at=at)


def keep(kind: str, contents: dict[str, dict], *, made_by: str, maker: str = "", at) -> None:
    """Keep what patients read from now on, by key, with the name of who made it so."""
    old = Revision.objects.filter(kind=kind, key__in=contents)
    numbers = dict(old.order_by().values_list("key").annotate(Max("number")))
    old.filter(is_standing=True).update(is_standing=False)
    Revision.objects.bulk_create(
        Revision(
            kind=kind, key=key, number=numbers.get(key, 0) + 1, content=content, made_by=made_by,
            maker=maker, made_at=at, status=Revision.Status.PUBLISHED, published_at=at,
            published_by=made_by, is_standing=True,
        )
        for key, content in contents.items()
    )  # fmt: skip
