"""The sum over members that a question only counts: 三个基地一共多少员工."""

import re

from corpus.quantities import quantities
from qa.answerers.figure import candidates_for, draft
from qa.answerers.found import Found
from qa.answerers.own_total import is_kind_of, members_of
from qa.answerers.reckon import reckoned
from qa.answerers.rivals import RIVAL_COVERAGE
from qa.asking.operands import operands
from qa.asking.spread import spread
from qa.asking.ways import Way, way_of
from qa.draft import Draft
from qa.matching.candidates import ENOUGH, rank
from qa.task import Task

__all__ = ["total"]

_KIND = re.compile(
    r"(?:多少|几)[家件项名条种所支批笔份次场座款宗间人个枚块](?P<kind>[㐀-鿿]{1,6}?)[呢啊？。]*$|"
    r"(?P<of>[㐀-鿿])(?:的)?(?:总[数量]|合计)(?:一共|共)?(?:是|为|有|达到?)?(?:多少|几)[㐀-鿿]{0,2}[？。]*$"
)
_COUNTED = re.compile(
    r"(?<![第\d.前])(?P<count>[两二三四五六七八九]|\d{1,2})"
    r"(?:(?:个|家|大|类|种|座|所|块|者|项)(?![月季])|(?<=[近这][三四五])年)"
)


def total(task: Task) -> Draft | None:
    """Add up the figures of one sentence where there are as many as the question says."""
    view = task.question.view
    if spread(view) or len(operands(view)) > 1:
        return None
    counted = _COUNTED.search(view) if way_of(view) is Way.SUM else None
    if counted is None:
        return _of_kinds(task)
    number = quantities(counted["count"] + "个")
    good = candidates_for(task)
    if not number or not good:
        return None
    best = good[0].figure.quantity
    alike = [
        c
        for c in good
        if c.scene.sentence is good[0].scene.sentence
        and c.coverage.score >= good[0].coverage.score - RIVAL_COVERAGE
        and c.figure.quantity.normalized_unit == best.normalized_unit
        and c.figure.aspect is good[0].figure.aspect
        and c.figure.quantity.normalized_value is not None
    ]
    if len(alike) != number[0].value:
        return None
    found = [draft(task, c, [c]) for c in sorted(alike, key=lambda c: c.figure.span.start)]
    members = [Found(one.figures[0].figure.measure, one.figures[0], one) for one in found]
    return reckoned(task, members, Way.SUM)


def _of_kinds(task: Task) -> Draft | None:
    """Add up the kinds of what is counted, strung together: of 奖, 7项金奖和16项优秀奖."""
    kind = _KIND.search(task.question.view)
    if kind is None or (kind["kind"] and way_of(task.question.view) is not Way.SUM):
        return None
    good = [c for c in rank(task) if c.fit.allowed and c.coverage.score >= ENOUGH]
    name = kind["kind"] or kind["of"]
    members = members_of(task, draft(task, good[0], good[:1]), name) if good else []
    told = [m.use.figure.measure for m in members]
    if len(members) < 2 or not all(is_kind_of(one, name, task.question.view) for one in told):
        return None
    return reckoned(task, members, Way.SUM)
