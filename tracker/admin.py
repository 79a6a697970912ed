"""The admin pages of every room."""

from .people import admin as people  # noqa: F401
