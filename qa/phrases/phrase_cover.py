"""How far what stands around a coordinated phrase covers a list question."""

from itertools import pairwise

from qa.draft import Scene
from qa.matching.align import Aligner, Layer
from qa.phrases.series import Series

__all__ = ["around", "by_own_clause"]

APART = 0.8  # weight of what a phrase's part of the sentence says outside its clause


def around(aligner: Aligner, scene: Scene, phrase: Series) -> float:
    """Cover the question by what stands around a phrase, the nearer the better."""
    text = scene.text
    clause = (
        text[phrase.lead.start : phrase.lead.end] + " " + text[phrase.tail.start : phrase.tail.end]
    )
    between = [text[a.end : b.start] for a, b in pairwise(phrase.members)]
    inner, last = phrase.members[1:-1] or phrase.members[:1], phrase.members[-1]
    shared = text[last.start + max(map(len, inner)) : last.end]  # 能力 of 创造、运用、管理能力
    clause = " ".join([clause, *(b for b in between if len(b) > 2), shared])
    before, after = text[: phrase.lead.start], text[phrase.tail.end :]
    members = "、".join(text[m.start : m.end] for m in phrase.members)
    return aligner.cover(
        (
            Layer(clause, 1.0),
            Layer(after[:40] + " " + before[-40:], 0.85),
            Layer(before + " " + after, 0.75),
            Layer(scene.headings, 0.7),
            Layer(scene.title, 0.55),
            Layer(scene.lead, 0.5),
            Layer(members, 0.45),
        )
    ).score


def by_own_clause(aligner: Aligner, text: str, phrase: Series) -> float:
    """Cover the question by a phrase's own clause and what is set apart with it by ；, no more.

    It tells phrases of one sentence from one another: 南向抓好A、B；北向推进C、D.
    """
    clause = text[phrase.lead.start : phrase.tail.end]
    start = max(text.rfind(mark, 0, phrase.lead.start) for mark in "；。") + 1
    end = min(
        (at for mark in "；。" if (at := text.find(mark, phrase.tail.end)) >= 0), default=None
    )
    return aligner.cover((Layer(clause, 1.0), Layer(text[start:end], APART))).score
