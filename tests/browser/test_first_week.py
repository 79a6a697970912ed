"""The whole story: a patient, her therapist and an admin, each at their own screen."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.conftest import DESK
from tests.browser.steps import (
    answer_screening,
    finish_session,
    pass_quick_check,
    sign_up,
    use_list,
)
from tests.factories import CareRelationshipFactory, TherapistFactory, UserFactory
from tracker.models import ExerciseSession, Screening, User

pytestmark = pytest.mark.django_db(transaction=True)


def mailed_code():
    """The code of the last e-mail: the word that stands alone on a line."""
    return re.search(r"^\s*([A-Z0-9-]{4,})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def test_a_patient_is_screened_exercises_and_sees_her_pain_on_the_chart(library, new_page):
    page = new_page()
    page.goto("/")
    page.get_by_role("link", name="Check that it is safe to start").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("safe")

    sign_up(page, name="Maria", email="maria@example.com", code_of=mailed_code)
    expect(page).to_have_url(re.compile("/today/"))
    maria = User.objects.get(email="maria@example.com")
    assert (maria.time_zone, maria.country) == ("America/New_York", "US")

    answer_screening(page)
    page.get_by_role("button", name="See my result").first.click()
    page.get_by_role("button", name="Go to my program").click()

    expect(page.get_by_text("10 each side, hold 3 to 5 seconds")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Start")).click()
    pass_quick_check(page, pain=4)
    use_list(page)
    for name in ("Pelvic tilt", "Bird-dog", "Bridge", "Knee-to-chest stretch"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    finish_session(page, before=4, after=2)

    page.get_by_role("link", name="Progress").click()
    expect(page.locator("[data-chart=pain] canvas")).to_be_visible()
    page.get_by_text("Table", exact=True).click()
    row = page.get_by_role("row").filter(has_text="1 of 1")
    expect(row.get_by_role("cell").nth(0)).to_have_text("4")
    expect(row.get_by_role("cell").nth(1)).to_have_text("2")
    drawn = page.evaluate(
        "Chart.getChart(document.querySelector('[data-chart=pain] canvas'))"
        ".data.datasets.map(set => [set.label, set.data.filter(value => value !== null)])"
    )
    assert drawn == [["after", [2]], ["before", [4]]]


def test_a_therapist_assigns_a_plan_and_the_patient_sees_who_prescribed_it(library, new_page):
    care = CareRelationshipFactory(
        patient=UserFactory(name="Maria"), therapist=TherapistFactory(name="Dana Ruiz")
    )
    from tests.factories import ScreeningFactory

    ScreeningFactory(patient=care.patient)
    desk = new_page(care.therapist, viewport=DESK)
    desk.goto("/caseload/")
    desk.get_by_role("link", name="Maria").click()
    desk.get_by_role("button", name="Assign a plan").click()
    for name in ("Bridge", "Clamshell", "Steady walking"):
        desk.locator("label.pick").filter(has=desk.get_by_text(name, exact=True)).click()
    desk.get_by_role("button", name="Go on to doses and days").click()
    bridge = desk.get_by_role("group", name="Bridge")
    bridge.get_by_label("Sets").fill("3")
    desk.get_by_label("Note", exact=True).fill("Slowly. Stop if it pinches.")
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_role("heading", name=re.compile("^From Dana Ruiz"))).to_be_visible()

    phone = new_page(care.patient)
    phone.goto("/today/")
    expect(phone.get_by_text("From Dana Ruiz, your physical therapist")).to_be_visible()
    expect(phone.get_by_text("3 sets of 8 to 12, hold 3 to 5 seconds")).to_be_visible()

    desk.get_by_role("button", name="Change the plan").click()
    desk.get_by_role("group", name="Bridge").get_by_label("Sets").fill("2")
    desk.get_by_role("button", name="Publish").click()
    phone.reload()
    expect(phone.get_by_text("2 sets of 8 to 12, hold 3 to 5 seconds")).to_be_visible()


def test_an_admin_renames_an_exercise_and_the_library_shows_it(library, new_page, client):
    page = new_page(UserFactory(name="Ada", is_staff=True), viewport=DESK)
    page.goto("/desk/")
    page.get_by_role("link", name="Change Bridge", exact=True).click()
    page.get_by_label("Name").first.fill("Hip bridge")
    page.get_by_role("button", name="Hand in for review").click()
    expect(page.get_by_text("Waiting for somebody else")).to_be_visible()

    reviewer = new_page(UserFactory(name="Rosa", is_staff=True), viewport=DESK)
    reviewer.goto("/desk/")
    reviewer.get_by_role("link", name="To review Hip bridge").click()
    reviewer.get_by_label("I have checked the words").check()
    reviewer.get_by_role("button", name="Review and publish").click()
    expect(reviewer.get_by_text("Reviewed and published.")).to_be_visible()

    visitor = new_page()
    visitor.goto("/exercises/")
    expect(visitor.get_by_text("Hip bridge", exact=True)).to_be_visible()
    assert Exercise.objects.get(slug="bridge").name == "Hip bridge"


def test_the_gate_fails_closed_after_a_yes_to_loss_of_bladder_control(library, new_page):
    """Once the answer is given no session page opens by any URL."""
    maria = UserFactory(name="Maria")
    page = new_page(maria)
    answer_screening(page)
    page.get_by_role("button", name="See my result").first.click()
    page.get_by_role("button", name="Go to my program").click()
    page.get_by_role("link", name=re.compile("^Start")).click()
    pass_quick_check(page, pain=4)
    session_url = page.url

    question = "Have you lost control of your bladder or bowels, or started leaking pee or poo?"
    page.goto("/screening/")
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(question)
    page.get_by_role("button", name="Yes", exact=True).click()
    page.get_by_role("button", name="Yes, that is my answer").click()
    expect(page).to_have_url(re.compile("/seek-care/emergency/"))
    expect(page.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")

    for url in (session_url, "/plans/new/", "/today/"):
        page.goto(url)
        assert not page.get_by_role("button", name="Save the session").count()
        assert not page.get_by_role("link", name=re.compile("^Start")).count()
    page.goto(session_url)
    expect(page).to_have_url(re.compile("/seek-care/emergency/"))
    page.go_back()
    assert not page.get_by_role("button", name="Save the session").count()
    answer_screening(page)
    page.get_by_role("button", name="See my result").first.click()
    page.goto(session_url)
    expect(page).to_have_url(re.compile("/seek-care/emergency/"))
    assert not ExerciseSession.objects.exists()
    assert Screening.objects.filter(patient=maria, tier="emergency").exists()
