// The form data-import-progress asks for one more check after another, moves the bar and says how
// far it is; when all is checked the page is loaded anew, with what was found.

const form = document.querySelector("[data-import-progress]");
const bar = form.querySelector("progress");
const words = form.querySelector(`#${bar.getAttribute("aria-labelledby")}`);
const status = form.querySelector("[data-say]");
const trouble = form.querySelector("[data-trouble]");
const button = form.querySelector("button");

let quartersSaid = 0;

const show = (said) => {
  bar.value = said.checked;
  words.textContent = said.words;
  const quarters = Math.floor((4 * said.checked) / said.total);
  // Somebody who listens need not hear of every step.
  if (quarters > quartersSaid) status.textContent = said.words;
  quartersSaid = Math.max(quarters, quartersSaid);
};

const checkNext = async () => {
  const headers = { Accept: "application/json" };
  const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
  if (!response.ok) throw new Error(response.statusText);
  const said = await response.json();
  show(said);
  return said.checked < said.total;
};

const checkAll = async () => {
  button.hidden = true;
  trouble.hidden = true;
  try {
    while (await checkNext());
    location.replace(location.pathname);
  } catch {
    trouble.textContent = form.dataset.stopped;
    trouble.hidden = false;
    button.hidden = false;
  }
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  checkAll();
});
checkAll();
