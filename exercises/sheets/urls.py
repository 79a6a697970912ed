"""The addresses of the spreadsheets."""

from django.urls import path

from . import import_views, review_views, views

urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("exercises.<slug:form>", views.export, name="sheet_export"),
    path("<uuid:key>/", import_views.sheet_import, name="sheet_import"),
    path("<uuid:key>/check/", import_views.check, name="sheet_check"),
    path("<uuid:key>/check-again/", import_views.check_again, name="sheet_check_again"),
    path("<uuid:key>/hand-in/", import_views.hand_in, name="sheet_hand_in"),
    path("<uuid:key>/review/", review_views.review, name="sheet_review"),
    path("<uuid:key>/send-back/", review_views.send_back, name="sheet_send_back"),
]
