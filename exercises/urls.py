"""The library's addresses."""

from django.urls import include, path

from . import views
from .desk import figure_urls
from .desk import urls as desk_urls
from .learn_urls import urlpatterns as learn
from .sheets import urls as sheet_urls

app_name = "exercises"

urlpatterns = [
    path("exercises/", views.library, name="library"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("exercises/<slug:slug>/<slug:pose>.svg", views.figure, name="figure"),
    path("learn/", include(learn)),
    path("desk/figures/", include(figure_urls)),
    path("desk/sheets/", include(sheet_urls)),
    path("desk/", include(desk_urls)),
]
