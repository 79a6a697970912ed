"""The addresses of the Learn cards."""

from django.urls import path

from . import learn_views

urlpatterns = [
    path("", learn_views.learn, name="learn"),
    path("<slug:key>/", learn_views.card, name="card"),
]
