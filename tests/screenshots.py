"""Make the pictures of the README and of docs/: `make screenshots`.

Run as `python -m tests.screenshots [FOLDER]`. It seeds a demo of its own in a throw-away folder,
serves it, and opens each page in Chromium as the person who would see it.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, DESK, PHONE

ROOT = Path(__file__).resolve().parent.parent
MARIA, DANA, ADMIN = "maria@demo.example", "dana@demo.example", "admin@demo.example"
PAGES = [
    ("landing", None, "/"),
    ("library", None, "/exercises/"),
    ("exercise", None, "/exercises/bird-dog/"),
    ("learn", None, "/learn/"),
    ("question", None, "/screening/questions/bladder_bowel_control/"),
    ("seek-care-emergency", "walter@demo.example", "/seek-care/emergency/"),
    ("seek-care-urgent", "ruth@demo.example", "/seek-care/urgent/"),
    ("seek-care-clinician-first", None, "/seek-care/clinician-first/"),
    ("sign-in", None, "/accounts/login/"),
    ("today", MARIA, "/today/"),
    ("quick-check", MARIA, "quick check"),
    ("session", MARIA, "first routine"),
    ("pain", MARIA, "/pain/"),
    ("progress", MARIA, "/progress/?range=all"),
    ("plan", MARIA, "/plans/"),
    ("caseload", DANA, "/caseload/"),
    ("patient", DANA, "first patient"),
    ("safety-checks", "tom@demo.example", "/screening/history/"),
    ("stopped", DANA, "stopped patient"),
    ("try-questionnaire", ADMIN, "/screening/versions/try/"),
    ("admin", ADMIN, "/admin/"),
    ("desk", ADMIN, "/desk/"),
    ("editor", ADMIN, "/desk/exercise/bridge/edit/"),
]
LOOKS = [("phone", "light"), ("phone", "dark"), ("desk", "light")]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def manage(*words, env):
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, check=True)  # noqa: S603


def serve(port, env):
    words = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    server = subprocess.Popen(words, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)  # noqa: S603
    for _try in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/about/")  # noqa: S310
            return server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise RuntimeError("The server did not start.")


def sign_in(page, email):
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill("back-care-demo")
    page.locator("main form[action*=login] button").first.click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def open_page(page, address):
    if address in ("quick check", "first routine"):
        page.goto("/today/")
        page.locator("a[href*='/sessions/routines/']").first.click()
        if address == "first routine" and "/quick/" in page.url:
            page.get_by_role("button", name="3", exact=True).click()
    elif address in ("first patient", "stopped patient"):
        page.goto("/caseload/")
        name = "Maria" if address == "first patient" else "Walter"
        page.get_by_role("link", name=name).first.click()
    else:
        page.goto(address)
    page.wait_for_load_state("networkidle")


def shoot(browser, base, folder, size, scheme):
    viewport, suffix = (PHONE, "phone") if size == "phone" else (DESK, "desk")
    suffix += "" if scheme == "light" else "-dark"
    people = {}
    for name, email, address in PAGES:
        if email not in people:
            context = browser.new_context(
                base_url=base, viewport=viewport, color_scheme=scheme, reduced_motion="reduce"
            )
            people[email] = context.new_page()
            if email:
                sign_in(people[email], email)
        open_page(people[email], address)
        people[email].screenshot(path=folder / f"{name}-{suffix}.png")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
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
                for size, scheme in LOOKS:
                    shoot(browser, f"http://127.0.0.1:{port}", folder, size, scheme)
        finally:
            server.terminate()
    print(f"{len(PAGES) * len(LOOKS)} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
