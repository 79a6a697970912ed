// What this device was told once about sound, and remembers.

const NAME = "player";
const FIRST = { voice: false, tones: true, vibration: true, keys: true };

function read() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {}; // a private window, or a full disk
  }
}

export function makeSettings() {
  const settings = { ...FIRST, ...read() };
  return {
    get: (name) => settings[name],
    set(name, value) {
      settings[name] = value;
      try {
        localStorage.setItem(NAME, JSON.stringify(settings));
      } catch {
        // It holds until the page is left.
      }
    },
  };
}
