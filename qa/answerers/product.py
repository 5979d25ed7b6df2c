"""What comes together over a time: 每年推动50项, 三年下来多少项."""

import re
from decimal import Decimal

from corpus.document import Bound, QuantityType
from corpus.numbers.numerals import number
from qa.answerers.figure import answer_figure
from qa.contract import Kind
from qa.decimals import plain, rounded
from qa.draft import Computed, Draft
from qa.task import Task

__all__ = ["product"]

# How long, and that all of that time is meant
_OVER = re.compile(
    r"(?P<count>[一两二三四五六七八九十]|\d{1,2})个?(?P<unit>年|季度|月)"
    r"(?:下来|总计|合计|一?共|总共|共计|累计|加起来|加总|期间|期内|之?内|里|间)+，?"
)
_EACH = re.compile(r"每(?:一)?个?(?P<unit>年|季度|月)(?!度)[^，；。]*$")
_ITS_RATE = re.compile(
    r"(?:按照?|照|以|依)[^，？]{0,10}?每个?(?:年|季度|月)[^，？]{0,6}，|每个?(?:年|季度|月)"
)
_MONTHS = {"年": 12, "季度": 3, "月": 1}
_LEVELS = (QuantityType.COUNT, QuantityType.MONEY, QuantityType.NUMBER)
_BOUNDED = {Bound.AT_LEAST: "以上", Bound.MORE_THAN: "以上", Bound.ABOUT: "左右"}


def product(task: Task) -> Draft | None:
    """Return what an amount of each year or month comes to over the time that is asked for."""
    view = task.question.view
    over = _OVER.search(view)
    if over is None or re.search(r"[近过前]去?$", view[: over.start()]):
        return None
    bare = _ITS_RATE.sub("", view[: over.start()] + view[over.end() :])
    found = answer_figure(task.again(bare))
    if not isinstance(found, Draft) or found.figures[0].figure.quantity.value is None:
        return None
    figure = found.figures[0].figure
    scene = next((s for s in task.scenes if figure in s.figures), None)
    if scene is None or figure.quantity.type not in _LEVELS:
        return None
    each = _EACH.search(scene.text[: scene.sentence.view.locate(figure.span).start])
    times = _times(over["count"], over["unit"], each["unit"]) if each is not None else None
    if times is None:
        return None
    value = figure.quantity.value or Decimal(0)
    shown = f"{plain(value)} * {plain(times)}"
    computed = Computed(shown, value * times, figure.quantity.unit, (times,))
    bound = _BOUNDED.get(figure.quantity.bound, "")
    answer = f"{rounded(computed.result)}{computed.unit}{bound}"
    return Draft(
        kind=Kind.CALCULATION,
        answer=answer,
        statements=found.statements,
        figures=found.figures,
        warnings=found.warnings,
        computed=computed,
        features=found.features,
    )


def _times(count: str, unit: str, each: str) -> Decimal | None:
    """Return how many of the one time go into the other, None where they do not go in evenly."""
    months = number(count.replace("两", "二")) * _MONTHS[unit]
    return months / _MONTHS[each] if months and not months % _MONTHS[each] else None
