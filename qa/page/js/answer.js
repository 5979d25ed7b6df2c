// An answer, as it is read: the short answer large, whose and when, the reply with its marks, how
// it was worked out, what to beware of; the sources beside it.

import { conflictParts } from "./conflict.js";
import { copyAnswer, copyFootnotes } from "./copying.js";
import { button, h, icon, show } from "./dom.js";
import { verdictButtons } from "./feedback.js";
import { nearestTitle, refusalParts } from "./refusal.js";
import { sourceCard } from "./sources.js";
import { say } from "./words.js";

const LONG = 120; // characters of a reply that one paragraph is enough for
const JOINER = "\u2060"; // keeps a mark on the line of the words before it
let number = 0; // makes the ids of cards unique on the page

/** Return the elements of an answer. `askNow` asks another question. */
export function renderAnswer(response, askNow) {
  number += 1;
  const prefix = `source-${number}`;
  const marks = (numbers) => numbers.map((n) => markOf(n, prefix));
  const main = h("div", { class: "answer", "data-status": response.status });
  if (response.status === "not_found") main.append(...refusalParts(response, askNow, marks));
  else main.append(...answerParts(response, marks));
  main.append(...warningParts(response));
  main.append(actions(response));
  const sources = h(
    "section",
    { class: "sources", "aria-label": say(nearestTitle(response)) },
    h("h3", { t: nearestTitle(response), tp: { n: response.citations.length } }),
    response.citations.map((citation) => sourceCard(citation, response, `${prefix}-${citation.n}`)),
  );
  const body = h("div", { class: "turn-body" }, main);
  if (response.citations.length) body.append(sources);
  return body;
}

function answerParts(response, marks) {
  const parts = [];
  if (response.status === "conflict") parts.push(...conflictParts(response, marks));
  else parts.push(shortAnswer(response, marks));
  if (response.status !== "conflict") parts.push(facts(response));
  if (response.calculation) parts.push(calculation(response, marks));
  if (response.kind !== "list") parts.push(reply(response, marks));
  if (response.coverage) parts.push(coverage(response));
  return parts.filter(Boolean);
}

function shortAnswer(response, marks) {
  if (response.kind === "list" && response.items.length) {
    const shown = new Map(response.statements.map((one) => [one.text, one.citations]));
    const aligned = response.statements.length === response.items.length;
    return h(
      "ol",
      { class: "items" },
      response.items.map((item, index) => {
        const cited = shown.get(item) ?? (aligned ? response.statements[index].citations : []);
        return h("li", {}, h("span", { lang: "zh" }, item), marks(cited));
      }),
    );
  }
  const length = [...response.answer].length;
  const size = length <= 14 ? "large" : length <= 30 ? "middle" : "small";
  return h("p", { class: `short ${size}`, lang: "zh" }, response.answer);
}

/** Whose figure it is, when, and of what sort: the first figure's, in words. */
function facts(response) {
  const list = h("dl", { class: "facts" });
  const add = (name, value, note) => {
    if (!value) return;
    list.append(
      h(
        "div",
        {},
        h("dt", { t: `fact.${name}` }),
        h("dd", {}, h("span", { lang: "zh" }, value), note ? h("span", { class: "soft" }, note) : null),
      ),
    );
  };
  const first = response.quantities[0];
  if (first && response.kind !== "list") {
    const from = first.subject?.resolved_from;
    add("subject", first.subject?.text, from ? say("fact.resolved", { word: from }) : "");
    add("period", first.period?.text);
    if (first.bound !== "exact") add("bound", say(`bound.${first.bound}`));
    if (first.aspect !== "actual") add("aspect", say(`aspect.${first.aspect}`));
    if (first.unit_inferred) add("unit", first.normalized_unit, say("fact.inferred"));
  }
  if (response.confidence !== null) {
    const percent = Math.round(response.confidence * 100);
    add("confidence", say("percent", { n: percent }));
  }
  return list.children.length ? list : null;
}

