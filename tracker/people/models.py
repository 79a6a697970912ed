"""Who is this, and who cares for whom."""

import secrets
import zoneinfo
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TERMS_VERSION = 1
INVITATION_DAYS = 14


def validate_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone from the list."))


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Themselves, and the patients in their care now."""
        return self.filter(Q(pk=user.pk) | Q(pk__in=caseload_of(user)))

    def editable_by(self, user):
        """Only themselves."""
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. Everyone has the patient's pages."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$")],
        help_text=_("Decides which emergency number is shown."),
    )
    is_therapist = models.BooleanField(_("physical therapist"), default=False)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_email_address"),
        ]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        """Signing in looks for the address in small letters."""
        super().clean()
        self.email = self.email.lower()

    def has_perm(self, perm, obj=None):
        """An administrator may do all that the admin offers; there is no other role switch."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label):
        return self.is_active and self.is_staff

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def first_name(self):
        """The first word of the name: how the person is greeted."""
        return self.name.split(maxsplit=1)[0] if self.name.strip() else self.email

    def day_of(self, moment):
        """Return the date of an aware datetime where this person is now."""
        return timezone.localdate(moment, self.zone)


class Agreement(models.Model):
    """A person ticked that BackCare is guidance and no diagnosis (clinical.md 7, disclaimer 1)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=TERMS_VERSION)
    agreed_at = models.DateTimeField(default=timezone.now)


class CareRelationshipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True)

    def editable_by(self, user):
        """Either of the two may end it, nobody else."""
        return self.filter(Q(patient=user) | Q(therapist=user))

    visible_to = editable_by


class CareRelationship(models.Model):
    """A therapist looks after a patient; the only source of a therapist's access."""

    therapist = models.ForeignKey(User, on_delete=models.PROTECT, related_name="care_given")
    patient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="care_received")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CareRelationshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["therapist", "patient"],
                condition=Q(ended_at__isnull=True),
                name="one_current_relationship_per_pair",
            ),
            models.CheckConstraint(
                condition=~Q(therapist=F("patient")), name="nobody_is_their_own_therapist"
            ),
        ]

    def __str__(self):
        return f"{self.therapist} – {self.patient}"

    def end(self, *, by, at):
        self.ended_at, self.ended_by = at, by
        self.save(update_fields=["ended_at", "ended_by"])


def caseload_of(user):
    """Return the ids of the patients in this person's care now, as a subquery."""
    current = CareRelationship.objects.current()
    return current.filter(therapist_id=user.pk, therapist__is_therapist=True).values("patient")


def new_token():
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet):
    def editable_by(self, user):
        return self.filter(therapist=user)

    visible_to = editable_by

    def held_by(self, token):
        """The invitation of this link: whoever holds the link was given it."""
        return self.filter(token=token)

    def open(self, at):
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)


class Invitation(models.Model):
    """A therapist asks someone to share their program; the link works once."""

    therapist = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(_("patient's name"), max_length=80)
    email = models.EmailField(_("patient's e-mail"), blank=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        if self.expires_at is None:
            self.expires_at = self.invited_at + timedelta(days=INVITATION_DAYS)
        super().save(**kwargs)

    @transaction.atomic
    def accept(self, *, by, at):
        """Start the care relationship; raise ValueError when the link no longer works."""
        taken = Invitation.objects.open(at).filter(pk=self.pk)
        if not taken.update(accepted_at=at, accepted_by=by):
            raise ValueError("This invitation was used, withdrawn or has expired.")
        CareRelationship.objects.get_or_create(
            therapist=self.therapist, patient=by, ended_at=None, defaults={"started_at": at}
        )

    def withdraw(self, *, at):
        """Make the link worthless; return whether nobody had used it yet."""
        still_open = Invitation.objects.open(at).filter(pk=self.pk)
        return bool(still_open.update(withdrawn_at=at))


class AuditEvent(models.Model):
    """Who read or changed whose record, and when; for investigation."""

    actor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["patient", "at"])]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
