// What to call a document: its title, else the name of its file. An uploaded file lies under its
// checksum, so its name has to be asked for.

import { all } from "./api.js";

const names = new Map();

/** Return what a document is called; `one` is a citation, a row or a document. */
export function nameOf(one) {
  return one.title || one.name || names.get(one.document_id) || one.document.split("/").at(-1);
}

/** Learn the names of documents that have no title of their own. */
export async function learnNames(documents) {
  if (documents.every((one) => one.title || names.has(one.document_id))) return;
  try {
    remember(await all("v1/documents"));
  } catch {
    // their paths name them
  }
}

/** Remember what documents are called. */
export function remember(documents) {
  for (const one of documents) names.set(one.document_id, one.name ?? one.document.split("/").at(-1));
}
