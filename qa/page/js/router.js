// Where the page is, in the hash: #/figures?place=… Every view can be linked to, and goes back.

/** Return the place that the hash names: its path's parts and its query. */
export function here() {
  const hash = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
  const [path, query = ""] = hash.split("?", 2);
  const parts = path.split("/").filter(Boolean).map(decoded);
  return { parts, query: new URLSearchParams(query) };
}

/** Return the hash of a place; empty values are left out. */
export function address(parts, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const search = new URLSearchParams(given).toString();
  return `#/${parts.map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

/** Go to a place; `replace` leaves no step to go back to. */
export function go(hash, { replace = false } = {}) {
  if (hash === location.hash) return;
  if (replace) {
    history.replaceState(history.state, "", hash);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = hash;
}

/** Write a place into the address bar and do nothing else. */
export function write(hash) {
  history.replaceState(history.state, "", hash);
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a broken escape names nothing that exists
  }
}
