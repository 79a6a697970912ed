"""A real browser, watched: any console error or refused content fails the test."""

import os
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from django.test import Client

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
COLORS = ["color-contrast", "link-in-text-block"]
DESK = {"width": 1280, "height": 900}
EYES = [
    pytest.param(viewport, scheme, id=f"{viewport['width']}-{scheme}")
    for viewport in (NARROW, DESK)
    for scheme in ("light", "dark")
]


def pytest_collection_modifyitems(items):
    """Everything in this folder needs the browser."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, so that each thread of the server has a connection, as when it is served.

    In memory all would share one, and the requests would write into each other's transactions.
    """
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")


@pytest.fixture(scope="session")
def unanswered():
    """The requests that the server is working at."""
    requests, answer = set(), WSGIHandler.__call__

    def answered(handler, environ, start_response):
        request = object()
        requests.add(request)
        try:
            return answer(handler, environ, start_response)
        finally:
            requests.discard(request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "__call__", answered)
        yield requests


@pytest.fixture(autouse=True)
def _all_is_answered(unanswered, transactional_db, live_server):
    """A page that is closed may still save what was typed; the next test must not find it."""
    yield
    time.sleep(0.05)  # to arrive
    ends = time.monotonic() + 5
    while unanswered and time.monotonic() < ends:
        time.sleep(0.01)


@pytest.fixture
def library(transactional_db):
    """The real 47 exercises."""
    call_command("load_exercises", verbosity=0)


@pytest.fixture
def new_page(browser, live_server):
    """Open a page as somebody; what the console complains of fails the test at its end."""
    contexts, complaints = [], []

    def listen(page):
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda m: complaints.append(f"{page.url}: {m.text}") if is_complaint(m) else None,
        )

    def open_page(user=None, *, viewport=PHONE, **options):
        options.setdefault("locale", "en-US")
        options.setdefault("timezone_id", "America/New_York")
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        context.set_default_timeout(8000)
        if user is not None:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        listen(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


def is_complaint(message):
    """Errors and warnings count; the browser's own note of a 4xx page we asked for does not.

    Nor does its note that there is no network, which a test takes away on purpose.
    """
    notes = [f"status of {code}" for code in (403, 404, 405, 410, 422)]
    expected = any(note in message.text for note in [*notes, "ERR_INTERNET_DISCONNECTED"])
    return message.type in {"error", "warning"} and not expected


def sign_in(context, user, url):
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": url}])


def go_offline(page):
    """Take the network away, once the page has put the service worker in place."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)


def assert_axe_finds_nothing(page, **options):
    # Without its own preloading: for that axe would write inline styles, which our CSP refuses.
    found = Axe().run(page, options={"preload": False, **options})
    rows = [
        f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in found.response["violations"]
    ]
    assert not rows, f"{page.url}: {rows}"


def assert_no_color_is_wrong(page):
    """Of all that axe looks for, what the colors of a page decide."""
    assert_axe_finds_nothing(page, runOnly=COLORS)


def assert_accessible(page):
    """Axe finds nothing, nothing is cut off sideways, and the page has one heading."""
    assert_axe_finds_nothing(page)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{page.url} is {overflow} px too wide"
    assert page.locator("h1").count() == 1, f"{page.url} has no single heading"
