// Where a part is marked data-rows, one empty row is enough: data-add-row adds another.

for (const part of document.querySelectorAll("[data-rows]")) {
  const button = part.querySelector("[data-add-row]");
  const rows = () => [...part.querySelectorAll("[data-row]")];
  const isEmpty = (row) => [...row.querySelectorAll("select, textarea, input")].every((box) => !box.value);

  const copy = rows().at(-1).cloneNode(true);
  rows().filter(isEmpty).slice(1).forEach((row) => row.remove());
  button.hidden = false;
  button.addEventListener("click", () => {
    const row = copy.cloneNode(true);
    button.before(row);
    row.querySelector("select, textarea, input").focus();
  });
}

// What was refused is read first.
document.querySelector("[data-focus]")?.focus();
