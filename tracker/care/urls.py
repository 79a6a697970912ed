from django.urls import path

from . import views

app_name = "care"
urlpatterns = [
    path("", views.caseload, name="caseload"),
    path("invite/", views.invite, name="invite"),
    path("invitations/<int:pk>/", views.invited, name="invited"),
    path("invitations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("relationships/<int:pk>/end/", views.end_care, name="end_care"),
    path("<int:pk>/", views.patient, name="patient"),
]
