// The figure of a card (data-moves) moves while one points at it or has the focus on it. What moves
// is fetched only then, and never for who asked for less motion or less data.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const WAIT = 150; // a pointer that only passes by
let current = null;

const pictureOf = (card) => card.querySelector("img[data-moving]");

function stop() {
  const picture = current && pictureOf(current);
  if (picture?.dataset.still) picture.src = picture.dataset.still;
  current = null;
}

function start(card) {
  if (still.matches || navigator.connection?.saveData) return;
  current = card;
  const picture = pictureOf(card);
  setTimeout(async () => {
    if (current !== card) return;
    const moving = new Image();
    moving.src = picture.dataset.moving;
    // A figure that does not come stays still.
    const came = await moving.decode().then(() => true, () => false);
    if (!came || current !== card) return;
    picture.dataset.still ??= picture.src;
    picture.src = picture.dataset.moving;
  }, WAIT);
}

function turnTo(target) {
  const card = target?.closest?.("[data-moves]") ?? null;
  if (card === current) return;
  stop();
  if (card) start(card);
}

document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && turnTo(event.target));
document.documentElement.addEventListener("pointerleave", () => turnTo(document.activeElement));
document.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && turnTo(event.target));
document.addEventListener("focusout", () => turnTo(null));
still.addEventListener("change", stop);
