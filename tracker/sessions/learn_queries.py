"""The one Learn card that Today shows, in one query."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Avg, Q, Subquery

from exercises.models import EducationCard
from tracker.measures.models import PainScore
from tracker.measures.usual import USUAL_OVER
from tracker.plans.models import Plan

from .learn_card import Card, card_of_the_day, is_higher

LATELY = timedelta(days=3)


class LearnCard(NamedTuple):
    """What Today says of a card; its own page says the rest."""

    key: str
    title: str
    summary: str


def learn_card_of(patient, day: date, *, walks: bool) -> LearnCard | None:
    """Return the card of this person for this day."""
    cards = EducationCard.objects.published().annotate(
        first_on=first_day_of(patient), rise=rise_of_pain(patient, day)
    )
    rows = list(cards.values_list("key", "title", "summary", "fits", "order", "first_on", "rise"))
    if not rows:
        return None
    first_on, rise = rows[0][-2:]
    key = card_of_the_day(
        [Card(key, fits, order) for key, _title, _summary, fits, order, *_same in rows],
        day_number=(day - first_on).days if first_on else 0,
        is_sore=is_higher(rise),
        walks=walks,
        day=day,
    )
    return next((LearnCard(*row[:3]) for row in rows if row[0] == key), None)


def first_day_of(patient):
    """The first day of the first plan."""
    plans = Plan.objects.filter(patient=patient).published()
    return Subquery(plans.order_by("starts_on").values("starts_on")[:1])


def rise_of_pain(patient, day):
    """Mean pain of the last days before this one, less that of the weeks before them."""
    since = day - LATELY
    scores = PainScore.objects.standing().filter(
        patient=patient, recorded_on__gte=since - USUAL_OVER, recorded_on__lt=day
    )
    lately = Avg("value", filter=Q(recorded_on__gte=since))
    usually = Avg("value", filter=Q(recorded_on__lt=since))
    rise = scores.order_by().values("patient").annotate(rise=lately - usually)
    return Subquery(rise.values("rise"))
