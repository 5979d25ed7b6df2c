"""Both ends of a change: 由多少减少到多少."""

import re

from corpus.document import Figure
from qa.contract import Kind
from qa.draft import Draft, FigureUse, Statement
from qa.matching.candidates import Candidate, rank
from qa.task import Task

BOTH_ENDS = re.compile(r"[由从](?:原来的?|最初的?)?(?:多少|几)[^，？]{0,14}?[到至为](?:多少|几)")
ENOUGH = 0.5  # coverage from which a change is of what is asked


def both_ends(task: Task) -> Draft | None:
    """Return the former and the later value of what is asked, else None."""
    if not BOTH_ENDS.search(task.question.view):
        return None
    for candidate in rank(task):
        if candidate.coverage.score < ENOUGH:
            return None
        figures = candidate.scene.figures
        at = figures.index(candidate.figure) + 1
        if candidate.figure.former and at < len(figures):
            return _draft(candidate, figures[at - 1 : at + 1])
    return None


def _draft(candidate: Candidate, figures: tuple[Figure, ...]) -> Draft:
    view = candidate.scene.sentence.view
    spans = [view.locate(f.span) for f in figures]
    evidence = candidate.evidence
    return Draft(
        kind=Kind.FIGURE,
        answer="；".join(view.text[s.start : s.end].strip() for s in spans),
        statements=(Statement((evidence,)),),
        figures=tuple(FigureUse(f, evidence) for f in figures),
        features={"coverage": candidate.coverage.score, "precision": candidate.precision,
                  "margin": 0.1, "fit": sum(candidate.fit) / 8, "retrieval": 1.0},
    )  # fmt: skip
