// Offsets of the service count code points; JavaScript's strings count UTF-16 units. A character
// outside the Basic Multilingual Plane (many rare Han characters among them) is one of the first
// and two of the second.

export class CodePoints {
  /** A text whose parts are taken by code points. */
  constructor(text) {
    this.text = text;
    this._wide = []; // code-point offsets of the characters that take two units
    let offset = 0;
    for (let unit = 0; unit < text.length; unit += 1, offset += 1) {
      const code = text.charCodeAt(unit);
      if (code < 0xd800 || code > 0xdbff || unit + 1 >= text.length) continue;
      const next = text.charCodeAt(unit + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        this._wide.push(offset);
        unit += 1;
      }
    }
    this.length = offset;
  }

  /** Return the UTF-16 index of a code-point offset. */
  unit(offset) {
    let low = 0;
    let high = this._wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._wide[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }

  /** Return the text between two code-point offsets. */
  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

/**
 * Cut a text at marks. `marks` are {start, end, …} in code points of the text; those that reach out
 * of it or overlap an earlier one are passed over. Yields [text, mark or null] in order.
 */
export function* marked(points, marks) {
  const inside = marks
    .filter((mark) => mark.start >= 0 && mark.end <= points.length && mark.start < mark.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let at = 0;
  for (const mark of inside) {
    if (mark.start < at) continue;
    if (mark.start > at) yield [points.slice(at, mark.start), null];
    yield [points.slice(mark.start, mark.end), mark];
    at = mark.end;
  }
  if (at < points.length) yield [points.slice(at, points.length), null];
}
