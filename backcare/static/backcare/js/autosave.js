// A form marked data-autosave is kept on the server a moment after each change, and when the page is left.
// Its data-autosave-state says when it was kept, or that it was not.

const PAUSE = 3000;
const AGAIN = 15000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector("[data-autosave-state]");
  let timer, isSaving, isUnsaved, isLost, isSent;

  // Without files: they are sent with the form, once.
  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };

  const say = (words) => {
    if (state.textContent !== words) state.textContent = words;
  };

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  async function save() {
    if (isSaving || isSent || !isUnsaved) return;
    isSaving = true;
    isUnsaved = isLost = false;
    try {
      const sent = { method: "POST", body: typed(), keepalive: document.hidden };
      const response = await fetch(form.dataset.autosave, sent);
      if (response.redirected || response.status === 403) {
        isUnsaved = isLost = true;
        say(state.dataset.signedOut);
      } else if (!response.ok) {
        throw new Error(response.status);
      } else {
        const { time, address } = await response.json();
        say(`${state.dataset.saved} ${time}`);
        // A reload finds the draft of a new one again.
        if (!isSent) history.replaceState(null, "", address);
        for (const link of form.querySelectorAll("[data-discard]")) link.hidden = false;
      }
    } catch {
      isUnsaved = isLost = true;
      say(state.dataset.lost);
    }
    isSaving = false;
    if (isUnsaved) later(isLost ? AGAIN : PAUSE);
  }

  const changed = () => {
    isUnsaved = true;
    later(PAUSE);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("online", () => save());
  window.addEventListener("pageshow", (event) => event.persisted && (isSent = false));
  window.addEventListener("beforeunload", (event) => isUnsaved && !isSent && event.preventDefault());
}
