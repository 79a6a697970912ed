"""The site does not start with a questionnaire that cannot be trusted."""

import hashlib

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from . import questionnaire


def refuse_untrusted_questionnaires():
    """Stop a server's start, where Django runs no checks; raise ImproperlyConfigured."""
    if errors := questionnaires_are_valid(None):
        raise ImproperlyConfigured(" ".join(error.msg for error in errors))


@register()
def questionnaires_are_valid(app_configs, **kwargs):
    """The current version is whole, and every published one is what it was when published."""
    try:
        ledger = questionnaire.ledger()
        if not ledger:
            return [Error("There is no screening questionnaire.", id="screening.E002")]
        errors = [error for version in sorted(ledger) for error in _errors_of(version, ledger)]
        return errors + _unlisted(ledger)
    except (ValueError, OSError, AttributeError) as error:
        return [Error(f"Screening questionnaires: {error}", id="screening.E001")]


def _errors_of(version, ledger):
    path = questionnaire.path_of(version)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != ledger[version]:
        message = f"{path.name} is not as it was published. Put it back, and make a new version."
        return [Error(f"Screening questionnaire {message}", id="screening.E003")]
    try:
        if version == max(ledger):
            questionnaire.load(path)
        else:
            questionnaire.judging(content, path.name)
    except ValueError as error:
        return [Error(f"Screening questionnaire {error}", id="screening.E001")]
    return []


def _unlisted(ledger):
    """A file that is in the folder and not in the ledger is neither published nor a draft."""
    listed = {questionnaire.path_of(version).name for version in ledger}
    here = {path.name for path in questionnaire.FOLDER.glob("*.json")}
    unlisted = sorted(here - listed - {questionnaire.LEDGER})
    return [
        Error(f"Screening questionnaire {name} is not in published.json.", id="screening.E004")
        for name in unlisted
    ]
