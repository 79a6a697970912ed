"""The library's addresses."""

from django.urls import include, path

from . import exercise_views, views
from .desk import figure_urls
from .desk import urls as desk_urls
from .learn_urls import urlpatterns as learn
from .sheets import urls as sheet_urls

app_name = "exercises"

urlpatterns = [
    path("exercises/", views.library, name="library"),
    path("exercises/<slug:slug>/", exercise_views.exercise, name="exercise"),
    path("exercises/<slug:slug>/<slug:pose>.svg", exercise_views.figure, name="figure"),
    path("pictures/<uuid:key>.webp", exercise_views.picture, name="picture"),
    path("learn/", include(learn)),
    path("desk/figures/", include(figure_urls)),
    path("desk/sheets/", include(sheet_urls)),
    path("desk/", include(desk_urls)),
]
