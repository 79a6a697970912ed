// How long something lasts, by timestamps: right when the tab sleeps, is throttled, or the phone locks.
//
// performance.now may stand still while a device sleeps, and Date may be set anew by the network. So
// the first counts, and what the second counted beyond it was sleep.

const SLEEP = 1500; // below this the two only drift apart, or Date was corrected a little
const LONGEST = 12 * 60 * 60 * 1000; // more than anybody sleeps over a session: Date was set

export function makeClock({
  now = () => performance.now(),
  date = () => Date.now(),
  away = Infinity, // who was not here for so long is away: the clock rests where they left
} = {}) {
  let elapsed = 0;
  let isRunning = false;
  let awayFor = 0; // milliseconds that were not counted
  let last = null;

  function passedSince(before) {
    const passed = Math.max(0, last.now - before.now);
    const slept = last.date - before.date - passed;
    return slept > SLEEP && slept < LONGEST ? passed + slept : passed;
  }

  function read() {
    const before = last;
    last = { now: now(), date: date() };
    if (!isRunning || !before) return elapsed;
    const passed = passedSince(before);
    if (passed > away) {
      isRunning = false;
      awayFor = passed;
    } else elapsed += passed;
    return elapsed;
  }

  return {
    elapsed: read,
    get isRunning() {
      return isRunning;
    },
    get awayFor() {
      return awayFor;
    },
    resume() {
      read();
      isRunning = true;
      awayFor = 0;
    },
    pause() {
      read();
      isRunning = false;
    },
    seek(ms) {
      read();
      elapsed = Math.max(0, ms);
    },
  };
}
