"""The ladder an exercise stands on, from the easiest to the hardest: values in, order out."""

from collections.abc import Mapping


def ladder(here, easier: Mapping, harder: Mapping) -> list:
    """Return all that one comes by, walking down from here and up from here; a loop ends there.

    `easier` and `harder` say what comes next each way.
    """
    met = {here}
    down = walk(here, easier, met)
    return [*reversed(down), here, *walk(here, harder, met)]


def walk(here, way: Mapping, met: set) -> list:
    """Follow one way to its end, or to where somebody has been already."""
    found, step = [], way.get(here)
    while step is not None and step not in met:
        met.add(step)
        found.append(step)
        step = way.get(step)
    return found
