// The figures of all documents: filtered by place, measure, period, aspect and document, each row
// leading to its sentence; as a table, as a chart, as a file.

import { all, download, get, search } from "./api.js";
import { announce, button, h, icon } from "./dom.js";
import { learnNames, nameOf, remember } from "./names.js";
import { renderProblem } from "./problems.js";
import { address, here, write } from "./router.js";
import { onLanguage, say } from "./words.js";

const TEXTS = ["place", "measure", "period"];
const ASPECTS = ["actual", "target", "cumulative", "new", "growth", "share", "gap"];
const PAUSE_MS = 300; // between the last key and the search
const PAGE = 100;
const MOST = 2000; // figures that a cross table or a chart looks at
const WAYS = { matrix: "grid", chart: "chart" }; // beside the list: the way and its icon

let built = null;
let asked = 0; // counts searches: an answer that comes late is dropped

/** Show the figures that the address names. */
export async function showFigures(view, _, query) {
  built ??= build(view);
  for (const [name, input] of Object.entries(built.inputs)) input.value = query.get(name) ?? "";
  if (query.get("document")) await fillDocuments(query.get("document"));
  else fillDocuments("");
  built.way = Object.hasOwn(WAYS, query.get("as") ?? "") ? query.get("as") : "";
  await load();
  return { title: () => say("title.of", { name: say("nav.figures") }) };
}

function build(view) {
  const inputs = {};
  for (const name of TEXTS) {
    inputs[name] = h("input", {
      id: `figures-${name}`,
      type: "search",
      autocomplete: "off",
      tPlaceholder: `figures.${name}.example`,
    });
  }
  inputs.aspect = h(
    "select",
    { id: "figures-aspect" },
    ["", ...ASPECTS].map((value) => h("option", { value, t: value ? `aspect.${value}` : "figures.any" })),
  );
  inputs.document = h("select", { id: "figures-document" }, h("option", { value: "", t: "figures.any" }));
  const form = h(
    "form",
    { class: "figures-filter", role: "search", tLabel: "figures.filter" },
    Object.entries(inputs).map(([name, input]) =>
      h("div", { class: `field field-${name}` }, h("label", { for: input.id, t: `figures.${name}` }), input),
    ),
  );
  const count = h("p", { class: "figures-count", role: "status" });
  const openers = Object.entries(WAYS).map(([way, iconName]) =>
    button(`figures.${way}`, iconName, () => toggle(way), {
      class: `quiet ${way}-button`,
      "aria-expanded": "false",
      "aria-controls": way,
    }),
  );
  const parts = {
    inputs,
    form,
    count,
    openers,
    chart: h("section", { id: "chart", class: "chart", hidden: true, tLabel: "figures.chart" }),
    matrix: h("div", { id: "matrix", class: "matrix", hidden: true }),
    trouble: h("div", {}),
    table: table(),
    more: button("figures.more", "plus", () => loadMore(), { class: "quiet more" }),
    cursor: null,
    total: 0,
    way: "",
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(changed, PAUSE_MS);
  });
  view.append(
    h("header", { class: "view-head" }, h("h1", { tabindex: -1, t: "figures.title" }), h("p", { class: "lead", t: "figures.lead" })),
    form,
    h(
      "div",
      { class: "figures-bar" },
      count,
      openers,
      button("figures.csv", "download", () => save("csv"), { class: "quiet save-csv" }),
      button("figures.xlsx", "download", () => save("xlsx"), { class: "quiet save-xlsx" }),
    ),
    parts.trouble,
    parts.chart,
    parts.matrix,
    h("div", { class: "table-frame", tabindex: 0, role: "region", tLabel: "figures.table" }, parts.table),
    parts.more,
  );
  onLanguage(() => {
    if (view.hidden) return;
    told();
    draw();
  });
  return parts;
}

function table() {
  const columns = ["figure", "place", "measure", "period", "aspect", "source"];
  return h(
    "table",
    { class: "figures-table" },
    h("caption", { class: "unseen", t: "figures.table" }),
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col", t: `column.${name}` })))),
    h("tbody", {}),
  );
}

function wish() {
  const values = Object.entries(built.inputs).map(([name, input]) => [name, input.value.trim()]);
  return Object.fromEntries(values);
}

function changed() {
  keep();
  load();
}

