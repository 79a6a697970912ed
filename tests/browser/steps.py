"""What people do in the browser, by the words they see."""

from playwright.sync_api import expect


def sign_up(page, *, name, email, code_of):
    """Create an account and prove the e-mail address with the code that was mailed."""
    page.goto("/accounts/signup/")
    page.get_by_label("What should we call you?").fill(name)
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill("a-calm-long-word-9")
    page.get_by_label("I understand that BackCare").check()
    page.get_by_role("button", name="Create my account").click()
    page.get_by_label("Code").fill(code_of())
    page.get_by_role("button", name="Confirm").click()


def answer_screening(page, answers=None):
    """Answer every question; "No" (or the youngest age band) unless `answers` says otherwise."""
    answers = {"How old are you?": "18 to 49", **(answers or {})}
    page.goto("/screening/")
    page.get_by_role("link", name="Start", exact=True).click()
    while "/questions/" in page.url:
        question = page.locator("h1").inner_text()
        choice = answers.get(question, "No")
        here = page.url
        page.get_by_role("button", name=choice, exact=True).click()
        page.wait_for_url(lambda url, here=here: url != here)


def pass_quick_check(page, *, pain):
    """Say with one tap that none of the signs is there, and come to the session."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Before you start")
    page.get_by_role("button", name=str(pain), exact=True).click()
    page.wait_for_url("**/sessions/routines/**")


def use_list(page):
    """Leave the guided session for the list of the page, to tick what was done."""
    page.get_by_role("button", name="Use the list").click()


def finish_session(page, *, before, after):
    """Tick every exercise, give the pains, say that nothing was new, and save."""
    rating(page, "Pain before you started", before)
    for box in page.get_by_label("I did this").all():
        box.check()
    rating(page, "Pain now, after it", after)
    page.get_by_text("None of these", exact=True).click()
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_role("heading", name="What was done")).to_be_visible()


def rating(page, question, number):
    group = page.get_by_role("group", name=question)
    group.get_by_text(str(number), exact=True).click()
