// Right or wrong: what people say of an answer goes to the service.

import { send } from "./api.js";
import { announce, h, icon, tell } from "./dom.js";
import { explained } from "./problems.js";
import { say } from "./words.js";

/** Return the buttons under an answer; after "wrong" people may say what would have been better. */
export function verdictButtons(response) {
  const box = h("div", { class: "verdict", role: "group", tLabel: "feedback.label" });
  const choice = (verdict, iconName) =>
    h(
      "button",
      {
        type: "button",
        class: `quiet verdict-${verdict}`,
        "aria-pressed": String(response.verdict === verdict),
        on: { click: () => (verdict === "right" ? give(verdict) : form()) },
      },
      icon(iconName),
      h("span", { t: `feedback.${verdict}` }),
    );
  const buttons = () => box.replaceChildren(choice("right", "check"), choice("wrong", "cross"));

  async function give(verdict, better = null, comment = null) {
    try {
      await send("v1/feedback", { method: "POST", json: told(response, verdict, better, comment) });
    } catch (problem) {
      tell(say("feedback.failed", { detail: explained(problem) }));
      return false;
    }
    response.verdict = verdict;
    buttons();
    box.append(h("span", { class: "soft thanks", t: "feedback.thanks" }));
    announce(say("feedback.thanks"));
    return true;
  }

  function form() {
    const id = `better-${response.id}`;
    const better = h("input", { id, type: "text", maxlength: 1000, autocomplete: "off" });
    const comment = h("textarea", { id: `${id}-comment`, rows: 2, maxlength: 1000 });
    const submit = async (event) => {
      event.preventDefault();
      await give("wrong", better.value.trim() || null, comment.value.trim() || null);
    };
    box.replaceChildren(
      h(
        "form",
        { class: "verdict-form", on: { submit } },
        h("label", { for: id, t: "feedback.better" }),
        better,
        h("label", { for: `${id}-comment`, t: "feedback.comment" }),
        comment,
        h(
          "div",
          { class: "dialog-buttons" },
          h("button", { type: "button", class: "quiet", t: "cancel", on: { click: buttons } }),
          h("button", { type: "submit", class: "solid", t: "feedback.send" }),
        ),
      ),
    );
    better.focus();
  }

  buttons();
  return box;
}

function told(response, verdict, better, comment) {
  return {
    answer_id: response.id,
    verdict,
    better,
    comment,
    question: response.question,
    answer: response.answer,
    index_version: response.index_version,
    citations: response.citations
      .slice(0, 50)
      .map(({ document_id, start, end }) => ({ document_id, start, end })),
  };
}
