// One session on the screen, from the exercise where it stands to the end, or to where one leaves it.

import { makeAwake } from "./awake.js";
import { makeClock } from "./clock.js";
import * as steps from "./course.js";
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
const SHEETS = ["hurts", "skip", "how", "sound", "leave"];

// Resolves with why it ended: "over", "end", "later", "list", "quick-check" or "taken". keep(course)
// is called whenever something has changed that must not be lost.
export function play(course, { keep, signal, isNew = true }) {
  return new Promise((resolve) => {
    const playing = new Playing(course, { keep, isNew, resolve });
    signal?.addEventListener("abort", () => playing.end("taken"));
    playing.open();
  });
}

class Playing {
  clock = makeClock({ away: AWAY });
  settings = makeSettings();
  screen = makeScreen();
  cues = makeCues({ settings: this.settings, live: this.screen.said });
  awake = makeAwake({ cannot: () => this.screen.note(say("no_wake_lock")) });
  actions = this.makeActions();
  media = makeMediaKeys(this.actions);
  engine = null;
  shownSecond = null;
  isOpen = true; // until it ends
  wasRunning = true; // before a sheet opened

  constructor(course, { keep, isNew, resolve }) {
    Object.assign(this, { course, isNew, resolve });
    this.keep = () => keep(course);
    this.sheets = this.makeSheets();
    this.listeners = new AbortController();
  }

  makeActions() {
    const sheets = SHEETS.map((name) => [name, () => this.sheets.open(name)]);
    return {
      pause: () => (this.engine.isRunning ? this.hold() : this.resume()),
      hold: () => this.hold(),
      resume: () => this.resume(),
      again: () => this.step(() => this.engine.again()),
      next: () => this.step(() => this.engine.next()),
      less: () => this.adjust(-1),
      more: () => this.adjust(1),
      five: () => this.shorten(),
      list: () => this.end("list"),
      ...Object.fromEntries(sheets),
    };
  }

  makeSheets() {
    return makeSheets(this.screen.root, this.course, {
      opens: () => {
        this.wasRunning = this.engine.isRunning;
        this.hold();
      },
      closes: () => this.wasRunning && this.isOpen && this.resume(),
      hurt: (choice, pain) => this.hurt(choice, pain),
      skip: (reason) => this.skip(reason),
      leave: (why) => this.end(why),
    });
  }

  open() {
    this.listen();
    this.bindSound();
    text(part(this.screen.root, "said"), "");
    part(this.screen.root, "name").focus({ preventScroll: true });
    if (this.cues.mayPlay()) this.wake();
    this.onward({ again: !this.isNew });
  }

  listen() {
    const { signal } = this.listeners;
    const { root } = this.screen;
    onDo(root, this.actions);
    onKeys(root, this.actions);
    // The whole upper part is one large button to pause.
    part(root, "stage").addEventListener("click", (event) => {
      if (!event.target.closest("button")) this.actions.pause();
    });
    for (const kind of ["pointerdown", "keydown"]) {
      root.addEventListener(kind, () => this.wake(), { once: true });
    }
    document.addEventListener("visibilitychange", () => this.seen(), { signal });
    addEventListener("pagehide", () => this.lookAndKeep(), { signal });
  }

  bindSound() {
    bindSwitches(this.sheets.sheet("sound"), this.settings, {
      isAwake: () => "wakeLock" in navigator,
      changed: (name, isOn) => {
        if (name === "voice" && isOn) this.cues.voiceTurnedOn();
        if (name === "keys" && !isOn) this.media.turn(false);
        if (isOn) this.wake();
      },
    });
  }

  // A browser sounds only after the first press.
  wake() {
    this.cues.wake();
    if (this.settings.get("keys")) this.media.turn(true, this.course.data.urls.silence);
  }

  seen() {
    if (document.visibilityState === "hidden") this.lookAndKeep();
    else this.tick();
  }

  lookAndKeep() {
    this.engine.look();
    this.keep();
  }

