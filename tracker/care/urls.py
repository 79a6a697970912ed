from django.urls import path

from . import patient_views, views

app_name = "care"
urlpatterns = [
    path("", views.caseload, name="caseload"),
    path("invite/", views.invite, name="invite"),
    path("invitations/<int:pk>/", views.invited, name="invited"),
    path("invitations/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("relationships/<int:pk>/end/", views.end_care, name="end_care"),
    path("<int:pk>/", patient_views.patient, name="patient"),
    path("<int:pk>/ask-again/", patient_views.ask_again, name="ask_again"),
]
