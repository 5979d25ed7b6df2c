"""How a question chooses among several things: by a limit, the first few, the one ahead, all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from corpus.document import Bound, Quantity, QuantityType
from corpus.numbers.numerals import number
from corpus.quantities import quantities
from qa.asking.order import ORDERED

__all__ = ["DONE", "MOST", "Criterion", "criterion", "fell", "limit_of", "within", "without"]

_LIMITS = (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST)
_SOME = r"[两二三四五六七八九十]"
_UNIT = r"(?:个|项|者|种|类|家|座|款|批|样|位|名|大|所|条|市|区|县|省|地)"
_WAY = r"[多高大少低小快慢长短强早晚]"
# 最晚什么时候, 最长多久 asks for a time of each, and for none of them.
_TIMED = (
    r"(?!(?:可以?|能够?|要|应当?|须)?(?:在|于)?[^，？的]{0,4}?"
    r"(?:什么时[候间]|何时|几时|哪一?[天日]|多久|多长|几[月号日]))"
)
MOST = re.compile(
    rf"最{_WAY}{_TIMED}|第一|居首|榜首|领先|垫底|倒数第一|(?:更|较)[多高大少低小]|最[前后](?![一二三四])"
)
DONE = re.compile(r"[㐀-鿿]得(?=，|$)")  # 建得最多, 涨得最快
_OF_TIME = r"个?(?:季|月|年|届|批|期|次|天|日|周|步|半|条|章|轮)"  # 前三季度 ranks nothing
_FIRST = re.compile(
    rf"(?:排名?|排在|位列|名列|位居|居|列|占)?在?(?:最)?前(?P<a>{_SOME})(?!{_OF_TIME}){_UNIT}?的?|"
    rf"得?最{_WAY}(?:的是?)?[前这那]?(?P<b>{_SOME}){_UNIT}|"
    rf"哪(?P<c>{_SOME}){_UNIT}(?=[^，？]{{0,20}}?最{_WAY})"
)
_PAST = re.compile(r"(?<![超不难越经通])过(?=[百千万亿])")  # 过万
_GROWTH = re.compile(  # which of several grew, or fell, by the larger part of what it was
    r"增速|增幅|涨幅|升幅|增长率|成长率|增长幅度|(?P<down>降幅|跌幅|减幅|下降率|下降幅度)|"
    rf"(?:增长|成长|上升|上涨|(?P<fell>下降|下滑|下跌|回落))得?(?:更|较|最|比较)?(?:{_WAY}|猛|明显)|"
    rf"(?:[增涨升]|(?P<sank>[跌降]))得(?:更|较|最|比较)?(?:{_WAY}|猛|厉害)"
)
_BY = re.compile(
    r"(?:增长?|成长|上涨|涨|上升|升|提高|(?P<down>下降|减少|降|跌))了?(?:达到?|幅度?|率)?在?$"
)
_FELL = re.compile(
    r"(?:下降|下滑|下跌|回落|减少|降低|缩减|萎缩|减产|负增长|[减降跌])(?:了|幅)?(?:达到?|为|约|近|超过?)?$"
)
_WENT = re.compile(  # things are asked for that went one way: 下降的商品有哪些, 哪些指标上升了
    r"(?:(?P<down>负增长|减产|下降|下滑|下跌|回落|减少|缩减|萎缩|走低|变少|[跌降减](?=了))|"
    r"(?P<up>正增长|增产|增长|成长|提高|提升|扩大|上升|上涨|回升|增加|增多|走高|变多|[涨升增](?=了)))"
    r"(?:了|过|态势|趋势|状态)*(?:的(?!速度|幅度|比例|原因|是多少)|者|(?=，|？|。|$|是哪|有哪|得?最[多大快少]))"
)
EACH = re.compile(r"分别|各自|各(?:是|为|有|达|占)|各(?=多少|几)|依次")


@dataclass(frozen=True, slots=True)
class Criterion:
    """How things are chosen; nothing of it where a question does not choose.

    `view` is the question with 过万 read as 超过一万; `spans` are of the words in it that choose.
    """

    view: str
    limit: Quantity | None
    first: int | None
    most: bool
    each: bool
    spans: tuple[tuple[int, int], ...]
    behind_first: int = 0  # where the words end that ask for the first few
    grows: bool = False  # they are held against one another by what they changed by, in per cent
    down: bool = False  # and by how much they fell
    ordered: bool = False
    way: int = 0  # those are chosen that rose: 1, or that fell: -1

    @property
    def chooses(self) -> bool:
        """True where some are chosen, or all put in order."""
        return self.limit is not None or self.first is not None or self.most or self.ordered

    @property
    def rest(self) -> str:
        """The question without the words that choose."""
        return without(self.view, self.spans)


def criterion(view: str) -> Criterion:
    """Read how a question in search form chooses."""
    view = _PAST.sub("超过一", view)
    limit = limit_of(view)
    if limit is not None and limit.type is QuantityType.RANK:
        limit = None
    first = _FIRST.search(view)
    spans = [m.span() for m in (*MOST.finditer(view), *ORDERED.finditer(view))]
    spans += [(limit.span.start, limit.span.end)] if limit is not None else []
    spans += [first.span()] if first is not None else []
    grew = _GROWTH.search(view)
    if grew is None and limit is not None and limit.type is QuantityType.PERCENT:
        grew = _BY.search(view, 0, limit.span.start)
    spans += [grew.span()] if grew is not None else []
    went = _WENT.search(view)
    spans += [went.span()] if went is not None else []
    said = next((n for n in first.groups() if n), "") if first is not None else ""
    return Criterion(
        view,
        limit,
        int(number(said.replace("两", "二"))) if said else None,
        MOST.search(view) is not None,
        EACH.search(view) is not None,
        tuple(spans),
        first.end() if first is not None else 0,
        grew is not None,
        grew is not None and any(grew.groupdict().values()),
        ORDERED.search(view) is not None,
        0 if went is None else -1 if went["down"] else 1,
    )


def fell(text: str) -> bool:
    """True where the text in front of a change in search form says that it is a decrease."""
    return _FELL.search(text.rstrip(" ")) is not None


def without(view: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with a comma in place of each of some stretches, which may overlap."""
    letters = list(view)
    for start, end in spans:
        letters[start:end] = "，" * (end - start)
    return re.sub("，+", "，", "".join(letters))


def limit_of(view: str) -> Quantity | None:
    """Return the limit that a question holds things against, the last that it names."""
    limits = [q for q in quantities(view) if q.bound in _LIMITS]
    return limits[-1] if limits else None


def within(value: Decimal | None, limit: Quantity) -> bool:
    """True for a value on the side of a limit that is asked for."""
    bound = limit.normalized_value
    if value is None or bound is None:
        return False
    return {
        Bound.MORE_THAN: value > bound,
        Bound.AT_LEAST: value >= bound,
        Bound.LESS_THAN: value < bound,
        Bound.AT_MOST: value <= bound,
    }.get(limit.bound, False)
