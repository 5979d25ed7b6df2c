// The API key: asked for when the service wants one, kept for this tab alone.

import { h } from "./dom.js";

const STORED = "policyqa.key";
let asking = null;

/** Return the key that requests carry, or null. */
export function currentKey() {
  try {
    return sessionStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/**
 * Ask for a key, `refused` being the one that did not open. Resolves to true when there is another
 * one to try. Requests that are refused at the same time share one dialog.
 */
export function askForKey(refused) {
  if (currentKey() !== refused) return Promise.resolve(true); // given while this one was sent
  asking ??= dialog(refused !== null).finally(() => {
    asking = null;
  });
  return asking;
}

/** Let people change or forget their key. */
export function changeKey() {
  asking ??= dialog(false).finally(() => {
    asking = null;
  });
  return asking;
}

/** Show the button that changes the key while there is one. */
export function showKeyButton() {
  document.getElementById("key-button").hidden = currentKey() === null;
}

function dialog(wasRefused) {
  return new Promise((resolve) => {
    const field = h("input", {
      type: "password",
      id: "key-field",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": "key-help",
      required: true,
    });
    const box = h(
      "dialog",
      { class: "dialog", "aria-labelledby": "key-title" },
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "key-title", t: "key.title" }),
        wasRefused ? h("p", { class: "trouble", role: "alert", t: "key.refused" }) : null,
        h("p", { id: "key-help", class: "soft", t: "key.help" }),
        h("label", { for: "key-field", t: "key.label" }),
        field,
        h(
          "div",
          { class: "dialog-buttons" },
          h("button", { type: "button", class: "quiet", t: "cancel", on: { click: () => box.close("") } }),
          currentKey()
            ? h("button", { type: "button", class: "quiet", t: "key.forget", on: { click: () => box.close("forget") } })
            : null,
          h("button", { type: "submit", class: "solid", value: "use", t: "key.use" }),
        ),
      ),
    );
    box.addEventListener("close", () => {
      const used = box.returnValue === "use" && field.value.trim() !== "";
      try {
        if (used) sessionStorage.setItem(STORED, field.value.trim());
        else if (box.returnValue === "forget") sessionStorage.removeItem(STORED);
      } catch {
        // storage is switched off: there is nowhere to keep a key
      }
      showKeyButton();
      box.remove();
      resolve(used);
    });
    document.body.append(box);
    box.showModal();
    field.focus();
  });
}
