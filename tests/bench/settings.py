"""Production's settings, and a plain view to compare with."""

from pathlib import Path

from backcare.settings import *  # noqa: F403
from backcare.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
