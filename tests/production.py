"""What production would set, in a folder that is thrown away afterwards."""

import os
import secrets


def live_in(folder, settings):
    """Set the environment for this module of settings and for the servers started from here.

    A PostgreSQL that DATABASE_URL names is used; without one, a SQLite file in the folder.
    """
    for name in ("DEBUG", "DEMO"):
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE=settings,
        SECRET_KEY=secrets.token_urlsafe(60),
        EMAIL_HOST="localhost",
        ALLOWED_HOSTS="127.0.0.1",
        PLAIN_HTTP="1",
        VAR_DIR=str(folder),
        STATIC_ROOT=f"{folder}/static",
    )
