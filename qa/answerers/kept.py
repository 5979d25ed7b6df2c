"""Which things keep to what a question says of them: 哪些商品出口下降, 商户超过200家的片区.

Their names and figures are those of one column of a table, or are told by turns
(`qa.answerers.told_groups`); which way each went, a limit or a rank among them chooses.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answerers.told_groups import Group, Thing, columns, turns
from qa.asking.asked_class import class_in_front
from qa.asking.criterion import Criterion, criterion, within
from qa.asking.listing import Asked, asked_list
from qa.asking.ways import asks_smaller
from qa.contract import Kind
from qa.draft import Draft, FigureUse, Statement, features_by_form
from qa.matching.rank import MISSING_WEIGHT
from qa.quote import plain
from qa.task import Task

__all__ = ["answer_kept"]

ENOUGH = 0.6  # share of what is asked beside the criterion that must be said of the things
LEAST = 2  # things that one column, or one sentence, must tell of
_ASKING = re.compile(r"哪|什么|谁|列出|列举|有何")
_NUMBER_TOO = re.compile(r"多少|各(?:是|为|增|减|降|有|达)|分别|几(?:个|何)?百分")
_PARTED = re.compile(r"[按分]([㐀-鿿]{2,4}?)(?:来|去)?[看说分](?=，)")  # 按地区看，哪些…
_KINDS = (Kind.LIST, Kind.ENTITY, Kind.COMPARISON, Kind.SPAN)


def answer_kept(task: Task) -> Draft | None:
    """Return the things that keep to the criterion of a question, None where it has none."""
    view = task.question.view
    by = criterion(view)
    several = by.first is not None and by.first > 1
    went = by.way and not by.most  # 增长最快的: the one ahead is no list
    if not (by.limit or went or several) or not _ASKING.search(view):
        return None
    if task.question.kind not in _KINDS:
        return None
    asked = _asked(view)
    least = max(LEAST, (by.first or 0) + 1)
    told = [g for g in columns(task, by, asked) if _tells(g, least)]
    told += _narrowest([g for g in turns(task, by, asked) if _tells(g, least)])
    group = max(told, key=lambda g: g.score, default=None)
    kept = _kept(by, group.things, asked, up=asks_smaller(view)) if group else []
    counted = asked.count in (None, len(kept)) or several
    return _draft(task, group, kept) if group and kept and counted else None


def _asked(view: str) -> Asked:
    """Read what is asked for: of 作物播种面积 the crops, whose measure stands behind them."""
    asked, noun = asked_list(view), class_in_front(view)
    parted = _PARTED.search(view)
    if parted:
        return replace(asked, kinds=(parted[1],), named=parted[1])
    before = noun and asked.named.startswith(noun) and noun not in asked.kinds
    return replace(asked, kinds=(noun,), named=noun) if before else asked


def _tells(group: Group, least: int) -> bool:
    gone = any(t.weight >= MISSING_WEIGHT for t in group.coverage.missing)
    return len(group.things) >= least and group.coverage.score >= ENOUGH and not gone


def _narrowest(groups: Sequence[Group]) -> list[Group]:
    """Leave out paragraphs one sentence of which tells enough by itself."""
    return [g for g in groups if not any(o is not g and o.within(g) for o in groups)]


def _kept(by: Criterion, things: Sequence[Thing], asked: Asked, *, up: bool) -> list[Thing]:
    """Return the things that keep to a limit, that went the way asked for, or the first few."""
    things = [t for t in things if not (asked.excepted and t.name in asked.excepted)]
    if by.limit is not None:
        turned = -1 if by.down else 1
        unit = by.limit.normalized_unit
        alike = [t for t in things if t.figure.quantity.normalized_unit == unit]
        return [t for t in alike if within(turned * t.value, by.limit)]
    if by.first is None:
        return [t for t in things if t.way == by.way]
    units = {t.figure.quantity.normalized_unit for t in things}
    falling = by.down or by.way < 0
    order = sorted(things, key=lambda t: t.value, reverse=not (up or falling))
    first = order[: by.first]
    return [] if len(units) > 1 or order[by.first].value == first[-1].value else first


def _draft(task: Task, group: Group, kept: Sequence[Thing]) -> Draft:
    too = _NUMBER_TOO.search(task.question.view)
    items = tuple(
        f"{t.name}{plain(t.evidence.document.quote(t.figure.span))}" if too else t.name
        for t in kept
    )
    return Draft(
        kind=Kind.LIST,
        answer="、".join(items),
        items=items,
        statements=tuple(Statement((e,)) for e in dict.fromkeys(t.evidence for t in kept)),
        figures=tuple(FigureUse(t.figure, t.evidence) for t in kept),
        features=features_by_form(group.retrieval, coverage=group.coverage.score),
    )
