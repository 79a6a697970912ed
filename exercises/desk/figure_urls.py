"""The figure editor's addresses."""

urlpatterns = []
