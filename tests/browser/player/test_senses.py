"""With closed eyes: what is heard and felt, and that the screen stays on."""

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from tests.browser.player.acts import part, press, routine_of, skip_to, start

pytestmark = pytest.mark.django_db(transaction=True)

SENSES = """
  window.rung = [];
  window.felt = [];
  navigator.vibrate = (pattern) => felt.push(String(pattern));
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    rung.push(this.frequency.value);
    return start.call(this, at);
  };
"""


def test_tones_and_vibration_tell_what_begins_and_what_is_over(led, library):
    routine = routine_of(
        [Exercise.objects.get(slug="bird-dog"), Exercise.objects.get(slug="bridge")]
    )
    routine.prescriptions.update(reps_min=1, reps_max=1)
    page = led(routine)
    page.evaluate(f"() => {{ {SENSES} }}")
    part(page, "name").click()
    press(page, "Go on")
    for _second in range(75):
        page.clock.run_for(1000)
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()

    felt, rung = page.evaluate("felt"), page.evaluate("rung")
    start, back, side, over, done = "80", "40,60,40", "60,80,60,80,60", "80,80", "80,80,80"
    assert felt == [start, back, side, start, back, over, start, back, done]
    assert {523, 659, 587, 784} <= set(map(int, rung))


def test_the_tones_and_the_vibration_can_be_turned_off(led, routine):
    page = led(routine)
    page.evaluate(f"() => {{ {SENSES} }}")
    press(page, "Sound")
    page.get_by_label("Soft tones at start and end").uncheck()
    page.get_by_label("Vibration").uncheck()
    press(page, "Done")
    page.clock.run_for(40_000)

    assert page.evaluate("[rung, felt]") == [[], []]


TOLD = """
  window.told = [];
  const live = document.querySelector("[aria-live]");
  new MutationObserver(() => told.push(live.textContent)).observe(live, {childList: true});
"""


def test_a_screen_reader_hears_what_changes_and_no_seconds(led, routine):
    page = led(routine)
    page.evaluate(f"() => {{ {TOLD} }}")
    page.clock.run_for(1000 * 33)
    told = page.evaluate("told")
    assert told == ["Rep 1 of 10.", "Hold 5 seconds.", "Rep 2 of 10."]
    skip_to(page, "Bird-dog")
    page.clock.run_for(1000 * 25)
    said = "Next: Bird-dog. 10 each side, hold 3 to 5 seconds. Right leg, left arm."
    assert page.evaluate("told").count(said) == 1
    assert "Left leg, right arm." in page.evaluate("told")
    hidden = page.locator(".player [aria-hidden=true]")
    assert {"digits", "word", "figure"} <= {one.get_attribute("data-part") for one in hidden.all()}


VOICE = """
  window.spoken = [];
  speechSynthesis.speak = (one) => { spoken.push(one.text); };
"""


def test_the_voice_is_silent_until_it_is_chosen_and_then_remembered(led, routine):
    page = led(routine)
    page.evaluate(f"() => {{ {VOICE} {TOLD} }}")
    page.clock.run_for(20_000)
    assert page.evaluate("spoken") == []
    press(page, "Sound")
    page.get_by_label("A voice says the exercise").check()
    press(page, "Done")
    skip_to(page, "Bird-dog")
    page.clock.run_for(1000 * 25)
    spoken = page.evaluate("spoken")
    assert spoken[0] == "The voice is on."
    for words in ("Next: Bird-dog. 10 each side, hold 3 to 5 seconds. Right leg, left arm.",
                  "Left leg, right arm.", "3", "2", "1"):  # fmt: skip
        assert words in spoken
    # The screen reader is not talked over: it is told nothing that was said.
    assert not set(page.evaluate("told")) & set(spoken)
    page.reload()
    press(page, "Go on with Bird-dog, 2 of 4")
    press(page, "Sound")
    expect(page.get_by_label("A voice says the exercise")).to_be_checked()


def test_says_so_where_the_screen_cannot_be_kept_on(led, opened, routine):
    page = opened(routine)
    page.add_init_script("Object.defineProperty(navigator, 'wakeLock', {value: undefined})")
    page.reload()
    start(page)
    words = "This browser cannot keep the screen on. Set your screen to stay on."
    for _twice in range(2):
        press(page, "Pause")
        press(page, "Go on")
    expect(part(page, "notes").get_by_text(words)).to_be_visible()
    expect(part(page, "notes").get_by_text(words)).to_have_count(1)


def test_the_screen_is_kept_on_while_one_exercises(opened, routine):
    page = opened(routine)
    page.add_init_script("""
      window.locks = [];
      const request = async () => {
        const lock = new EventTarget();
        lock.release = () => { locks.push("off"); lock.dispatchEvent(new Event("release")); };
        locks.push("on");
        return lock;
      };
      Object.defineProperty(navigator, "wakeLock", {value: {request}});
    """)
    page.reload()
    start(page)
    press(page, "Pause")
    expect(part(page, "word")).to_have_text("Paused")
    press(page, "Go on")
    assert page.evaluate("locks") == ["on", "off", "on"]


def test_the_buttons_of_headphones_pause_and_go_on(opened, routine):
    page = opened(routine)
    page.add_init_script("""
      window.handlers = {};
      navigator.mediaSession.setActionHandler = (name, action) => { handlers[name] = action; };
    """)
    page.reload()
    start(page)
    page.evaluate("handlers.pause()")
    expect(part(page, "word")).to_have_text("Paused")
    page.evaluate("handlers.play()")
    expect(part(page, "word")).to_have_text("Find your place")
    page.evaluate("handlers.nexttrack()")
    expect(part(page, "word")).to_have_text("Move in slowly")
