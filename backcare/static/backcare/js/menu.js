// A <details data-menu> closes on Escape, on a press elsewhere and when Tab leaves it, as people expect
// of a menu.

const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function closeAllBut(place) {
  for (const menu of openMenus()) {
    if (!menu.contains(place)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeAllBut(event.target));
document.addEventListener("keyup", (event) => event.key === "Tab" && closeAllBut(event.target));
