"""Judge sets of answers from a file, or show what a new questionnaire would change."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tracker.screening import checks, questionnaire, replay
from tracker.screening.deidentified import deidentified_cases
from tracker.screening.replay_words import difference, outcome_in_words
from tracker.screening.rules import InvalidAnswers
from tracker.screening.standing import FULL


class Command(BaseCommand):
    help = (
        "Judge answers by the screening's rules. FILE holds one set of answers, or a list of "
        "them, as JSON: {question: answer}. Prints JSON; exit status 2 if a set is invalid."
    )
    # It works where there is no database yet; the check that it needs is made in `handle`.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", metavar="FILE", help="the sets of answers; - is standard input"
        )
        parser.add_argument(
            "--diff",
            nargs=2,
            metavar=("OLD", "NEW"),
            help="show which sets of FILE, or else which stored full screenings, change their "
            "tier; each is the number of a published version or the path of a questionnaire",
        )

    def handle(self, *, file, diff, **options):
        if errors := checks.questionnaires_are_valid(None):
            raise refusal(*(error.msg for error in errors))
        if diff:
            answer = compared(*(version(name) for name in diff), file)
        elif file:
            current = questionnaire.current()
            outcomes = each_of(file, lambda answers: judged(current, answers))
            answer = [outcome_in_words(outcome, current.version) for outcome in outcomes]
        else:
            raise refusal("Name a file of answers, or - for standard input.")
        self.stdout.write(json.dumps(answer, indent=2))


def refusal(*lines):
    """Nothing is printed as a result when anything cannot be judged."""
    return CommandError("\n".join(lines), returncode=2)


def judged(current, answers):
    return replay.judge(replay.asked_in(current, answers), answers)


def compared(old, new, file):
    """Compare the cases of the file, or else the stored ones, which may be unfinished."""
    if file is None:
        return difference(old, new, stored_cases(), partial=True)
    return difference(old, new, each_of(file, lambda a: case_for(old, new, a)), partial=False)


def case_for(old, new, answers):
    """Return the case; raise InvalidAnswers, with what both say, when neither can judge it."""
    case = replay.Case(answers)
    (one,) = replay.compare(old, new, [case])
    if len(one.why_not) == 2:
        raise InvalidAnswers(" ".join(dict.fromkeys(one.why_not.values())))
    return case


def each_of(file, judged):
    """Judge each set of the file, in order; say what is wrong with each that cannot be."""
    results, wrong = [], []
    for number, written in enumerate(written_in(file), start=1):
        try:
            results.append(judged(replay.answers_of(written)))
        except InvalidAnswers as error:
            wrong.append(f"Set {number}: {error}")
    if wrong:
        raise refusal(*wrong)
    return results


def written_in(file):
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return replay.read_sets(content)
    except replay.UNREADABLE as error:
        raise refusal(f"{file}: {said(error)}") from error


def version(name):
    try:
        return replay.version_named(name)
    except replay.UNREADABLE as error:
        raise refusal(f"Questionnaire {name}: {said(error)}") from error


def said(error):
    return getattr(error, "strerror", None) or error


def stored_cases():
    try:
        return deidentified_cases(FULL)
    except DatabaseError as error:
        raise refusal(f"The stored screenings cannot be read: {error}") from error
