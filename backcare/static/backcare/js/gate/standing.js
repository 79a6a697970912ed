// Whether somebody may exercise on a device that has no connection: values in, answer out. Pure.
//
// The server decides while it can be reached. Until then its permit holds, and no longer; a warning
// sign that was told here closes the gate at once. Whatever is not certain closes it.

const MINUTE = 60_000;
const DRIFT = 5 * MINUTE; // clocks differ a little
const CARRIED_FOR = 7 * 24 * 60 * MINUTE;

const closed = (why, url = null) => ({ isOpen: false, why, url });

// `carried` is what tracker/sessions/days.py gave, `lock` what was told here since, if anything.
// A closed gate says why: "stop" (with where the help is), "again", "nothing", "clock" or "over".
export function standingOf({ carried, lock, now }) {
  if (lock) return closed(lock.isStop ? "stop" : "again", lock.url);
  if (!carried) return closed("nothing");
  if (carried.stop) return closed("stop", carried.stop);
  if (carried.is_open !== true || !carried.permit) return closed("again", carried.leads_to);
  const [made, until] = [Date.parse(carried.made_at), Date.parse(carried.until)];
  // Nobody gets time back: a clock that was set back since this device last looked is wrong.
  if (!(now >= Math.max(made, carried.seen_at ?? made) - DRIFT)) return closed("clock");
  if (!(now < until && now < made + CARRIED_FOR)) return closed("over");
  return { isOpen: true, why: "", url: null };
}
