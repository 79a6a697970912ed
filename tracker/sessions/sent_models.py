"""What a phone sent and no session could be made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.people.access import own_or_caseload
from tracker.people.models import User


class SetAsideQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(own_or_caseload(user))

    def editable_by(self, user):
        """Only its patient may say that it was looked at; what arrived is kept as it was."""
        return self.filter(patient=user)

    def waiting(self):
        """Those that its patient has not looked at yet."""
        return self.filter(reviewed_at=None)


class SetAside(models.Model):
    """What a phone sent and could not be kept as a session: nothing that arrived is lost."""

    class Why(models.TextChoices):
        OTHER_CONTENT = "other-content", _("Another session came under the same key before")
        UNREADABLE = "unreadable", _("It could not be read as a session")

    patient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(editable=False)
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=14, choices=Why)
    content = models.JSONField()
    received_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "key", "digest"], name="the_same_content_is_set_aside_once"
            )
        ]

    def __str__(self):
        return f"{self.key}: {self.why}"
