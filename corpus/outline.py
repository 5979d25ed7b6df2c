"""The outline of a document: sections, sentences, enumerations and passages."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document, Enumeration, Passage, Section, Sentence
from corpus.mapped import Mapped, Span
from corpus.structure.enumerations import enumerations
from corpus.structure.frame import Frame, frame, is_byline
from corpus.structure.headings import Heading, headings
from corpus.structure.lines import Line, Lines, is_marked_up, split_lines
from corpus.structure.passages import cut_passages
from corpus.structure.sentences import sentence_spans
from corpus.structure.title import heading_text, title_line

# The mark in front of an answer, which is no word of it: 答：, 答3：, A：
_ANSWERED = re.compile(r"\s*(?:回?答复?|A(?=\d{0,2}[：:]))\d{0,2}\s*[：:]\s*(?=\S)")
_MARKED_UP_READERS = ("md", "html", "docx")


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span  # in the plain view
    section: int
    paragraph: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands where in a document; every span points into `Document.text`.

    `frame` holds what is no body: the title, fields, dates, bylines, footers, signatures. Its
    sentences are listed and found like all others but are no evidence for figures. `front` are the
    fields of a Markdown front matter, which has neither sentences nor passages; a table of contents
    has no passages either, as all of it stands again below.
    """

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    enumerations: tuple[Enumeration, ...]
    passages: tuple[Passage, ...]
    title: Span | None = None
    frame: tuple[tuple[Frame, Span], ...] = ()
    front: tuple[tuple[str, str], ...] = ()

    def path(self, section: int) -> tuple[str, ...]:
        """Return the headings from the outermost down to a section."""
        headings: list[str] = []
        number: int | None = section
        while number is not None:
            found = self.sections[number]
            if found.heading:
                headings.append(found.heading)
            number = found.parent
        return tuple(headings[::-1])


def outline(document: Document, view: Mapped) -> Outline:
    """Return the outline of a document, read from its search form."""
    marked_up = document.reader.split("/")[0] in _MARKED_UP_READERS or is_marked_up(view.text)
    parts = _with_rows(split_lines(view, marked_up=marked_up), document)
    kinds = frame(parts.lines)
    title = title_line(parts.lines, kinds, document.text, parts.view)
    found = headings(parts.lines, kinds, title)
    sections = _sections(document, parts, found, _tail(kinds, len(parts.lines)))
    cut = _cut_sentences(parts, found, kinds, title)
    sentences = tuple(_sentence(parts.view, n, piece) for n, piece in enumerate(cut))
    listed = [s for s in sentences if kinds.get(s.paragraph) is not Frame.CONTENTS]
    bare = Outline(sections, sentences, (), ())
    passages = tuple(
        Passage(
            _name(document, cut.span), document.id, cut.span, bare.path(cut.section), cut.section
        )
        for cut in cut_passages(sections, listed)
    )
    title_span = None if title is None else _original(parts, title)
    spans = [piece.span for piece in cut]
    lists = enumerations(parts, found, sections, sentences, spans, kinds, title_span)
    framed = tuple(_framed(sentences, kinds))
    return Outline(sections, sentences, lists, passages, title_span, framed, parts.front)


def _with_rows(parts: Lines, document: Document) -> Lines:
    """Mark the lines that hold cells of a table as its rows, whatever parts the cells."""
    if not document.cells:
        return parts
    starts = sorted(cell.span.start for cell in document.cells)

    def marked(line: Line) -> Line:
        place = parts.view.original(Span(line.start, line.end))
        holds = bisect_left(starts, place.start) < bisect_left(starts, place.end)
        return replace(line, row=True) if holds and not line.row else line

    return replace(parts, lines=tuple(marked(line) for line in parts.lines))


def _name(document: Document, span: Span) -> str:
    return f"{document.id}:{span.start}"


def _original(parts: Lines, number: int) -> Span:
    line = parts.lines[number]
    return parts.view.original(Span(line.start, line.end))


def _tail(kinds: dict[int, Frame], count: int) -> int:
    """Return the number of the first line of the frame that ends the text, bylines aside."""
    number = count
    while number and number - 1 in kinds:
        number -= 1
    while number < count and kinds[number] is Frame.BYLINE:
        number += 1
    return number


def _sections(
    document: Document, parts: Lines, found: Sequence[Heading], tail: int
) -> tuple[Section, ...]:
    """Nest headings by rank; a section ends where the next of its rank or above begins."""
    view = parts.view
    last = parts.lines[tail - 1].end if tail else 0
    close = view.original(Span(0, last)).end if last else 0
    starts = [view.starts[h.start] for h in found]
    ends = [view.ends[_above(parts, h) - 1] if h.start else 0 for h in found]
    sections = [Section(0, None, 0, "", Span(0, 0), Span(0, len(document.text)))]
    stack: list[tuple[int, int]] = [(0, 0)]  # rank and number of the open sections
    for n, heading in enumerate(found):
        while stack[-1][0] >= heading.rank:
            stack.pop()
        later = (m for m in range(n + 1, len(found)) if found[m].rank <= heading.rank)
        end = next((ends[m] for m in later), close)
        span = view.original(Span(heading.start, heading.end))
        text = heading_text(document.quote(span))
        end = max(end, span.end)
        sections.append(Section(n + 1, stack[-1][1], len(stack), text, span, Span(starts[n], end)))
        stack.append((heading.rank, n + 1))
    return tuple(sections)


def _above(parts: Lines, heading: Heading) -> int:
    """Return where the text before a heading ends in the plain view."""
    end = heading.start
    while end and parts.view.text[end - 1].isspace():
        end -= 1
    return end or heading.start


def _cut_sentences(
    parts: Lines, found: Sequence[Heading], kinds: dict[int, Frame], title: int | None
) -> list[_Piece]:
    """Cut lines into sentences: headings, rows and lines of the frame are one each."""
    heads = {heading.line: (n + 1, heading) for n, heading in enumerate(found)}
    tail = _tail(kinds, len(parts.lines))
    pieces: list[_Piece] = []
    section = 0
    for number, line in enumerate(parts.lines):
        section = section if number < tail else 0
        start = line.start
        if number in heads:
            section, heading = heads[number]
            if heading.own_sentence:
                pieces.append(_Piece(Span(heading.start, heading.end), section, number, True))
                start = heading.body
        if number == title or number in kinds or line.row:
            whole = Span(line.start, line.end)
            pieces.append(_Piece(whole, section, number, number == title))
            continue
        if (put := _ANSWERED.match(parts.view.text, start, line.end)) is not None:
            start = put.end()
        for span in sentence_spans(parts.view.text, start, line.end):
            pieces.append(_Piece(span, section, number, False))
    return pieces


def _sentence(view: Mapped, number: int, piece: _Piece) -> Sentence:
    own = view.slice(piece.span)
    place = view.original(piece.span)
    return Sentence(number, piece.section, piece.paragraph, place, own, piece.heading)


def _framed(sentences: Sequence[Sentence], kinds: dict[int, Frame]) -> Iterator[tuple[Frame, Span]]:
    """Yield what belongs to the frame: its lines, and a byline behind the last paragraph."""
    for sentence in sentences:
        kind = kinds.get(sentence.paragraph)
        if kind is None and not sentence.heading and is_byline(sentence.view.text):
            kind = Frame.BYLINE
        if kind is not None:
            yield kind, sentence.span
