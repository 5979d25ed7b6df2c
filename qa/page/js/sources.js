// Source cards: where a sentence stands, the sentence itself with its figures marked, and the way
// into the document.

import { CodePoints, marked } from "./code_points.js";
import { copyCitation } from "./copying.js";
import { button, h, icon } from "./dom.js";
import { nameOf } from "./names.js";
import { address } from "./router.js";
import { say } from "./words.js";

/** Return the card of a citation. */
export function sourceCard(citation, response, id) {
  const title = nameOf(citation);
  return h(
    "article",
    { class: "card", id, tabindex: -1, "aria-labelledby": `${id}-title` },
    h(
      "header",
      { class: "card-head" },
      h("span", { class: "card-number", "aria-hidden": "true" }, String(citation.n)),
      h(
        "h4",
        { id: `${id}-title` },
        h("a", { class: "card-title", lang: "zh", href: placeOf(citation, response), tTitle: "source.open" }, title),
      ),
    ),
    citation.heading.length
      ? h("p", { class: "card-heading", lang: "zh" }, citation.heading.join(" › "))
      : null,
    quoteOf(citation, response, { around: true }),
    metadata(citation),
    h(
      "footer",
      { class: "card-foot" },
      h("a", { class: "quiet open-document", href: placeOf(citation, response) }, icon("open"), h("span", { t: "source.open" })),
      citation.superseded_by
        ? h("a", { class: "quiet newer-version", href: address(["document", citation.superseded_by]) }, icon("open"), h("span", { t: "source.newer" }))
        : null,
      button("copy.citation", "copy", () => copyCitation(citation), { class: "quiet copy-citation" }),
    ),
  );
}

/** Return a citation's sentence, its figures marked, between the words around it. */
export function quoteOf(citation, response, { around }) {
  const points = new CodePoints(citation.quote);
  const marks = figuresIn(citation, response).map((one) => ({
    start: one.start - citation.start,
    end: one.end - citation.start,
  }));
  const quote = h("blockquote", { class: "quote", lang: "zh" });
  if (around) quote.append(h("span", { class: "around" }, shortened(citation.before, -1)));
  for (const [text, mark] of marked(points, marks)) {
    quote.append(mark ? h("mark", {}, text) : h("span", { class: "cited" }, text));
  }
  if (around) quote.append(h("span", { class: "around" }, shortened(citation.after, 1)));
  return quote;
}

/** Return the address of a citation in its document, its figures named. */
export function placeOf(citation, response) {
  const figures = figuresIn(citation, response).map((one) => `${one.start}-${one.end}`);
  return address(["document", citation.document_id], {
    at: `${citation.start}-${citation.end}`,
    figures: figures.join(","),
    version: citation.sha256.slice(0, 12),
  });
}

function figuresIn(citation, response) {
  return response.quantities.filter(
    (one) => one.citation === citation.n && one.start >= citation.start && one.end <= citation.end,
  );
}

function metadata(citation) {
  const pages = citation.page_start
    ? say(citation.page_end > citation.page_start ? "source.pages" : "source.page", {
        from: citation.page_start,
        to: citation.page_end,
      })
    : "";
  const known = [
    ["issuer", citation.issuer],
    ["document_number", citation.document_number],
    ["published", citation.published],
    ["effective", citation.effective],
    ["expires", citation.expires],
    ["repealed", citation.repealed],
    ["place", [pages, say("source.characters", { from: citation.start, to: citation.end })].filter(Boolean).join(say("dot"))],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "card-facts" },
    known.map(([name, value]) =>
      h("div", {}, h("dt", { t: `source.${name}` }), h("dd", { lang: name === "issuer" ? "zh" : null }, value)),
    ),
  );
}

const AROUND = 28; // characters of the words before and behind a quote that a card has room for

function shortened(text, side) {
  const characters = [...text.replace(/\s+/g, " ")];
  if (characters.length <= AROUND) return characters.join("");
  return side < 0 ? `…${characters.slice(-AROUND).join("")}` : `${characters.slice(0, AROUND).join("")}…`;
}
