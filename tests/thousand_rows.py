"""How long a spreadsheet of 1,000 rows takes: python -m tests.thousand_rows [ROWS]

On a database of its own in memory, by the same steps as the pages: read, check, hand in, publish.
It says CPU time, which other work on the machine does not lengthen; nothing waits for a disk here.
"""

import os
import sys
from time import process_time

import django

STEPS = "%-34s %6.2f s   longest request %5.2f s"


def main(count):
    os.environ["DJANGO_SETTINGS_MODULE"] = "backcare.settings_test"
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    django.setup()

    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    call_command("load_exercises", verbosity=0)
    for form in ("csv", "xlsx"):
        with transaction.atomic():
            measure(form, count)
            # The next one finds the library as it was.
            transaction.set_rollback(True)


def measure(form, count):
    """Let a sheet of new exercises go all its way, and say how long each part took."""
    from exercises.sheets import checking
    from exercises.sheets.models import Outcome
    from exercises.sheets.reading import read_sheet
    from exercises.sheets.writing import written
    from tests.exercises.sheet_cast import begun

    rows = new_rows(count, form)
    print(f"{count:,} rows as {form.upper()}")
    said("Written", [timed(written, form, rows)[0]])
    said("Read", [timed(read_sheet, written(form, rows))[0]])
    ada, rosa = staff("Ada", form), staff("Rosa", form)
    took, sheet = timed(begun, rows, ada, form=form)
    said("Sent in (read and kept)", [took])
    times = []
    while sheet.rows.filter(outcome=Outcome.UNCHECKED).exists():
        times.append(timed(checking.check_next, sheet)[0])
    said(f"Checked, {checking.CHUNK} rows a request", times)
    assert sheet.counts()[Outcome.CREATED] == count
    publish(sheet, ada, rosa)


def publish(sheet, ada, rosa):
    from django.utils import timezone

    from exercises.sheets import actions
    from exercises.sheets.review_views import AT_ONCE
    from tests.exercises.desk_cast import NEXT_YEAR

    now = timezone.now()
    said("Handed in", [timed(actions.hand_in, sheet=sheet, by=ada, at=now, note="")[0]])
    numbers = list(sheet.waiting().values_list("revision", flat=True))
    who = {"sheet": sheet, "by": rosa, "at": now, "review_by": NEXT_YEAR.replace(year=now.year + 1)}
    parts = [set(numbers[at : at + AT_ONCE]) for at in range(0, len(numbers), AT_ONCE)]
    times = [timed(actions.publish_together, changes=part, **who)[0] for part in parts]
    said(f"Reviewed and published, {AT_ONCE} at once", times)


def new_rows(count, form):
    """Return so many rows, each a copy of one of the library under another name."""
    from tests.exercises.sheet_cast import rows_of_library

    known = list(rows_of_library().values())
    none = {"easier": "", "harder": ""}
    return [
        known[n % len(known)] | none | {"slug": f"{form}-{n}", "name": f"New {form} {n}"}
        for n in range(count)
    ]


def staff(name, form):
    from tests.factories import UserFactory

    return UserFactory(name=name, email=f"{name}-{form}@example.com", is_staff=True)


def timed(act, *values, **named):
    begun = process_time()
    answer = act(*values, **named)
    return process_time() - begun, answer


def said(what, times):
    print("  " + STEPS % (what, sum(times), max(times)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
