"""The words in front of and behind a number that say how exactly it is stated."""

import re
from typing import NamedTuple

from corpus.document import Bound

__all__ = ["Side", "after", "before", "between"]


class Side(NamedTuple):
    """A bound and how many characters its words take."""

    bound: Bound
    length: int


_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        Bound.AT_LEAST,
        "不(?:得|能|应)?(?:少于|低于|小于|下于|短于|高于的)|不下|不亚于|大于等于|[至最]少|最低|起码|≥|(?<![以网线场市之基向])上",
    ),
    (
        Bound.AT_MOST,
        "不(?:得|能|应|再)?(?:超过|超出|高于|多于|大于|长于|晚于)|[至最]多|最[高长大]|控制在|小于等于|≤",
    ),
    (
        Bound.MORE_THAN,
        "超过|突破|超出|超越|(?<![赶])超|逾|[多高大优长]于|(?<![通经不超渡越透难太路再])过|(?<!突)破|>|＞",
    ),
    (Bound.LESS_THAN, "[低少小短]于|不[足到满及]|未达|未[满及]|<|＜"),
    # 节约, 签约, 条约 hold no 约 of "about"; nor do 附近 and 最近 a 近.
    (
        Bound.ABOUT,
        "接近|将近|大约|大概|大致|大体|(?<![节条公合签制预集契违解续履邀特盟誓失相简])约|"
        "(?<![最附邻靠接远就亲临])近|≈",
    ),
)
_LEFT = re.compile(
    "(?:"
    + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _BEFORE)
    + r") ?(?:了|到了?)? ?(?:占|达到?|为|合|是|有|给予|奖励|补[助贴]|资助)? ?(?:人民币)? ?$"
)
_LEFT_ENDS = frozenset(
    "于下少低码≥上过出高多长大在≤破越超逾>＞足到满及达<＜近约概致体≈了占为合是有予励助贴币 "
)
_LEFT_WINDOW = 14  # the longest bound words with what may stand between them and the number
_IMPLIED = frozenset(
    "过上破"
)  # these bind only a number that begins with its scale: 过百件, 上千家

_AFTER: tuple[tuple[Bound, str], ...] = (
    (Bound.AT_LEAST, r"(?:及|\(含\)|\(含[^()]{1,8}\))?以上|\(含\)起|起(?=[，。；、)])"),
    (Bound.AT_MOST, r"(?:及|\(含\))?以[下内]|之内|封顶"),
    (Bound.ABOUT, "左右|上下"),
    (Bound.MORE_THAN, "有余|多(?![种样元次个家项层年类名])|余(?!额)|出头|开外"),
)
_RIGHT = re.compile(
    " ?(?:" + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _AFTER) + ")"
)
_RIGHT_STARTS = frozenset("及(以起之封左上有多余出开 ")


def before(text: str, start: int) -> Side | None:
    """Return the bound whose words end where the number starts."""
    if not start or text[start - 1] not in _LEFT_ENDS:
        return None
    window = text[max(0, start - _LEFT_WINDOW) : start]
    found = _LEFT.search(window)
    if not found or not found.lastgroup:
        return None
    if found[found.lastgroup] in _IMPLIED and text[start : start + 1] not in "百千万亿半":
        return None
    return Side(Bound[found.lastgroup], len(window) - found.start())


def after(text: str, end: int) -> Side | None:
    """Return the bound whose words begin where the unit ends."""
    if text[end : end + 1] not in _RIGHT_STARTS:
        return None
    found = _RIGHT.match(text, end)
    return Side(Bound[found.lastgroup], len(found[0])) if found and found.lastgroup else None


def between(left: Side | None, right: Side | None, marked: bool) -> Bound:
    """Return the one bound of a number; `marked` is a 多 or 余 inside it."""
    if left and left.bound is not Bound.ABOUT:
        return left.bound
    if right:
        return right.bound
    if marked:
        return Bound.MORE_THAN
    return left.bound if left else Bound.EXACT
