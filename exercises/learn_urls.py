"""The addresses of the Learn cards."""

urlpatterns = []
