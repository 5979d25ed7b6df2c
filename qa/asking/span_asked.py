"""Several years that a question tells of without naming them: 过去五年, 这三年来, 今后五年."""

import re
from functools import lru_cache

from corpus.document import Aspect, Figure, Period
from corpus.numbers.numerals import number
from corpus.times.told_spans import years_of

__all__ = ["span_fits"]

_COUNT = r"[一二两三四五六七八九十]|\d{1,2}"
_ASKED = re.compile(
    rf"(?P<ahead>今后|未来|往后|接下来的?)(?P<next>{_COUNT})年"
    rf"|(?:(?:刚刚)?过去的?|近|最近|[这前那])(?P<count>{_COUNT})年(?!前|级|制|期)"
    rf"|(?<![\d第])(?P<since>{_COUNT})年(?:以?来|间|里|当中|累计|总共|一共|合计|年均"
    r"|(?=新增|新建|压减|建成|完成|改造|解决|实现|投入|增长|提高|下降|减少|增加))"
)
_SUMMED = re.compile(r"累计|总共|一共|合计|共计")  # no sum of one year is of several
_OF_ALL = (Aspect.NEW, Aspect.CUMULATIVE, Aspect.GROWTH)


@lru_cache(maxsize=256)
def _asked(view: str) -> tuple[int, bool] | None:
    found = _ASKED.search(view)
    if found is None:
        return None
    return int(number(found["next"] or found["count"] or found["since"])), bool(found["ahead"])


def span_fits(view: str, figure: Figure) -> bool | None:
    """True for a figure of the years that a question tells of, False for one of other years.

    None where either does not say; a level of one year may be that of the years' end.
    """
    asked, period = _asked(view), figure.period
    if asked is None or period is None:
        return None
    told = years_of(period.text)
    if told is not None:
        return told == asked
    if figure.base is not None and not asked[1]:  # 约为2017年的6倍: of the two years since
        return _years_between(figure.base, period) in (asked[0], None)
    if figure.aspect is Aspect.TARGET and not asked[1]:
        return False
    if asked[0] == 1 or period.kind not in ("year", "half", "quarter", "month"):
        return None
    return False if figure.aspect in _OF_ALL or asked[1] or _SUMMED.search(view) else None


def _years_between(base: Period, own: Period) -> int | None:
    """Return how many years lie between a base and what is held against it; None if unknown."""
    if base.start is None or own.start is None:
        return None
    return int(own.start[:4]) - int(base.start[:4])
