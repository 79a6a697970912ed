"""The addresses of every room."""

from django.urls import include, path

urlpatterns = [
    path("", include("tracker.people.urls")),
    path("", include("tracker.screening.urls")),
    path("plans/", include("tracker.plans.urls")),
    path("pain/", include("tracker.measures.urls")),
    path("", include("tracker.sessions.urls")),
    path("progress/", include("tracker.progress.urls")),
    path("caseload/", include("tracker.care.urls")),
]
