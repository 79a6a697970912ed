"""The site does not start with a questionnaire that cannot be trusted."""

from django.core.checks import Error, register

from . import questionnaire


@register()
def questionnaires_are_valid(app_configs, **kwargs):
    errors = []
    for path in sorted(questionnaire.FOLDER.glob("*.json")):
        try:
            questionnaire.load(path)
        except (ValueError, OSError) as error:
            errors.append(Error(f"Screening questionnaire {error}", id="screening.E001"))
    if not errors and not any(questionnaire.FOLDER.glob("*.json")):
        errors.append(Error("There is no screening questionnaire.", id="screening.E002"))
    return errors
