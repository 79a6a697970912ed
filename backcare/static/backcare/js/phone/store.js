// What this device keeps for the people who use it, each under the mark that stands for them.

const NAME = "backcare";
const VERSION = 2;
const OF_ONE = ["owner", "key"];
const STORES = {
  outbox: OF_ONE, // what must still reach the server
  answers: OF_ONE,
  progress: "owner", // the session that is under way
  days: "owner", // what is due on the next days
  locks: "owner", // a warning sign that was told on this device
};
// What is only there for somebody who is signed in. A lock stays, and so does what was done.
const PERSONAL = ["answers", "days"];

function opened(version) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, version);
    asked.onupgradeneeded = () => {
      const there = asked.result.objectStoreNames;
      for (const [name, keyPath] of Object.entries(STORES)) {
        if (!there.contains(name)) asked.result.createObjectStore(name, { keyPath });
      }
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
}

// A page that stayed open while the app was updated uses what the new one made.
const database = () =>
  opened(VERSION).catch((error) => {
    if (error.name === "VersionError") return opened();
    throw error;
  });

// All of it or nothing; resolves once it is on the disk, with the result of what `act` returned.
export async function within(names, mode, act) {
  const opening = await database();
  return new Promise((resolve, reject) => {
    const work = opening.transaction(names, mode, { durability: "strict" });
    const asked = act(...[names].flat().map((name) => work.objectStore(name)));
    work.oncomplete = () => {
      opening.close();
      resolve(asked?.result);
    };
    work.onabort = () => {
      opening.close();
      reject(work.error ?? asked?.error ?? new Error("Nothing was kept."));
    };
  });
}

const everyKeyOf = (owner) => IDBKeyRange.bound([owner], [owner, []]);

export const get = (name, key) => within(name, "readonly", (store) => store.get(key));
export const set = (name, value) => within(name, "readwrite", (store) => store.put(value));
// Only what is still there is changed: whoever signs out elsewhere meanwhile has cleared it.
export const update = (name, key, values) =>
  within(name, "readwrite", (store) => {
    store.get(key).onsuccess = ({ target: { result } }) => result && store.put({ ...result, ...values });
  });

// Drawings can be fetched again; what somebody did, or told, cannot be told again. Try a write that
// must not fail once more when they have made room.
export const surely = (write) =>
  write().catch(async () => {
    await globalThis.caches?.delete("figures");
    return write();
  });

export const drop = (name, key) => within(name, "readwrite", (store) => store.delete(key));
export const allOf = (name, owner) => within(name, "readonly", (store) => store.getAll(everyKeyOf(owner)));
export const everything = (name) => within(name, "readonly", (store) => store.getAll());

// Nobody but this person uses the device now; "" is nobody at all.
export const forgetOthers = (owner) =>
  within(PERSONAL, "readwrite", (...stores) => {
    for (const store of stores) {
      store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (cursor.value.owner !== owner) cursor.delete();
        cursor.continue();
      };
    }
  });
