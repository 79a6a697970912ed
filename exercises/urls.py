"""The library's addresses."""

from django.urls import path

from . import views

app_name = "exercises"

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.exercise, name="exercise"),
    path("<slug:slug>/<slug:pose>.svg", views.figure, name="figure"),
]
