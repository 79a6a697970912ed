// Keeps the screen on while somebody exercises, where the browser can.

export function makeAwake({ cannot }) {
  let lock = null;
  let isWanted = false;

  async function ask() {
    if (!isWanted || document.visibilityState !== "visible" || lock) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => (lock = null));
      if (!isWanted) lock.release();
    } catch {
      cannot();
    }
  }

  // The browser lets go of it whenever the page is hidden.
  document.addEventListener("visibilitychange", ask);

  return {
    hold() {
      isWanted = true;
      ask();
    },
    release() {
      isWanted = false;
      lock?.release();
    },
  };
}
