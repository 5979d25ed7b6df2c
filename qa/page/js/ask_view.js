// Asking: one question after another, each with its answer below it. The thread is kept for this
// tab, so that a reload or a way back shows it again.

import { renderAnswer } from "./answer.js";
import { ask } from "./api.js";
import { CodePoints } from "./code_points.js";
import { button, announce, h, icon, show as bringIntoSight } from "./dom.js";
import { fillHero } from "./hero.js";
import { learnNames } from "./names.js";
import { renderProblem } from "./problems.js";
import { address, go } from "./router.js";
import { Scope } from "./scope.js";
import { fillElement, hasWords, onLanguage, say } from "./words.js";

const STORED = "policyqa.thread";
const LONGEST = 2000; // code points of a question; the service's own limit
const KEPT = 20; // turns that a reload brings back
const TOLD = 6; // turns that go along with a follow-up question

let turns = []; // {hash, question, request, response, problem, element}
let view = null;
let field = null;
let thread = null;
let scope = null;
let running = null;

/** Build the view; it stays for as long as the page does. */
export function startAsk(element) {
  view = element;
  scope = new Scope();
  field = h("textarea", {
    id: "question",
    rows: 1,
    enterkeyhint: "send",
    autocomplete: "off",
    tPlaceholder: "ask.placeholder",
    on: { input: grow, keydown: onKey },
  });
  thread = h("div", { class: "thread" });
  view.append(
    h(
      "div",
      { class: "hero" },
      h("h1", { tabindex: -1, t: "ask.title" }),
      h("p", { class: "lead", t: "ask.lead" }),
    ),
    thread,
    h(
      "form",
      { class: "composer", on: { submit: onSubmit }, tLabel: "ask.form" },
      h("label", { class: "unseen", for: "question", t: "ask.label" }),
      h(
        "div",
        { class: "composer-box" },
        field,
        h("button", { type: "submit", class: "solid send", tLabel: "ask.send", tTitle: "ask.send" }, icon("send")),
      ),
      h("p", { class: "trouble", id: "question-trouble", role: "alert", hidden: true }),
      h(
        "div",
        { class: "composer-row" },
        scope.opener,
        h("span", { class: "hint", t: "ask.hint" }),
        button("ask.new", "plus", startAnew, { class: "quiet new-thread" }),
      ),
      scope.panel,
    ),
    h("section", { class: "suggestions", hidden: true, "aria-labelledby": "suggestions-title" }),
    h("p", { class: "holding" }),
  );
  restore();
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input,textarea,select,dialog");
    if (event.key === "/" && !typing && !view.hidden && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    }
  });
  onLanguage(() => {
    for (const turn of turns) render(turn);
  });
}

/** Show what the hash asks for: the empty form, a turn of the thread, or a question anew. */
export async function show(_, parts, query) {
  const question = query.get("q") ?? "";
  if (parts.length > 0 || question !== "") scope.read(query);
  const asked = question.trim() !== "";
  stand(asked);
  if (!asked) {
    link("#/");
    fillHero(view, (suggested) => askNow(suggested, { whole: true }));
    if (matchMedia("(hover: hover)").matches) field.focus({ preventScroll: true });
    return { title: () => say("title") };
  }
  link(location.hash);
  const title = () => say("title.of", { name: question });
  const known = turns.find((turn) => turn.hash === location.hash);
  if (known) {
    const fresh = known.fresh;
    known.fresh = false;
    return { title, scroll: fresh ? null : undefined };
  }
  begin(question, { fresh: false, whole: true });
  return { title, scroll: null };
}

/** Put the form into the middle of an empty page, or at the foot of a thread. */
function stand(talking) {
  view.classList.toggle("talking", talking);
  field.dataset.tPlaceholder = talking ? "ask.more" : "ask.placeholder";
  fillElement(field);
}

function onKey(event) {
  // Enter that ends the choice of an input method sends nothing.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
    event.preventDefault();
    field.form.requestSubmit();
  }
}

