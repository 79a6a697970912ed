"""Reading a file of Learn cards: all of it is checked before anything is believed."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError

from .kinds import CARD_FIELDS
from .library_file import BrokenLibrary
from .models import EducationCard

FILE_KEYS = {"provenance", "cards"}
LIST_FIELDS = ("paragraphs", "sources", "disclaimers", "fits")
# Where a card stands in the file is its order.
ENTRY_KEYS = {"key", *CARD_FIELDS} - {"order"}


def read_cards(path: Path) -> list[dict]:
    """Return what each card of the file says, in its order."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BrokenLibrary([f"{path.name}: {error}"]) from error

    if problems := problems_in(data):
        raise BrokenLibrary(problems)
    return [entry | {"order": order} for order, entry in enumerate(data["cards"], start=1)]


def problems_in(data) -> list[str]:
    """Return a sentence for everything that is wrong; none means the file may be loaded."""
    if not isinstance(data, dict) or set(data) != FILE_KEYS:
        return [f"The file of cards must hold exactly: {', '.join(sorted(FILE_KEYS))}."]
    if not isinstance(data["cards"], list):
        return ["The cards must be a list."]

    problems = []
    for number, entry in enumerate(data["cards"], start=1):
        is_named = isinstance(entry, dict) and entry.get("key")
        name = f"card {entry['key'] if is_named else number}"
        problems += [f"{name}: {words}" for words in _in_card(entry)]
    return problems or _twice([entry["key"] for entry in data["cards"]])


def _in_card(entry):
    """Check that a card has every key, no other, and in each what its model asks for."""
    if not isinstance(entry, dict):
        return ["is not an object."]
    problems = [f"{key!r} is missing." for key in sorted(ENTRY_KEYS - set(entry))]
    problems += [f"{key!r} is not known." for key in sorted(set(entry) - ENTRY_KEYS)]
    return problems or _misshapen(entry) or _against_the_model(entry)


def _misshapen(entry):
    def is_right(key):
        return _is_list_of_texts(entry[key]) if key in LIST_FIELDS else _is_text(entry[key])

    return [f"{key!r} is not as it should be." for key in sorted(entry) if not is_right(key)]


def _against_the_model(entry):
    problems = [f"{name}: {' '.join(messages)}" for name, messages in _refusals(entry).items()]
    known = EducationCard.Moment.values
    return problems + [
        f"fits {key!r}, which is not known." for key in entry["fits"] if key not in known
    ]


def _refusals(entry):
    try:
        EducationCard(**entry).clean_fields()
    except ValidationError as error:
        return error.message_dict
    return {}


def _twice(keys):
    repeated = {key for key in keys if keys.count(key) > 1}
    return [f"card {key!r} is there twice." for key in sorted(repeated)]


def _is_text(value):
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value):
    return isinstance(value, list) and all(map(_is_text, value))
