// The library's form (data-library) asks the server while one types, and shows the answer in place.
// The server alone knows what fits: this fetches the page that the form would lead to, and takes
// over its marked parts (data-part). Whenever that fails, the form is sent as without a script.

const form = document.querySelector("form[data-library]");
const TYPING = 250;
let waiting;
let asking;

const parts = (page) => new Map([...page.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));

function addressOfForm() {
  const said = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const query = new URLSearchParams(said).toString();
  return location.pathname + (query && `?${query}`);
}

function show(page, address) {
  const found = parts(page);
  if (!found.has("results")) throw new Error("This is not the library.");
  for (const [name, part] of parts(document)) {
    const news = found.get(name);
    // What did not change is left alone, so that nothing is said twice.
    if (news && news.innerHTML !== part.innerHTML) part.replaceChildren(...news.childNodes);
  }
  history.replaceState(history.state, "", address);
}

async function ask(address) {
  clearTimeout(waiting);
  asking?.abort();
  const mine = (asking = new AbortController());
  const results = document.querySelector('[data-part="results"]');
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(`library: ${answer.status}`);
    const text = await answer.text();
    if (mine !== asking) return false;
    show(new DOMParser().parseFromString(text, "text/html"), address);
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
    return false;
  }
  results.removeAttribute("aria-busy");
  return true;
}

function soon(wait) {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(addressOfForm()), wait);
}

// A link to a list (data-narrow) says what the form shall say from now on.
function sayAgain(address) {
  const said = new URL(address, location.href).searchParams;
  form.elements.q.value = said.get("q") ?? "";
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    box.checked = said.getAll(box.name).includes(box.value);
  }
}

form.addEventListener("input", (event) => soon(event.target.type === "search" ? TYPING : 0));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const filters = form.querySelector("details");
  if (!(await ask(addressOfForm()))) return;
  filters.open = false;
  if (event.submitter) document.querySelector('[data-part="status"]').focus();
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-narrow]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  sayAgain(link.href);
  if (await ask(link.href)) document.querySelector('[data-part="status"]').focus();
});
