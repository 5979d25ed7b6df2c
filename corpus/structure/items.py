"""An item of an enumeration: where it ends, what its head is, and what introduces it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Item, Section, Sentence
from corpus.mapped import Span
from corpus.structure.frame import Frame
from corpus.structure.lines import Lines

_CLAUSE_END = "，。；：！？,;:\n"
_OPEN, _CLOSE = "(（“‘《【〔「『", ")）”’》】〕」』"
_INTRODUCES = re.compile(
    r"[：:]$|以下|如下|(?:[两三四五六七八九十几\d多]|若干)(?:个|项|大|点|种|方面|条|类)"
)


@dataclass(frozen=True, slots=True)
class Read:
    """What the finders read: the plain view, its lines, and the sentences' places in it."""

    parts: Lines
    sentences: Sequence[Sentence]
    spans: Sequence[Span]  # of the sentences, in the plain view
    starts: Sequence[int]
    sections: Sequence[Section]
    frame: dict[int, Frame]

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence that holds a place, or the last one before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def line_end(self, position: int) -> int:
        """Return where the line ends that holds a place."""
        lines = self.parts.lines
        return lines[max(0, bisect_right(lines, position, key=lambda line: line.start) - 1)].end


def item_of(text: Read, start: int, body: int, end: int) -> Item:
    """Build the item that begins with its marker at `start` and its words at `body`."""
    view = text.parts.view
    end = max(end, body)
    span = view.original(Span(start, max(end, start + 1)))
    stop = _clause_end(view.text, body, end)
    head = view.original(Span(body, stop)) if stop > body else span
    return Item(view.text[start:body].strip(), span, head)


def _clause_end(text: str, start: int, end: int) -> int:
    """Return where the first clause ends; marks inside quotes and brackets end none."""
    depth = 0
    for i in range(start, end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth and text[i] in _CLAUSE_END and i > start:
            return i
    return end


def trimmed(text: str, start: int, end: int) -> int:
    """Return the end of a stretch without the marks and blanks behind it."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in "；，、;,"):
        end -= 1
    return end


def lead_of(text: Read, position: int) -> Span:
    """Return what introduces an item: the words before it, else a sentence, else a heading."""
    view = text.parts.view
    number = text.sentence_at(position)
    own = text.spans[number]
    before = trimmed(view.text, own.start, position)
    if before - own.start > 1:
        return view.original(Span(own.start, before))
    sentence = text.sentences[number]
    if number:
        previous = text.sentences[number - 1]
        same_paragraph = previous.paragraph == sentence.paragraph
        near = previous.section == sentence.section and sentence.paragraph - previous.paragraph <= 1
        if same_paragraph or (near and _INTRODUCES.search(previous.view.text)):
            return previous.span
    heading = text.sections[sentence.section].heading_span
    return heading if len(heading) else Span(sentence.span.start, sentence.span.start)


def outside(text: str, start: int, end: int, marks: str) -> list[int]:
    """Return where marks stand outside brackets and quotes."""
    found: list[int] = []
    depth = 0
    for i in range(start, end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth and text[i] in marks:
            found.append(i)
    return found
