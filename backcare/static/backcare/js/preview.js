// A form marked data-preview is shown as patients would see it, a moment after each change.

const PAUSE = 500;

for (const form of document.querySelectorAll("form[data-preview]")) {
  const screen = document.querySelector("[data-preview-screen]");
  let timer, running;

  async function show() {
    running?.abort();
    running = new AbortController();
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const response = await fetch(form.dataset.preview, { method: "POST", body, signal: running.signal });
      if (!response.ok || response.redirected) return;
      const page = await response.text();
      // What moves goes on moving while nothing has changed.
      if (screen.shown !== page) screen.innerHTML = screen.shown = page;
    } catch {
      // No connection, or a newer change: what was shown stays.
    }
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  window.addEventListener("online", later);
}
