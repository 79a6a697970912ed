"""Where the library is kept: written, previewed, published and archived."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Textarea
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .content import entry_of
from .forms import ExerciseForm, StepFormSet
from .history import keep
from .models import Aim, Caution, Condition, Equipment, Exercise, ExerciseStep, Kind

SHORT = {models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 56})}}


class StepInline(admin.StackedInline):
    model = ExerciseStep
    formfield_overrides = SHORT
    formset = StepFormSet
    extra = 1


class CautionInline(admin.StackedInline):
    model = Caution
    formfield_overrides = SHORT
    extra = 0


@admin.register(Exercise)
class ExerciseAdmin(admin.ModelAdmin):
    """Exercises are archived, not deleted; only a draft may go."""

    form = ExerciseForm
    formfield_overrides = SHORT
    inlines = [StepInline, CautionInline]
    list_display = ["name", "status", "aim", "position", "dose"]
    list_filter = ["status", "aim", "position", "laterality"]
    search_fields = ["name", "slug", "aliases"]
    actions = ["publish", "archive"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["name", "slug", "status", "aliases"]}),
        (
            _("What it is"),
            {
                "fields": [
                    "aim",
                    "position",
                    "laterality",
                    "regions",
                    "equipment",
                    "equipment_optional",
                ]
            },
        ),
        (
            _("How much"),
            {
                "description": _("Times, a hold, or minutes. A highest number may be left open."),
                "fields": [
                    ("sets", "rest_seconds", "per_side"),
                    ("reps_min", "reps_max"),
                    ("hold_seconds_min", "hold_seconds_max"),
                    ("minutes_min", "minutes_max"),
                ],
            },
        ),
        (_("In words"), {"fields": ["breathing", "feel", "mistakes", "stop_if"]}),
        (_("Easier and harder"), {"fields": ["easier", "harder"]}),
        (_("Where it comes from"), {"fields": ["sources", "pose_words"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """An address is settled once: people and plans link to it."""
        return ["pose_words", *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def save_related(self, request, form, formsets, change):
        """Keep in the history what patients read from now on, and by whom."""
        super().save_related(request, form, formsets, change)
        self.keep(request, [form.instance])

    def keep(self, request, exercises):
        pks = [exercise.pk for exercise in exercises if exercise.status != Exercise.Status.DRAFT]
        found = Exercise.objects.filter(pk__in=pks).select_related("easier", "harder")
        contents = {one.slug: entry_of(one) for one in found.with_instructions()}
        by = {"made_by": request.user.name, "maker": str(request.user.pk)}
        keep(Kind.EXERCISE, contents, at=timezone.now(), **by)

    def has_delete_permission(self, request, obj=None):
        is_draft = obj is not None and obj.status == Exercise.Status.DRAFT
        return is_draft and super().has_delete_permission(request, obj)

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    @admin.display(description=_("poses"))
    def pose_words(self, obj):
        return "\n".join(f"{pose['name']}: {pose['note']}" for pose in obj.poses) or _("None yet")

    @admin.action(description=_("Publish the chosen exercises"), permissions=["change"])
    def publish(self, request, queryset):
        published = 0
        for exercise in queryset:
            try:
                exercise.publish()
                self.keep(request, [exercise])
                published += 1
            except ValidationError as error:
                words = f"{exercise}: {' '.join(error.messages)}"
                self.message_user(request, words, messages.ERROR)
        if published:
            words = ngettext("%s exercise published.", "%s exercises published.", published)
            self.message_user(request, words % published)

    @admin.action(description=_("Archive the chosen exercises"), permissions=["change"])
    def archive(self, request, queryset):
        for exercise in queryset:
            exercise.archive()
        words = ngettext("%s exercise archived.", "%s exercises archived.", len(queryset))
        self.message_user(request, words % len(queryset))


@admin.register(Condition, Aim, Equipment)
class ListedAdmin(admin.ModelAdmin):
    """What exercises are sorted by: names may be mended, and nothing that may be in use goes."""

    list_display = ["name", "key"]
    search_fields = ["name", "key"]

    def get_readonly_fields(self, request, obj=None):
        """The screening raises conditions by key, so a key in use stays."""
        return ["key"] if obj else []

    def has_delete_permission(self, request, obj=None):
        """Equipment is named by key, so nothing else would keep what is in use."""
        return self.model is not Equipment and super().has_delete_permission(request, obj)
