from django.urls import path

from . import afterwards_views, doing_views, sync_views, views

app_name = "sessions"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("sessions/routines/<int:pk>/", doing_views.perform, name="perform"),
    path("sessions/routines/<int:pk>/done/", afterwards_views.afterwards, name="afterwards"),
    path("sessions/sync/", sync_views.sync, name="sync"),
    path("sessions/", views.history, name="history"),
    path("sessions/<int:pk>/", views.summary, name="summary"),
    path("sessions/<int:pk>/correct/", views.correct, name="correct"),
]
