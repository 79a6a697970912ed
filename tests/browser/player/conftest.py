"""Somebody with a plan of the four basics, and the ways to the player."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.player.acts import routine_of, start, zone_at_noon


@pytest.fixture
def routine(library):
    return routine_of()


@pytest.fixture
def opened(new_page):
    """Open Today as the patient, on a clock that is `minutes` behind and moves when told."""

    def open_today(routine, minutes=11, **options):
        page = new_page(routine.plan.patient, timezone_id=zone_at_noon(), **options)
        page.clock.install(time=datetime.now(UTC) - timedelta(minutes=minutes))
        page.goto("/today/")
        return page

    return open_today


@pytest.fixture
def led(opened):
    """Open the player by the way of everybody: Today, the quick check, and there it is."""

    def lead(routine, pain=4, **options):
        page = opened(routine, **options)
        start(page, pain)
        return page

    return lead
