// A form marked data-once is sent once, however often its button is pressed.

const buttonsOf = (form) =>
  [...form.elements].filter((element) => element.matches("button, input[type=submit]"));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  if (form.dataset.once === "sent") {
    event.preventDefault();
    return;
  }
  form.dataset.once = "sent";
  // Later, so that the name and value of the pressed button are still sent.
  setTimeout(() => buttonsOf(form).forEach((button) => (button.disabled = true)));
});

// Back from the browser's page cache: the form may be used again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('[data-once="sent"]')) {
    form.dataset.once = "";
    buttonsOf(form).forEach((button) => (button.disabled = false));
  }
});
