// The empty page: what it holds, and questions to begin with.

import { get } from "./api.js";
import { h } from "./dom.js";

const SUGGESTED = 6;

/** Fill what stands below the empty form; `askNow` asks a suggestion. */
export async function fillHero(view, askNow) {
  const holding = view.querySelector(".holding");
  try {
    const documents = await get("v1/documents", { limit: 1 });
    holding.replaceChildren(
      h("a", { href: "#/documents", t: "ask.holding", tp: { n: documents.total } }),
    );
  } catch (problem) {
    if (problem.code === "index_missing") {
      holding.replaceChildren(h("a", { href: "#/documents", class: "solid", t: "ask.nothing" }));
    }
    return; // anything else is told when a question is asked
  }
  try {
    const { questions } = await get("v1/suggest", { n: SUGGESTED });
    suggest(view.querySelector(".suggestions"), questions, askNow);
  } catch {
    // the form is enough
  }
}

function suggest(section, questions, askNow) {
  const item = ({ question }) =>
    h("li", {}, h("button", { type: "button", lang: "zh", on: { click: () => askNow(question) } }, question));
  section.hidden = questions.length === 0;
  section.replaceChildren(
    h("h2", { id: "suggestions-title", t: "ask.try" }),
    h("ul", {}, questions.map(item)),
  );
}
