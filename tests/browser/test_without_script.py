"""Everything works for everyone: with scripts off, and with nothing but a keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.house import House
from tests.browser.steps import answer_screening, finish_session, pass_quick_check, use_list
from tests.factories import ExerciseFactory, ScreeningFactory, UserFactory
from tracker.models import ExerciseSession, PainScore

pytestmark = pytest.mark.django_db(transaction=True)


def test_everything_works_without_javascript(library, new_page):
    """Screening, the starter plan, a session, pain and the numbers of the progress page."""
    page = new_page(UserFactory(name="Maria"), java_script_enabled=False)
    answer_screening(page)
    page.get_by_role("button", name="See my result").first.click()
    page.get_by_role("button", name="Go to my program").click()
    page.get_by_role("link", name=re.compile("^Start")).click()
    pass_quick_check(page, pain=4)
    finish_session(page, before=4, after=2)

    page.goto("/pain/")
    page.get_by_role("button", name="3", exact=True).click()
    expect(page.get_by_text("Saved: pain 3 of 10.")).to_be_visible()

    page.goto("/progress/")
    page.get_by_text("Table", exact=True).click()
    expect(page.get_by_role("cell", name="1 of 1")).to_be_visible()


def test_everything_works_by_keyboard(library, new_page):
    """From Today to a saved session without a mouse; the focus can always be seen."""
    house = House()
    page = new_page(house.patient)
    page.goto(f"/sessions/routines/{house.routine.pk}/")
    kept = ExerciseSession.objects.count()

    focus(page, "input[name=qc_settled]")
    assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tap one number from 0 to 10.")).to_be_visible()
    focus(page, "button[name=qc_pain_now][value='4']")
    assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Use the list")).to_be_visible()
    focus(page, "button[data-do=list]")
    assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bridge", exact=True)).to_be_visible()
    focus(page, "input[name=pain_before]")
    page.keyboard.press("Space")
    assert_focus_is_seen(page)
    for prescription in house.routine.prescriptions.all():
        focus(page, f"#id_exercise-{prescription.pk}-done")
        page.keyboard.press("Space")
        assert_focus_is_seen(page)
    focus(page, "input[name=pain_after]")
    page.keyboard.press("Space")
    focus(page, "input[name=new_symptoms]")
    assert_focus_is_seen(page)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("None of these")).to_be_checked()
    focus(page, ".form-actions .btn-primary")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="What was done")).to_be_visible()
    assert ExerciseSession.objects.count() == kept + 1


def focus(page, selector):
    """Press Tab until this is focused: what Tab does not reach, a keyboard cannot use."""
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def assert_focus_is_seen(page):
    """The focused control, or the label that stands for it, has an outline or a ring."""
    style = page.evaluate(
        """() => {
          const shown = (el) => {
            const s = getComputedStyle(el);
            const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0;
            return outlined || s.boxShadow !== "none";
          };
          const el = document.activeElement;
          return shown(el) || (el.closest("label") !== null && shown(el.closest("label")));
        }"""
    )
    assert style, "the focus cannot be seen"


def test_the_first_tab_leads_past_the_navigation(library, new_page):
    page = new_page()
    page.goto("/exercises/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_log_is_never_doubled_by_a_double_click(library, new_page):
    """Pain tapped twice quickly is one score, and a session saved is one session."""
    house = House()
    page = new_page(house.patient)
    scores = PainScore.objects.count()
    page.goto("/pain/")
    page.get_by_role("button", name="5", exact=True).dblclick()
    expect(page.get_by_text("Saved: pain 5 of 10.")).to_be_visible()
    assert PainScore.objects.count() == scores + 1

    kept = ExerciseSession.objects.count()
    page.goto(f"/sessions/routines/{house.routine.pk}/")
    page.get_by_role("button", name="4", exact=True).dblclick()
    use_list(page)
    expect(page.get_by_role("heading", name="Bridge", exact=True)).to_be_visible()
    assert house.patient.screenings.filter(kind="quick", used_at=None).count() == 1
    finish_session(page, before=4, after=2)
    assert ExerciseSession.objects.count() == kept + 1


def test_a_refused_session_keeps_what_was_typed(library, new_page):
    house = House()
    page = new_page(house.patient)
    page.goto(f"/sessions/routines/{house.routine.pk}/")
    pass_quick_check(page, pain=4)
    use_list(page)
    page.get_by_label("Note (optional)").fill("Knees were fine today.")
    page.get_by_label("I did this").first.check()
    page.get_by_role("button", name="Save the session").click()

    expect(page.get_by_role("alert").first).to_contain_text("Not saved yet")
    expect(page.get_by_label("Note (optional)")).to_have_value("Knees were fine today.")
    expect(page.get_by_label("I did this").first).to_be_checked()
    expect(page.get_by_text("Choose a number from 0 to 10.").first).to_be_visible()


def test_times_are_shown_in_the_zone_of_the_person(new_page):
    """Late in the evening in Honolulu it is still today there, whatever the server's clock says."""
    person = UserFactory(time_zone="Pacific/Honolulu")
    ScreeningFactory(patient=person)
    ExerciseFactory()
    page = new_page(person)
    page.goto("/today/")
    expected = page.evaluate(
        """new Intl.DateTimeFormat("en-US", {timeZone: "Pacific/Honolulu", weekday: "long",
           month: "long", day: "numeric"}).format(new Date())"""
    )
    expect(page.locator(".page-head .eyebrow")).to_have_text(expected)