  end(why) {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.engine.isRunning) this.engine.pause();
    this.rest();
    this.sheets.closeAll();
    this.cues.hush();
    this.awake.release();
    this.media.turn(false);
    this.listeners.abort();
    if (why !== "taken") this.keep();
    this.resolve(why);
  }

  rest() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
  }

  // See where the clock is, show it, and come back when something will have changed.
  tick() {
    this.rest();
    if (!this.isOpen) return;
    const { engine } = this;
    const place = engine.look();
    if (!this.isOpen || this.engine !== engine || place.isOver) return;
    this.screen.moment(this.course, place, engine.isRunning);
    if (place.second !== this.shownSecond) this.second(place);
    if (!engine.isRunning) return;
    const untilChange = 1000 * (place.left - (place.second - 1));
    const tick = () => this.tick();
    this.timer = setTimeout(tick, Math.min(1000, Math.max(4, untilChange + 1)));
    if (this.screen.figure.moves(place)) this.frame = requestAnimationFrame(tick);
  }

  second(place) {
    this.shownSecond = place.second;
    this.cues.second(place);
    if (place.phase.kind === "minutes" && place.second % KEPT_EVERY === 0) this.keep();
  }

  // Stand before the exercise where the course is, and begin.
  onward({ again = false } = {}) {
    const { course } = this;
    if (steps.isOver(course)) return this.end("over");
    this.engine = makeEngine({ clock: this.clock, course, tell: this });
    this.screen.exercise(course);
    if (again) this.engine.startAgain();
    else this.engine.start();
    this.shows(true);
    return this.tick();
  }

  // What the engine tells: a phase begins, the exercise is over, nobody was here for long.

  begins(place) {
    this.shownSecond = null;
    this.screen.phase(this.course, place);
    this.cues.begins(this.course, place);
    // Not before one has begun: the first drawing is what one waits for.
    if (place.index > 0) preload(steps.nextOf(this.course));
    this.showBefore(place);
    this.keep();
  }

  over() {
    this.cues.ended(this.course);
    steps.finish(this.course);
    this.keep();
    this.onward();
  }

  away() {
    this.screen.running(false, this.course, this.engine.place());
    this.screen.said(say("was_away"));
    this.awake.release();
  }

  // What the person does.

  hold() {
    if (!this.engine.isRunning) return;
    this.engine.pause();
    this.cues.paused();
    this.shows(false);
    this.keep();
    this.tick();
  }

  resume() {
    if (this.engine.isRunning) return;
    this.engine.resume();
    this.cues.resumed(this.course, this.engine.place());
    this.shows(true);
    this.tick();
  }

  shows(isRunning) {
    if (isRunning) this.awake.hold();
    else this.awake.release();
    this.media.tell(steps.exerciseOf(this.course).name, this.course.data.name, isRunning);
    this.screen.running(isRunning, this.course, this.engine.place());
  }

  // A step taken by hand; whoever had paused goes on from there.
  step(take) {
    this.cues.hush();
    take();
    if (this.isOpen && !this.engine.isRunning) this.resume();
    this.tick();
  }

  adjust(sign) {
    const isMinutes = this.engine.place().phase.kind === "minutes";
    this.engine.adjust(sign * (isMinutes ? 60 : STEP));
    if (!this.isOpen) return; // that was the end
    this.cues.adjusted(this.course, this.engine.place());
    this.tick();
  }

  // Strong pain leads to the quick check before anything else.
  hurt(choice, pain) {
    steps.hurt(this.course, choice, pain, new Date());
    this.keep();
    if (this.course.asks) return this.end("quick-check");
    return choice === "carry-on" ? this.resume() : this.onward();
  }

  skip(reason) {
    if (reason === "enough") steps.finish(this.course);
    else steps.skip(this.course, reason);
    this.keep();
    this.onward();
  }

  shorten() {
    steps.shorten(this.course, this.fiveMinutes());
    this.onward();
  }

  fiveMinutes() {
    return partOf(this.course.data.exercises.map(({ parts }) => parts), FIVE_MINUTES);
  }

  // Before the very first repeat one may still choose a shorter way, or another one.
  showBefore({ index, phase }) {
    const { n, isEasier, part: whole } = this.course;
    const isFirst = n === 0 && index === 0 && phase.kind === "ready" && !isEasier;
    const { root } = this.screen;
    show(part(root, "before"), this.isNew && isFirst);
    show(root.querySelector("[data-do=five]"), this.fiveMinutes().length < whole.length);
  }
}