async function load() {
  asked += 1;
  const mine = asked;
  built.trouble.replaceChildren();
  try {
    const page = await get("v1/figures", { ...wish(), limit: PAGE });
    if (mine !== asked) return;
    await learnNames(page.items);
    built.total = page.total;
    built.cursor = page.next_cursor;
    built.table.tBodies[0].replaceChildren(...page.items.map(row));
  } catch (problem) {
    if (mine !== asked) return;
    built.total = 0;
    built.cursor = null;
    built.table.tBodies[0].replaceChildren();
    if (problem.code === "bad_request") {
      built.trouble.replaceChildren(
        h("p", { class: "notice warn", role: "alert" }, icon("warn"), h("span", { t: "figures.bad_period" })),
      );
    } else built.trouble.replaceChildren(renderProblem(problem, load));
  }
  told();
  await draw();
}

async function loadMore() {
  const mine = asked;
  const page = await get("v1/figures", { ...wish(), limit: PAGE, cursor: built.cursor });
  if (mine !== asked) return;
  built.cursor = page.next_cursor;
  const rows = page.items.map(row);
  built.table.tBodies[0].append(...rows);
  rows[0]?.querySelector("a")?.focus();
  told();
}

function told() {
  const shown = built.table.tBodies[0].rows.length;
  const words = shown < built.total ? "figures.part" : "figures.count";
  built.count.textContent = say(words, { n: built.total, shown });
  built.more.hidden = built.cursor === null;
}

/** Return the address of a row's sentence. */
export function placeOfRow(one) {
  return address(["document", one.document_id], {
    at: `${one.quote_start}-${one.quote_end}`,
    figures: `${one.start}-${one.end}`,
    version: one.sha256.slice(0, 12),
  });
}

function row(one) {
  const cell = (name, attributes, ...children) =>
    h("td", { ...attributes, "data-column": name }, h("span", { class: "column-name", t: `column.${name}`, "aria-hidden": "true" }), ...children);
  return h(
    "tr",
    {},
    cell("figure", { class: "cell-figure" }, h("a", { href: placeOfRow(one), lang: "zh", title: one.quote }, one.raw.replace(/\s+/g, ""))),
    cell("place", { lang: "zh" }, one.place || one.subject || "–"),
    cell("measure", { lang: "zh", class: "cell-measure" }, one.measure || "–"),
    cell("period", { lang: "zh" }, one.period || "–"),
    cell("aspect", {}, h("span", { class: `aspect aspect-${one.aspect}`, t: `aspect.${one.aspect}` })),
    cell(
      "source",
      { class: "cell-source" },
      h("a", { href: placeOfRow(one), lang: "zh" }, nameOf(one)),
      one.heading ? h("span", { class: "soft", lang: "zh" }, one.heading.split(" › ").at(-1)) : null,
    ),
  );
}

async function fillDocuments(chosen) {
  const select = built.inputs.document;
  if (select.options.length === 1) {
    try {
      const documents = await all("v1/documents");
      remember(documents);
      for (const one of documents) {
        select.append(h("option", { value: one.document_id, lang: "zh" }, nameOf(one)));
      }
    } catch {
      return; // the table will tell what is wrong
    }
  }
  if (chosen || here().query.get("document")) select.value = chosen || here().query.get("document");
}

function save(format) {
  const path = `v1/figures${search({ ...wish(), format })}`;
  download(path, `figures.${format}`).catch((problem) =>
    built.trouble.replaceChildren(renderProblem(problem, null)),
  );
}

function keep() {
  write(address(["figures"], { ...wish(), as: built.way }));
}

function toggle(way) {
  built.way = built.way === way ? "" : way;
  keep();
  draw();
}

/** Show the figures in the way that is wanted beside the list. */
async function draw() {
  const { way } = built;
  for (const [index, one] of Object.keys(WAYS).entries()) {
    built.openers[index].setAttribute("aria-expanded", String(one === way));
    built[one].hidden = one !== way;
  }
  if (!way) return;
  const mine = asked;
  const rows = built.total ? await all("v1/figures", wish(), MOST) : [];
  if (mine !== asked || built.way !== way) return;
  if (way === "chart") await (await import("./chart.js")).showChart(built.chart, rows);
  else (await import("./matrix.js")).showMatrix(built.matrix, rows, narrow);
  if (rows.length < built.total) {
    built[way].prepend(
      h("p", { class: "notice" }, icon("filter"), h("span", { t: "figures.some", tp: { n: rows.length } })),
    );
  }
  announce(say("figures.ready"));
}

function narrow(place, year) {
  built.inputs.place.value = place;
  built.inputs.period.value = year;
  built.way = "";
  changed();
}