/** The reply; a long one of several statements has a paragraph for each. */
function reply(response, marks) {
  const { statements } = response;
  const length = statements.reduce((sum, one) => sum + one.text.length, 0);
  if (statements.length > 1 && length > LONG) {
    const raw = response.quantities.map((one) => one.raw);
    return h(
      "div",
      { class: "replies" },
      statements.map((one) =>
        h("p", { class: "reply", lang: "zh" }, withFigures(one.text, raw), JOINER, marks(one.citations)),
      ),
    );
  }
  const paragraph = h("p", { class: "reply", lang: "zh" });
  const known = new Set(response.citations.map((one) => String(one.n)));
  const raw = response.quantities.map((one) => one.raw);
  for (const piece of response.text.split(/(\[\d+\])/)) {
    const n = /^\[(\d+)\]$/.exec(piece)?.[1];
    if (n && known.has(n)) paragraph.append(JOINER, ...marks([Number(n)]));
    else paragraph.append(...withFigures(piece, raw));
  }
  return paragraph;
}

/** Mark figures in the reply: those that stand in it once, as the document writes them. */
function withFigures(text, raw) {
  const found = [];
  for (const one of new Set(raw)) {
    const at = text.indexOf(one);
    if (one && at >= 0 && text.indexOf(one, at + 1) < 0) found.push({ at, end: at + one.length });
  }
  found.sort((a, b) => a.at - b.at);
  const parts = [];
  let end = 0;
  for (const one of found) {
    if (one.at < end) continue;
    parts.push(text.slice(end, one.at), h("strong", {}, text.slice(one.at, one.end)));
    end = one.end;
  }
  parts.push(text.slice(end));
  return parts;
}

function calculation(response, marks) {
  const { expression, result, unit } = response.calculation;
  const pretty = expression.replaceAll("*", "×").replaceAll("/", "÷").replaceAll("-", "−");
  return h(
    "section",
    { class: "calculation", "aria-label": say("calculation.title") },
    h("h3", { t: "calculation.title" }),
    h(
      "ul",
      {},
      response.quantities.map((one) =>
        h(
          "li",
          {},
          h("b", { lang: "zh" }, one.raw),
          h("span", { lang: "zh" }, [one.subject?.text, one.period?.text, one.measure].filter(Boolean).join(say("dot"))),
          marks([one.citation]),
        ),
      ),
    ),
    h("p", { class: "expression" }, `${pretty} = `, h("b", { lang: "zh" }, `${result}${unit}`)),
  );
}

function coverage({ coverage: { answered, of, missing } }) {
  return h(
    "div",
    { class: "notice" },
    icon("list"),
    h(
      "div",
      {},
      h("p", { t: "coverage", tp: { answered, of } }),
      missing.length ? h("p", { lang: "zh" }, h("span", { t: "coverage.missing" }), missing.join("、")) : null,
    ),
  );
}

function warningParts(response) {
  return response.warnings.map((code) =>
    h("p", { class: "notice warn", "data-code": code }, icon("warn"), h("span", { t: `warning.${code}` })),
  );
}

function actions(response) {
  const row = h("div", { class: "actions" });
  if (response.status !== "not_found") {
    row.append(
      button("copy.answer", "copy", () => copyAnswer(response), { class: "quiet copy-answer" }),
      button("copy.footnotes", "quote", () => copyFootnotes(response), { class: "quiet copy-footnotes" }),
    );
  }
  row.append(verdictButtons(response));
  return row;
}

/** Return a mark [n] that leads to its source card. */
function markOf(n, prefix) {
  const id = `${prefix}-${n}`;
  const follow = (event) => {
    event.preventDefault();
    const card = document.getElementById(id);
    card.focus({ preventScroll: true });
    show(card, "nearest");
  };
  return h(
    "a",
    { class: "mark", href: `#${id}`, "aria-label": say("mark", { n }), on: { click: follow } },
    `[${n}]`,
  );
}
