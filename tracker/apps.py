"""The tracker: who exercises, whether it is safe, what was prescribed, done and felt."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"

    def ready(self):
        from .people import checks  # noqa: F401
        from .screening import checks as screening_checks  # noqa: F401
