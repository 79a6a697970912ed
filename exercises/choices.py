"""The closed lists an exercise is sorted by, and their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Whether patients may see it."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")


class Position(models.TextChoices):
    """How the body lies, sits or stands."""

    SUPINE = "supine", _("Lying on your back")
    PRONE = "prone", _("Lying on your front")
    SIDE_LYING = "side-lying", _("Lying on your side")
    QUADRUPED = "quadruped", _("On hands and knees")
    KNEELING = "kneeling", _("Kneeling")
    SEATED = "seated", _("Sitting")
    STANDING = "standing", _("Standing")


class Laterality(models.TextChoices):
    """Which sides work."""

    BILATERAL = "bilateral", _("Both sides together")
    UNILATERAL = "unilateral", _("One side, then the other")
    ALTERNATING = "alternating", _("Changing sides each time")
