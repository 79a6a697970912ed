// Draws the charts of the progress page in the colors of the theme, from a json_script block.

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = matchMedia("(prefers-reduced-motion: reduce)");

function labels(data) {
  if (data.unit === "quarter") return data.names;
  const shape = data.unit === "month" ? { month: "short", year: "numeric" } : { month: "short", day: "numeric" };
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { ...shape, timeZone: "UTC" });
  return data.days.map((day) => format.format(new Date(`${day}T00:00:00Z`)));
}

function axis({ ticks, ...extra }) {
  return { ticks: { color: css("--muted"), maxRotation: 0, autoSkipPadding: 16, precision: 0, ...ticks }, grid: { color: css("--line") }, border: { display: false }, ...extra };
}

// A line joins neighbors; over a longer time without a score it has a gap, as nothing is known.
const joined = { day: 7, week: 2, month: 2, quarter: 1 };

function apart(values, { p0DataIndex: from, p1DataIndex: to }) {
  while (from > 0 && values[from] === null) from -= 1;
  while (to < values.length - 1 && values[to] === null) to += 1;
  return to - from;
}

function line(label, values, unit, color, extra = {}) {
  const borderColor = (context) => (apart(values, context) > joined[unit] ? "transparent" : undefined);
  return { label, data: values, borderColor: color, backgroundColor: color, borderWidth: 3, pointRadius: 3, spanGaps: true, segment: { borderColor }, ...extra };
}

function pain(box, data) {
  const sets = [
    line(box.dataset.after, data.after, data.unit, css("--primary")),
    line(box.dataset.before, data.before, data.unit, css("--amber-mark"), { borderDash: [6, 4], pointStyle: "rectRot" }),
    line(box.dataset.now, data.now, data.unit, css("--lavender-edge"), { showLine: false, pointStyle: "triangle", pointRadius: 6 }),
  ].filter((set) => set.data.some((value) => value !== null));
  return { type: "line", data: { labels: labels(data), datasets: sets }, scales: { x: axis({ grid: { display: false } }), y: axis({ min: 0, max: 10, ticks: { stepSize: 5 } }) } };
}

function sessions(box, data) {
  const bar = (label, values, color, order) => ({ label, data: values, backgroundColor: color, borderColor: css("--lavender-edge"), borderWidth: order - 1, borderRadius: 6, order, grouped: false });
  const sets = [bar(box.dataset.done, data.done, css("--primary"), 1), bar(box.dataset.due, data.due, css("--lavender"), 2)];
  return { type: "bar", data: { labels: labels(data), datasets: sets }, scales: { x: axis({ grid: { display: false } }), y: axis({ beginAtZero: true }) } };
}

const makers = { pain, sessions };

function draw(box) {
  const data = JSON.parse(document.getElementById(box.dataset.source).textContent);
  const { scales, ...config } = makers[box.dataset.chart](box, data);
  const legend = { position: "bottom", labels: { color: css("--ink"), usePointStyle: true, boxHeight: 8 } };
  return new Chart(box.querySelector("canvas"), {
    ...config,
    options: { scales, maintainAspectRatio: false, animation: still.matches ? false : { duration: 150 }, interaction: { mode: "index", intersect: false }, plugins: { legend } },
  });
}

Chart.defaults.font.family = css("--bs-body-font-family") || "sans-serif";
Chart.defaults.font.size = 14;
let charts = [];

function drawAll() {
  charts.forEach((chart) => chart.destroy());
  charts = [...document.querySelectorAll("[data-chart]")].map(draw);
}

drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
