"""Keeping what each piece said: numbered, dated and named."""

from datetime import datetime

from django.db.models import Max

from .models import Revision

FILE = "The library file"


def keep_loaded(kind: str, contents: dict[str, dict], at: datetime) -> None:
    """Keep what was just loaded as the revision that stands; two queries and one insert."""
    old = Revision.objects.filter(kind=kind, key__in=contents)
    numbers = dict(old.order_by().values_list("key").annotate(Max("number")))
    old.filter(is_standing=True).update(is_standing=False)
    Revision.objects.bulk_create(
        Revision(
            kind=kind, key=key, number=numbers.get(key, 0) + 1, content=content, made_by=FILE,
            made_at=at, status=Revision.Status.PUBLISHED, published_at=at, published_by=FILE,
            is_standing=True,
        )
        for key, content in contents.items()
    )  # fmt: skip
