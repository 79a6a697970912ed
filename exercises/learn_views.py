"""The Learn cards: everybody may read them, with or without an account."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .caching import keep_for_visitors
from .doors import public
from .models import EducationCard
from .viewers import Viewer


@require_safe
@public
def learn(request):
    """List the cards by what they are about, each with its one sentence."""
    visible = EducationCard.objects.visible_to(request.user)
    cards = visible.only("key", "title", "summary", "topic", "status")
    response = render(request, "exercises/learn.html", {"topics": by_topic(cards)})
    return keep_for_visitors(request, response, reader_of(request))


@require_safe
@public
def card(request, key):
    """Show one card, with its sources and who vouches for it."""
    visible = EducationCard.objects.visible_to(request.user)
    found = get_object_or_404(visible, key=key)
    topic = visible.filter(topic=found.topic).only("key", "title")
    before, after = neighbors(found, list(topic))
    context = {"card": found, "before": before, "after": after}
    response = render(request, "exercises/learn_card.html", context)
    return keep_for_visitors(request, response, reader_of(request))


def reader_of(request):
    """Return what these pages need to know of who reads: whether it is anybody in particular."""
    return Viewer(has_account=request.user.is_authenticated)


def by_topic(cards):
    """Return the topics that have cards, in their own order, each with its cards."""
    groups = {topic: [] for topic in EducationCard.Topic}
    for one in cards:
        groups[one.topic].append(one)
    return [(topic, found) for topic, found in groups.items() if found]


def neighbors(card, cards):
    """Return the card before this one and the one after it, None at the ends."""
    place = cards.index(card)
    return (
        cards[place - 1] if place else None,
        cards[place + 1] if place + 1 < len(cards) else None,
    )
