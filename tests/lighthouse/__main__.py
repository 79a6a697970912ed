"""What Lighthouse says of Today and of the player, and what Chrome says of installing BackCare.

Run as `make lighthouse`, on an idle machine: performance depends on what else it does. That is why
no other check calls it.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.bench.server import running
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.production import live_in
from tests.screenshots import free_port

HERE = Path(__file__).resolve().parent
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100}


def main():
    with tempfile.TemporaryDirectory(prefix="backcare-lighthouse-") as folder:
        os.environ.pop("DATABASE_URL", None)
        live_in(folder, "tests.bench.settings")
        django.setup()
        session, pages = make_patient()
        with running() as port, chromium(folder, port, session) as (context, debugging):
            base = f"http://127.0.0.1:{port}"
            wrong = [
                problem
                for name, path in pages.items()
                for problem in judged(name, base + path, debugging)
            ]
            wrong += why_not_installable(context, base)
    print("\n".join(wrong) or "Everything else is as it should be, and BackCare can be installed.")
    return bool(wrong)


def make_patient():
    """Return a session cookie, and the paths of Today and of the player for whom it is."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.browser.player.acts import routine_of
    from tests.factories import QuickCheckFactory

    call_command("migrate", verbosity=0)
    call_command("load_exercises", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    routine = routine_of()
    patient = routine.plan.patient
    QuickCheckFactory(patient=patient)
    client = Client()
    client.force_login(patient)
    pages = {"Today": "/today/", "Player": f"/sessions/routines/{routine.pk}/"}
    return client.cookies[settings.SESSION_COOKIE_NAME].value, pages


@contextmanager
def chromium(folder, port, session):
    """Open a browser in which the patient is signed in, and yield it with its debugging port."""
    debugging = free_port()
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile",
            executable_path=CHROMIUM,
            args=[*ARGUMENTS, f"--remote-debugging-port={debugging}"],
        )
        url = f"http://127.0.0.1:{port}"
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        yield context, debugging
        context.close()


def judged(name, url, debugging):
    """Print the scores of a page; yield what is worse than it has to be."""
    report = report_of(url, debugging)
    scores = {key: round(100 * report["categories"][key]["score"]) for key in AIMS}
    print(f"{name}: " + ", ".join(f"{key} {score}" for key, score in scores.items()), flush=True)
    if report["finalDisplayedUrl"] != url:
        yield f"{name}: {report['finalDisplayedUrl']} was shown instead."
    for key, aim in AIMS.items():
        if scores[key] < aim:
            yield f"{name}: {key} {scores[key]}, not {aim}: " + "; ".join(failed(report, key))


def report_of(url, debugging):
    """What Lighthouse finds with its settings for a phone."""
    command = [HERE / "node_modules/.bin/lighthouse", url, f"--port={debugging}", "--quiet"]
    command += ["--output=json", f"--only-categories={','.join(AIMS)}"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def failed(report, category):
    """The titles of what cost points."""
    for part in report["categories"][category]["auditRefs"]:
        audit = report["audits"][part["id"]]
        if part["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield audit["title"]


def why_not_installable(context, base):
    """Ask Chrome what keeps it from installing BackCare; yield its reasons."""
    page = context.new_page()
    page.goto(f"{base}/today/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    asking = context.new_cdp_session(page)
    for error in asking.send("Page.getAppManifest")["errors"]:
        yield f"Manifest: {error['message']}"
    for error in asking.send("Page.getInstallabilityErrors")["installabilityErrors"]:
        yield f"Not installable: {error['errorId']}"


if __name__ == "__main__":
    sys.exit(main())
