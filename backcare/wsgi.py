"""The door for a WSGI server such as gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")

application = get_wsgi_application()

from tracker.people.demo import refuse_demo_accounts  # noqa: E402 - needs the apps to be ready
from tracker.screening.checks import refuse_untrusted_questionnaires  # noqa: E402 - the same

refuse_demo_accounts()
refuse_untrusted_questionnaires()
