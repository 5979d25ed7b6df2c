"""Which of two things came first: 甲平台和乙中心谁先成立, by the date that each is given."""

import re
from collections.abc import Iterator
from dataclasses import replace

import rjieba

from corpus.attribution.clauses import content
from corpus.periods import periods
from qa.answerers.date import answer_date
from qa.answerers.origin import ISSUING, PAPER, answer_origin
from qa.asking.contest import plainly
from qa.contract import Kind
from qa.draft import Draft, Statement
from qa.task import Task

__all__ = ["answer_earlier", "dated", "sides_of"]

_WHO = r"(?:谁|何者|哪(?:一)?[个家座份项边部篇届次]?)"
_ASKED = re.compile(
    rf"，?(?:是)?{_WHO}(?P<what>[^，？先后早晚]{{0,10}}?)的?(?:时间|日期)?得?"
    r"(?:(?:更|比较|较|最)?(?P<way>早|晚)(?:些|一些)?(?P<verb>[^，？]{0,8}?)|"
    r"(?:在|较|更|最|居)?(?P<order>先|后|前)(?P<deed>[^，？]{0,8}?))(?=[？。呢]*$)"
)
_PAPER = re.compile(rf"{PAPER}(?:的?(?:{ISSUING}))?$")  # it is dated by its issuing
_JOINTS = ("和", "与", "跟", "同", "及", "以及", "还是", "比", "、", "或")
_LATER = ("晚", "后")
TRIED = 4  # joints at which a question is cut, last first


def answer_earlier(task: Task) -> Draft | None:
    """Return which came first, or later, with both dates; None where either has none."""
    view = plainly(task.question.view)
    asked = _ASKED.search(view)
    if asked is None:
        return None
    deed = (asked["what"] or "") + (asked["verb"] or asked["deed"] or "")
    for sides in sides_of(view[: asked.start()].rstrip("，")):
        found = [dated(task, f"{side}{deed}") for side in sides]
        told = [one for one in found if one is not None]
        if len(told) < len(sides) or _may_be_one(told[0][0], told[1][0]):
            continue
        later = (asked["way"] or asked["order"]) in _LATER
        order = sorted(zip(sides, told, strict=True), key=lambda one: one[1][0], reverse=later)
        (name, (_, first)), (other, (_, second)) = order
        evidence = [e for d in (first, second) for e in d.statements[0].evidence]
        return Draft(
            kind=Kind.COMPARISON,
            answer=f"{name}（{first.answer}；{other}{second.answer}）",
            statements=tuple(Statement((e,)) for e in dict.fromkeys(evidence)),
            features={
                key: min(first.features.get(key, 0.0), second.features.get(key, 0.0))
                for key in first.features
            },
        )
    return None


def _may_be_one(one: str, other: str) -> bool:
    """True for two times of which one lies within the other: 2019年, 2019年3月."""
    return one.startswith(other) or other.startswith(one)


def sides_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is set side by side, cut at each joint that has something on both sides."""
    at, cuts = 0, []
    for word, _ in rjieba.tag(text):
        if word in _JOINTS:
            cuts.append((at, at + len(word)))
        at += len(word)
    for start, end in cuts[::-1][:TRIED]:
        left, right = text[:start].strip("，"), text[end:].strip("，")
        if len(content(left)) > 1 and len(content(right)) > 1:
            yield left, right


def dated(task: Task, deed: str) -> tuple[str, Draft] | None:
    """Return when something was, as it sorts, and the answer that says so."""
    paper = "什么时候发布？" if _PAPER.search(deed) else "是什么时候？"
    sub = task.again(f"{deed}{paper}")
    sub = replace(sub, question=replace(sub.question, kind=Kind.DATE))
    found = (answer_origin(sub) if _PAPER.search(deed) else None) or answer_date(sub)
    times = periods(found.answer) if isinstance(found, Draft) else ()
    starts = [p.start or p.end for p in times if p.start or p.end]
    return (starts[0] or "", found) if starts and isinstance(found, Draft) else None
