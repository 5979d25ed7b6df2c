// What goes wrong, in words: what it is in the language of the page, then what the service says.

import { button, h, icon } from "./dom.js";
import { hasWords, say } from "./words.js";

/** Return the name of the words for a problem. */
function wordsFor(problem) {
  const name = `problem.${problem.code ?? "internal"}`;
  return hasWords(name) ? name : "problem.internal";
}

/** Return a problem in one line. */
export function explained(problem) {
  return `${say(wordsFor(problem))} (${problem.message})`;
}

/** Return the notice of a problem; `again` tries once more, null where that is no use. */
export function renderProblem(problem, again) {
  return h(
    "div",
    { class: "notice bad", role: "alert" },
    icon("warn"),
    h(
      "div",
      {},
      h("p", { class: "notice-title", t: wordsFor(problem) }),
      problem.retryAfter ? h("p", { t: "problem.wait", tp: { s: problem.retryAfter } }) : null,
      h("p", { class: "soft", lang: "en" }, problem.message),
      problem.requestId
        ? h("p", { class: "soft", t: "problem.request", tp: { id: problem.requestId } })
        : null,
      problem.code === "index_missing" ? h("a", { href: "#/documents", t: "nav.documents" }) : null,
      again ? button("problem.again", "refresh", again) : null,
    ),
  );
}
