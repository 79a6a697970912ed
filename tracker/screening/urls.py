from django.urls import path

from . import past_views, phone_views, quick_views, stopped_views, version_views, views

app_name = "screening"
urlpatterns = [
    path("screening/", views.start, name="start"),
    path("screening/take-over/", views.take_over, name="take_over"),
    path("screening/questions/<str:key>/", views.question, name="question"),
    path("screening/stop/", views.stop, name="stop"),
    path("screening/review/", views.review, name="review"),
    path("screening/result/", views.result, name="result"),
    path("screening/acknowledge/", views.acknowledge, name="acknowledge"),
    path("screening/quick/", quick_views.quick_check, name="quick_check"),
    path("screening/quick/one-by-one/", quick_views.quick_detail, name="quick_detail"),
    path("screening/quick/advice/", quick_views.quick_advice, name="quick_advice"),
    path("screening/phone.json", phone_views.phone_rules, name="phone_rules"),
    path("screening/versions/try/", version_views.try_version, name="try_version"),
    path("screening/history/", past_views.history, name="history"),
    path("screening/history/<int:pk>/", past_views.past, name="past"),
    path("screening/clear/", stopped_views.clear, name="clear"),
    path("screening/clear/<int:pk>/", stopped_views.clear_for, name="clear_for"),
    path("seek-care/<str:tier>/", stopped_views.seek_care, name="seek_care"),
    path("seek-care/<str:tier>/offline/", stopped_views.offline_help, name="offline_help"),
]
