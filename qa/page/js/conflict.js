// Figures of the documents that contradict one another, side by side, each with its sentence.

import { h } from "./dom.js";
import { nameOf } from "./names.js";
import { quoteOf } from "./sources.js";
import { say } from "./words.js";

/** Return the elements of what contradicts one another. */
export function conflictParts(response, marks) {
  const byNumber = new Map(response.citations.map((one) => [one.n, one]));
  const groups = response.conflicts.map(({ quantities }) =>
    h(
      "div",
      { class: "conflict" },
      quantities.map((index) => side(response.quantities[index], byNumber, response, marks)),
    ),
  );
  return [h("p", { class: "conflict-title", t: "conflict.title" }), ...groups];
}

function side(quantity, byNumber, response, marks) {
  const citation = byNumber.get(quantity.citation);
  const words = [quantity.subject?.text, quantity.period?.text, quantity.measure];
  return h(
    "div",
    { class: "conflict-side" },
    h("p", { class: "short middle", lang: "zh" }, quantity.raw, marks([quantity.citation])),
    h("p", { class: "soft", lang: "zh" }, words.filter(Boolean).join(say("dot"))),
    citation ? h("p", { class: "conflict-source", lang: "zh" }, nameOf(citation)) : null,
    citation ? quoteOf(citation, response, { around: false }) : null,
  );
}
