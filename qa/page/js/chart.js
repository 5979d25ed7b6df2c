// Figures as a chart: those of one unit, by place or over the years. Nothing is added up or filled
// in: each bar and each point is one figure of one document, and leads to it.

import { h } from "./dom.js";
import { placeOfRow } from "./figures_view.js";
import { nameOf } from "./names.js";
import { onTheme } from "./preferences.js";
import { go } from "./router.js";
import { say } from "./words.js";

const MOST = 40; // bars that can still be read
// Okabe and Ito's colours, which people who see few colours tell apart; https://jfly.uni-koeln.de/color/
const COLOURS = {
  light: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#7f6bb3"],
  dark: ["#56b4e9", "#e69f00", "#2fbf95", "#cc79a7", "#f0e442", "#d55e00", "#a99ae0"],
};
const SCALES = [
  [1e8, "亿"],
  [1e4, "万"],
];
let loading = null;
let last = null; // what is drawn: container, rows, unit, way

onTheme(() => {
  if (last && !last.container.hidden) draw();
});

/** Draw rows into a container; unit and way stay as they were chosen. */
export async function showChart(container, rows) {
  const units = unitsOf(rows);
  const unit = units.some(([name]) => name === last?.unit) ? last.unit : (units[0]?.[0] ?? null);
  last = { container, rows, units, unit, way: last?.way ?? "place" };
  if (unit === null) {
    container.replaceChildren(h("p", { class: "soft", t: "chart.nothing" }));
    return;
  }
  loading ??= load(new URL("../plotly.min.js", import.meta.url).href);
  await loading;
  draw();
}

function draw() {
  const { container, rows, units, unit, way } = last;
  const chosen = rows.filter((one) => one.normalized_unit === unit && one.normalized_value !== null);
  const usable = way === "time" ? chosen.filter((one) => /^\d{4}/.test(one.period_from)) : chosen;
  const shown = way === "time" ? usable : largest(usable);
  const plot = h("div", { class: "plot", role: "img", "aria-label": say("chart.label", { n: shown.length, unit }) });
  const left = rows.length - shown.length;
  container.replaceChildren(
    h(
      "div",
      { class: "chart-bar" },
      choice("chart.unit", "chart-unit", units.map(([name, n]) => [name, `${name} (${n})`]), unit, (value) => {
        last.unit = value;
      }),
      choice("chart.way", "chart-way", [["place", say("chart.by_place")], ["time", say("chart.by_time")]], way, (value) => {
        last.way = value;
      }),
      left ? h("p", { class: "soft", t: "chart.left", tp: { n: left, most: MOST } }) : null,
    ),
    plot,
  );
  const [factor, name] = scaleOf(shown);
  const traces = way === "time" ? points(shown, factor) : bars(shown, factor);
  const { Plotly } = globalThis;
  Plotly.newPlot(plot, traces, layout(way, shown, `${name}${unit}`), {
    displayModeBar: false,
    responsive: true,
  });
  plot.on("plotly_click", ({ points: [point] }) => go(placeOfRow(point.customdata)));
}

function choice(words, id, options, value, use) {
  const select = h(
    "select",
    {
      id,
      on: {
        change: () => {
          use(select.value);
          draw();
          document.getElementById(id).focus();
        },
      },
    },
    options.map(([key, text]) => h("option", { value: key }, text)),
  );
  select.value = value;
  return h("div", { class: "field" }, h("label", { for: id, t: words }), select);
}

function bars(rows, factor) {
  const places = [...new Set(rows.map(placeOf))];
  const sorted = [...rows].reverse(); // the first of the list is the uppermost bar
  return [
    {
      type: "bar",
      orientation: "h",
      y: sorted.map((_, index) => index),
      x: sorted.map((one) => Number(one.normalized_value) / factor),
      text: sorted.map((one) => safe(one.raw.replace(/\s+/g, ""))),
      textposition: "auto",
      marker: { color: sorted.map((one) => colour(places.indexOf(placeOf(one)))) },
      customdata: sorted,
      hovertext: sorted.map(hover),
      hoverinfo: "text",
    },
  ];
}

