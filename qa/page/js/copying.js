// What is copied into a report: the answer with its source, footnotes, a quote with its source.

import { tell } from "./dom.js";
import { nameOf } from "./names.js";
import { say } from "./words.js";

/** Copy the answer with whose, when and from where, in one line. */
export function copyAnswer(response) {
  const first = response.citations[0];
  const text = response.citation_text || response.answer;
  return copy(first ? text.replace(first.document, nameOf(first)) : text);
}

/** Copy the reply with its marks, and a footnote for each below. */
export function copyFootnotes(response) {
  const notes = response.citations.map((one) => `[${one.n}] ${footnote(one)}`);
  return copy(`${response.text}\n\n${notes.join("\n")}`);
}

/** Copy a quote with its footnote. */
export function copyCitation(citation) {
  const quote = citation.quote.replace(/\s*\n\s*/g, "");
  return copy(`“${quote}”（${footnote(citation).replace(/。$/, "")}）`);
}

/** Return a citation as a footnote: issuer, title and number, date, heading, place in the text. */
export function footnote(citation) {
  const title = citation.title ? `《${citation.title}》` : nameOf(citation);
  const named = citation.document_number ? `${title}（${citation.document_number}）` : title;
  const parts = [
    citation.issuer ? `${citation.issuer}：${named}` : named,
    citation.published ? dateOf(citation.published) : "",
    citation.heading.join("›"),
    citation.page_start ? say("source.page", { from: citation.page_start }) : "",
    say("source.characters", { from: citation.start, to: citation.end }),
  ];
  return `${parts.filter(Boolean).join("，")}。`;
}

/** Put a text into the clipboard and say so. */
export async function copy(text) {
  try {
    if (navigator.clipboard && isSecureContext) await navigator.clipboard.writeText(text);
    else copyByHand(text);
    tell(say("copied"));
  } catch {
    tell(say("copy.failed"));
  }
}

/** Without a secure context (http on another machine) only the old way is there. */
function copyByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("the browser did not copy");
}

function dateOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}
