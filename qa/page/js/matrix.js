// Figures as a cross table: places down, years across, each cell the figures of one place and year,
// each a link to its sentence.

import { h } from "./dom.js";
import { placeOfRow } from "./figures_view.js";
import { say } from "./words.js";

const MOST = 5; // figures of a cell that are shown at once

/** Draw rows into a container; `narrow` filters to one place and year. */
export function showMatrix(container, rows, narrow) {
  const places = [...new Set(rows.map(placeOf))];
  const years = [...new Set(rows.map(yearOf))].sort((a, b) => (a || "9999") - (b || "9999"));
  const cells = new Map();
  for (const one of rows) {
    const key = `${placeOf(one)}\n${yearOf(one)}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(one);
  }
  const body = places.map((place) =>
    h(
      "tr",
      {},
      h("th", { scope: "row", lang: "zh" }, place || say("matrix.none")),
      years.map((year) => cell(cells.get(`${place}\n${year}`) ?? [], () => narrow(place, year))),
    ),
  );
  container.replaceChildren(
    h(
      "div",
      { class: "table-frame", tabindex: 0, role: "region", tLabel: "figures.matrix" },
      h(
        "table",
        { class: "matrix-table" },
        h("caption", { class: "unseen", t: "figures.matrix" }),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col", t: "column.place" }),
            years.map((year) => h("th", { scope: "col" }, year || say("matrix.undated"))),
          ),
        ),
        h("tbody", {}, body),
      ),
    ),
  );
}

function cell(rows, narrow) {
  const shown = rows.slice(0, MOST).map((one) =>
    h(
      "li",
      {},
      h("a", { href: placeOfRow(one), lang: "zh", title: one.quote }, one.raw.replace(/\s+/g, "")),
      h("span", { class: "soft", lang: "zh" }, one.measure),
    ),
  );
  const left = rows.length - shown.length;
  return h(
    "td",
    {},
    shown.length ? h("ul", {}, shown) : null,
    left > 0
      ? h("button", { type: "button", class: "quiet", t: "matrix.left", tp: { n: left }, on: { click: narrow } })
      : null,
  );
}

function placeOf(one) {
  return one.place || one.subject || "";
}

function yearOf(one) {
  return /^\d{4}/.test(one.period_from) ? one.period_from.slice(0, 4) : "";
}
