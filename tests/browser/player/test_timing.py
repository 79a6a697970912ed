"""The timer of a guided session follows a clock, whatever happens to its ticks."""

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.player.acts import (
    BIRD_DOG,
    BRIDGE,
    READY,
    SETTLE,
    TILT,
    WHOLE,
    now_shown,
    part,
    press,
    routine_of,
    skip_to,
    start,
)

pytestmark = pytest.mark.django_db(transaction=True)

# When each exercise of the four basics is over, in seconds.
ENDS = {
    "Pelvic tilt": SETTLE + TILT,
    "Bird-dog": SETTLE + TILT + SETTLE + BIRD_DOG,
    "Bridge": SETTLE + TILT + SETTLE + BIRD_DOG + SETTLE + BRIDGE,
    "Knee-to-chest stretch": WHOLE,
}
SLACK = 0.25
# Keeps what began when, by the same clock, from the first moment of the player on.
WATCH = """
  window.seen = [];
  new MutationObserver(() => {
    const player = document.querySelector(".player");
    if (!player) return;
    const name = player.querySelector("[data-part=name]").textContent;
    const now = [name, player.dataset.kind, player.querySelector("[data-part=place]").textContent];
    const last = window.seen.at(-1);
    if (last && now.every((one, i) => one === last[i])) return;
    window.seen.push([...now, performance.now()]);
  }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""


def seen(page):
    """What began when, in seconds from the first moment."""
    rows = page.evaluate("window.seen")
    return [(name, kind, place, (at - rows[0][3]) / 1000) for name, kind, place, at in rows]


def test_is_within_a_quarter_second_of_the_dose_over_ten_minutes(opened, routine):
    """Each phase of the four basics, from the first to the end, begins when the dose says."""
    page = opened(routine)
    page.add_init_script(WATCH)
    page.reload()
    start(page)
    page.clock.run_for(1000 * (WHOLE - SLACK))
    expect(page.get_by_role("heading", name="How did it go?")).to_have_count(0)
    page.clock.run_for(1000 * 2 * SLACK)
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()

    began = [(name, kind, at) for name, kind, _place, at in seen(page)]
    expected, at = [], 0
    for name, phases in plan():
        for kind, lasts in phases:
            expected.append((name, kind, at))
            at += lasts
    assert at == WHOLE > 600
    assert [one[:2] for one in began] == [one[:2] for one in expected]
    late = {one[:2]: one[2] - should[2] for one, should in zip(began, expected, strict=True)}
    assert max(map(abs, late.values())) <= SLACK, late


def test_shows_the_right_second_though_ticks_are_lost(led, routine):
    """A tab in the background is woken seldom; what it shows is right all the same."""
    page = led(routine)
    ms, jumps = 0, (1000, 999, 7000, 250, 61_000, 1000, 30_500, 3_141)
    for turn in range(48):
        ms += jumps[turn % len(jumps)]
        page.clock.fast_forward(jumps[turn % len(jumps)])
        if ms >= 1000 * WHOLE:
            break
        assert shown_by(page) == expected_at(ms / 1000), f"after {ms} ms"
    page.clock.fast_forward(max(0, 1000 * WHOLE - ms) + 1000 * SLACK)
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()


def shown_by(page):
    """The exercise, what is done, and the second."""
    name, kind = part(page, "name").inner_text(), page.locator(".player").get_attribute("data-kind")
    return name, kind, now_shown(page)[1] if kind in ("hold", "rest", "ready", "side") else ""


def expected_at(seconds):
    """The same by the dose alone, from the sums of its parts."""
    for name, phases in plan():
        for kind, lasts in phases:
            if seconds < lasts:
                left = -(-(lasts - seconds) // 1)
                is_counted = kind in ("hold", "rest", "ready", "side")
                return name, kind, f"{left:.0f}" if is_counted else ""
            seconds -= lasts
    raise AssertionError("it is over")


def plan():
    """The phases of the four basics."""
    rep = lambda hold: [("move", 1.75), ("hold", hold), ("back", 1.75)]  # noqa: E731

    def repeated(hold, times, kind, between):
        return (rep(hold) + [(kind, between)]) * (times - 1) + rep(hold)

    sides = [*repeated(15, 3, "rest", 10), ("side", 10), *repeated(15, 3, "rest", 10)]
    return [
        ("Pelvic tilt", [("ready", SETTLE), *repeated(5, 10, "rest", 5)]),
        ("Bird-dog", [("ready", SETTLE), *repeated(3, 20, "side", 2)]),
        ("Bridge", [("ready", SETTLE), *repeated(3, 12, "rest", 2)]),
        ("Knee-to-chest stretch", [("ready", READY), *sides]),
    ]


def test_is_in_time_by_the_real_clock_on_a_slow_phone(new_page, library):
    """Six times slower, and busy besides: each phase begins when it should."""
    page = slow(new_page, routine_of([Exercise.objects.get(slug="bridge")]))
    press(page, "Next")
    while [kind for _name, kind, *_more in seen(page)].count("move") < 3:
        page.wait_for_timeout(500)
    rows = seen(page)
    first = next(i for i, row in enumerate(rows) if row[1] == "move")
    began = [(kind, at - rows[first][3]) for _name, kind, _place, at in rows[first:]]

    # Into it, three seconds, back, two seconds of rest, and so on.
    expected, at = [], 0
    for kind, lasts in (("move", 1.75), ("hold", 3), ("back", 1.75), ("rest", 2)) * 2:
        expected.append((kind, at))
        at += lasts
    assert [kind for kind, _at in began[:8]] == [kind for kind, _at in expected]
    late = [
        round(is_at - should, 3) for (_k, is_at), (_, should) in zip(began, expected, strict=False)
    ]
    assert max(map(abs, late)) <= SLACK, late


def slow(new_page, routine):
    page = new_page(routine.plan.patient)
    page.add_init_script(WATCH)
    page.goto(f"/sessions/routines/{routine.pk}/")
    page.get_by_role("button", name="4", exact=True).click()
    expect(page.locator(".player__figure svg")).to_be_visible()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.evaluate(
        """setInterval(() => { const t = Date.now(); while (Date.now() - t < 60); }, 300)"""
    )
    return page


def test_waits_where_it_was_when_the_phone_slept(led, routine):
    page = led(routine)
    page.clock.run_for(18_000)
    before = now_shown(page)
    page.clock.fast_forward(30 * 60_000)
    assert now_shown(page) == ("Paused", before[1], before[2])
    expect(page.locator("[aria-live]")).to_have_text("The phone was away, so we waited here.")
    press(page, "Go on")
    assert now_shown(page) == ("Get ready", "5", "Rep 1 of 10")


def test_the_figure_moves_with_the_timer(led, routine):
    """It is at the start while one rests, in the pose while one holds, and between in between."""
    page = led(routine)
    moments = {}
    for ms, name in ((10_000, "ready"), (5_900, "move"), (2_000, "hold"), (4_600, "back"),
                     (2_500, "rest")):  # fmt: skip
        page.clock.run_for(ms)
        assert page.locator(".player").get_attribute("data-kind") == name
        moments[name] = page.evaluate(
            "document.querySelector('.player__figure svg').getCurrentTime()"
        )
    assert moments["ready"] == moments["rest"] == 0
    assert 0.6 < moments["move"] < 2.35 < moments["hold"] < 4.35 < moments["back"] < 6.1
    assert page.evaluate("document.querySelector('.player__figure svg').animationsPaused()")


LATE = """() => {
  const { fetch } = window;
  const come = new Promise((done) => { window.come = done; });
  window.fetch = async (...asked) => {
    if (`${asked[0]}`.includes("/bird-dog/")) await come;
    return fetch(...asked);
  };
}"""


def test_a_figure_that_comes_late_shows_where_one_is(led, routine):
    page = led(routine)
    page.evaluate(LATE)
    skip_to(page, "Bird-dog")
    page.clock.run_for(1000 * (SETTLE + 3))
    expect(part(page, "word")).to_have_text("Hold")
    assert page.locator(".player__figure svg").count() == 0
    page.evaluate("window.come()")
    expect(page.locator(".player__figure svg")).to_be_visible()
    time = page.evaluate("document.querySelector('.player__figure svg').getCurrentTime()")
    assert 2.35 < time < 4.35


def test_the_figure_of_the_other_side_is_the_other_side(led, routine):
    page = led(routine)
    page.clock.run_for(1000 * (ENDS["Pelvic tilt"] + SETTLE + 3))
    expect(part(page, "side")).to_have_text("Right leg, left arm")
    expect(page.locator(".player__figure svg")).to_be_visible()
    first = page.evaluate("document.querySelector('.player__figure svg').getCurrentTime()")
    page.clock.run_for(8_500)
    expect(part(page, "side")).to_have_text("Left leg, right arm")
    other = page.evaluate("document.querySelector('.player__figure svg').getCurrentTime()")
    assert other - first == pytest.approx(6.7, abs=0.01)
