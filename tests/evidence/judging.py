"""One mutant's trial: the tests run on it in a process of its own."""

import os
import signal
import sys
from importlib.abc import InspectLoader
from importlib.util import spec_from_loader

import pytest
from hypothesis import Phase, settings

SECONDS = 60
OPTIONS = ["-x", "-q", "--assert=plain", "--nomigrations", "-p", "no:cacheprovider"]
OPTIONS += ["-p", "no:playwright", "-p", "no:xdist"]


class Swap(InspectLoader):
    """Gives the changed text of one module to whoever imports it."""

    def __init__(self, module, text):
        self.module, self.text = module, text

    def find_spec(self, name, path=None, target=None):
        return spec_from_loader(name, self) if name == self.module else None

    def get_source(self, name):
        return self.text

    def is_package(self, name):
        return False


class QuickOnesFirst:
    """A pytest plugin: what noticed other mutants comes first, what takes long comes last."""

    def __init__(self, noticed):
        self.noticed = noticed
        self.known = noticed.read_text().splitlines() if noticed.exists() else []

    def pytest_collection(self):
        # The smallest example is for people to read, and nobody reads these.
        settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")

    def pytest_collection_modifyitems(self, items):
        items.sort(key=lambda item: (_takes_long(item), item.nodeid not in self.known))

    def pytest_runtest_logreport(self, report):
        if report.failed and report.nodeid not in self.known:
            with self.noticed.open("a") as file:
                file.write(f"{report.nodeid}\n")


def _takes_long(item):
    needs_database = "db" in item.fixturenames or item.get_closest_marker("django_db")
    return bool(needs_database) or getattr(item.obj, "is_hypothesis_test", False)


def judge(module, text, tests, folder, quiet):
    """Start the tests on this text of a module; return the process, which ends with 0 if all pass.

    Processes share `folder`: what noticed a mutant is written there.
    """
    if pid := os.fork():
        return pid
    code = 1
    try:
        if quiet:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
        # Not an Exception, which the gate would catch: what never ends has been noticed too.
        # Seconds of work, so that a busy machine changes nothing.
        signal.signal(signal.SIGPROF, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        sys.meta_path.insert(0, Swap(module, text))
        code = pytest.main([*OPTIONS, *tests], plugins=[QuickOnesFirst(folder / "noticed")])
    finally:
        sys.stdout.flush()
        os._exit(code)
