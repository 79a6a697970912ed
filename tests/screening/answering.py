"""Answering the questions of the full check, page by page, as a browser does."""

import re

from django.urls import reverse

from tests.screening.forms_of import read
from tracker.screening import questionnaire

QUESTIONS = questionnaire.current().questions
REVIEW, RESULT = "/screening/review/", "/screening/result/"
STOP, HELP = "/screening/stop/", "/seek-care/emergency/"


def url_of(key):
    return reverse("screening:question", args=[key])


def give(visitor, **given):
    """Answer these questions in turn; return the last response, a way on or the stop page."""
    for key, value in given.items():
        response = visitor.post(url_of(key), {"answer": value})
        assert response.status_code == 302 or is_stop_page(response)
    return response


def is_stop_page(response):
    return response.status_code == 200 and "This needs help now" in response.content.decode()


def confirm_in(response):
    """Return where the first form of a stop page leads, and what it holds."""
    form = next(form for form in read(response).forms if form.method == "post")
    return form.action, form.fields


def which(page):
    """Return what the page sends along to say which answers it is about."""
    return {"screening": re.search(r'name="screening" value="(\d+)"', page)[1]}
