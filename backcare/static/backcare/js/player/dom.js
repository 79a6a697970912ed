// Small things done to the page.

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

// Change what has changed, and nothing else: a frame is short.
export function text(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

export function show(node, isShown) {
  if (node.hidden === isShown) node.hidden = !isShown;
}

const main = () => document.getElementById("main");
let list = null; // the form of the page, put aside while the player is there

// Let a screen of the page's templates stand in the place of its content.
export function mount(name) {
  list ??= document.querySelector("[data-list]");
  list?.remove();
  document.querySelector("[data-mounted]")?.remove();
  const template = document.querySelector(`template[data-screen="${name}"]`);
  const root = template.content.firstElementChild.cloneNode(true);
  root.dataset.mounted = "";
  main().append(root);
  document.body.classList.toggle("is-playing", name === "playing");
  document.body.classList.toggle("is-led", name !== "done");
  return root;
}

// Give the form of the page back, with what was done ticked, for the session that was begun.
export function mountList({ data, logs }) {
  document.querySelector("[data-mounted]")?.remove();
  document.body.classList.remove("is-playing", "is-led");
  list.querySelector("[name=ticket]").value = data.ticket;
  for (const log of Object.values(logs).filter(({ outcome }) => outcome === "done")) {
    const field = (name) => list.querySelector(`[name="exercise-${log.prescription}-${name}"]`);
    if (field("done")) field("done").checked = true;
    for (const [name, number] of Object.entries(log)) if (field(name)) field(name).value = number;
  }
  list.removeAttribute("data-list"); // it waits for nobody now
  main().append(list);
  main().focus();
}

// Call what a pressed button names: data-do="pause" calls actions.pause.
export function onDo(root, actions) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]?.(event);
  });
}
