"""What was answered and asked for before, newest first, as it was."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, F, Prefetch, QuerySet, Subquery, Value

from tracker.people.models import User

from . import questionnaire
from .models import Clearance, RescreenRequest, Screening

PAGE = 20


@dataclass(frozen=True)
class Asked:
    """A new safety check that was asked for, with the words that say why."""

    request: RescreenRequest

    @property
    def words(self) -> str:
        return questionnaire.current().why(self.request.because)


@dataclass(frozen=True)
class Line:
    """One line of the history: a screening of any kind, or a check that was asked for."""

    screening: Screening | None = None
    asked: Asked | None = None


def asked_of(viewer: User, patient: User) -> list[Asked]:
    """Return what a new full screening of this patient is asked for, as the viewer may see it.

    Nothing before the first one, and nothing that was answered.
    """
    full = Screening.objects.filter(patient=patient, kind=Screening.Kind.FULL)
    latest = full.order_by("-screened_at").values("screened_at")[:1]
    requests = RescreenRequest.objects.visible_to(viewer).filter(
        patient=patient, asked_at__gte=Subquery(latest)
    )
    return [Asked(one) for one in requests.select_related("asked_by")]


def quick_checks_without_signs(patient: User) -> QuerySet[Screening]:
    """The quick checks that found nothing: there is one before each session."""
    return Screening.objects.editable_by(patient).filter(
        kind=Screening.Kind.QUICK, tier=Screening.Tier.CLEAR
    )


def history_of(patient: User, *, page: str | None, with_all: bool) -> tuple[Page, list[Line]]:
    """Return one page of a person's own history, and its lines.

    The quick checks that found nothing are left out unless all are asked for: hundreds of them
    would bury what was found.
    """
    screenings = Screening.objects.editable_by(patient)
    if not with_all:
        screenings = screenings.exclude(pk__in=quick_checks_without_signs(patient).values("pk"))
    requests = RescreenRequest.objects.visible_to(patient).filter(patient=patient)
    every = _moments(screenings, "screened_at", True).union(
        _moments(requests, "asked_at", False), all=True
    )
    shown = Paginator(every.order_by("-moment", "-is_check", "-pk"), PAGE).get_page(page)
    return shown, _lines(shown.object_list, screenings, requests)


def _moments(rows: QuerySet, field: str, is_check: bool) -> QuerySet:
    flag = Value(is_check, output_field=BooleanField())
    return rows.order_by().annotate(moment=F(field), is_check=flag).values_list(
        "moment", "is_check", "pk"
    )  # fmt: skip


def _lines(moments: Iterable, screenings: QuerySet, requests: QuerySet) -> list[Line]:
    """Fetch the rows of one page, each kind in one go."""
    order = [(bool(is_check), pk) for _moment, is_check, pk in moments]
    given = Prefetch("clearances", Clearance.objects.select_related("given_by"))
    checks = screenings.prefetch_related(given).in_bulk([pk for is_one, pk in order if is_one])
    asked = requests.select_related("asked_by").in_bulk([pk for is_one, pk in order if not is_one])
    return [
        Line(screening=checks[pk]) if is_one else Line(asked=Asked(asked[pk]))
        for is_one, pk in order
    ]
