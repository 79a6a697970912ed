"""Production's settings without HTTPS and collected files, for a server on this machine alone."""

from backcare.settings import *  # noqa: F403
from backcare.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
