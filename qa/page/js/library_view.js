// The documents that are held: a list, uploads, deletions, and the jobs that carry them out.

import { all, get, send, upload } from "./api.js";
import { announce, button, h, icon } from "./dom.js";
import { follow } from "./jobs.js";
import { nameOf, remember } from "./names.js";
import { explained, renderProblem } from "./problems.js";
import { address } from "./router.js";
import { onLanguage, say } from "./words.js";

const MOST = 300; // entries that are listed at once; the filter finds the others
let built = null;

/** Show the documents. */
export async function showLibrary(view) {
  built ??= build(view);
  await list();
  takeUp();
  return { title: () => say("title.of", { name: say("nav.documents") }) };
}

function build(view) {
  const chooser = h("input", {
    type: "file",
    id: "files",
    multiple: true,
    class: "unseen",
    accept: ".txt,.md,.html,.htm,.docx,.pdf",
    on: {
      change: () => {
        take(chooser.files);
        chooser.value = "";
      },
    },
  });
  const drop = h(
    "label",
    { class: "drop", for: "files" },
    icon("upload"),
    h("span", { class: "drop-title", t: "library.drop" }),
    h("span", { class: "soft", t: "library.kinds" }),
  );
  for (const event of ["dragenter", "dragover"]) {
    view.addEventListener(event, (given) => {
      given.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const event of ["dragleave", "drop"]) {
    view.addEventListener(event, () => drop.classList.remove("over"));
  }
  view.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  const filter = h("input", {
    type: "search",
    id: "library-filter",
    autocomplete: "off",
    on: { input: () => sift() },
  });
  const parts = {
    jobs: h("ul", { class: "jobs", tLabel: "jobs.title" }),
    filter,
    count: h("p", { class: "figures-count", role: "status" }),
    entries: h("ul", { class: "library" }),
    trouble: h("div", {}),
    documents: [],
    followed: new Set(), // ids of jobs that have a line
  };
  view.append(
    h("header", { class: "view-head" }, h("h1", { tabindex: -1, t: "library.title" }), h("p", { class: "lead", t: "library.lead" })),
    chooser,
    drop,
    parts.jobs,
    h(
      "div",
      { class: "figures-bar" },
      h("div", { class: "field" }, h("label", { for: "library-filter", t: "library.filter" }), filter),
      parts.count,
      button("library.refresh", "refresh", readFolders, { class: "quiet read-folders" }),
    ),
    parts.trouble,
    parts.entries,
  );
  onLanguage(() => {
    if (!view.hidden) sift();
  });
  return parts;
}

async function list() {
  built.trouble.replaceChildren();
  try {
    built.documents = await all("v1/documents");
    remember(built.documents);
  } catch (problem) {
    built.documents = [];
    if (problem.code === "index_missing") {
      built.trouble.replaceChildren(h("p", { class: "notice" }, icon("file"), h("span", { t: "library.empty" })));
    } else built.trouble.replaceChildren(renderProblem(problem, list));
  }
  sift();
}

function sift() {
  const wanted = built.filter.value.trim().toLowerCase();
  const shown = built.documents.filter((one) =>
    [one.title, one.document, one.name, one.issuer, one.document_number, one.region, one.published]
      .filter(Boolean)
      .some((text) => text.toLowerCase().includes(wanted)),
  );
  built.count.textContent = say("library.count", { n: shown.length });
  built.entries.replaceChildren(...shown.slice(0, MOST).map(entry));
  const left = shown.length - MOST;
  if (left > 0) built.entries.append(h("li", { class: "library-entry soft", t: "library.left", tp: { n: left } }));
}

function entry(one) {
  const words = [one.issuer, one.document_number, one.published, one.region].filter(Boolean);
  const path = one.uploaded ? one.name : one.document;
  const details = [path === nameOf(one) ? "" : path, say("document.count", { n: one.characters })].filter(Boolean);
  return h(
    "li",
    { class: "library-entry" },
    icon("file"),
    h(
      "div",
      { class: "library-words" },
      h("a", { href: address(["document", one.document_id]), lang: "zh" }, nameOf(one)),
      words.length ? h("p", { lang: "zh" }, words.join(say("dot"))) : null,
      h("p", { class: "soft" }, details.join(say("dot"))),
    ),
    one.uploaded
      ? h(
          "button",
          {
            type: "button",
            class: "icon-button remove",
            "aria-label": say("library.remove", { name: nameOf(one) }),
            title: say("library.remove", { name: nameOf(one) }),
            on: { click: () => remove(one) },
          },
          icon("bin"),
        )
      : null,
  );
}

async function take(files) {
  const chosen = [...files];
  if (!chosen.length) return;
  const names = chosen.map((file) => file.name).join(say("comma"));
  const line = jobLine("upload", names);
  try {
    const job = await upload("v1/documents", chosen, (share) => line.share("uploading", share));
    await finish(line, job);
  } catch (problem) {
    line.fail(problem);
  }
}

async function remove(one) {
  if (!(await sure(one))) return;
  const line = jobLine("delete", nameOf(one));
  try {
    const answer = await send(`v1/documents/${encodeURIComponent(one.document_id)}`, { method: "DELETE" });
    await finish(line, await answer.json());
  } catch (problem) {
    line.fail(problem);
  }
}

async function readFolders() {
  const line = jobLine("ingest", say("library.folders"));
  try {
    const answer = await send("v1/ingest", { method: "POST", json: { root: null } });
    await finish(line, await answer.json());
  } catch (problem) {
    line.fail(problem);
  }
}

/** Follow the jobs that were begun elsewhere, or before a reload. */
async function takeUp() {
  let jobs = [];
  try {
    jobs = (await get("v1/jobs", { limit: 10 })).items;
  } catch {
    return; // the list of documents is what was asked for
  }
  for (const job of jobs.reverse()) {
    if (job.state === "done" || job.state === "failed" || built.followed.has(job.id)) continue;
    const names = job.names.length ? job.names.join(say("comma")) : say("library.folders");
    const line = jobLine(job.kind, names);
    finish(line, job).catch((problem) => line.fail(problem));
  }
}

async function finish(line, job) {
  built.followed.add(job.id);
  line.job(await follow(job, (one) => line.job(one), (id) => get(`v1/jobs/${encodeURIComponent(id)}`)));
  await list();
}

/** Add a line for a job; return how to tell it what goes on. */
function jobLine(kind, names) {
  const bar = h("progress", { max: 1, tLabel: "jobs.progress" });
  const words = h("p", { class: "job-state", role: "status" }, say("jobs.waiting"));
  const close = h(
    "button",
    { type: "button", class: "icon-button", tLabel: "close", on: { click: () => line.remove() }, hidden: true },
    icon("cross"),
  );
  const line = h(
    "li",
    { class: "job", "data-kind": kind },
    h("div", { class: "job-words" }, h("b", { t: `jobs.${kind}` }), h("span", { class: "job-names" }, names), words, bar),
    close,
  );
  built.jobs.prepend(line);
  const end = (state) => {
    line.dataset.state = state;
    bar.hidden = true;
    close.hidden = false;
    announce(words.textContent);
  };
  return {
    share(stage, share) {
      words.textContent = say(`jobs.${stage}`);
      bar.value = share;
    },
    job(one) {
      words.replaceChildren(...jobWords(one));
      if (one.total > 0) bar.value = one.done / one.total;
      else bar.removeAttribute("value");
      if (one.state === "done" || one.state === "failed") end(one.state);
    },
    fail(problem) {
      words.textContent = `${say("jobs.failed")} ${explained(problem)}`;
      end("failed");
    },
  };
}

function jobWords(one) {
  if (one.state === "failed") return [say("jobs.failed"), " ", one.error ?? ""];
  if (one.state !== "done") {
    const stage = one.stage ? say(`job_stage.${one.stage}`) : "";
    const share = one.total > 0 ? `${one.done}/${one.total}` : "";
    return [[say(`jobs.${one.state}`), stage, share].filter(Boolean).join(say("dot"))];
  }
  const { added = [], changed = [], removed = [], unchanged = [], failed = [], documents = [] } = one.result ?? {};
  const counts = { added, changed, removed, unchanged, failed };
  const told = Object.entries(counts)
    .filter(([, names]) => names.length)
    .map(([name, names]) => say(`jobs.n_${name}`, { n: names.length }));
  const words = [h("span", {}, [say("jobs.done"), ...told].join(say("dot")))];
  for (const made of documents) {
    words.push(h("a", { class: "job-document", href: address(["document", made.document_id]), lang: "zh" }, made.name));
  }
  for (const file of failed) words.push(h("span", { class: "job-failed" }, `${file.path}: ${file.message}`));
  return words;
}

function sure(one) {
  return new Promise((resolve) => {
    const box = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "remove-title" },
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "remove-title", t: "library.remove", tp: { name: nameOf(one) } }),
        h("p", { class: "soft", t: "library.remove_help" }),
        h(
          "div",
          { class: "dialog-buttons" },
          h("button", { type: "submit", class: "quiet", value: "", t: "cancel" }),
          h("button", { type: "submit", class: "solid", value: "remove", t: "library.remove_yes" }),
        ),
      ),
    );
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue === "remove");
    });
    document.body.append(box);
    box.showModal();
  });
}
