"""What a coordinated phrase is, and where the clauses of a sentence are cut."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.mapped import Span
from qa.phrases.members import CLOSE, OPEN

_CLAUSE = "，；：。！？\n"
# What carries a phrase on behind a comma: A、B，以及C; 同时 and the like only before one more 、
_CARRIED = re.compile(
    r"(?<=、)(?P<own>[^，。；：、]{2,40})"
    r"(?P<mark>，(?:以及|还有|及|连同|[也还](?:包括|包含|涵盖|含|有)|(?:同时|而且|并且|且|也|又)(?=[^，。；：、]{2,40}、)))"
)


@dataclass(frozen=True, slots=True)
class Series:
    """Members side by side in one sentence; spans index the text it was read from."""

    members: tuple[Span, ...]
    lead: Span  # from the beginning of the (outermost) clause to the first member
    tail: Span  # from the last member to the end of the (outermost) clause
    # means (deeds by which) | listed (、) | pair (和) | inner (和 inside 、) | plus (+) | clauses
    # | parts (；) | quoted | announced (N项：)
    form: str
    depth: int = 0  # how deep inside quotes and brackets

    @property
    def span(self) -> Span:
        """From the first member to the last."""
        return Span(self.members[0].start, self.members[-1].end)


def series_of(members: Sequence[Span], around: Span, form: str, depth: int) -> Series:
    """Return a phrase with what leads to its members and what follows them in the clause around."""
    lead = Span(around.start, max(around.start, members[0].start))
    tail = Span(min(members[-1].end, around.end), around.end)
    return Series(tuple(members), lead, tail, form, depth)


def marks_in(text: str, region: Span, wanted: str) -> list[int]:
    """Return where marks stand in a region, outside its brackets and quotes."""
    found, depth = [], 0
    for at in range(region.start, region.end):
        if text[at] in OPEN:
            depth += 1
        elif text[at] in CLOSE:
            depth = max(0, depth - 1)
        elif not depth and text[at] in wanted:
            found.append(at)
    return found


def clauses_of(text: str, region: Span) -> list[Span]:
    """Cut a region into its clauses; one over which a phrase is carried on stays whole."""
    carried = {at for at, _ in carried_in(text, region)}
    return cut_at(
        region, [(at, at + 1) for at in marks_in(text, region, _CLAUSE) if at not in carried]
    )


def carried_in(text: str, region: Span) -> list[tuple[int, int]]:
    """Return the commas, with the word behind, over which a phrase is carried on."""
    return [m.span("mark") for m in _CARRIED.finditer(text, region.start, region.end)]


def cut_at(region: Span, cuts: Sequence[tuple[int, int]]) -> list[Span]:
    """Return what lies between the cuts of a region."""
    parts, start = [], region.start
    for a, b in [*cuts, (region.end, region.end)]:
        if a > start:
            parts.append(Span(start, a))
        start = b
    return parts
