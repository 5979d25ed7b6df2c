"""Limits that name what is counted: 过亿元 of 过亿元的项目33个.

They are figures of the table of figures, whose subject is what passes them, and no answers.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.attribution.marks import Marks
from corpus.attribution.measure_terms import terms
from corpus.attribution.noun_phrases import phrase_before, phrase_behind
from corpus.document import Aspect, Figure, Mapped, Measure, Quantity, Span, Subject

__all__ = ["limit_figures"]


def limit_figures(
    marks: Marks, clause: Span, limits: Sequence[Quantity], made: Sequence[Figure], view: Mapped
) -> list[Figure]:
    """Return the figures of limits, each with what it limits; `made` are the clause's others."""
    found: list[Figure] = []
    for limit in limits:
        counted = next((f for f in made if f.quantity.span.start >= limit.span.end), None)
        if counted is None:
            continue
        measure = _words(marks, phrase_before(marks.text, Span(clause.start, limit.span.start)))
        within = Span(limit.span.end, counted.quantity.span.start)
        group = _words(marks, phrase_behind(marks.text, within))
        place = counted.subject.place if counted.subject else None
        found.append(
            replace(
                counted,
                quantity=limit,
                span=view.original(limit.span),
                subject=Subject(group, None, place) if group else counted.subject,
                measure=measure,
                context="",
                aspect=counted.aspect if counted.aspect is Aspect.TARGET else Aspect.ACTUAL,
                limit=True,
                group=None,
                former=False,
                label=Measure(measure, *terms(measure)) if measure else None,
            )
        )
    return found


def _words(marks: Marks, pieces: Sequence[Span]) -> str:
    return "".join(marks.text[piece.start : piece.end] for piece in pieces)
