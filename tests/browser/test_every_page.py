"""Everything works for everyone: every page, light and dark, on a narrow phone and on a desk."""

import pytest

from tests.browser.conftest import DESK, NARROW, assert_accessible
from tests.browser.house import House

pytestmark = pytest.mark.django_db(transaction=True)

EYES = [
    pytest.param(viewport, scheme, id=f"{viewport['width']}-{scheme}")
    for viewport in (NARROW, DESK)
    for scheme in ("light", "dark")
]


@pytest.mark.parametrize(("viewport", "scheme"), EYES)
def test_everything_works_for_everyone(library, new_page, viewport, scheme):
    house, screens, problems = House(), {}, []
    for person, url in house.pages():
        if person not in screens:
            screens[person] = new_page(person, viewport=viewport, color_scheme=scheme)
            # A spreadsheet that is being checked stays so; its page would leave when it is done.
            screens[person].route("**/desk/sheets/*/check/", lambda route: None)
        page = screens[person]
        page.goto(url, wait_until="load")
        try:
            assert_accessible(page)
        except AssertionError as problem:
            problems.append(str(problem).splitlines()[0])
    assert not problems, "\n".join(problems)
