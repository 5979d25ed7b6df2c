"""One side of a comparing question: its place, its period, and the words that name its measure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Bound, Quantity
from corpus.mapped import Span
from corpus.periods import periods
from corpus.places import places
from corpus.quantities import quantities

__all__ = ["AREA", "NOISE", "Side", "shared", "side_of"]

_MORE = r"(?:多|高|大|少|低|早|晚|快|慢|(?<!增)长|短|靠前|领先)"
# What asks for the comparison itself; the groups are a measure named in it: 谁的申请多 (`what`),
# 三市中申请量最高的是谁 (`among`).
ASKS = re.compile(
    r"(?:这?[两三四]者|二者|之间)?(?:的)?(?:"
    r"的?(?:平均[值数]|均值)(?:是|为|有)?(?=多少|$)|平均每[个家项件人][^，]{0,6}?(?=多少|几)|"
    r"相比(?:较|之下)?|相差|差距(?:是|有)?|差额|之差|差了?(?=多少|几)|之和|总和|合计|合共|加起来|相加|加总|合起来|一共|总共|"
    r"之比|比值|"
    r"(?:哪[一个座家些边年者方种项类条款批档期季月级所地]*|谁|何者)"
    r"(?:城市|产业|年份|地方|地区|数字|指标|市|区)?(?:的)?"
    rf"(?P<what>[^，？]{{0,14}}?)得?(?:更|比较|较|最)?{_MORE}|"
    r"(?:[这那]?(?<!第)(?:[两二三四五六七八九十]|\d{1,2})(?:个|座|者|类|种|项|家)?(?:城市|地方|地区|产业|市|区|省)?)?"
    rf"(?:里面|之中|当中|之间|里|中)(?P<among>[^，？]{{2,12}}?)(?:更|最){_MORE}的[^，？]{{0,4}}?(?:是|为)"
    r"(?:哪[一个座家种项类年]*|谁|何者)|"
    rf"(?:更|较|最){_MORE}的?是?(?:哪|谁)?|"
    rf"{_MORE}还是{_MORE}|"
    r"(?<!至)(?<!最)[多少](?!于|少|数)[㐀-鿿]{1,2}(?=(?:多少|几)[个件家公万亿人项名座])|"
    r"(?:多|高|少|低|大|小|增加|增长|提高|减少|缩短|多出|高出)了?(?=多少|几|百分)"
    r")"
)
NOISE = re.compile(
    r"^(?:请|麻烦)?帮(?:我们?|忙)?(?:把|将)?|^(?:按照?|根据|依照?)(?:规划|计划|方案|公报|文件|报告)$|请问|请算(?:一下|出)?|算(?:一下|算)|计算|按(?:文[中件])?[^，]{0,6}(?:推算|计算|算)|按|推算|把|将|大约|(?<![签合违履节预缔公条和制大])约(?![束定谈见])|"
    r"占?(?:是|为|有)?(?:多少|几|多大)(?:比重|比例|个?百分点|[百千万亿]*(?:平方公里|平方米|立方米|公里|公斤|公顷|"
    r"千瓦时|美元|元|[吨亩户张辆台套米件家个项倍人次名天条种类批所场位间款笔宗度成]))?|(?<![百千万亿])[百千万亿]+(?=$)|的?百分之|个百分点|是|"
    r"数字|等于(?=多少|几|$)|呢|其中|当中|"
    r"(?<=目标)[里中上]|一共|共有|的话|相比(?:较)?|哪个|谁|的?(?:比例|比重|占比|占|算)$|"
    r"之?后(?:还|仍|尚|只)?$|之?后?(?:还|仍|尚|只)?(?:有|剩下?|余下?)$|(?:要|应|将|须|需)(?:达到?|完成)?$|(?<![公总一])共$|(?:总共|一?共)?(?:获得|取得|拥有|得到|拿到|拿下)了?$|"
    r"(?:^|(?<=，))(?:拿到|拿下|得到|捧回)了?的(?=[㐀-鿿]{2})"
)
# What makes another name of a place's: 甲山新城
AREA = re.compile(r"(?:新城|新区|园区|片区|街道|社区|基地|开发区|高新区|保税区|新村|港区)$")
AREA_BEHIND = re.compile(AREA.pattern.removesuffix("$"))


@dataclass(frozen=True, slots=True)
class Side:
    """A stretch of the question between its joints."""

    raw: str
    text: str  # without the words that only compare
    place: str
    period: str
    rest: str  # what is left without place and period
    given: Quantity | None = None


def shared(view: str) -> str:
    """Return the measure that the asking words themselves name: 谁的PCT申请多 → PCT申请."""
    found = [m["what"] or m["among"] for m in ASKS.finditer(view)]
    return next((one for one in found if one), "")


def side_of(raw: str) -> Side:
    """Read what stands on one side of a joint."""
    text = ASKS.sub("，", raw)
    found_places = places(text)
    found_periods = [p for p in periods(text) if p.start or p.end]
    where = _whole_name(text, found_places[0].span) if found_places else None
    spans = ([where] if where else []) + [p.span for p in found_periods]
    # 过百件的企业数: which ones, and no amount of them
    spans += [q.span for q in quantities(text) if q.bound is Bound.EXACT or not q.unit]
    return Side(
        raw,
        text,
        text[where.start : where.end] if where else "",
        "".join(text[p.span.start : p.span.end] for p in found_periods[:1]),
        re.sub(r"，+", "", NOISE.sub("", NOISE.sub("", _without(text, spans)))).strip(
            "，、的里上 "
        ),
        next((q for q in quantities(text) if q.unit and q.bound is Bound.EXACT), None),
    )


def _whole_name(text: str, place: Span) -> Span:
    """Return a place with the word behind it that makes another name of it."""
    area = AREA_BEHIND.match(text, place.end)
    return Span(place.start, area.end()) if area else place


def _without(text: str, spans: Sequence[Span]) -> str:
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = "，" * len(span)
    return re.sub(r"，+", "，", "".join(letters)).strip("，")
