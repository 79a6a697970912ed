"""A phone, the person whose it is, and her routine."""

import pytest

from tests.browser.conftest import PHONE, sign_in
from tests.browser.phone.acts import routine_of
from tests.factories import UserFactory


@pytest.fixture
def routine():
    return routine_of(UserFactory())


@pytest.fixture
def new_phone(browser, live_server):
    """A phone whose network may fail: that the browser complains of it is expected."""
    contexts = []

    def open_phone(**options):
        options |= {"viewport": PHONE, "locale": "en-US", "timezone_id": "America/New_York"}
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(8000)
        contexts.append(context)
        return context

    yield open_phone
    for context in contexts:
        context.close()


@pytest.fixture
def kind_of_phone():
    """One on which nothing is kept but what its pages keep."""
    return {"service_workers": "block"}


@pytest.fixture
def phone(new_phone, kind_of_phone, routine, live_server):
    context = new_phone(**kind_of_phone)
    sign_in(context, routine.plan.patient, live_server.url)
    return context


@pytest.fixture
def page(phone):
    """A page that has asked for what it takes along, and sends nothing more by itself."""
    page = phone.new_page()
    with page.expect_response("**/sessions/days/"):
        page.goto("/account/")
    return page
