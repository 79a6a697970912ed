from django.urls import path

from . import (
    afterwards_views,
    days_views,
    doing_views,
    next_morning_views,
    past_views,
    set_aside_views,
    sync_views,
    views,
)

app_name = "sessions"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("today/offline/", days_views.carried, name="carried"),
    path("sessions/routines/<int:pk>/", doing_views.perform, name="perform"),
    path("sessions/routines/<int:pk>/done/", afterwards_views.afterwards, name="afterwards"),
    path("sessions/days/", days_views.days, name="days"),
    path("sessions/sync/", sync_views.sync, name="sync"),
    path("sessions/set-aside/<int:pk>/", set_aside_views.set_aside, name="set_aside"),
    path("sessions/", views.history, name="history"),
    path("sessions/<int:pk>/", past_views.summary, name="summary"),
    path("sessions/<int:pk>/correct/", past_views.correct, name="correct"),
    path("sessions/<int:pk>/remove/", past_views.remove, name="remove"),
    path("sessions/<int:pk>/put-back/", past_views.put_back, name="put_back"),
    path("sessions/<int:pk>/next-morning/", next_morning_views.next_morning, name="next_morning"),
]
