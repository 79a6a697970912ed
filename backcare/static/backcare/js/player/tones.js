// Soft tones, made by the browser itself. Planned ahead by the clock of the sound: a tab in the
// background is woken too seldom to ring in time.

const SOUNDS = {
  start: [[523, 0], [659, 0.12]],
  end: [[659, 0], [523, 0.12]],
  side: [[587, 0], [587, 0.2]],
  over: [[659, 0], [659, 0.16]],
  done: [[523, 0], [659, 0.16], [784, 0.32]],
};
const LOUD = 0.12;
const LONG = 0.32;

export function makeTones() {
  let context = null;
  let planned = [];

  function note(frequency, at) {
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUD, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + LONG);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + LONG);
    return tone;
  }

  return {
    // A browser lets a page sound only after a press on it, or on the page before it.
    wake() {
      if (!("AudioContext" in window)) return;
      context ??= new AudioContext({ latencyHint: "interactive" });
      if (context.state === "suspended") context.resume().catch(() => {});
    },
    play(name, inSeconds = 0) {
      if (context?.state !== "running") return;
      const at = context.currentTime + Math.max(0, inSeconds);
      const notes = SOUNDS[name].map(([frequency, later]) => note(frequency, at + later));
      planned = inSeconds > 0 ? notes.map((tone) => ({ tone, at })) : [];
    },
    // Forget what was planned and has not sounded yet.
    clear() {
      for (const { tone, at } of planned) if (at > context.currentTime) tone.disconnect();
      planned = [];
    },
  };
}
