// Sliders for the pose notes of a form: data-figure-editor. The notes stay what is sent; a slider
// changes its own number in one of them, and the server draws what it now says.

const LIMBS = ["hip", "knee", "ankle", "shoulder", "elbow"];
const BACK = ["trunk", "lumbar", "neck"];
const WAIT = 90; // milliseconds of rest before a change is drawn

// A note as values, and values as a note: exercises/figure/angles.py says the same.

const anglesOf = (note) => {
  const parts = note.trim().split(";");
  if (parts.length < 8) return null;
  const angles = { words: parts.splice(7).join(";").trim() };
  const [view, trunk, lumbar, neck, near, far, contact] = parts.map((part) => part.trim());
  angles.view = view.replace("view=", "");
  for (const part of [trunk, lumbar, neck]) {
    const [name, degrees] = part.split("=");
    angles[name] = Number(degrees);
  }
  for (const [side, part] of [["near", near], ["far", far]]) {
    for (const [, name, degrees] of part.matchAll(/(\w+)=(-?\d+)/g)) angles[`${side}_${name}`] = Number(degrees);
  }
  angles.contacts = contact.replace("contact=", "").split(/,| or /).map((name) => name.trim()).filter(Boolean);
  const joints = [...BACK, ...LIMBS.flatMap((name) => [`near_${name}`, `far_${name}`])];
  return joints.every((name) => Number.isInteger(angles[name])) ? angles : null;
};

const noteOf = (angles) => {
  const side = (name) => `${name}: ${LIMBS.map((limb) => `${limb}=${angles[`${name}_${limb}`]}`).join(" ")}`;
  const back = BACK.map((name) => `${name}=${angles[name]}`).join("; ");
  return `view=${angles.view}; ${back}; ${side("near")}; ${side("far")}; contact=${angles.contacts.join(",")}; ${angles.words}`;
};

const OTHER = { near: "far", far: "near", Near: "Far", Far: "Near" };
const changed = (words) => words.replace(/\b([Nn]ear|[Ff]ar)\b/g, (word) => OTHER[word]);

const mirrored = (angles) => ({
  ...angles,
  ...Object.fromEntries(LIMBS.flatMap((name) => [[`near_${name}`, angles[`far_${name}`]], [`far_${name}`, angles[`near_${name}`]]])),
  contacts: angles.contacts.map(changed),
  words: changed(angles.words),
});

const isSame = (angles) => LIMBS.every((name) => angles[`near_${name}`] === angles[`far_${name}`]);

class FigureEditor {
  number = 0;
  past = [];

  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.notes = [...root.querySelectorAll("[data-pose-note]")];
    this.names = this.notes.map((box) => box.parentElement.querySelector("[type=hidden]"));
    this.chips = [...root.querySelectorAll("[data-pose]")];
    this.joints = [...root.querySelectorAll("[data-joint]")];
    this.contacts = [...root.querySelectorAll("[data-contact]")];
    this.kept = this.now();
    for (const part of root.querySelectorAll("[data-with-script]")) part.hidden = false;
    this.find("[data-notes]").open = this.notes.some((box) => box.value.trim() && !anglesOf(box.value));
    root.addEventListener("input", (event) => this.typed(event.target));
    root.addEventListener("change", (event) => this.settled(event.target));
    root.addEventListener("click", (event) => this.pressed(event.target));
    root.addEventListener("keydown", (event) => {
      // Enter in a slider's number would send the whole form.
      if (event.key === "Enter" && event.target.matches("input:not([name])")) event.preventDefault();
    });
    this.show();
    if (this.notes.some((box) => box.value)) this.draw();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  get angles() {
    return anglesOf(this.notes[this.number].value);
  }

  // Put the pose that is worked on into the sliders.
  show() {
    const { angles } = this;
    this.find("[data-angles]").hidden = !angles;
    this.find("[data-no-pose]").hidden = Boolean(angles);
    this.showButtons();
    if (!angles) return;
    for (const input of this.joints) this.put(input, angles[input.dataset.joint]);
    for (const tick of this.contacts) tick.checked = angles.contacts.includes(tick.dataset.contact);
    this.nameContacts();
    this.find("[data-view]").value = angles.view;
    this.find("[data-words]").value = angles.words;
    this.link(isSame(angles));
  }

  showButtons() {
    const isFilled = this.notes.map((box) => Boolean(box.value.trim()));
    this.chips.forEach((chip, at) => {
      chip.setAttribute("aria-pressed", String(at === this.number));
      chip.hidden = at === 2 && !isFilled[2] && this.number !== 2;
    });
    this.find("[data-play]").disabled = !isFilled.includes(true);
    this.button("copyStart").disabled = !isFilled[0];
    this.button("mirror").disabled = !this.angles;
    this.button("remove").disabled = !isFilled[this.number];
    this.button("undo").disabled = !this.past.length;
  }

  button(what) {
    return this.find(`[data-do="${what}"]`);
  }

  put(input, degrees) {
    if (input !== document.activeElement || input.type === "range") input.value = degrees;
    if (input.type === "range") input.setAttribute("aria-valuetext", input.dataset.says.replace("#", degrees));
  }

  link(same) {
    this.find("[data-same]").checked = same;
    for (const group of this.root.querySelectorAll("[data-far]")) group.hidden = same;
  }

