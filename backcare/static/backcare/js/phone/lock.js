// What was told on this device and stops somebody until the server has heard it and says otherwise.

import { drop, get, set, surely } from "./store.js";

const NAME = "locks"; // of the channel on which other tabs hear of it
const channel = globalThis.BroadcastChannel && new BroadcastChannel(NAME);

// A stop leads to the help at `url`; anything else asks for the full check there. A device that has
// no room to keep it gives up the days that it carries: without them nothing begins here.
export async function lock(owner, { url, isStop }) {
  const before = await lockOf(owner).catch(() => null);
  const write = () => set("locks", { owner, url, isStop, at: Date.now() });
  await surely(write).catch(() => drop("days", owner));
  if (before?.url !== url) channel?.postMessage({ owner, url, isStop });
}

export const lockOf = (owner) => get("locks", owner);

export const unlock = (owner) => drop("locks", owner);

// Call tell(url) when another tab was told something that stops this person.
export function onStop(owner, tell) {
  channel?.addEventListener("message", ({ data }) => data.owner === owner && data.isStop && tell(data.url));
}
