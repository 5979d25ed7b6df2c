// A whole document, a cited span of it highlighted: #/document/ID?at=START-END&figures=S-E,S-E
// Offsets in the address are code points, as everywhere in the service.

import { download, get } from "./api.js";
import { CodePoints } from "./code_points.js";
import { copy } from "./copying.js";
import { button, h, icon, show as bringIntoSight, still } from "./dom.js";
import { pieces } from "./document_text.js";
import { nameOf } from "./names.js";
import { renderProblem } from "./problems.js";
import { address } from "./router.js";
import { say } from "./words.js";

let opened = null; // {id, detail, points}: the document that was read last

/** Show a document, scrolled to the span that the address names. */
export async function showDocument(view, [id], query) {
  if (opened?.id !== id) {
    view.replaceChildren(h("p", { class: "stage", t: "document.loading" }));
    try {
      const [detail, text] = await Promise.all([
        get(`v1/documents/${encodeURIComponent(id)}`, { noise: false }),
        get(`v1/documents/${encodeURIComponent(id)}/text`),
      ]);
      opened = { id, detail, points: new CodePoints(text.text) };
    } catch (problem) {
      opened = null;
      view.replaceChildren(
        h("h1", { tabindex: -1, class: "unseen", t: "nav.documents" }),
        renderProblem(problem, null),
      );
      return { title: () => say("title") };
    }
  }
  const { detail, points } = opened;
  const at = spans(query.get("at"), points)[0] ?? null;
  const figures = spans(query.get("figures"), points);
  const changed = query.get("version") && !detail.sha256.startsWith(query.get("version"));
  view.replaceChildren(...page(detail, points, at, figures, changed));
  const target = view.querySelector(".span");
  return {
    title: () => say("title.of", { name: nameOf(detail) }),
    scroll: target && !changed ? () => reach(target) : undefined,
  };
}

function page(detail, points, at, figures, changed) {
  const text = h("div", { class: "paper", lang: "zh" });
  const lines = pieces(points, detail.outline, at, figures);
  // By blocks, so that the browser lays out only what is in sight of a long document.
  for (let first = 0; first < lines.length; first += 60) {
    text.append(h("div", { class: "block" }, lines.slice(first, first + 60)));
  }
  return [
    h(
      "div",
      { class: "document-bar" },
      button("document.back", "back", goBack),
      at
        ? button("document.to_span", "quote", () => reach(text.querySelector(".span")), { class: "quiet to-span" })
        : null,
      button("document.link", "link", () => copy(location.href), { class: "quiet copy-link" }),
      button("document.original", "download", () => {
        const name = detail.name ?? detail.document.split("/").at(-1);
        download(`v1/documents/${encodeURIComponent(detail.document_id)}/original`, name);
      }),
    ),
    h(
      "header",
      { class: "document-head" },
      h("h1", { tabindex: -1, lang: "zh" }, nameOf(detail)),
      facts(detail),
      changed
        ? h("p", { class: "notice warn" }, icon("warn"), h("span", { t: "document.changed" }))
        : null,
    ),
    h("div", { class: "document-body" }, outline(detail, text), text),
  ].filter(Boolean);
}

function facts(detail) {
  const noise = Object.entries(detail.noise);
  const known = [
    ["issuer", detail.issuer],
    ["document_number", detail.document_number],
    ["published", detail.published],
    ["effective", detail.effective],
    ["expires", detail.expires],
    ["repealed", detail.repealed],
    ["versions", detail.versions.length ? versions(detail.versions) : null],
    ["region", detail.region],
    ["path", detail.uploaded ? detail.name : detail.document],
    ["characters", say("document.count", { n: detail.characters })],
    ["noise", noise.map(([kind, n]) => `${say(`noise.${kind}`)} ${n}`).join(say("comma"))],
  ].filter(([, value]) => value);
  return h(
    "dl",
    { class: "card-facts" },
    known.map(([name, value]) => h("div", {}, h("dt", { t: `document.${name}` }), h("dd", {}, value))),
  );
}

/** Return the links to the other versions of a document, and to those of other years. */
function versions(others) {
  return others.map((one) =>
    h(
      "a",
      { class: "version", lang: "zh", href: address(["document", one.document_id]) },
      [say(`version.${one.relation}`), nameOf(one), one.published].filter(Boolean).join(" "),
    ),
  );
}

function outline(detail, text) {
  const headings = detail.outline.filter((one) => one.heading && one.number > 0);
  if (!headings.length) return null;
  const jump = (one) => (event) => {
    event.preventDefault();
    const found = text.querySelector(`[data-section="${one.number}"]`);
    if (!found) return;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    bringIntoSight(found);
  };
  const least = Math.min(...headings.map((one) => one.level));
  return h(
    "details",
    { class: "outline", open: matchMedia("(min-width: 62rem)").matches },
    h("summary", { t: "document.outline" }),
    h(
      "nav",
      { tLabel: "document.outline" },
      h(
        "ol",
        {},
        headings.map((one) =>
          h(
            "li",
            { class: `level-${Math.min(3, one.level - least)}` },
            h("a", { href: `#section-${one.number}`, lang: "zh", on: { click: jump(one) } }, one.heading),
          ),
        ),
      ),
    ),
  );
}

function spans(text, points) {
  return [...(text ?? "").matchAll(/(\d+)-(\d+)/g)]
    .map(([, start, end]) => ({ start: Number(start), end: Number(end) }))
    .filter(({ start, end }) => start < end && end <= points.length);
}

/** Bring the span into the middle; blocks out of sight are laid out late, so look twice. */
function reach(target) {
  target.scrollIntoView({ block: "center", behavior: "instant" });
  requestAnimationFrame(() => {
    target.scrollIntoView({ block: "center", behavior: "instant" });
    if (!still()) target.animate([{ outlineColor: "transparent" }, {}], 600);
  });
}

function goBack() {
  if (history.length > 1) history.back();
  else location.hash = "#/";
}
