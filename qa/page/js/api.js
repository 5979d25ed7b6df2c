// The service's endpoint: requests, problems, streams, uploads. Addresses are relative, so that a
// proxy may serve the page under any path.

import { askForKey, currentKey } from "./key.js";

/** An error that the service explains (RFC 9457), or that there was no answer at all. */
export class Problem extends Error {
  constructor(code, detail, { requestId = "", retryAfter = 0 } = {}) {
    super(detail);
    this.code = code;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }
}

/** Send a request; return its response. Asks for a key where one is needed. */
export async function send(path, { method = "GET", json, accept, signal } = {}) {
  const headers = {};
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (accept) headers.Accept = accept;
  const key = currentKey();
  if (key) headers.Authorization = `Bearer ${key}`;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      signal,
      body: json === undefined ? undefined : JSON.stringify(json),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("unreachable", String(error.message ?? error));
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.code === "unauthorized" && (await askForKey(key))) {
    return send(path, { method, json, accept, signal });
  }
  throw problem;
}

/** Return the object that a path answers with. */
export async function get(path, query = {}, options = {}) {
  return (await send(path + search(query), options)).json();
}

/** Return a query string; lists repeat their name, empty values are left out. */
export function search(query) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== "") given.append(name, one);
    }
  }
  const text = given.toString();
  return text ? `?${text}` : "";
}

/** Return every entry of a list that comes by pages, `most` of them at most. */
export async function all(path, query = {}, most = 5000) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(path, { ...query, cursor, limit: 500 });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && items.length < most);
  return items;
}

/**
 * Ask. `told` is called with each event of the stream that comes before the answer: its name and
 * its data. Where the service does not stream, the answer comes alone.
 */
export async function ask(request, told, signal) {
  const response = await send("v1/ask", {
    method: "POST",
    json: request,
    accept: "text/event-stream, application/json;q=0.5",
    signal,
  });
  const kind = response.headers.get("Content-Type") ?? "";
  if (!kind.startsWith("text/event-stream")) return response.json();
  for await (const [event, data] of events(response)) {
    if (event === "answer") return data;
    if (event === "problem" || event === "error") {
      throw new Problem(data.code ?? "internal", data.detail ?? "", { requestId: data.request_id });
    }
    told(event, data);
  }
  throw new Problem("unreachable", "the stream ended before the answer");
}

/** Send files as one upload; `progress` hears the share that is sent, 0 to 1. */
export async function upload(path, files, progress) {
  const key = currentKey();
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const request = new XMLHttpRequest(); // fetch cannot tell how much of a body is sent
  const ended = new Promise((resolve) => {
    for (const event of ["load", "error", "abort", "timeout"]) {
      request.addEventListener(event, resolve);
    }
  });
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress(event.loaded / event.total);
  });
  request.open("POST", path);
  if (key) request.setRequestHeader("Authorization", `Bearer ${key}`);
  request.send(form);
  await ended;
  if (request.status >= 200 && request.status < 300) return JSON.parse(request.responseText);
  const problem = problemFrom(request.status, request.responseText, (name) =>
    request.getResponseHeader(name),
  );
  if (problem.code === "unauthorized" && (await askForKey(key))) {
    return upload(path, files, progress);
  }
  throw problem;
}

/** Fetch a file and hand it to the browser as a download. */
export async function download(path, name) {
  const response = await send(path);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest = (rest + (value ?? "")).replaceAll("\r\n", "\n");
    const blocks = rest.split("\n\n");
    rest = done ? "" : blocks.pop();
    for (const block of blocks) {
      const event = parsed(block);
      if (event) yield event;
    }
    if (done) return;
  }
}

function parsed(block) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? [name, JSON.parse(data.join("\n"))] : null;
}

async function problemOf(response) {
  return problemFrom(response.status, await response.text(), (name) => response.headers.get(name));
}

function problemFrom(status, text, header) {
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    // a proxy's own page, or nothing
  }
  const code = body.code ?? (status ? "internal" : "unreachable");
  return new Problem(code, body.detail ?? (status ? `HTTP ${status}` : ""), {
    requestId: body.request_id ?? header("X-Request-ID") ?? "",
    retryAfter: Number(header("Retry-After")) || 0,
  });
}
