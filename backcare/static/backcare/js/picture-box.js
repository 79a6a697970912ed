// A picture in data-picture-box is sent as soon as it is chosen; the form then carries its key alone.

const send = async (box, file) => {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", box.closest("form").elements.csrfmiddlewaretoken.value);
  form.set("picture_file", file);
  const answer = await fetch(box.dataset.add, { method: "POST", body: form });
  return answer.json();
};

const say = (box, words) => {
  const line = Object.assign(document.createElement("p"), { className: "notice notice--care mb-0", textContent: words });
  box.querySelector("[data-problem]").replaceChildren(...(words ? [line] : []));
};

const show = (box, { key, url }) => {
  const shown = box.querySelector("[data-shown]");
  shown.hidden = false;
  shown.querySelector("[type=checkbox]").checked = false;
  const image = shown.querySelector("img");
  image.removeAttribute("width");
  image.removeAttribute("height");
  image.src = url;
  const hidden = box.querySelector("[data-key]");
  hidden.value = key;
  hidden.dispatchEvent(new Event("input", { bubbles: true }));
};

const take = async (box, input) => {
  const [file] = input.files;
  say(box, "");
  if (!file) return;
  if (file.size > box.dataset.most) {
    input.value = "";
    return say(box, box.dataset.heavy);
  }
  try {
    const said = await send(box, file);
    if (said.problem) say(box, said.problem);
    else show(box, said);
    input.value = "";
  } catch {
    say(box, box.dataset.lost);
  }
};

document.addEventListener("change", (event) => {
  const box = event.target.closest("[data-picture-box]");
  if (box && event.target.matches("[data-file]")) take(box, event.target);
});
