"""How static files are named in production: by content, also where one script imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Let modules import each other under the names that name their content."""

    support_js_module_import_aggregation = True
