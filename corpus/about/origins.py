"""Where a document says what its figures are of, where their own sentence does not.

A subject or period that a figure has from a heading, or from the document as a whole, stands in the
innermost heading that names it, else where the document first does. Names of measures get the
document's own script.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from corpus.document import Figure, Mapped, Measure, Period, Span, Subject
from corpus.outline import Outline
from corpus.places import places

__all__ = ["with_origins"]

_LONGEST_LETTER = 2  # characters that folding makes one of
_Finder = Callable[[str], "Span | None"]


def with_origins(
    figures: Iterable[Figure], found: Outline, view: Mapped, cleaned: Mapped
) -> tuple[Figure, ...]:
    """Return figures with the origins of subject and period, and labels in their own script.

    `view` is the document's search form, `cleaned` its text without noise in the script it has.
    """

    @cache
    def subject_in(section: int, name: str) -> Span | None:
        return _first(found, view, section, lambda text: _named(text, name))

    @cache
    def period_in(section: int, words: str) -> Span | None:
        return _first(found, view, section, lambda text: _said(text, words))

    def subject(figure: Figure) -> Subject | None:
        known = figure.subject
        if known is None or known.origin is not None:
            return known
        return replace(known, origin=subject_in(figure.section, known.place or known.text))

    def period(figure: Figure) -> Period | None:
        known = figure.period
        if known is None or known.origin is not None:
            return known
        return replace(known, origin=period_in(figure.section, known.text))

    return tuple(
        replace(
            figure,
            subject=subject(figure),
            period=period(figure),
            label=_in_script(figure.label, cleaned),
        )
        for figure in figures
    )


def _first(found: Outline, view: Mapped, section: int, finder: _Finder) -> Span | None:
    """Return where the innermost heading, else the first sentence, holds what is looked for."""
    number: int | None = section
    while number is not None:
        heading = view.locate(found.sections[number].heading_span)
        if span := finder(view.text[heading.start : heading.end]):
            return view.original(Span(heading.start + span.start, heading.start + span.end))
        number = found.sections[number].parent
    for sentence in found.sentences:
        if span := finder(sentence.view.text):
            return sentence.view.original(span)
    return None


def _named(text: str, name: str) -> Span | None:
    """Return where a text names a place by any of its names."""
    if name[:2] not in text:
        return None
    return next((place.span for place in places(text) if place.canonical == name), None)


def _said(text: str, words: str) -> Span | None:
    at = text.find(words)
    return Span(at, at + len(words)) if at >= 0 else None


def _in_script(label: Measure | None, cleaned: Mapped) -> Measure | None:
    """Return a label in the words of the document, letters that stand together in one span.

    A letter that folding made of several, or of a part of one, stays as it was folded.
    """
    if label is None or len(label.spans) != len(label.text):
        return label
    letters: list[str] = []
    spans: list[Span] = []
    for folded, span in zip(label.text, label.spans, strict=True):
        here = cleaned.locate(span)
        own = cleaned.text[here.start : here.end].strip()
        if len(own) > _LONGEST_LETTER:  # the spans are of whole cells
            return label
        letters.append(own if len(own) == 1 else folded)
        if spans and spans[-1].end <= span.start and _nothing(cleaned, spans[-1].end, span.start):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return replace(label, text="".join(letters), spans=tuple(spans))


def _nothing(cleaned: Mapped, start: int, end: int) -> bool:
    """True where nothing but noise stands between two places."""
    between = cleaned.locate(Span(start, end))
    return not cleaned.text[between.start : between.end].strip()
