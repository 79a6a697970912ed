"""One bird-dog through both sides as the player shows it, in eight pictures beside each other.

Run as `python -m tests.film_strip [FILE]`. It serves a demo of its own, as the screenshots do.
"""

import base64
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, PHONE
from tests.screenshots import MARIA, ROOT, free_port, manage, serve, sign_in

# Milliseconds from one picture to the next: ready, into the pose, held, back, and the other side.
STEPS = (2500, 3400, 1500, 3200, 1500, 2300, 1500, 3000)
ROUTINE = "a[href*='/sessions/routines/']"


def open_bird_dog(page):
    """Come to the bird-dog of Maria's routine, on a clock that only moves when it is told."""
    sign_in(page, MARIA)
    page.clock.install()
    page.goto("/today/")
    page.locator(ROUTINE).first.click()
    page.locator("button[name=qc_pain_now]").first.wait_for()
    page.clock.pause_at(page.evaluate("(Date.now() + 200) / 1000"))
    page.get_by_role("button", name="3", exact=True).click()
    page.locator(".player").wait_for()
    while page.locator("[data-part=name]").inner_text() != "Bird-dog":
        page.get_by_role("button", name="Skip", exact=True).click()
        page.get_by_role("button", name="No time").click()
    page.locator(".player__figure svg").wait_for()


def shots(page):
    for step in STEPS:
        page.clock.run_for(step)
        page.wait_for_timeout(300)  # colors fade in real time
        yield page.screenshot()


def joined(browser, pictures, file):
    """Put the pictures beside each other, four in a row."""
    page = browser.new_page(viewport={"width": 1640, "height": 1000})
    images = "".join(
        f'<img width="380" src="data:image/png;base64,{base64.b64encode(one).decode()}">'
        for one in pictures
    )
    style = "margin:0;padding:20px;display:grid;grid-template-columns:repeat(4,380px);gap:20px"
    page.set_content(f'<body style="{style};background:#d8d2c6">{images}')
    page.wait_for_function("[...document.images].every(one => one.complete)")
    page.screenshot(path=file, full_page=True)


def main(file):
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        env = {**os.environ, "VAR_DIR": var, "DEBUG": "1", "DEMO": "1"}
        env.pop("DATABASE_URL", None)
        for words in (["migrate", "-v0"], ["load_exercises"], ["seed_demo"]):
            manage(*words, env=env)
        port = free_port()
        server = serve(port, env)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                base = f"http://127.0.0.1:{port}"
                page = browser.new_page(base_url=base, viewport=PHONE)
                open_bird_dog(page)
                joined(browser, list(shots(page)), file)
        finally:
            server.terminate()
    print(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots/bird-dog-strip.png")
