"""When two readings of a figure agree, field by field.

Widths, spaces, script and regional words never count. `FIELDS` names the comparisons in the order
of the table.
"""

import re
from collections.abc import Callable, Mapping

from corpus.measure_terms import contradict, terms
from corpus.places import places
from eval.figure_gold import Reading
from eval.folding import fold

__all__ = ["FIELDS", "same_figure", "same_measure_read"]

_WRITTEN_OUT = re.compile(r"[\s、，,“”‘’'\"()《》]+")
_FRAME = re.compile(r"达到|达成|突破|超过|共计|总计|合计|同比|截至|目前|为$|达$")


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
    wanted, own = _bare(label.measure), _bare(found.measure)
    head, qualifiers = terms(wanted)
    own_head, own_qualifiers = terms(own)
    if not head or not own_head:
        return wanted == own
    if head not in own or own_head not in wanted or _FRAME.search(own.replace(wanted, "")):
        return False
    complete = all(word in own for word in qualifiers)
    return complete and not contradict((head, *qualifiers), (own_head, *own_qualifiers))


def same_period(label: Reading, found: Reading) -> bool:
    """True when both begin and end alike; of a time with an end alone (到2021年) the end counts."""
    if found.period[0] is None and found.period[1] is not None:
        return label.period[1] == found.period[1]
    return label.period == found.period


FIELDS: Mapping[str, Callable[[Reading, Reading], bool]] = {
    "unit": same_unit,
    "type": lambda label, found: label.type == found.type,
    "bound": lambda label, found: label.bound == found.bound,
    "aspect": lambda label, found: label.aspect == found.aspect,
    "subject": same_subject,
    "measure": same_measure_read,
    "period": same_period,
}


def _bare(text: str) -> str:
    return _WRITTEN_OUT.sub("", fold(text))


def _place(name: str) -> str | None:
    """Return the place that a name is, or begins with when what follows only says its kind."""
    named = places(name)
    if not named or named[0].span.start:
        return None
    rest = name[named[0].span.end :]
    return named[0].canonical if not rest or _KIND.fullmatch(rest) else None


_KIND = re.compile(r"(?:国家)?(?:自主创新)?示范区|园区?|管委会|高新区|市|区|县")