function points(rows, factor) {
  const places = [...new Set(rows.map(placeOf))];
  return places.map((place, index) => {
    const own = rows.filter((one) => placeOf(one) === place);
    return {
      type: "scatter",
      mode: "markers",
      name: safe(place),
      x: own.map((one) => one.period_from.slice(0, 10)),
      y: own.map((one) => Number(one.normalized_value) / factor),
      marker: { size: 11, color: colour(index), symbol: index % 8, line: { width: 1, color: token("--surface") } },
      customdata: own,
      hovertext: own.map(hover),
      hoverinfo: "text",
    };
  });
}

function layout(way, rows, unit) {
  const ink = token("--ink-2");
  const grid = token("--line");
  const axis = { color: ink, gridcolor: grid, zerolinecolor: grid, linecolor: grid, automargin: true };
  const names = [...rows].reverse().map((one) => safe(label(one)));
  const byPlace = way === "place";
  return {
    height: byPlace ? Math.max(220, 34 * rows.length + 70) : 420,
    margin: { l: 10, r: 20, t: 10, b: 50 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    font: { family: getComputedStyle(document.body).fontFamily, color: ink, size: 13 },
    showlegend: !byPlace,
    legend: { orientation: "h", y: -0.18, font: { color: ink } },
    hoverlabel: { bgcolor: token("--surface"), bordercolor: grid, font: { color: token("--ink") }, align: "left" },
    hovermode: "closest",
    xaxis: byPlace
      ? { ...axis, title: { text: unit }, rangemode: "tozero", tickformat: ",~g", fixedrange: true }
      : { ...axis, type: "date", tickformat: "%Y", dtick: "M12", fixedrange: true },
    yaxis: byPlace
      ? { ...axis, tickmode: "array", tickvals: names.map((_, index) => index), ticktext: names, fixedrange: true }
      : { ...axis, title: { text: unit }, rangemode: "tozero", tickformat: ",~g", fixedrange: true },
    bargap: 0.3,
  };
}

function unitsOf(rows) {
  const counts = new Map();
  for (const one of rows) {
    if (one.normalized_value === null || one.type === "rank" || !one.normalized_unit) continue;
    counts.set(one.normalized_unit, (counts.get(one.normalized_unit) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function largest(rows) {
  return [...rows]
    .sort((a, b) => Number(b.normalized_value) - Number(a.normalized_value) || a.start - b.start)
    .slice(0, MOST);
}

function scaleOf(rows) {
  const most = Math.max(0, ...rows.map((one) => Math.abs(Number(one.normalized_value))));
  return SCALES.find(([factor]) => most >= factor) ?? [1, ""];
}

function placeOf(one) {
  return one.place || one.subject || "–";
}

function label(one) {
  const narrow = innerWidth < 640;
  const words = [placeOf(one), one.period, one.measure].filter(Boolean).join(" ");
  const characters = [...words];
  const most = narrow ? 12 : 30;
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : words;
}

function hover(one) {
  const lines = [`<b>${safe(one.raw.replace(/\s+/g, ""))}</b>`, safe([placeOf(one), one.period].filter(Boolean).join(say("dot")))];
  return [...lines, ...folded(one.measure), safe(nameOf(one))].join("<br>");
}

function folded(text) {
  return (text.match(/.{1,28}/gu) ?? []).slice(0, 3).map(safe);
}

/** Plotly reads a few tags in its texts; none of a document's. */
function safe(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function colour(index) {
  const chosen = COLOURS[token("color-scheme")] ?? COLOURS.light;
  return chosen[index % chosen.length];
}

function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function load(source) {
  return new Promise((resolve, reject) => {
    const script = h("script", { src: source, on: { load: resolve, error: () => reject(new Error(source)) } });
    document.head.append(script);
  });
}
