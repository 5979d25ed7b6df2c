// What a question is asked of: which documents, of where, by whom, from when; and the script of
// its answer. Kept in the address of the question.

import { all } from "./api.js";
import { h, icon } from "./dom.js";
import { nameOf, remember } from "./names.js";

const FIELDS = ["document", "region", "issuer", "published_from", "published_to", "script"];

export class Scope {
  constructor() {
    this._inputs = {
      document: h("select", { id: "scope-document" }, h("option", { value: "", t: "scope.any" })),
      region: h("input", { id: "scope-region", type: "text", autocomplete: "off" }),
      issuer: h("input", { id: "scope-issuer", type: "text", autocomplete: "off" }),
      published_from: h("input", { id: "scope-published_from", type: "date" }),
      published_to: h("input", { id: "scope-published_to", type: "date" }),
      script: h(
        "select",
        { id: "scope-script" },
        ["", "hans", "hant", "original"].map((value) =>
          h("option", { value, t: `script.${value || "auto"}` }),
        ),
      ),
    };
    this.panel = h(
      "fieldset",
      { class: "scope", id: "scope", hidden: true },
      h("legend", { class: "unseen", t: "scope.title" }),
      FIELDS.map((name) =>
        h(
          "div",
          { class: "scope-field" },
          h("label", { for: `scope-${name}`, t: `scope.${name}` }),
          this._inputs[name],
        ),
      ),
      h("button", { type: "button", class: "quiet", t: "scope.clear", on: { click: () => this._clear() } }),
    );
    this.opener = h(
      "button",
      {
        type: "button",
        class: "quiet scope-opener",
        "aria-expanded": "false",
        "aria-controls": "scope",
        on: { click: () => this._toggle() },
      },
      icon("filter"),
      h("span", { t: "scope.title" }),
      h("span", { class: "count", hidden: true }),
    );
    this.panel.addEventListener("input", () => this._count());
  }

  /** Take the scope over from an address. */
  read(query) {
    for (const name of FIELDS) {
      const value = query.get(name) ?? "";
      const input = this._inputs[name];
      if (name === "document" && value && ![...input.options].some((one) => one.value === value)) {
        input.append(h("option", { value }, value));
      }
      input.value = value;
    }
    this._count();
  }

  /** Return the scope for an address. */
  query() {
    return Object.fromEntries(FIELDS.map((name) => [name, this._inputs[name].value.trim()]));
  }

  /** Return the scope as keys of a request. */
  request() {
    const { document, region, issuer, published_from, published_to, script } = this.query();
    const list = (value) => (value ? [value] : []);
    return {
      filters: {
        document: list(document),
        region: list(region),
        issuer: list(issuer),
        published_from: published_from || null,
        published_to: published_to || null,
      },
      script: script || "auto",
    };
  }

  _toggle() {
    this.panel.hidden = !this.panel.hidden;
    this.opener.setAttribute("aria-expanded", String(!this.panel.hidden));
    if (!this.panel.hidden) this._documents();
  }

  async _documents() {
    const select = this._inputs.document;
    if (select.options.length > 2) return;
    const chosen = select.value;
    try {
      const found = await all("v1/documents");
      remember(found);
      const options = found.map((one) => h("option", { value: one.document }, nameOf(one)));
      select.replaceChildren(select.options[0], ...options);
      select.value = chosen;
    } catch {
      // without the list every document is asked
    }
  }

  _clear() {
    for (const name of FIELDS) this._inputs[name].value = "";
    this._count();
  }

  _count() {
    const set = Object.values(this.query()).filter(Boolean).length;
    const count = this.opener.querySelector(".count");
    count.hidden = set === 0;
    count.textContent = String(set);
  }
}
