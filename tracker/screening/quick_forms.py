"""The quick check: all of it in one tap, or each question by itself."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from .queries import PAIN
from .rules import LOCKING, Answer, Question, Questionnaire

SETTLED, FIRST_SESSION, CANNOT_SAY = "qc_settled", "first_session", "cannot_say"
INCOMPLETE = dict.fromkeys(
    ("required", "invalid"), _("This page was not complete. Please answer once more.")
)


def is_stop(answer: Answer) -> bool:
    return answer.tier is not None and answer.tier.stored in LOCKING


class OneAnswer(forms.RadioSelect):
    """Radio buttons of which exactly one is sent; of two answers neither is believed."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name)
        return values[0] if len(values) == 1 else ""


def answer_field(question: Question) -> forms.ChoiceField:
    """Make the field for one question of the questionnaire."""
    message = _("Choose one of these answers.")
    return forms.ChoiceField(
        label=question.text,
        help_text=question.help,
        choices=[(answer.value, answer.label) for answer in question.answers],
        widget=OneAnswer,
        error_messages=dict.fromkeys(("required", "invalid_choice"), message),
    )


class QuickForm(forms.Form):
    """Each question of the quick check with its graded answers."""

    check = forms.UUIDField(error_messages=INCOMPLETE)
    # Which questions were read: "none of these" means nothing about other ones.
    version = forms.IntegerField(error_messages=INCOMPLETE)

    def __init__(self, *args, asked: Questionnaire, is_first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.is_first = asked, is_first
        for question in self.to_answer():
            self.fields[question.key] = answer_field(question)
        if SETTLED in self.fields:
            choices = self.fields[SETTLED].choices
            self.fields[SETTLED].choices = [one for one in choices if one[0] != FIRST_SESSION]

    def to_answer(self) -> list[Question]:
        """Return what is asked: before the first session there is no last one to ask about."""
        return [q for q in self.asked.questions if not (self.is_first and q.key == SETTLED)]

    def clean_version(self):
        version = self.cleaned_data["version"]
        if version != self.asked.version:
            message = _now("The questions have changed. Please read them and answer once more.")
            raise forms.ValidationError(message)
        return version

    def page_errors(self):
        """What is wrong with the page itself, not with an answer."""
        return list(dict.fromkeys([*self["check"].errors, *self["version"].errors]))

    def answer_fields(self):
        return [self[question.key] for question in self.to_answer()]

    def warning_signs(self) -> dict[str, str]:
        """Return each answer sent that stops someone, the most serious of each question.

        Nothing else is looked at: a warning sign counts though the rest be missing or wrong.
        """
        signs = {}
        for question in self.asked.questions if self.is_bound else ():
            sent = self.data.getlist(question.key)
            stops = [a for a in question.answers if a.value in sent and is_stop(a)]
            if stops:
                signs[question.key] = max(stops, key=lambda answer: answer.tier).value
        return signs

    def answers(self) -> dict[str, str]:
        first = {SETTLED: FIRST_SESSION} if self.is_first else {}
        return first | {q.key: self.cleaned_data[q.key] for q in self.to_answer()}


class OneTapForm(QuickForm):
    """None of the signs is there: only the pain is asked, and how the last session went."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[PAIN].error_messages |= dict.fromkeys(
            ("required", "invalid_choice"), _("Tap one number from 0 to 10.")
        )
        if SETTLED in self.fields:
            self.fields[SETTLED].initial = CANNOT_SAY

    def signs(self) -> list[Question]:
        """Return what one tap says no to."""
        return [question for question in self.asked.questions if question.is_about_safety]

    def to_answer(self):
        return [question for question in super().to_answer() if not question.is_about_safety]

    def answers(self):
        none = {q.key: next(a.value for a in q.answers if a.tier is None) for q in self.signs()}
        return none | super().answers()
