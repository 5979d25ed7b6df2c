// The words of the page, in the language that was chosen. An element names its words by
// data-t (its text), data-t-aria-label, data-t-title, data-t-placeholder; `{name}` in them is
// filled from data-tp.

const KEY = "policyqa.language";
const TAGS = { hans: "zh-Hans", hant: "zh-Hant", en: "en" };
const ATTRIBUTES = {
  tAriaLabel: "aria-label",
  tTitle: "title",
  tPlaceholder: "placeholder",
};
let words = {};
const listeners = new Set();

/** Return the language of the page: hans, hant or en. */
export function language() {
  return document.documentElement.dataset.language;
}

/** Return words of the page; a code that has none is returned as it is. */
export function say(name, parameters = {}) {
  const found = words[name];
  if (found === undefined) return name.slice(name.indexOf(".") + 1);
  return found.replace(/\{(\w+)\}/g, (_, key) => String(parameters[key] ?? ""));
}

/** True where the page has words of that name. */
export function hasWords(name) {
  return Object.hasOwn(words, name);
}

/** Load a language and let the whole page speak it. */
export async function speak(name) {
  words = (await import(`../texts/${name}.js`)).default;
  const root = document.documentElement;
  root.dataset.language = name;
  root.lang = TAGS[name];
  fill(document.body);
  for (const listener of listeners) listener(name);
}

/** Speak another language from now on, and remember it. */
export async function choose(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // storage is switched off: it holds until the page is closed
  }
  await speak(name);
}

/** Call a function after each change of language. */
export function onLanguage(listener) {
  listeners.add(listener);
}

/** Fill an element and everything in it. */
export function fill(root) {
  fillElement(root);
  const named = "[data-t],[data-t-aria-label],[data-t-title],[data-t-placeholder]";
  for (const element of root.querySelectorAll(named)) fillElement(element);
}

/** Fill one element. */
export function fillElement(element) {
  const data = element.dataset;
  const parameters = data.tp ? JSON.parse(data.tp) : {};
  if (data.t) element.textContent = say(data.t, parameters);
  for (const [key, attribute] of Object.entries(ATTRIBUTES)) {
    if (data[key]) element.setAttribute(attribute, say(data[key], parameters));
  }
}
