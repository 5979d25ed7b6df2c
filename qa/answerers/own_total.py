"""A total that no figure states: the sum of its kinds, strung together (7项金奖和16项优秀奖)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import rjieba

from corpus.document import Figure
from qa.answerers.figure import answer_figure
from qa.answerers.found import Found
from qa.answerers.reckon import added, drafted
from qa.answerers.siblings import strung_with
from qa.asking.operands import Operand
from qa.contract import Kind
from qa.decimals import rounded
from qa.draft import Computed, Draft, FigureUse
from qa.task import Task

__all__ = ["TOTAL", "head_of", "is_kind_of", "members_of", "of_members", "owners"]

# 获奖总数, and 其总数, which is of what was named before
TOTAL = re.compile(
    r"(?:(?P<its>其)[^，]{0,12}|(?P<of>[^，的其]{1,8}?)的?)(?:总数|总量|总额|总计|合计)$"
)


def head_of(name: str) -> str:
    """Return the last word of a name, which says what it is: 导航, of 开展的专利导航."""
    return str(rjieba.cut(name)[-1]) if name else ""


def owners(asked: str) -> Iterator[str]:
    """Yield what an operand's question may name an owner by, the longest name first."""
    words = list(rjieba.cut(asked.removesuffix("多少")))
    return ("".join(words[:size]).rstrip("的") for size in range(len(words) - 1, 0, -1))


def of_members(whole: Task, named: Sequence[Operand], kind: str = "") -> Draft | None:
    """Return what share a part has of itself and what stands beside it.

    `kind`: what each of these has to be one of, a 奖.
    """
    part = answer_figure(whole.again(named[0].question))
    found = members_of(whole, part, kind) if isinstance(part, Draft) else []
    if not isinstance(part, Draft) or len(found) < 2:
        return None
    own = next(one for one in found if one.use.figure == part.figures[0].figure)
    total = sum((o.value or Decimal(0) for o in found), Decimal(0))
    shown = f"{added([own], Decimal(1))} / {added(found, Decimal(1))} * 100"
    computed = Computed(shown, (own.value or Decimal(0)) * 100 / total, "%")
    answer = rounded(computed.result) + computed.unit
    return drafted(whole, found, Kind.CALCULATION, answer, computed)


def members_of(task: Task, part: Draft, kind: str) -> list[Found]:
    """Return a figure and those strung together with it; none where one is of another kind."""
    use = part.figures[0]
    scene = next((s for s in task.scenes if use.figure in s.figures), None)
    members: list[Figure] = strung_with(scene, use.figure) if scene is not None else []
    if not all((len(kind) == 1 and kind in m.measure) or m.measure.endswith(kind) for m in members):
        return []
    uses = [FigureUse(one, use.evidence) for one in members]
    return [Found(u.figure.measure, u, _alone(part, u)) for u in uses]


def _alone(part: Draft, use: FigureUse) -> Draft:
    return replace(part, figures=(use,))


def is_kind_of(measure: str, kind: str, view: str) -> bool:
    """True for a kind of what is asked for, that the question does not name: 金奖, of 奖."""
    named = re.search(rf"(?P<own>[㐀-鿿]{{1,2}}){kind}$", measure)
    if named is None or named["own"][-1] in "得有获到":
        return False
    return named["own"] not in view and named[0][-len(kind) - 1 :] not in view
