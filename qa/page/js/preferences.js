// Language and theme: chosen in the masthead, remembered by this browser.

import { changeKey, showKeyButton } from "./key.js";
import { choose, language } from "./words.js";

const THEME = "policyqa.theme";
const listeners = new Set();

/** Call a function after each change of theme, the system's own included. */
export function onTheme(listener) {
  listeners.add(listener);
}

/** Make the masthead's switches work. */
export function startPreferences() {
  for (const one of document.querySelectorAll("[data-language]")) {
    if (one === document.documentElement) continue;
    one.addEventListener("click", async () => {
      await choose(one.dataset.language);
      press();
    });
  }
  for (const one of document.querySelectorAll("[data-theme-choice]")) {
    one.addEventListener("click", () => useTheme(one.dataset.themeChoice));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  document.getElementById("key-button").addEventListener("click", changeKey);
  showKeyButton();
  startPanel();
  press();
}

function useTheme(choice) {
  const root = document.documentElement;
  if (choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = choice;
  try {
    if (choice === "auto") localStorage.removeItem(THEME);
    else localStorage.setItem(THEME, choice);
  } catch {
    // storage is switched off: it holds until the page is closed
  }
  press();
  changed();
}

function changed() {
  for (const listener of listeners) listener();
}

function press() {
  const theme = document.documentElement.dataset.theme ?? "auto";
  for (const one of document.querySelectorAll("#languages [data-language]")) {
    one.setAttribute("aria-pressed", String(one.dataset.language === language()));
  }
  for (const one of document.querySelectorAll("[data-theme-choice]")) {
    one.setAttribute("aria-pressed", String(one.dataset.themeChoice === theme));
  }
}

/** On a narrow screen the switches are behind a button. */
function startPanel() {
  const opener = document.getElementById("preferences-button");
  const panel = document.getElementById("preferences");
  const set = (open) => {
    opener.setAttribute("aria-expanded", String(open));
    panel.classList.toggle("open", open);
  };
  opener.addEventListener("click", () => set(opener.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.classList.contains("open")) {
      set(false);
      opener.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target) && !opener.contains(event.target)) set(false);
  });
}
