"""People and care relationships for administrators. Diaries are not here."""

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .access import keep_trail
from .forms import NameField, time_zone_choices
from .models import CareRelationship, User

# What a person may do is said by three ticks, so groups would only promise what they do not keep.
admin.site.unregister(Group)
# A proved address is proved by its owner, never by somebody else's tick.
admin.site.unregister(EmailAddress)


class CreateUserForm(AdminUserCreationForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    class Meta:
        model = User
        fields = ("email", "name")
        field_classes = {"name": NameField}


class ChangeUserForm(UserChangeForm):
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"name": NameField}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = ChangeUserForm
    add_form = CreateUserForm
    ordering = ["name", "email"]
    list_display = ["name", "email", "is_therapist", "is_staff", "is_active", "country"]
    list_filter = ["is_therapist", "is_staff", "is_active"]
    search_fields = ["name", "email"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name"]}),
        (_("Place"), {"fields": ["time_zone", "country"]}),
        (_("May do"), {"fields": ["is_active", "is_therapist", "is_staff"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": [
                    "email", "name", "time_zone", "country", "is_therapist", "is_staff",
                    "usable_password", "password1", "password2",
                ],
            },
        )
    ]  # fmt: skip
    filter_horizontal = []

    def has_delete_permission(self, request, obj=None):
        """People are switched off, never deleted: their history stays."""
        return False


@admin.register(CareRelationship)
class CareRelationshipAdmin(admin.ModelAdmin):
    """Who cares for whom: to look at, and to end.

    None is made here. Only the patient lets a therapist in, by accepting an invitation.
    """

    list_display = ["patient", "therapist", "started_at", "ended_at"]
    list_filter = ["therapist"]
    search_fields = ["patient__name", "patient__email", "therapist__name"]
    list_select_related = ["patient", "therapist"]
    actions = ["end_care"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """A relationship ends on a day; that it existed is history."""
        return False

    @admin.action(description=_("End the selected relationships now"))
    def end_care(self, request, queryset):
        for care in queryset.current().select_related("patient"):
            care.end(by=request.user, at=timezone.now())
            keep_trail(actor=request.user, patient=care.patient, action="ended care")
