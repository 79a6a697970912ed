"""How BackCare is installed as an app: its name, its icons, and where it opens."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

PAGE = "#fbf8f3"  # --page in tokens.css
# The icons are favicon.svg, drawn once; a maskable one has room for any shape a phone cuts.
ICONS = [
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
]


def manifest_of_site() -> dict:
    """Return the manifest; the app opens on Today."""
    return {
        "id": "/",
        "name": "BackCare",
        "short_name": "BackCare",
        "description": _("Exercises for your lower back, step by step and at your pace."),
        "lang": "en-US",
        "start_url": reverse("sessions:today"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAGE,
        "theme_color": PAGE,
        "categories": ["health", "fitness"],
        "icons": [
            {
                "src": static(f"backcare/img/{name}"),
                "sizes": sizes,
                "type": kind,
                "purpose": purpose,
            }
            for name, sizes, kind, purpose in ICONS
        ],
    }
