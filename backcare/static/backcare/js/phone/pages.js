// The templates of the page that a device keeps: one at a time stands in <main>.

export const made = (name) =>
  document.querySelector(`template[data-page="${name}"]`).content.cloneNode(true);

export const partOf = (root, name) => root.querySelector(`[data-part="${name}"]`);

export function fill(root, words) {
  for (const [name, text] of Object.entries(words)) partOf(root, name).textContent = text;
  return root;
}

let isFirst = true;

// Show a page; after the first one a screen reader begins anew at its heading.
export function show(content) {
  const root = document.createElement("div");
  root.className = "stack";
  root.append(content);
  document.getElementById("main").replaceChildren(root);
  if (!isFirst) root.querySelector("h1").focus();
  isFirst = false;
  scrollTo(0, 0);
  return root;
}
