"""Short cards to learn from: what a back is, what to watch for, what helps."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .pieces import Piece, PieceQuerySet


class EducationCard(Piece):
    """One thing worth knowing, in about a hundred words, with its sources."""

    class Topic(models.TextChoices):
        UNDERSTAND = "understand", _("Understand your back")
        WATCH = "watch", _("What to watch for")
        EASE = "ease", _("Ease the pain")
        TREATMENT = "treatment", _("Treatments")
        MOVE = "move", _("Keep moving")
        DAILY_LIFE = "daily-life", _("Work and daily life")

    class Moment(models.TextChoices):
        """When a card fits on the page Today."""

        START = "start", _("In the first two weeks")
        SORE = "sore", _("When pain has been higher")
        STEADY = "steady", _("When all is well")
        WALKING = "walking", _("When walking is in the plan")
        STANDING_WORK = "standing-work", _("For who stands or sits at work")
        ANY = "any", _("At any time")

    key = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=80)
    summary = models.CharField(_("in one sentence"), max_length=200)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    paragraphs = models.JSONField(_("paragraphs"), default=list)
    sources = models.JSONField(_("sources"), default=list)
    disclaimers = models.JSONField(_("to be said with it"), default=list, blank=True)
    fits = models.JSONField(_("fits"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PieceQuerySet.as_manager()

    class Meta(Piece.Meta):
        abstract = False
        ordering = ["order", "title"]
        verbose_name = _("learn card")
        verbose_name_plural = _("learn cards")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exercises:card", args=[self.key])
