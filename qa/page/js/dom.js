// Elements from calls. Text is always set as text: nothing from a document is ever parsed as HTML.

import { fillElement } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const ICONS = new URL("../icons.svg", import.meta.url).pathname;

/**
 * Return an element. Of its attributes, `t` names the words that it shows (in the language of the
 * page, now and after a change), `tp` their parameters; `tLabel`, `tTitle`, `tPlaceholder` likewise
 * for attributes; `on` holds listeners by event.
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) {
        element.addEventListener(event, listener);
      }
    } else if (key === "t") element.dataset.t = value;
    else if (key === "tp") element.dataset.tp = JSON.stringify(value);
    else if (key === "tLabel") element.dataset.tAriaLabel = value;
    else if (key === "tTitle") element.dataset.tTitle = value;
    else if (key === "tPlaceholder") element.dataset.tPlaceholder = value;
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  fillElement(element);
  return element;
}

/** Return an icon of icons.svg; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${ICONS}#${name}`);
  svg.append(use);
  return svg;
}

/** Return a button with an icon and words. */
export function button(words, iconName, click, attributes = {}) {
  return h(
    "button",
    { type: "button", class: "quiet", on: { click }, ...attributes },
    icon(iconName),
    h("span", { t: words }),
  );
}

const live = document.getElementById("live");
const toast = document.getElementById("toast");
let toastTimer = 0;

/** Say something to screen readers. */
export function announce(text) {
  live.textContent = "";
  requestAnimationFrame(() => {
    live.textContent = text;
  });
}

/** Show a short message for a moment, and say it. */
export function tell(text) {
  announce(text);
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, 2600);
}

/** True where the reader wants little motion. */
export function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Bring an element into sight. */
export function show(element, block = "start") {
  element.scrollIntoView({ block, behavior: still() ? "auto" : "smooth" });
}
