"""The one page that writes a draft, as all of its forms together."""

from django.db import transaction

from .forms import PlanForm, PrescriptionForm, RoutineForm


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

    def is_complete(self):
        """Return whether a routine stays, and each that stays keeps an exercise."""
        staying = [routine for routine in self.routines if not routine.form.is_left_out]
        return bool(staying) and all(len(list(routine.kept)) > 1 for routine in staying)

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
