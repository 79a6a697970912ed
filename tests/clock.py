"""The time of a whole module, or of a whole folder."""

import pytest
import time_machine


def clock_at(moment):
    """A fixture, to be named `clock`: it is this moment, and only the test moves it on."""

    @pytest.fixture(autouse=True)
    def clock():
        with time_machine.travel(moment, tick=False) as traveller:
            yield traveller

    return clock
