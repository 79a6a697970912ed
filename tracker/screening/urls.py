from django.urls import path

from . import stopped_views, views

app_name = "screening"
urlpatterns = [
    path("screening/", views.start, name="start"),
    path("screening/take-over/", views.take_over, name="take_over"),
    path("screening/questions/<str:key>/", views.question, name="question"),
    path("screening/stop/", views.stop, name="stop"),
    path("screening/review/", views.review, name="review"),
    path("screening/result/", views.result, name="result"),
    path("screening/acknowledge/", views.acknowledge, name="acknowledge"),
    path("screening/history/", stopped_views.history, name="history"),
    path("screening/clear/", stopped_views.clear, name="clear"),
    path("screening/clear/<int:pk>/", stopped_views.clear_for, name="clear_for"),
    path("seek-care/<str:tier>/", stopped_views.seek_care, name="seek_care"),
]
