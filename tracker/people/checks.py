"""Checks that Django runs before the site starts."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security)
def login_is_required_everywhere(app_configs, **kwargs):
    name = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    if name in settings.MIDDLEWARE:
        return []
    return [
        Error("Sign-in must be required by default.", hint=f"Put {name} back.", id="people.E001")
    ]
