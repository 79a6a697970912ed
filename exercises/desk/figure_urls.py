"""The figure editor's addresses."""

from django.urls import path

from . import figure_views

urlpatterns = [
    path("draw/", figure_views.draw, name="draw"),
    path("pictures/", figure_views.add, name="add_picture"),
]
