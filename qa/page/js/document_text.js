// The lines of a document as elements: headings as the outline has them, the cited span and its
// figures marked. The text is shown as it stands, nothing of it is left out.

import { h } from "./dom.js";

// A line of at most this many times its heading, and so many signs (#, 。, spaces) more, is the
// heading alone; a longer one goes on with the first sentence.
const ALONE = 1.3;
const SIGNS = 8;

/**
 * Return an element for each line. `points` is the text, `at` the cited span or null, `figures` the
 * spans of figures, all in code points.
 */
export function pieces(points, outline, at, figures) {
  const text = points.text;
  const span = at && { start: points.unit(at.start), end: points.unit(at.end) };
  const marks = figures.map((one) => ({ start: points.unit(one.start), end: points.unit(one.end) }));
  const borders = cuts(span, marks);
  const headings = sections(points, outline);
  const lines = [];
  let first = true;
  for (const { start, end } of linesOf(text)) {
    const heading = headings.find((one) => one.unit >= start && one.unit < Math.max(end, start + 1));
    const classes = ["line"];
    if (end === start) classes.push("empty");
    const runIn = heading !== undefined && end - start > heading.length * ALONE + SIGNS;
    if (heading && !runIn) classes.push("heading", `level-${Math.min(3, heading.level)}`);
    if (runIn) classes.push("opened");
    const boldTo = runIn ? heading.unit + heading.length : start;
    const inner = boldTo > start ? [...borders, boldTo].sort((a, b) => a - b) : borders;
    const line = h("p", { class: classes.join(" "), "data-section": heading?.number });
    let from = start;
    for (const border of [...inner.filter((one) => one > start && one < end), end]) {
      const part = text.slice(from, border);
      if (part) {
        const element = shown(part, from, border, span, marks, first);
        line.append(border <= boldTo ? h("b", { class: "run-in" }, element) : element);
      }
      if (span && from >= span.start && border <= span.end && part) first = false;
      from = border;
    }
    lines.push(line);
  }
  return lines;
}

function* linesOf(text) {
  const ends = /\r\n|\n|\r|\f/g;
  let start = 0;
  for (const found of text.matchAll(ends)) {
    yield { start, end: found.index };
    start = found.index + found[0].length;
  }
  yield { start, end: text.length };
}

function cuts(span, marks) {
  const found = new Set();
  for (const one of span ? [span, ...marks] : marks) found.add(one.start).add(one.end);
  return [...found].sort((a, b) => a - b);
}

function shown(part, from, to, span, marks, first) {
  const inSpan = span && from >= span.start && to <= span.end;
  const inFigure = marks.some((one) => from >= one.start && to <= one.end);
  const text = inFigure ? h("mark", { class: "figure" }, part) : part;
  if (!inSpan) return text;
  return h("span", { class: "span", id: first ? "cited-span" : null }, text);
}

function sections(points, outline) {
  const named = outline.filter((one) => one.heading && one.number > 0);
  const least = Math.min(9, ...named.map((one) => one.level));
  return named.map((one) => ({
    unit: points.unit(one.start),
    level: one.level - least,
    number: one.number,
    length: one.heading.length,
  }));
}
