"""Quotes: the sentence that carries an answer, or its clauses around the answer."""

import re
from functools import lru_cache

from corpus.attribution.clauses import clauses
from corpus.clean import clean
from corpus.document import Document, Span
from qa.draft import Evidence, Scene

MAX_QUOTE = 160  # code points; a longer sentence is cut at its clauses
MAX_ANSWER = 60  # code points of a short answer, by the contract
AROUND = 60  # code points shown before and behind a quote


def window(scene: Scene, focus: Span | None = None) -> Evidence:
    """Cite a scene's sentence; when it is too long, the clauses around `focus` (view offsets)."""
    whole = scene.sentence.span
    if len(whole) <= MAX_QUOTE:
        return Evidence(scene.document, whole)
    parts = clauses(scene.text)
    focus = focus or Span(0, min(1, len(scene.text)))
    inside = [n for n, part in enumerate(parts) if part.overlaps(focus)] or [0]
    first, last = inside[0], inside[-1]
    original = scene.sentence.view.original

    def span(a: int, b: int) -> Span:
        end = parts[b].end
        if end < len(scene.text) and b == len(parts) - 1:
            end += 1
        return original(Span(parts[a].start, end))

    while True:
        if first > 0 and len(span(first - 1, last)) <= MAX_QUOTE:
            first -= 1
        elif last + 1 < len(parts) and len(span(first, last + 1)) <= MAX_QUOTE:
            last += 1
        else:
            return Evidence(scene.document, span(first, last))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a quote as it is shown in an answer: without noise, in its own script."""
    return " ".join(clean(text)[0].text.split())


def shortened(answer: str) -> str:
    """Return an answer of at most 60 code points: its first parts, no number or bracket cut open.

    The statements that follow it say the rest.
    """
    if len(answer) <= MAX_ANSWER:
        return answer
    head = answer[:MAX_ANSWER]
    if "（" in head and "）" not in head[head.rindex("（") :]:
        head = head[: head.rindex("（")]
    elif "；" in head:
        head = head[: head.rindex("；")]
    elif answer[MAX_ANSWER].isascii():  # within a number or a foreign word
        head = re.sub(r"(?<![!-~])[!-~]+$", "", head)
    return head.rstrip("，、；： ") or answer


def around(document: Document, span: Span) -> tuple[str, str]:
    """Return what stands in front of a span and behind it."""
    before = document.text[max(0, span.start - AROUND) : span.start]
    return before, document.text[span.end : span.end + AROUND]


def page_of(document: Document, offset: int) -> int | None:
    """Return the number of the page (from 1) on which an offset lies; None without pages."""
    if not document.page_starts:
        return None
    return sum(1 for start in document.page_starts if start <= offset) or 1
