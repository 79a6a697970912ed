// A heart (button data-favorite) keeps or lets go where it stands; its form does the same without a script.

function show(heart, isPressed) {
  heart.setAttribute("aria-pressed", isPressed);
  // What the form of an unpressed heart sends is a wish, that of a pressed one an undo.
  if (isPressed) heart.name = "undo";
  else heart.removeAttribute("name");
}

async function press(heart) {
  const wasPressed = heart.getAttribute("aria-pressed") === "true";
  const body = new FormData(heart.form, heart);
  heart.setAttribute("aria-busy", "true");
  show(heart, !wasPressed);
  try {
    const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" };
    const answer = await fetch(heart.formAction, options);
    if (answer.status !== 204) throw new Error(`favorite: ${answer.status}`);
  } catch {
    // Whatever went wrong (no network, signed out meanwhile), the form says it better.
    show(heart, wasPressed);
    heart.form.elements.next.value = location.pathname + location.search;
    heart.form.requestSubmit(heart);
  } finally {
    heart.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const heart = event.target.closest("button[data-favorite]");
  if (!heart) return;
  event.preventDefault();
  // The second click of a double click would take back the first.
  if (event.detail < 2 && !heart.hasAttribute("aria-busy")) press(heart);
});
