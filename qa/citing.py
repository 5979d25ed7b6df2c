"""Citations: evidence numbered in order of first use, with where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.document import Section
from index.lineage import Standing
from qa.contract import CitationOut
from qa.draft import Evidence
from qa.quote import around, page_of

SectionsOf = Callable[[str], Sequence[Section]]


class HeadingPaths:
    """Finds the heading path (in the document's script) under which an offset stands."""

    def __init__(self, sections_of: SectionsOf) -> None:
        self._sections_of = sections_of

    def at(self, evidence: Evidence) -> tuple[str, ...]:
        """Return the headings above the evidence, outermost first."""
        sections = self._sections_of(evidence.document.id)
        inside = [s for s in sections if s.heading and s.span.contains(evidence.span)]
        return tuple(s.heading for s in sorted(inside, key=lambda s: (s.level, s.span.start)))


@dataclass(slots=True)
class Citations:
    """Numbers evidence in order of first use; one number a span."""

    found: list[Evidence] = field(default_factory=list)

    def number(self, evidence: Evidence) -> int:
        """Return the number of a span, from 1; a new one when it was not cited yet."""
        for n, known in enumerate(self.found, 1):
            if known.document.id == evidence.document.id and known.span == evidence.span:
                return n
        self.found.append(evidence)
        return len(self.found)

    def all(
        self, paths: HeadingPaths, standing: Callable[[str], Standing]
    ) -> tuple[CitationOut, ...]:
        """Return what was cited so far, by number."""
        return tuple(
            _citation(n, e, paths, standing(e.document.id)) for n, e in enumerate(self.found, 1)
        )


def _citation(n: int, evidence: Evidence, paths: HeadingPaths, standing: Standing) -> CitationOut:
    document, span = evidence.document, evidence.span
    before, after = around(document, span)
    meta = document.metadata
    return CitationOut(
        n=n,
        document_id=document.id,
        document=document.path,
        title=meta.title,
        heading=paths.at(evidence),
        page_start=page_of(document, span.start),
        page_end=page_of(document, max(span.start, span.end - 1)),
        quote=evidence.quote,
        start=span.start,
        end=span.end,
        before=before,
        after=after,
        issuer=meta.issuer,
        document_number=meta.document_number,
        published=meta.published,
        effective=standing.effective,
        expires=standing.expires,
        repealed=standing.repealed,
        superseded_by=standing.superseded_by,
        sha256=document.sha256,
    )
