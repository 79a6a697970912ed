// The session that is under way on this device, so that it can be taken up again after a lock or a
// reload: one for each person, by the mark that stands for them.

import { drop, get, set } from "./store.js";

export const keep = (owner, key, state) => set("progress", { owner, key, state });

// Resolves with {key, state}, or undefined.
export const kept = (owner) => get("progress", owner);

export const forget = (owner) => drop("progress", owner);
