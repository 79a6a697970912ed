// What is heard and felt: the voice, tones, vibration, and the words for a screen reader.

import { nextOf, exerciseOf } from "./course.js";
import { makeTones } from "./tones.js";
import { makeVoice } from "./voice.js";
import { say } from "./words.js";

const TONE = { move: "start", back: "end", side: "side", minutes: "start" };
const VIBRATION = { move: 80, back: [40, 60, 40], side: [60, 80, 60, 80, 60], minutes: 200 };
const COUNTED = { hold: 3, ready: 4, rest: 5, side: 5 }; // what lasts this long is counted down
const LONG_REST = 10;

// May this page sound yet? Before the first press a browser refuses, and complains.
const mayPlay = () => navigator.userActivation?.hasBeenActive ?? true;

const sideOf = (course, { side }) => (side ? exerciseOf(course).sides[side === "first" ? 0 : 1] : "");

const isInTurn = (course) => exerciseOf(course).parts.laterality === "alternating";

function exerciseWords(course) {
  const { name, dose } = exerciseOf(course);
  const words = say(course.n > 0 ? "say_next" : "say_exercise", { name, dose });
  const side = sideOf(course, course.phases[0]);
  return side ? `${words} ${side}.` : words;
}

// What is said of a phase that begins; nothing of most.
function wordsFor(course, { index, phase }) {
  const { kind, seconds, rep, reps, set, sets } = phase;
  if (kind === "ready") return index === 0 ? exerciseWords(course) : say("ready");
  if (kind === "side") {
    const side = sideOf(course, phase);
    return isInTurn(course) ? `${side}.` : say("say_side", { side });
  }
  if (kind === "rest" && seconds >= LONG_REST) return say("say_rest", { n: Math.round(seconds) });
  if (kind === "minutes") return say("say_minutes", { dose: exerciseOf(course).dose });
  if (kind === "hold" && rep === 1 && set === 1 && seconds > 3) return say("say_hold", { n: seconds });
  if (kind === "move" && rep === reps && set === sets && reps > 1) return say("say_last");
  return "";
}

// A screen reader is told of each repeat too: it has no digits to look at.
function told(course, place) {
  const { kind, rep, reps, side } = place.phase;
  const words = wordsFor(course, place);
  const counts = kind === "move" && reps > 1 && !(side === "other" && isInTurn(course));
  return counts ? `${say("say_rep", { n: rep, all: reps })} ${words}`.trim() : words;
}

export function makeCues({ settings, live }) {
  const tones = makeTones();
  const voice = makeVoice();
  let planned = null; // the phase whose tone was planned, and of which exercise

  function vibrate(pattern) {
    if (settings.get("vibration") && mayPlay()) navigator.vibrate?.(pattern);
  }

  // The tone of what comes next rings at its time, even if nothing else happens then.
  function plan(course, { index, left }) {
    tones.clear();
    const next = course.phases[index + 1];
    planned = next ?? null;
    if (settings.get("tones") && TONE[next?.kind]) tones.play(TONE[next.kind], left);
  }

  function tell(words) {
    if (settings.get("voice") && mayPlay()) voice.say(words);
  }

  return {
    mayPlay,
    wake() {
      if (mayPlay() && settings.get("tones")) tones.wake();
    },
    begins(course, place) {
      const { kind } = place.phase;
      if (settings.get("tones") && TONE[kind] && planned !== place.phase) tones.play(TONE[kind]);
      plan(course, place);
      if (VIBRATION[kind]) vibrate(VIBRATION[kind]);
      tell(wordsFor(course, place));
      if (!settings.get("voice")) live(told(course, place));
    },
    // Another second is shown.
    second({ phase, second }) {
      const isCounted = COUNTED[phase.kind] !== undefined && phase.seconds >= COUNTED[phase.kind];
      if (isCounted && second <= 3 && settings.get("voice") && mayPlay()) voice.count(second);
    },
    paused() {
      tones.clear();
      planned = null;
      voice.hush();
      live(say("say_paused"));
    },
    resumed(course, place) {
      plan(course, place);
      live(say("say_on"));
    },
    adjusted: plan,
    voiceTurnedOn: () => tell(say("say_voice")),
    // An exercise is over; the voice has only the end of the last one to tell.
    ended(course) {
      tones.clear();
      planned = null;
      const isLast = nextOf(course) === null;
      if (settings.get("tones")) tones.play(isLast ? "done" : "over");
      vibrate(isLast ? [80, 80, 80] : [80, 80]);
      if (isLast) tell(say("say_end"));
    },
    hush() {
      tones.clear();
      voice.hush();
    },
  };
}
