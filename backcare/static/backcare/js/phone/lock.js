// What was told on this device and stops somebody until the server has heard it and says otherwise.

import { drop, get, set } from "./store.js";

// A stop leads to the help at `url`; anything else asks for the full check there.
export const lock = (owner, { url, isStop }) => set("locks", { owner, url, isStop, at: Date.now() });

export const lockOf = (owner) => get("locks", owner);

export const unlock = (owner) => drop("locks", owner);
