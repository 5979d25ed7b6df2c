"""Who holds a rank: 授权量排第八的城市是哪个, 排名前四的是哪些城市."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.document import QuantityType
from corpus.numbers.numerals import number
from corpus.places import short_name
from qa.asking.spread import measured
from qa.asking.wanted import Wanted
from qa.contract import Kind
from qa.draft import Draft, FigureUse, Statement
from qa.matching.candidates import Candidate, fitting, rank
from qa.task import Task

__all__ = ["answer_holder"]

_N = r"(?P<{name}>[一二三四五六七八九十]{{1,3}}|\d{{1,3}})"
_AREA = r"(?:城市|[市区县省州]|市县|区县|地区|地方|省份|国家)"
_RANKED = r"(?:排名?|位[居列次]|名[列次]|排[在到]|居|排)"
_NTH = re.compile(
    rf"{_RANKED}的?(?:在|是|为)?第{_N.format(name='n')}(?:[名位](?!数))?(?![届批期次个家项季度])|"
    rf"第{_N.format(name='m')}[名位](?=的{_AREA})"
)
_FIRST = re.compile(
    rf"(?:{_RANKED}(?:在|进入?)?)?前{_N.format(name='n')}(?:[名位强](?!数)|(?=的)|(?={_AREA}))"
)
_WHO = re.compile(
    rf"(?:分别|依次)?(?:是|有|为)?(?:谁|哪(?:些|里|[几两二三四五六七八九十\d]*[个座]?){_AREA}?)(?:是|为)?|"
    rf"的{_AREA}(?:分别|依次)?(?:是|为|有)?(?=[？。]*$)|的?(?:分别|依次)?(?:是|为|有)(?=[？。]*$)"
)
MOST = 20  # places of a ranking that a list names


def answer_holder(task: Task) -> Draft | None:
    """Return whose rank a question names; None where it names none, or the text gives it to none.

    Of the first few all have to be told.
    """
    view = task.question.view
    asked = _NTH.search(view) or _FIRST.search(view)
    if asked is None or task.question.places or task.question.kind is Kind.YES_NO:
        return None
    rest = f"{view[: asked.start()]}，{view[asked.end() :]}"
    if _WHO.search(rest) is None:
        return None
    said = next(n for n in asked.groupdict().values() if n)
    last = int(number(said))
    wanted = range(1, last + 1) if asked.re is _FIRST else range(last, last + 1)
    held = _held(task, _WHO.sub("，", rest))
    found = [held.get(Decimal(n)) for n in wanted] if last <= MOST else []
    holders = [one for one in found if one is not None]
    if not holders or len(holders) < len(found):
        return None
    return _drafted(holders, several=asked.re is _FIRST)


def _held(task: Task, rest: str) -> dict[Decimal, Candidate]:
    """Return who holds each rank of what is measured, as the documents tell it."""
    measure, scope = measured(rest)
    if not measure:
        return {}
    sub = task.again(f"{scope}{measure}排名第几")
    question = replace(
        sub.question, kind=Kind.FIGURE, wanted=Wanted(frozenset({QuantityType.RANK}))
    )
    held: dict[Decimal, Candidate] = {}
    for one in fitting(rank(replace(sub, question=question))):
        value = one.figure.quantity.normalized_value
        if one.figure.quantity.type is QuantityType.RANK and value is not None and one.place:
            held.setdefault(value, one)
    return held


def _drafted(holders: Sequence[Candidate], *, several: bool) -> Draft:
    names = tuple(short_name(one.place or "") for one in holders)
    return Draft(
        kind=Kind.LIST if several else Kind.ENTITY,
        answer="、".join(names),
        items=names if several else (),
        statements=tuple(Statement((one.evidence,)) for one in holders),
        figures=tuple(FigureUse(one.figure, one.evidence) for one in holders),
        features={
            "coverage": min(one.coverage.score for one in holders),
            "precision": min(one.precision for one in holders),
            "margin": 0.1,
            "fit": min(sum(one.fit) for one in holders) / 8,
            "retrieval": max(one.scene.retrieval for one in holders),
        },
    )
