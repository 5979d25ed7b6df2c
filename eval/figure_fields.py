"""When two readings of a figure agree, field by field.

Widths, spaces, script and regional words never count. Where two readings are equally right, both
are brought to one form first (`docs/evaluation.md` says which), whoever they are from. `FIELDS`
names the comparisons in the order of the table.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace

from corpus.attribution.measure_terms import contradict, terms
from corpus.places import places
from eval.figure_gold import Reading
from eval.folding import fold

__all__ = ["FIELDS", "same_figure", "same_measure_read"]

_WRITTEN_OUT = re.compile(r"[\s、，,“”‘’'\"()《》]+")
_FRAME = re.compile(r"达到|达成|突破|超过|共计|总计|合计|同比|截至|目前|为$|达$")


_ASIDE = re.compile(r"[（(][^（）()]*[）)](?=.)|(?<=.)[（(][^（）()]*[）)]")
_RANKED = re.compile(r"(?<=..)的?(?:排名|位次|名次|排位)$")
_GROWN = re.compile(r"(?<=..)的?(?:增长率|增长速度|增速|增幅|增長率|增長速度)$")
_PER = re.compile(r"^(?:每|万人|千人|百人|人均|地均|户均|亩均)")


def same_figure(label: Reading, found: Reading) -> bool:
    """True when both stand at one place and are of one value; their spans may differ by words."""
    return (
        label.document == found.document
        and label.start < found.end
        and found.start < label.end
        and (label.value, label.min, label.max) == (found.value, found.min, found.max)
    )


def same_unit(label: Reading, found: Reading) -> bool:
    """True when the units are written alike; of ranks (第4位) and multiples (翻番) none counts."""
    if label.type == found.type and label.type in ("rank", "multiple"):
        return True
    return _bare(label.unit) == _bare(found.unit)


def same_type(label: Reading, found: Reading) -> bool:
    """True when equal, or a count and a rate whose measure says of what it is one: 每万人."""
    types = {label.type, found.type}
    named = all(_PER.search(_bare(one.measure)) for one in (label, found))
    return len(types) == 1 or (types == {"count", "per_unit"} and named)


def same_aspect(label: Reading, found: Reading) -> bool:
    """True when equal; what stands as of a day is the sum up to it: 截至2015年底…达9件."""
    one, other = _one_form(label), _one_form(found)
    if one.aspect == other.aspect:
        return True
    as_of = all(r.period[0] is None and r.period[1] is not None for r in (one, other))
    return as_of and {one.aspect, other.aspect} == {"actual", "cumulative"}


def same_subject(label: Reading, found: Reading) -> bool:
    """True when both are the same body or place, by its full or its short name.

    A name that the other one ends in is the same: 石景山园, 中关村石景山园.
    """
    one, other = _bare(label.subject), _bare(found.subject)
    if not one or not other:
        return one == other
    if one.endswith(other) or other.endswith(one):
        return True
    return _place(one) is not None and _place(one) == _place(other)


def same_measure_read(label: Reading, found: Reading) -> bool:
    """True when the head is the same and no qualifier of the label is missing or contradicted.

    Words of amount behind the head (量, 数量, 金额) do not count, nor does the order of the words.
    What is found may qualify further in words of the text, but not by a verb of amount.
    """
    wanted, own = _bare(_one_form(label).measure), _bare(_one_form(found).measure)
    head, qualifiers = terms(wanted)
    own_head, own_qualifiers = terms(own)
    if not head or not own_head:
        return wanted == own
    if head not in own or own_head not in wanted or _FRAME.search(own.replace(wanted, "")):
        return False
    complete = all(word in own for word in qualifiers)
    return complete and not contradict((head, *qualifiers), (own_head, *own_qualifiers))


def same_period(label: Reading, found: Reading) -> bool:
    """True when both begin and end on the same days; of a time with an end alone the end counts."""
    (start, end), (own_start, own_end) = _days(label.period), _days(found.period)
    if own_start is None and own_end is not None:
        return end == own_end
    return (start, end) == (own_start, own_end)


FIELDS: Mapping[str, Callable[[Reading, Reading], bool]] = {
    "unit": same_unit,
    "type": same_type,
    "bound": lambda label, found: label.bound == found.bound,
    "aspect": same_aspect,
    "subject": same_subject,
    "measure": same_measure_read,
    "period": same_period,
}


def _bare(text: str) -> str:
    return _WRITTEN_OUT.sub("", fold(text))


def _one_form(one: Reading) -> Reading:
    """Return a reading in the one form of those that are equally right.

    A rank of a growth is of what grows (专利增长率, actual, is 专利, growth), a rank is no part of
    its measure's name (综合评估排名), and an aside in brackets none of any.
    """
    measure = _ASIDE.sub("", one.measure)
    if one.type == "rank":
        measure = _RANKED.sub("", measure)
        if (grown := _GROWN.search(measure)) and one.aspect in ("actual", "growth"):
            return replace(one, measure=measure[: grown.start()], aspect="growth")
    return replace(one, measure=measure)


def _days(period: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Return the first and the last day of a time: 2015, 2015-01 to 2015-12 are one."""
    start, end = period
    if start is not None:
        start += "-01-01"[len(start) - 4 :]
    if end is not None and len(end) == 4:
        end += "-12"
    if end is not None and len(end) == 7:
        end += f"-{monthrange(int(end[:4]), int(end[5:]))[1]:02d}"
    return start, end


def _place(name: str) -> str | None:
    """Return the place that a name is, or begins with when what follows only says its kind."""
    named = places(name)
    if not named or named[0].span.start:
        return None
    rest = name[named[0].span.end :]
    return named[0].canonical if not rest or _KIND.fullmatch(rest) else None


_KIND = re.compile(r"(?:国家)?(?:自主创新)?示范区|园区?|管委会|高新区|市|区|县")
