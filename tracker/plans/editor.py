"""The one page that writes a draft, as all of its forms together."""

from django.db import transaction
from django.utils.translation import gettext as _

from .forms import PlanForm, PrescriptionForm, RoutineForm
from .queries import reasons_against


class PlanEditor:
    """A draft: the plan's form, and for each routine its forms."""

    def __init__(self, plan, today, data=None):
        self.plan = plan
        self.form = PlanForm(data, instance=plan, today=today, prefix="plan")
        self.routines = [
            RoutineEditor(routine, data)
            for routine in plan.routines.prefetch_related("prescriptions__exercise")
        ]

    @property
    def is_single(self):
        return len(self.routines) == 1

    @property
    def kept(self):
        """The forms of all that stays."""
        yield self.form
        for routine in self.routines:
            yield from routine.kept

    @property
    def left_out(self):
        """The forms of what goes."""
        for routine in self.routines:
            yield from routine.left_out

    def is_valid(self):
        return all([form.is_valid() for form in self.kept])

    def errors(self):
        return [name for form in self.kept for name in form.errors]

    @property
    def staying(self):
        return [routine for routine in self.routines if not routine.form.is_left_out]

    def routine_of(self, action):
        """Return the routine whose button was pressed, unless it is left out."""
        found = (r.routine for r in self.staying if action == f"choose-{r.routine.pk}")
        return next(found, None)

    def refuse_nothing(self):
        """A routine has to stay, and each that stays keeps an exercise."""
        if not self.staying or any(len(list(routine.kept)) == 1 for routine in self.staying):
            self.form.add_error(None, _("Each routine needs at least one exercise. Add one."))

    def refuse_what_speaks_against(self, conditions):
        """What the patient's own answers speak against has to go (clinical.md 1.0)."""
        forms = [f for routine in self.staying for f in routine.prescriptions if not f.is_left_out]
        against = reasons_against([form.instance.exercise_id for form in forms], conditions)
        message = _("Because of your safety check: %(why)s. Leave this exercise out.")
        for form in forms:
            if why := against.get(form.instance.exercise):
                form.add_error("remove", message % {"why": why})

    @transaction.atomic
    def save(self):
        for form in self.kept:
            form.save()
        for form in self.left_out:
            form.instance.delete()


class RoutineEditor:
    """One routine of the draft, with a form for each prescription."""

    def __init__(self, routine, data):
        self.routine = routine
        self.form = RoutineForm(data, instance=routine, prefix=f"routine-{routine.pk}")
        self.prescriptions = [
            PrescriptionForm(data, instance=prescription, prefix=f"prescription-{prescription.pk}")
            for prescription in routine.prescriptions.all()
        ]

    @property
    def kept(self):
        if not self.form.is_left_out:
            yield self.form
            yield from (form for form in self.prescriptions if not form.is_left_out)

    @property
    def left_out(self):
        if self.form.is_left_out:
            yield self.form
        else:
            yield from (form for form in self.prescriptions if form.is_left_out)
