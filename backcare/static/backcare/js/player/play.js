// One session on the screen, from the exercise where it stands to the end, or to where one leaves it.

import { makeAwake } from "./awake.js";
import { makeClock } from "./clock.js";
import * as course_ from "./course.js";
import { makeCues } from "./cues.js";
import { onDo, part, show, text } from "./dom.js";
import { AWAY, makeEngine } from "./engine.js";
import { preload } from "./figure.js";
import { makeMediaKeys, onKeys } from "./keys.js";
import { FIVE_MINUTES, partOf } from "./part.js";
import { makeScreen } from "./screen.js";
import { makeSettings } from "./settings.js";
import { bindSwitches, makeSheets } from "./sheets.js";
import { STEP } from "./timeline.js";
import { say } from "./words.js";

const KEPT_EVERY = 10; // seconds, while one walks

// Resolves with why it ended: "over", "end", "later", "list", "quick-check" or "taken". keep(course)
// is called whenever something has changed that must not be lost.
export function play(course, { keep, signal, isNew = true }) {
  return new Promise((resolve) => {
    const screen = makeScreen();
    const settings = makeSettings();
    const cues = makeCues({ settings, live: screen.said });
    const clock = makeClock({ away: AWAY });
    const awake = makeAwake({ cannot: () => tellOnce(say("no_wake_lock")) });
    let shownSecond = null;
    let timer = 0;
    let frame = 0;
    let isOpen = true; // until it ends
    let wasRunning = true; // before a sheet opened
    let engine = null;

    function tellOnce(words) {
      const line = Object.assign(document.createElement("p"), { className: "muted small-text", textContent: words });
      part(screen.root, "notes").append(line);
    }

    function ends(why) {
      if (!isOpen) return;
      isOpen = false;
      engine.pause();
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      sheets.closeAll();
      cues.hush();
      awake.release();
      media.turn(false);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("pagehide", keepNow);
      if (why !== "taken") keep(course);
      resolve(why);
    }

    const keepNow = () => {
      engine.look();
      keep(course);
    };

    // See where the clock is, show it, and come back when something will have changed.
    function tick() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      if (!isOpen) return;
      const before = engine;
      const place = engine.look();
      if (!isOpen || engine !== before || place.isOver) return;
      screen.moment(course, place, engine.isRunning);
      if (place.second !== shownSecond) {
        shownSecond = place.second;
        cues.second(place);
        if (place.phase.kind === "minutes" && place.second % KEPT_EVERY === 0) keep(course);
      }
      if (!engine.isRunning) return;
      const untilChange = 1000 * (place.left - (place.second - 1));
      timer = setTimeout(tick, Math.min(1000, Math.max(4, untilChange + 1)));
      if (screen.figure.moves(place)) frame = requestAnimationFrame(tick);
    }

    function begins(place) {
      shownSecond = null;
      screen.phase(course, place);
      cues.begins(course, place);
      // Not before one has begun: the first drawing is what one waits for.
      if (place.index > 0) preload(course_.nextOf(course));
      showBefore(place);
      keep(course);
    }

    function over() {
      cues.ended(course);
      course_.finish(course);
      keep(course);
      onward();
    }

    function away() {
      screen.running(false, course, engine.place());
      screen.said(say("was_away"));
      awake.release();
    }

    // Stand before the exercise where the course is, and begin.
    function onward({ again = false } = {}) {
      if (course_.isOver(course)) return ends("over");
      engine = makeEngine({ clock, course, tell: { begins, over, away } });
      screen.exercise(course);
      if (again) engine.startAgain();
      else engine.start();
      screen.running(true, course, engine.place());
      media.tell(course_.exerciseOf(course).name, course.data.name, true);
      awake.hold();
      return tick();
    }

    function hold() {
      if (!engine.isRunning) return;
      engine.pause();
      cues.paused();
      awake.release();
      media.tell(course_.exerciseOf(course).name, course.data.name, false);
      screen.running(false, course, engine.place());
      keep(course);
      tick();
    }

    function resume() {
      if (engine.isRunning) return;
      engine.resume();
      cues.resumed(course, engine.place());
      awake.hold();
      media.tell(course_.exerciseOf(course).name, course.data.name, true);
      screen.running(true, course, engine.place());
      tick();
    }

    // A step taken by hand; whoever had paused goes on with it.
    function step(take) {
      cues.hush();
      if (!engine.isRunning) resume();
      take();
      tick();
    }

    const fiveMinutes = () => partOf(course.data.exercises.map(({ parts }) => parts), FIVE_MINUTES);
    const minutesNow = () => engine.place().phase.kind === "minutes";
    const by = (sign) => sign * (minutesNow() ? 60 : STEP);
    const adjust = (sign) => {
      engine.adjust(by(sign));
      cues.adjusted(course, engine.place());
      tick();
    };

    const actions = {
      pause: () => (engine.isRunning ? hold() : resume()),
      hold,
      resume,
      again: () => step(() => engine.again()),
      next: () => step(() => engine.next()),
      less: () => adjust(-1),
      more: () => adjust(1),
      five() {
        course_.shorten(course, fiveMinutes());
        onward();
      },
      list: () => ends("list"),
      ...Object.fromEntries(["hurts", "skip", "how", "sound", "leave"].map((name) => [name, () => sheets.open(name)])),
    };

    const sheets = makeSheets(screen.root, course, {
      opens() {
        wasRunning = engine.isRunning;
        hold();
      },
      closes: () => wasRunning && isOpen && resume(),
      hurt(choice, pain) {
        course_.hurt(course, choice, pain, new Date());
        keep(course);
        if (pain !== null && pain >= course.data.strong_from) return ends("quick-check");
        return choice === "carry-on" ? resume() : onward();
      },
      skip(reason) {
        if (reason === "enough") course_.finish(course);
        else course_.skip(course, reason);
        keep(course);
        onward();
      },
      leave: ends,
    });

    const media = makeMediaKeys({ hold, resume, next: actions.next, again: actions.again });

    // Before the very first repeat one may still choose a shorter way, or another one.
    function showBefore({ index, phase }) {
      const isBefore = isNew && course.n === 0 && index === 0 && phase.kind === "ready" && !course.isEasier;
      show(part(screen.root, "before"), isBefore);
      show(screen.root.querySelector("[data-do=five]"), fiveMinutes().length < course.part.length);
    }

    function seen() {
      if (document.visibilityState === "hidden") keepNow();
      else tick();
    }

    function wake() {
      cues.wake();
      if (settings.get("keys")) media.turn(true, course.data.urls.silence);
    }

    bindSwitches(sheets.sheet("sound"), settings, {
      isAwake: () => "wakeLock" in navigator,
      changed(name, isOn) {
        if (name === "voice" && isOn) cues.voiceTurnedOn();
        if (name === "keys" && !isOn) media.turn(false);
        if (isOn) wake();
      },
    });
    onDo(screen.root, actions);
    onKeys(screen.root, actions);
    // The whole upper part is one large button to pause.
    part(screen.root, "stage").addEventListener("click", (event) => {
      if (!event.target.closest("button")) actions.pause();
    });
    for (const kind of ["pointerdown", "keydown"]) screen.root.addEventListener(kind, wake, { once: true });
    document.addEventListener("visibilitychange", seen);
    addEventListener("pagehide", keepNow);
    signal?.addEventListener("abort", () => ends("taken"));

    text(part(screen.root, "said"), "");
    part(screen.root, "name").focus({ preventScroll: true });
    if (cues.mayPlay()) wake();
    onward({ again: !isNew });
  });
}
