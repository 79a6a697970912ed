"""Serve the few files of node_modules that the pages use, under short names."""

import os

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import Error
from django.core.files.storage import FileSystemStorage

from .trimming import trimmed_file

ICONS = (
    "arrow-left",
    "book",
    "box-arrow-right",
    "calendar-check",
    "check-circle-fill",
    "check-lg",
    "chevron-down",
    "envelope",
    "exclamation-triangle",
    "gear",
    "graph-up",
    "heart",
    "heart-fill",
    "heart-pulse",
    "link-45deg",
    "list-check",
    "people",
    "person-circle",
    "search",
    "shield-check",
    "sliders",
    "telephone-fill",
    "x-lg",
)

# Static path -> path in node_modules. Whole folders would add thousands of files nobody asks for.
# A file that names a source map needs the map beside it, or collectstatic fails.
NPM_FILES = {
    "vendor/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "vendor/chart.umd.min.js.map": "chart.js/dist/chart.umd.min.js.map",
    **{f"icons/{name}.svg": f"bootstrap-icons/icons/{name}.svg" for name in ICONS},
}
TRIMMED = {"vendor/bootstrap.min.css"}


class NpmStorage(FileSystemStorage):
    """node_modules, seen through the names of NPM_FILES."""

    def source(self, name):
        return str(settings.BASE_DIR / "node_modules" / NPM_FILES[name])

    def exists(self, name):
        return os.path.exists(self.source(name))

    def path(self, name):
        source = self.source(name)
        return trimmed_file(source) if name in TRIMMED else source


class NpmFinder(BaseFinder):
    """Finds the files of NPM_FILES and nothing else."""

    def __init__(self, *args, **kwargs):
        self.storage = NpmStorage(location=settings.BASE_DIR / "node_modules")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        missing = [path for name, path in NPM_FILES.items() if not self.storage.exists(name)]
        if not missing:
            return []
        return [
            Error(
                f"Missing from node_modules: {', '.join(missing)}.",
                hint="Run `npm ci`.",
                id="backcare.E001",
            )
        ]

    def find(self, path, find_all=False):
        if path not in NPM_FILES or not self.storage.exists(path):
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for path in NPM_FILES:
            yield path, self.storage
