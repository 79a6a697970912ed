"""The site's addresses, and the bare views that its pages are measured against."""

import uuid

from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import include, path
from django.utils import timezone

from tracker.models import PainScore


def latest_score(user):
    return PainScore.objects.filter(patient=user).order_by("-recorded_on").first()


def bare(request):
    """One signed-in session, one indexed query, one small template."""
    return render(request, "bare.html", {"score": latest_score(request.user)})


def bare_post(request):
    """One read and one insert in one transaction."""
    now = timezone.now()
    with transaction.atomic():
        score = latest_score(request.user)
        PainScore.objects.create(
            patient=request.user,
            key=uuid.uuid4(),
            value=score.value,
            recorded_at=now,
            recorded_on=request.user.day_of(now),
        )
    return redirect("/bare/")


urlpatterns = [
    path("bare/", bare),
    path("bare/post/", bare_post),
    path("", include("backcare.urls")),
]
