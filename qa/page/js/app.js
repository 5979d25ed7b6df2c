// Starts the page: which view the hash names, and what all views share.

import { show as showAsk, startAsk } from "./ask_view.js";
import { show as bringIntoSight } from "./dom.js";
import { showDocument } from "./document_view.js";
import { showFigures } from "./figures_view.js";
import { showLibrary } from "./library_view.js";
import { startPreferences } from "./preferences.js";
import { here } from "./router.js";
import { language, onLanguage, say, speak } from "./words.js";

const main = document.getElementById("main");
const VIEWS = { ask: showAsk, document: showDocument, figures: showFigures, documents: showLibrary };
const focused = new Map(); // view → what had the focus when it was left
const scrolled = new Map(); // hash → how far it was scrolled down
let shown = null; // the hash that is shown
let titled = () => say("title");

async function route() {
  const { parts, query } = here();
  const name = Object.hasOwn(VIEWS, parts[0] ?? "") ? parts[0] : "ask";
  if (shown !== null) scrolled.set(shown, scrollY);
  const before = document.body.dataset.view;
  if (before) focused.set(before, document.activeElement);
  shown = location.hash;
  for (const view of document.querySelectorAll(".view")) view.hidden = view.id !== `view-${name}`;
  for (const link of document.querySelectorAll(".nav a")) {
    const current = link.dataset.view === (name === "document" ? "documents" : name);
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.body.dataset.view = name;
  const element = document.getElementById(`view-${name}`);
  const result = await VIEWS[name](element, parts.slice(1), query);
  if (shown !== location.hash) return; // another view was asked for meanwhile
  titled = result?.title ?? (() => say("title"));
  document.title = titled();
  if (before && before !== name) focusIn(element, focused.get(name));
  if (result?.scroll) result.scroll();
  else if (result?.scroll !== null) scrollTo({ top: scrolled.get(shown) ?? 0, behavior: "instant" });
}

/** Give a view the focus: what had it before, else its heading. */
function focusIn(element, earlier) {
  if (element.contains(document.activeElement)) return;
  if (earlier && element.contains(earlier)) earlier.focus({ preventScroll: true });
  else element.querySelector("h1")?.focus({ preventScroll: true });
}

function skip(event) {
  event.preventDefault();
  main.focus();
  bringIntoSight(main);
}

history.scrollRestoration = "manual";
await speak(language());
startPreferences();
onLanguage(() => {
  document.title = titled();
});
document.querySelector(".skip").addEventListener("click", skip);
startAsk(document.getElementById("view-ask"));
addEventListener("hashchange", () => {
  if (location.hash === "" || location.hash.startsWith("#/")) route();
});
await route();
document.documentElement.dataset.ready = "true";
