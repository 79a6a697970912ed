"""The addresses of the spreadsheets."""

urlpatterns = []