function onSubmit(event) {
  event.preventDefault();
  const question = field.value.trim();
  const trouble = document.getElementById("question-trouble");
  const length = new CodePoints(question).length;
  trouble.hidden = length <= LONGEST;
  if (length > LONGEST) trouble.textContent = say("ask.long", { length, most: LONGEST });
  if (question === "" || length > LONGEST) {
    field.focus();
    return;
  }
  askNow(question);
}

/** Ask a question, as if it had been typed. `whole`: it needs nothing of what was asked before. */
export function askNow(question, { whole = false } = {}) {
  if (!view.classList.contains("talking")) clear();
  field.value = "";
  grow();
  begin(question, { fresh: true, whole });
  go(turns.at(-1).hash);
}

function begin(question, { fresh, whole = false }) {
  const history = whole
    ? []
    : turns
        .filter((turn) => turn.response)
        .slice(-TOLD)
        .map((turn) => ({ question: turn.question, answer: turn.response.answer }));
  const turn = {
    hash: address(["ask"], { q: question, ...scope.query() }),
    question,
    request: { question, history, ...scope.request() },
    fresh,
  };
  turns.push(turn);
  run(turn);
}

async function run(turn) {
  running?.abort();
  const control = new AbortController();
  running = control;
  turn.problem = null;
  turn.stage = "question";
  render(turn);
  stand(true);
  bringIntoSight(turn.element);
  announce(say("stage.question"));
  try {
    turn.response = await ask(turn.request, (event, data) => heard(turn, event, data), control.signal);
    await learnNames(turn.response.citations);
    announce(spoken(turn.response));
  } catch (error) {
    if (error.name === "AbortError") {
      turns = turns.filter((one) => one !== turn);
      turn.element.remove();
      return;
    }
    turn.problem = error;
    if (!("code" in error)) console.error(error);
  } finally {
    if (running === control) running = null;
  }
  turn.stage = null;
  render(turn);
  bringIntoSight(turn.element);
  keep();
}

function heard(turn, event, data) {
  if (event === "stage") turn.stage = data.stage;
  else if (event === "citations") turn.found = data.length;
  const line = turn.element.querySelector(".stage");
  if (line) line.textContent = stageText(turn);
}

function stageText(turn) {
  if (turn.found) return say("stage.found", { n: turn.found });
  const name = `stage.${turn.stage}`;
  return say(hasWords(name) ? name : "stage.search");
}

function render(turn) {
  const element = h("article", { class: "turn" }, h("h2", { class: "question" }, turn.question));
  if (turn.problem) element.append(renderProblem(turn.problem, () => run(turn)));
  else if (turn.response && !turn.stage) element.append(renderAnswer(turn.response, askNow));
  else {
    element.setAttribute("aria-busy", "true");
    element.append(
      h("div", { class: "waiting" }, h("p", { class: "stage" }, stageText(turn)), h("div", { class: "bones" })),
    );
  }
  if (turn.element?.isConnected) turn.element.replaceWith(element);
  else thread.append(element);
  turn.element = element;
}

function spoken(response) {
  if (response.status === "not_found") return response.refusal?.message ?? "";
  return say("spoken.answer", { answer: response.answer, n: response.citations.length });
}

function startAnew() {
  go("#/");
  clear();
  field.focus();
}

function clear() {
  running?.abort();
  turns = [];
  thread.replaceChildren();
  keep();
}

function link(hash) {
  document.querySelector('.nav [data-view="ask"]').setAttribute("href", hash);
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
}

function keep() {
  const whole = turns.filter((turn) => turn.response).slice(-KEPT);
  const stored = whole.map(({ hash, question, request, response }) => ({ hash, question, request, response }));
  try {
    sessionStorage.setItem(STORED, JSON.stringify(stored));
  } catch {
    // storage is full or switched off: a reload asks again
  }
}

function restore() {
  try {
    turns = JSON.parse(sessionStorage.getItem(STORED) ?? "[]");
  } catch {
    turns = [];
  }
  if (!turns.some((turn) => turn.hash === location.hash)) turns = [];
  for (const turn of turns) render(turn);
}
