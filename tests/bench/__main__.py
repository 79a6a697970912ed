"""How fast BackCare is, beside a bare Django view: `make bench`. See docs/bench.md."""

import os
import tempfile
from statistics import median

import django

from tests.production import live_in

WARM_UP, ROUNDS = 15, 120


def main():
    with tempfile.TemporaryDirectory(prefix="backcare-bench-") as folder:
        os.environ.pop("DATABASE_URL", None)
        live_in(folder, "tests.bench.settings")
        django.setup()
        bench()


def bench():
    from django.core.management import call_command

    from . import data, report, tour, triage
    from .server import running

    print("Making a database and collecting the static files …", flush=True)
    people = data.make_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    with running() as port:
        stops = tour.stops_of(people, port)
        print(f"Asking for each of {len(stops)} pages {WARM_UP} + {ROUNDS} times …", flush=True)
        walls, cpus = measure(stops)
        counted = {stop.name: stop.counted() for stop in stops}
        visit = tour.first_visit_of(people["short"], port)
    report.show(stops, counted, walls, cpus, visit)
    triage.show()


def measure(stops):
    """Ask for the pages in turn, so that a busy moment of the machine meets all of them.

    Return the medians by page: the time a request took, and the CPU time of the worker from the
    end of the answer before to the end of this one.
    """
    walls, cpus = {stop.name: [] for stop in stops}, {stop.name: [] for stop in stops}
    clock = 0
    for turn in range(WARM_UP + ROUNDS):
        for stop in stops:
            answer = stop.checked()
            if turn >= WARM_UP:
                walls[stop.name].append(answer.wall)
                cpus[stop.name].append(answer.clock - clock)
            clock = answer.clock
    return medians(walls), medians(cpus)


def medians(times):
    return {name: median(values) for name, values in times.items()}


if __name__ == "__main__":
    main()
