"""The pages that belong to no room."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.people.access import public


@require_safe
@public
def home(request):
    """Say what BackCare is; people who are signed in go on to their day."""
    if request.user.is_authenticated:
        return redirect("sessions:today")
    return render(request, "home.html")


@require_safe
@public
def about(request):
    """Say what BackCare cannot do, and where its facts come from."""
    return render(request, "about.html")
