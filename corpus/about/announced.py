"""The year that a text says at its head that it is about: 现将2021年工作情况报告如下."""

import re
from collections.abc import Iterable
from itertools import takewhile

from corpus.document import Period, Sentence
from corpus.periods import periods

__all__ = ["announced_period"]

_READ = 8  # sentences at the head in which a text announces itself
_ANNOUNCED = re.compile(
    r"(?:现[将就]|通报|报告|汇报|介绍|回顾|总结|发布|公布|公开|说明|解读)[^，。；：]{0,10}?"
    r"(?P<year>(?:19|20)\d\d年度?)(?!(?:\d|[起以至—-]))[^，。；：]{0,30}?"
    r"(?:情况|状况|工作|进展|成效|成果|数据|报告)"
)


def announced_period(sentences: Iterable[Sentence]) -> Period | None:
    """Return the one year that the first sentences announce to be told of, None without one."""
    head = takewhile(lambda s: s.number < _READ, sentences)
    found: dict[str, Period] = {}
    for sentence in head:
        text = sentence.view.text
        if sentence.heading or "。" in text[:-1]:
            continue
        for match in _ANNOUNCED.finditer(text):
            year = periods(match["year"].removesuffix("度"))
            years = {p.start[:4] for p in periods(text) if p.start}
            if len(years) != 1 or not year:
                return None
            found[match["year"][:4]] = year[0]
    return next(iter(found.values())) if len(found) == 1 else None
