// A refusal: why there is no answer, which readings there are, and what is nearest.

import { h, icon } from "./dom.js";

/** Return the elements of a refusal. */
export function refusalParts(response, askNow, marks) {
  const { code, message, options } = response.refusal;
  const parts = [
    h(
      "div",
      { class: "refusal", "data-code": code },
      h("p", { class: "refusal-kind", t: `refusal.${code}` }),
      h("p", { class: "refusal-message" }, message),
    ),
  ];
  if (options.length) {
    parts.push(
      h("h3", { class: "readings-title", t: "readings" }),
      h(
        "ul",
        { class: "readings" },
        options.map((option) => reading(option, askNow, marks)),
      ),
    );
  }
  return parts;
}

/** Return the name of the words over the source cards. */
export function nearestTitle(response) {
  return response.status === "not_found" ? "sources.nearest" : "sources.title";
}

function reading(option, askNow, marks) {
  const ask = () => askNow(option.question, { whole: true });
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "reading", on: { click: ask } },
      h("span", { class: "reading-question", lang: "zh" }, option.question),
      h("span", { class: "reading-answer", lang: "zh" }, option.answer),
      icon("chevron"),
    ),
    marks([option.citation]),
  );
}
