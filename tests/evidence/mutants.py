"""Small faults put into the rules and the gate, one at a time: does a test notice each?

`make mutants` runs it. It fails when a fault survives that docs/screening/survivors.toml does not
explain, and when an explanation there is not true any more.
"""

import argparse
import os
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from tests.evidence.judging import judge
from tests.evidence.mutations import mutants_of

ROOT = Path(__file__).resolve().parent.parent.parent
EXPLAINED = ROOT / "docs/screening/survivors.toml"
ROOM = "tracker/screening"
# Which tests of the room judge each file.
TESTS = {
    "rules.py": ["test_rules", "test_what_cannot_be_judged", "test_decision_table"],
    "standing.py": ["test_standing", "test_stops", "test_gate"],
    "gate.py": ["test_where_the_gate_leads", "test_gate", "test_asked_again"],
}
# What takes long to import and knows nothing of the files under test; loaded once.
PRELOADED = ["django.test", "factory", "faker.factory", "hypothesis.strategies", "time_machine"]


def survivors_of(file, folder, jobs):
    """Return how many mutants this file has, and those that no test notices."""
    path = f"{ROOM}/{file}"
    source = (ROOT / path).read_text()
    tests = [f"tests/screening/{name}.py" for name in TESTS[file]]

    def start(text, quiet=True):
        return judge(path.removesuffix(".py").replace("/", "."), text, tests, folder, quiet)

    def expect_to_pass(when):
        if os.waitpid(start(source, quiet=False), 0)[1]:
            sys.exit(f"The tests of {file} fail {when} anything was changed.")

    expect_to_pass("before")
    mutants = mutants_of(file, source)
    survivors = list(_survivors(mutants, start, jobs))
    # A test that fails by itself by now would have noticed anything.
    expect_to_pass("after")
    return len(mutants), survivors


def _survivors(mutants, start, jobs):
    waiting, running = mutants[::-1], {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[start(mutant.source)] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if os.waitstatus_to_exitcode(status) == 0:
            print(mutant, flush=True)
            yield mutant


def unexplained(survivors, explained):
    """Return the survivors that nobody explained, and the explanations that fit no survivor."""
    names = {one.name for one in survivors}
    known = {(one["in"], one["was"], one["becomes"]): one.get("because", "") for one in explained}
    without = [one for one in survivors if not known.get(one.name, "").strip()]
    return without, [name for name in known if name not in names]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", help=f"of {', '.join(TESTS)}; all if none is named")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    files, began = options.files or list(TESTS), time.monotonic()
    for name in PRELOADED:
        __import__(name)

    total, survivors = 0, []
    with tempfile.TemporaryDirectory() as folder:
        # So that each process finds compiled what the first one compiled.
        sys.dont_write_bytecode, sys.pycache_prefix = False, f"{folder}/compiled"
        for file in files:
            count, survived = survivors_of(file, Path(folder), options.jobs)
            print(f"{file}: {count} mutants, {len(survived)} survivors", flush=True)
            total, survivors = total + count, survivors + survived

    explained = tomllib.loads(EXPLAINED.read_text()).get("survivor", [])
    explained = [one for one in explained if one["in"].split(":")[0] in files]
    without, stale = unexplained(survivors, explained)
    print(
        f"{total} mutants: {total - len(survivors)} noticed, {len(survivors)} survived, "
        f"{len(without)} of them unexplained; {time.monotonic() - began:.0f} s"
    )
    for name in stale:
        print("Explained, but not a survivor any more:", *name, sep="\n  ")
    sys.exit(1 if without or stale else 0)


if __name__ == "__main__":
    main()
