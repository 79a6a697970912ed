from django.urls import path

from . import adding_views, favorite_views, views, writing_views

app_name = "plans"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("starter/", views.starter, name="starter"),
    path("new/", writing_views.new, name="new"),
    path("for/<int:pk>/", writing_views.new_for, name="new_for"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", writing_views.edit, name="edit"),
    path("<int:pk>/discard/", writing_views.discard, name="discard"),
    path("<int:pk>/resume/", views.resume, name="resume"),
    path("add/<slug:slug>/", adding_views.add, name="add"),
    path("prescribe/<slug:slug>/", adding_views.prescribe, name="prescribe"),
    path("favorites/<slug:slug>/", favorite_views.favorite, name="favorite"),
    path("routines/<int:pk>/choose/", writing_views.choose, name="choose"),
]
