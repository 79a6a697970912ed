from django.urls import path

from . import views

app_name = "measures"
urlpatterns = [
    path("", views.pain, name="pain"),
    path("<int:pk>/correct/", views.correct, name="correct"),
]
