// Fills data-guess="time-zone" and data-guess="country" from the browser, while they are unanswered.

const guesses = {
  "time-zone": Intl.DateTimeFormat().resolvedOptions().timeZone,
  country: new Intl.Locale(navigator.language).region,
};

for (const field of document.querySelectorAll("[data-guess]")) {
  const guess = guesses[field.dataset.guess];
  const isUnanswered = field.value === "" || field.value === "UTC";
  // A form that came back refused holds what the person chose: leave it alone.
  const isFresh = !field.form.querySelector(".is-invalid");
  if (isUnanswered && isFresh && [...field.options].some((option) => option.value === guess)) {
    field.value = guess;
  }
}
