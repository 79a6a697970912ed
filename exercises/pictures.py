"""Pictures that admins give to exercises; the bytes are made anew before they are kept."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .choices import Status


def own_name(picture, _given_name):
    """Return a name that says nothing of whoever sent the file."""
    return f"exercises/{picture.key}.webp"


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see all; others what a published or archived exercise shows."""
        if user.is_staff:
            return self
        shown = [Status.PUBLISHED, Status.ARCHIVED]
        return self.filter(exercises__status__in=shown).distinct()


class Picture(models.Model):
    """A picture without the data that cameras hide in it; never changed, so a history keeps it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to=own_name)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self):
        return str(self.key)

    def get_absolute_url(self):
        return reverse("exercises:picture", args=[self.key])
