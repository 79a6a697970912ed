"""The lists an exercise is sorted by; each has a key that stays and a name that may be mended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListQuerySet(models.QuerySet):
    def names(self) -> dict[str, str]:
        """Return the name of each by its key, in the order of the list."""
        return dict(self.values_list("key", "name"))


class Listed(models.Model):
    """One entry of a list."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    # The name `load_exercises` last wrote; another name standing here is an admin's.
    loaded_name = models.CharField(max_length=120, blank=True, editable=False)

    objects = ListQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class Condition(Listed):
    """Something about a person's health that calls for care with some exercises."""

    class Meta(Listed.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")


class Aim(Listed):
    """What an exercise is for; the library is grouped and ordered by it."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(Listed.Meta):
        ordering = ["order", "name"]
        verbose_name = _("aim")
        verbose_name_plural = _("aims")


class Equipment(Listed):
    """Something that an exercise needs, or that makes it easier."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(Listed.Meta):
        ordering = ["order", "name"]
        verbose_name = _("equipment")
        verbose_name_plural = _("equipment")
