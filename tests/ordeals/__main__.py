"""python -m tests.ordeals [KILLS [SECONDS]]: what is acknowledged is there, once and whole."""

import random
import sys
import tempfile
import threading
import time
from collections import Counter

import django

from tests.production import live_in

from .people import make_people
from .phones import Phone, send, session_of
from .servers import Server

PHONES, WRITERS = 8, 32


def main(kills=200, seconds=30):
    with tempfile.TemporaryDirectory(prefix="backcare-ordeals-") as folder:
        live_in(folder, "tests.ordeals.settings")
        django.setup()
        people = make_people(WRITERS)
        server = Server()
        server.start()
        try:
            server.wait(lambda: send(server.port, people[0], session_of(people[0])))
            problems = [
                *killed(server, people[:PHONES], kills),
                *at_once(server.port, people[0]),
                *many_writers(server.port, people, seconds),
            ]
        finally:
            server.stop()
    print("\n".join(problems) or "Nothing was lost, doubled or half kept.")
    return bool(problems)


def killed(server, people, kills):
    """Kill the server again and again while phones log; then look at every acknowledged key."""
    until = threading.Event()
    phones = [Phone(server.port, person, until) for person in people]
    for phone in phones:
        phone.start()
    dice = random.Random(7)
    for _kill in range(kills):
        time.sleep(dice.uniform(0.8, 2.0))
        server.restart()
    until.set()
    for phone in phones:
        phone.join(timeout=120)
    keys = [key for phone in phones for key in phone.acknowledged]
    tries = sum(phone.tries for phone in phones)
    print(f"{kills} kills: {len(keys)} sessions acknowledged in {tries} tries", flush=True)
    return [*found(keys), *errors_of(phones)]


def found(keys):
    """Say which acknowledged sessions are missing, doubled or not whole."""
    from tracker.models import ExerciseSession

    rows = ExerciseSession.with_removed.prefetch_related("logs", "pain_scores")
    kept = Counter(str(row.key) for row in rows)
    yield from (f"lost: {key}" for key in keys if not kept[key])
    yield from (f"doubled: {key}" for key, count in kept.items() if count > 1)
    yield from (
        f"half kept: {row.key}"
        for row in rows
        if len(row.logs.all()) != 4 or len(row.pain_scores.all()) != 2
    )
    if not keys:
        yield "Nothing was acknowledged, so nothing was tried."


def errors_of(phones):
    yield from (f"refused: {error}" for phone in phones for error in phone.errors[:3])


def at_once(port, person):
    """Send one session from 32 threads at the same moment."""
    content, answers = session_of(person), []
    barrier = threading.Barrier(WRITERS)

    def post():
        barrier.wait()
        answers.append(send(port, person, content))

    threads = [threading.Thread(target=post) for _thread in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    different = {repr(answer) for answer in answers}
    print(
        f"{len(answers)} posts of one key at once: {len(different)} different answers", flush=True
    )
    if len(different) > 1 or None in answers:
        yield f"32 posts of one key: {sorted(different)[:3]}"
    yield from found([content["key"]])


def many_writers(port, people, seconds):
    """Let 32 patients log at the same time for a while."""
    until = threading.Event()
    phones = [Phone(port, person, until) for person in people]
    for phone in phones:
        phone.start()
    time.sleep(seconds)
    until.set()
    for phone in phones:
        phone.join(timeout=120)
    keys = [key for phone in phones for key in phone.acknowledged]
    failed = sum(phone.tries for phone in phones) - len(keys)
    print(f"{WRITERS} writers for {seconds} s: {len(keys)} sessions, {failed} errors", flush=True)
    if failed:
        yield f"{failed} errors with {WRITERS} writers"
    yield from found(keys)
    yield from errors_of(phones)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
