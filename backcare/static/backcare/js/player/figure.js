// The moving drawing, stopped and shown at the moment that the timer says.

const FADE = 0.6; // a drawing that is seen in a mirror fades over while the sides are changed

const fetched = new Map(); // address -> promise of the drawing as text

const still = matchMedia("(prefers-reduced-motion: reduce)");

function drawing(url) {
  if (!fetched.has(url)) {
    const asked = fetch(url).then((answer) => (answer.ok ? answer.text() : ""));
    // What could not be fetched is asked for again the next time.
    fetched.set(url, asked.catch(() => (fetched.delete(url), "")));
  }
  return fetched.get(url);
}

export const preload = (exercise) => exercise?.figure && drawing(exercise.figure.url);

// A drawing as a file brings its own style; in a page that is the page's.
function parsed(svg) {
  const bare = svg.replace(/<style>[^]*?<\/style>/, "").replace(/<title>[^]*?<\/title>/, "");
  const { documentElement } = new DOMParser().parseFromString(bare, "image/svg+xml");
  return documentElement.localName === "svg" ? document.importNode(documentElement, true) : null;
}

// Which moment of the round of a drawing (exercises/tempo.py) shows this moment of the exercise.
export function moment({ rest, move, hold, round, other }, { phase, fraction, spent }, isStill) {
  const base = phase.side === "other" ? other : 0;
  const held = base + rest + move + hold / 2;
  if (phase.kind === "hold") return held;
  if (isStill) return phase.kind === "move" ? held : base;
  if (phase.kind === "move") return base + rest + fraction * move;
  if (phase.kind === "back") return base + rest + move + hold + fraction * move;
  if (phase.kind === "side" && other === round && spent < FADE) {
    return (phase.side === "other" ? round : 2 * round) - FADE + spent;
  }
  return base;
}

export function makeFigure(box) {
  let tempo = null;
  let svg = null;
  let shown = "";
  let asked = null; // the moment that a drawing on its way will have to show

  const figure = {
    async show(exercise) {
      const url = exercise.figure?.url ?? "";
      if (url === shown) return;
      shown = url;
      svg = asked = null;
      tempo = exercise.figure;
      box.replaceChildren();
      const found = url && parsed(await drawing(url));
      if (!found || shown !== url) return;
      svg = found;
      svg.pauseAnimations();
      box.replaceChildren(svg);
      svg.setCurrentTime(0);
      if (asked) figure.at(...asked);
    },
    // Show a moment; walking and breathing go on by themselves while minutes pass.
    at(place, isRunning) {
      asked = [place, isRunning];
      if (!svg) return;
      const isFree = place.phase.kind === "minutes" && isRunning && !still.matches;
      if (isFree) {
        if (svg.animationsPaused()) svg.unpauseAnimations();
        return;
      }
      if (!svg.animationsPaused()) svg.pauseAnimations();
      if (place.phase.kind === "minutes" && !still.matches) return;
      const time = tempo.walks ? 0 : moment(tempo, place, still.matches);
      if (Math.abs(svg.getCurrentTime() - time) > 0.001) svg.setCurrentTime(time);
    },
    // Whether something moves by the timer now, so that each frame counts.
    moves: ({ phase, spent }) =>
      !still.matches && (["move", "back"].includes(phase.kind) || (phase.kind === "side" && spent < FADE)),
  };
  return figure;
}
