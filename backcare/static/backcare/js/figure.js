// A figure marked data-figure rests where it is, and goes on from there, when its data-pause is pressed.
// The page listens, so that a figure which comes later, as in a preview, can be paused too.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-pause]");
  const drawing = button?.closest("[data-figure]")?.querySelector("svg");
  if (!drawing) return;
  if (drawing.animationsPaused()) drawing.unpauseAnimations();
  else drawing.pauseAnimations();
  const words = [...button.children];
  words.forEach((word, number) => (word.hidden = drawing.animationsPaused() !== Boolean(number)));
});