  // Something of the pose was moved, ticked or written.
  typed(target) {
    if (target.matches("[data-pose-note]")) return this.show(), this.drawSoon();
    const { angles } = this;
    if (!angles) return;
    if (target.matches("[data-joint]")) this.turn(angles, target);
    else if (target.matches("[data-contact]")) this.touch(angles, target);
    else if (target.matches("[data-words]")) angles.words = target.value.replaceAll(/\s+/g, " ").trim();
    else if (target.matches("[data-view]")) angles.view = target.value;
    else if (target.matches("[data-same]")) this.match(angles, target.checked);
    else return;
    this.write(angles);
  }

  turn(angles, input) {
    const degrees = Math.round(input.valueAsNumber);
    if (!(degrees >= input.min && degrees <= input.max)) return;
    const joint = input.dataset.joint;
    const moved = this.find("[data-same]").checked ? [joint, joint.replace("near_", "far_")] : [joint];
    for (const name of moved) angles[name] = degrees;
    for (const other of this.joints) if (moved.includes(other.dataset.joint)) this.put(other, degrees);
  }

  touch(angles, tick) {
    const name = tick.dataset.contact;
    angles.contacts = angles.contacts.filter((contact) => contact !== name);
    if (tick.checked) angles.contacts.push(name);
    this.nameContacts();
  }

  nameContacts() {
    const ticked = this.contacts.filter((tick) => tick.checked);
    this.find("[data-touches]").textContent = ticked.map((tick) => tick.parentElement.textContent).join(", ");
  }

  match(angles, same) {
    this.link(same);
    if (same) for (const name of LIMBS) angles[`far_${name}`] = angles[`near_${name}`];
  }

  write(angles) {
    this.notes[this.number].value = noteOf(angles);
    this.drawSoon();
  }

  // A slider was let go, a box was left: from here on Undo leads back to before.
  settled(target) {
    if (target.matches("[data-joint][type=number]")) this.limit(target);
    if (target.matches("[data-copy-from]")) return;
    this.keep();
    this.showButtons();
  }

  limit(input) {
    const degrees = Math.round(input.valueAsNumber);
    const kept = Number.isNaN(degrees) ? this.angles[input.dataset.joint] : degrees;
    input.value = Math.min(Math.max(kept, input.min), input.max);
    this.typed(input);
  }

  now() {
    return JSON.stringify(this.notes.map((box, at) => ({ name: this.names[at].value, note: box.value })));
  }

  keep() {
    if (this.kept === this.now()) return;
    this.past.push(this.kept);
    this.kept = this.now();
  }

  pressed(target) {
    const button = target.closest("button");
    if (!button) return;
    if (button.matches("[data-pose]")) {
      this.number = Number(button.dataset.pose);
      this.show();
      this.draw();
    } else if (button.matches("[data-play]")) this.draw(button.getAttribute("aria-pressed") !== "true");
    else if (button.dataset.do) this.change(button.dataset.do);
    // What cannot be pressed any more would lose the focus.
    if (button.disabled) this.chips[this.number].focus();
  }

  change(what) {
    const { angles } = this;
    if (what === "undo") this.fill(JSON.parse(this.past.pop()));
    else if (what === "mirror") this.notes[this.number].value = noteOf(mirrored(angles));
    else if (what === "copyStart") this.notes[(this.number = 1)].value = this.notes[0].value;
    else if (what === "remove") this.notes[this.number].value = "";
    else this.fill(JSON.parse(this.find("[data-copy-from]").selectedOptions[0].dataset.poses));
    if (what === "undo") this.kept = this.now();
    else this.keep();
    this.show();
    // As if it were typed: the draft, the preview and the figure here hear of it.
    this.notes[this.number].dispatchEvent(new Event("input", { bubbles: true }));
  }

  fill(poses) {
    this.notes.forEach((box, at) => {
      box.value = poses[at]?.note ?? "";
      if (poses[at]) this.names[at].value = poses[at].name;
    });
    if (!this.notes[this.number].value) this.number = 0;
  }

  drawSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), WAIT);
  }

  // Ask for the picture of what is set; an older question that is still open is dropped.
  async draw(moving = false) {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const before = this.notes.slice(0, this.number).filter((box) => box.value.trim());
    const sent = new FormData(this.form);
    for (const [name, value] of [...sent]) if (value instanceof File) sent.delete(name);
    sent.set("show", moving ? "moving" : String(before.length));
    sent.set("seed", this.root.dataset.seed);
    const { signal } = this.asked;
    try {
      const answer = await fetch(this.root.dataset.draw, { method: "POST", body: sent, signal });
      this.drawn(await answer.json(), moving);
    } catch {
      if (!signal.aborted) this.drawn({ problems: [this.find("[data-problems]").dataset.lost] });
    }
  }

  // Without a new picture the one there was stays, at rest or moving.
  drawn({ svg, words, problems }, moving) {
    if (svg) {
      const picture = this.find("[data-picture]");
      picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      picture.alt = words;
      this.find("[data-play]").setAttribute("aria-pressed", String(moving));
    }
    this.say(problems);
  }

  // What is said already is not said again, or it would be read out at each step of a slider.
  say(problems) {
    const status = this.find("[data-problems]");
    const said = [...status.children].map((line) => line.textContent);
    if (said.join() === problems.join()) return;
    status.replaceChildren(
      ...problems.map((words) => Object.assign(document.createElement("p"), { className: "notice notice--care", textContent: words })),
    );
  }
}

for (const root of document.querySelectorAll("[data-figure-editor]")) new FigureEditor(root);
