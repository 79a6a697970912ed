"""The desk's addresses."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from exercises.models import Kind

from . import edit_views, piece_views, review_views, views


class KindConverter(StringConverter):
    """One of the kinds of pieces."""

    regex = "|".join(Kind.values)


register_converter(KindConverter, "kind")

urlpatterns = [
    path("", views.desk, name="desk"),
    path("new/<kind:kind>/", edit_views.edit, name="desk_new"),
    path("save/<kind:kind>/", edit_views.save, name="desk_save"),
    path("preview/<kind:kind>/", edit_views.preview, name="desk_preview"),
    path("drafts/<uuid:key>/discard/", edit_views.discard, name="desk_discard"),
    path("changes/<int:pk>/", review_views.revision, name="desk_revision"),
    path("changes/<int:pk>/review/", review_views.review, name="desk_review"),
    path("changes/<int:pk>/publish/", review_views.publish, name="desk_publish"),
    path("changes/<int:pk>/send-back/", review_views.send_back, name="desk_send_back"),
    path("changes/<int:pk>/put-back/", review_views.put_back, name="desk_put_back"),
    path("<kind:kind>/<slug:piece>/", piece_views.piece, name="desk_piece"),
    path("<kind:kind>/<slug:piece>/edit/", edit_views.edit, name="desk_edit"),
    path("<kind:kind>/<slug:piece>/archive/", piece_views.archive, name="desk_archive"),
    path("<kind:kind>/<slug:piece>/restore/", piece_views.restore, name="desk_restore"),
    path("<kind:kind>/<slug:piece>/ask/", piece_views.ask, name="desk_ask"),
]
