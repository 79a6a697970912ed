from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("account/", views.profile, name="profile"),
    path("account/sharing/<int:pk>/stop/", views.stop_sharing, name="stop_sharing"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
