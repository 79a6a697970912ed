"""Everything works for everyone: every page, light and dark, on a narrow phone and on a desk."""

import pytest

from tests.browser.conftest import DESK, NARROW, assert_accessible, assert_no_color_is_wrong
from tests.browser.house import House

pytestmark = pytest.mark.django_db(transaction=True)

# In the dark only the colors are others.
LOOKS = {"dark": assert_no_color_is_wrong, "light": assert_accessible}
SCREENS = [pytest.param(viewport, id=str(viewport["width"])) for viewport in (NARROW, DESK)]


@pytest.mark.parametrize("viewport", SCREENS)
def test_everything_works_for_everyone(library, new_page, viewport):
    house, screens, problems = House(), {}, []
    for person, url in house.pages():
        if person not in screens:
            screens[person] = new_page(person, viewport=viewport, reduced_motion="reduce")
            # A spreadsheet that is being checked stays so; its page would leave when it is done.
            screens[person].route("**/desk/sheets/*/check/", lambda route: None)
        page = screens[person]
        page.goto(url, wait_until="load")
        for scheme, assert_good in LOOKS.items():
            page.emulate_media(color_scheme=scheme)
            if page.locator("#site-name").count():
                page.wait_for_timeout(300)  # Django's own colors fade over, whoever minds motion
            try:
                assert_good(page)
            except AssertionError as problem:
                problems.append(f"{scheme}: {str(problem).splitlines()[0]}")
    assert not problems, "\n".join(problems)
