// What to call a document: its title, else the name of its file. An uploaded file lies under its
// checksum, so its name has to be asked for.

import { all } from "./api.js";

const UPLOADED = /^[0-9a-f]{64}\./; // the path of an uploaded file
const names = new Map();

/** Return what a document is called; `one` is a citation, a row or a document. */
export function nameOf(one) {
  return one.title || one.name || names.get(one.document_id) || one.document.split("/").at(-1);
}

/** Learn the names of documents that have no title of their own. */
export async function learnNames(documents) {
  const nameless = (one) => !one.title && UPLOADED.test(one.document) && !names.has(one.document_id);
  if (!documents.some(nameless)) return;
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
