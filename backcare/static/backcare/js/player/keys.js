// Keys of the keyboard, and the buttons of headphones and lock screens.

const KEYS = {
  " ": "pause", ArrowRight: "next", ArrowLeft: "again", h: "hurts", s: "skip", Escape: "leave",
  "+": "more", "-": "less", "?": "how",
};

const isTyping = (target) => target.closest?.("input, textarea, select") !== null;

// Call the action of a pressed key, unless a sheet is open or the key belongs to a button.
export function onKeys(root, actions) {
  function listen(event) {
    if (!root.isConnected) return document.removeEventListener("keydown", listen);
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined;
    if (root.querySelector("dialog[open]")) return undefined;
    const name = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
    const isButtons = event.key === " " && event.target.closest?.("button, a, [tabindex='0']");
    if (!name || isButtons) return undefined;
    event.preventDefault();
    if (!event.repeat) actions[name]();
    return undefined;
  }
  document.addEventListener("keydown", listen);
}

// Browsers give these buttons only to a page that plays something: six seconds of silence.
export function makeMediaKeys(actions) {
  let silence = null;
  const media = navigator.mediaSession;
  const handlers = {
    play: actions.resume, pause: actions.hold, stop: actions.hold,
    nexttrack: actions.next, previoustrack: actions.again,
  };

  function handle(isOn) {
    for (const [name, action] of Object.entries(handlers)) {
      media.setActionHandler(name, isOn ? () => action() : null);
    }
  }

  return {
    async turn(isOn, url) {
      if (!media) return;
      handle(isOn);
      if (!isOn) return silence?.pause();
      silence ??= Object.assign(new Audio(url), { loop: true });
      return silence.play().catch(() => {}); // refused before the first press
    },
    tell(title, artist, isRunning) {
      if (!media || !silence) return;
      media.metadata = new MediaMetadata({ title, artist });
      media.playbackState = isRunning ? "playing" : "paused";
    },
  };
}
