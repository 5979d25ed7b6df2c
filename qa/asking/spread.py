"""One measure asked of several places or several years: 甲市、乙市和丙市的申请量哪个最高."""

import re
from collections.abc import Sequence

import rjieba

from corpus.attribution.clauses import content
from corpus.document import Span
from corpus.numbers.numerals import number
from corpus.periods import periods
from corpus.places import places
from qa.lexicon import MEASURE_ENDING

__all__ = ["both_years", "measured", "spread", "yearly"]

_LINK = re.compile(
    r"[\s的市区县省，]*(?:、|和|与|及|以及|跟|同|比|较|相比(?:于|较)?|相较于?|对比|或|还是|至|到|，)[\s在]*(?:，)?"
)
# What takes all members together: 三市, 两个区
_ALL = (
    r"的?(?:这|那|上述|以上)?(?<!第)(?:[两二三四五六七八九十]|\d{1,2})(?:个|座|家)?(?:城市|地区|地方|基地|公司|企业|市|区|县|省|州|镇|地|年|者)"
    r"(?:之间|当中|之中|里面|里|中|间|内)?"
)
_TOGETHER = re.compile(
    rf"^{_ALL}|(?<=，){_ALL}|^(?:之间|当中|之中|里面|里|中|间|两者|二者|相比(?:较|之下)?|比较|比)"
)
_MORE = r"(?:多|高|大|少|低|快|慢|长|短|强|靠前|靠后|领先|落后)"
# The words that only ask; what is left of a question names the measure.
_ASKING = re.compile(
    r"平均每一?[个座]?(?:城市|地区|地方|[市区县省])(?!民)|请问|(?<!申)请(?:帮[我忙])?|帮[我忙]|算一下|算出|比较一下|比一比|看一?下|想知道|"
    r"(?:哪[一个座家些边年者方种项类条款批档里]*|谁|何者)(?:城市|产业|地方|地区|年份|市|区|县)?(?:的)?|"
    rf"(?:会|要|算|属|是)?(?:更|较|最|比较){_MORE}|{_MORE}还是{_MORE}|"
    rf"(?:相差|差距|差额|差|之差|{_MORE}出?|增[加长]|提高|减少|下降|上升|降低|变化|成长)了?(?:大约|约)?(?:是|为|有)?"
    r"(?=多少|几|百分|多大)|"
    r"(?:^|(?<=，))(?:拿到|拿下|得到|捧回)了?的(?=[㐀-鿿]{2})|"
    r"(?<=，)[多少](?=[㐀-鿿]{2})|的?(?:数字|数据)(?:来)?(?:推算|计算|算)|名义上?|按[^，]{0,12}?(?:推算|计算|算)|(?:增|涨|升|降|跌)(?:幅|速)|相差|差距|差额|之差|之和|总和|合计|合共|加起来|相加|加总|合起来|一共|总共|共计|之比|比值|"
    r"的?(?:平均(?:值|数)?|均值)(?=(?:是|为|有|达到?)?(?:多少|几|$))|(?:^|(?<=，))平均(?!每|工资|薪|寿命|年龄|气温)|"
    r"的?(?:年均|年平均|复合)?(?:年?增[长加]率|年增率|成长率|按年|同比)(?=[^㐀-鿿]|是|为|有|多少|几|$)|"
    r"(?:多少|几)(?:个?百分点|[百千万亿]*(?:平方公里|平方米|公里|公顷|美元|[元吨亩户张辆台套米件家个项倍人次名天条种类所位款笔宗度成]))?|"
    r"百分之[几多]?|多大(?:幅度|比例)?|分别|各自|各(?=是|为|有|多少|几|$)|依次|(?:大约|大概|约|共|总)?(?:是|为|有|达)?(?=$|，)|呢|[？。]"
)
# Two names at the head of a clause, before what is asked of both
_PAIR = re.compile(
    r"(?:^|(?<=，))(?P<one>[^，、的\d？]{2,8}?)(?:和|与|跟|同(?!比|期))(?P<two>[^，、的\d？]{2,8}?)"
    r"(?=，|[？。]*$|的?(?:这|那)?[两二](?:个|家|区|市|县|者)|相比|哪|谁)"
)
# Names by turns that a number takes together
_COUNTED = re.compile(
    r"(?:^|(?<=[，年]))(?P<names>[^，、的\d？]{2,8}(?:、[^，、的\d？]{2,8})*(?:和|与|及|以及|跟|、)[^，、的\d？]{2,8}?)"
    r"(?:这)?(?P<count>[两三四五六七八九])(?:个|座|家|条|所|大|块|类|项|种)(?P<behind>[㐀-鿿]{2,})"
)
_SHORT_NAME = re.compile(r"(?:^|(?<=，))(?P<name>[^，、的\d？]{2,4}?)(?:和|与|跟|同|、|比)$")
_BEHIND = re.compile(
    r"(?:得?(?:更|较|最|比较)|得)?(?:多|高|大|少|低|快|慢|靠前|靠后|领先|落后)$|得$"
)  # 谁的申请量高
# The year before, and the joint that a year taken out leaves behind
_YEAR_BEFORE = re.compile(
    r"(?:同?比|较|相比(?:于|较)?|相较于?|和|与|跟)?(?:上年|去年|上一?年度?|前一?年度?)(?:同期)?(?:相比|比)?|同比|按年"
)
_JOINT = re.compile(
    r"(?:比|较|相比(?:于|较)?|相较于?|和|与|跟|在|到)(?=，)|(?<=，)(?:同期|全年|相比|的)"
)
# 从2013年的1000亿到2015年的1600亿: two years, and levels that the documents are asked for
_AMOUNT = (
    r"(?:的?(?:大约|约|近|超过?)?"
    r"(?:\d[\d.]*|[一二三四五六七八九十百千]+)[百千万亿]*[元件家人项吨个]?)?"
)
_FROM_TO = re.compile(
    rf"[从自由]?(?P<was>\d{{4}})(?:年[度底末]?)?{_AMOUNT}(?:(?:增[加长]?|提高|上升|升|涨|扩大|减少|降低?|下降|跌)?[到至为]|[-—–~])"
    rf"(?P<now>\d{{4}})年(?:度|底|末)?{_AMOUNT}(?:期?间|这?[两三四五六七八九]年)?"
)
_EDGES = "，、的了是为在按 "
LONGEST = 40  # characters of a measure; more than that tells a story


def spread(view: str) -> tuple[tuple[str, str], ...]:
    """Return (name, question) for each place or year that one measure is asked of, else nothing."""
    found = _places(view)
    times = [
        (p.span, p.start or p.text) for p in periods(view) if p.kind in ("year", "half", "quarter")
    ]
    for group, others in ((_run(view, found), times), (_run(view, times), found)):
        if len(group) < 2:
            continue
        rest = _rest(view, group)
        measure, scope = measured(rest)
        if len(content(measure)) < 2 or len(measure) > LONGEST:
            continue
        if _crossed(view, [s for s, _ in others]):
            continue
        called = dict(found)
        names = [(view[span.start : span.end], called.get(span, "")) for span in group]
        return tuple(
            (name, f"{_ordered(full if places(full) else name, scope)}{measure}多少")
            for name, full in names
        )
    return _series(view) or _named(view)


def _places(view: str) -> list[tuple[Span, str]]:
    """Return the places of a question; beside one a name that is short for another is one too."""
    found = [(p.span, p.canonical) for p in places(view)]
    before = _SHORT_NAME.search(view[: found[0][0].start]) if len(found) == 1 else None
    if before and [tag for _, tag in rjieba.tag(before["name"])] == ["ns"]:
        full = before["name"] + found[0][1][-1]  # 海州和连云区: of one kind
        found.insert(0, (Span(*before.span("name")), full))
    return found


def _series(view: str) -> tuple[tuple[str, str], ...]:
    """Share a measure out to things named by turns and counted: 甲、乙、丙三座新城的项目."""
    found = _COUNTED.search(view)
    if found is None:
        return ()
    names = [n for n in re.split(r"、|以及|和|与|及|跟", found["names"]) if n]
    kind = next((w for w, tag in rjieba.tag(found["behind"])[:1] if tag[0] in "njl"), "")
    count = number(found["count"].replace("两", "二"))
    whose = [p.span for p in places(names[0])] if names else []
    if whose and not whose[0].start and whose[0].end < len(names[0]) - 1:
        where, names[0] = names[0][: whose[0].end], names[0][whose[0].end :].lstrip("的区市县")
    else:
        where = ""
    if not names or names[0][:1] in ("年", "") or any(places(n) for n in names):
        return ()
    if count != len(names) or len(kind) < 2 or any(MEASURE_ENDING.search(n) for n in names):
        return ()
    measure, scope = measured(
        f"{where}{view[: found.start()]}，{found['behind'][len(kind) :]}{view[found.end() :]}"
    )
    measure = measure.lstrip("里中内之间当面的")
    if not content(measure) or len(measure) > LONGEST:
        return ()
    called = [n if n.endswith(kind) else n + kind for n in names]
    return tuple((name, f"{name}{scope}{measure}多少") for name in called)


def _named(view: str) -> tuple[tuple[str, str], ...]:
    """Share a measure out to two things that stand by themselves: 甲基地和乙基地哪个占地大."""
    pair = _PAIR.search(view)
    if pair is None or any(MEASURE_ENDING.search(pair[name]) for name in ("one", "two")):
        return ()
    measure, scope = measured(_rest(view, [Span(*pair.span())]))
    if len(measure) < 2 or not content(measure) or len(measure) > LONGEST:
        return ()
    return tuple((pair[n], f"{pair[n]}{scope}{measure}多少") for n in ("one", "two"))


def yearly(view: str) -> tuple[tuple[str, str], ...]:
    """Return (name, question) for a year and the one it is compared with, or the year before."""
    view = both_years(view)
    named = spread(view)
    years = [p for p in periods(view) if p.kind == "year" and p.start]
    if named or not years or len({p.start for p in years}) > 2:
        return named if all(periods(name) for name, _ in named) else ()
    now = max(years, key=lambda p: p.start or "")
    was = min((p.start or "" for p in years if p.start != now.start), default="")
    was = was or str(int((now.start or "")[:4]) - 1)
    rest = _YEAR_BEFORE.sub("，", view)
    for one in reversed(periods(rest)):
        rest = rest[: one.span.start] + "，" + rest[one.span.end :]
    measure, scope = measured(_JOINT.sub("，", rest))
    if len(content(measure)) < 2 or len(measure) > LONGEST:
        return ()
    return tuple((f"{year}年", f"{scope}{year}年{measure}多少") for year in (now.start, was))


def both_years(view: str) -> str:
    """Return a question with the two years of a change side by side: 从2013年到2015年."""
    return _FROM_TO.sub(r"\g<was>年和\g<now>年", view)


def _ordered(name: str, scope: str) -> str:
    """Put a place in front of a year."""
    return scope + name if periods(name) and places(scope) else name + scope


def _run(view: str, members: Sequence[tuple[Span, str]]) -> list[Span]:
    """Return the first run of two or more different members with nothing but joints between."""
    group: list[tuple[Span, str]] = []
    for span, called in members:
        if group and not _LINK.fullmatch(view[group[-1][0].end : span.start]):
            if len(group) > 1:
                break
            group = []
        if called not in [c for _, c in group]:
            group.append((span, called))
    return [span for span, _ in group]


def _crossed(view: str, others: Sequence[Span]) -> bool:
    """True when two of the other sort stand beside the group: no single measure is asked of it."""
    return len({view[o.start : o.end] for o in others}) > 1


def _rest(view: str, group: Sequence[Span]) -> str:
    behind = view[group[-1].end :]
    return _TOGETHER.sub("，", "，" + view[: group[0].start]) + "，" + _TOGETHER.sub("，", behind)


def measured(rest: str) -> tuple[str, str]:
    """Return the measure that a question names, and the one place or year it names beside it."""
    scope = ""
    for find in (places, periods):
        named = find(rest)[:1]
        for one in named:
            scope += rest[one.span.start : one.span.end]
            rest = rest[: one.span.start] + "，" + rest[one.span.end :]
    parts = [
        _BEHIND.sub("", p.strip(_EDGES)) for p in re.split(r"[，？。]", _ASKING.sub("，", rest))
    ]
    kept = [p for p in parts if len(p) > 1 and content(p)]
    return "".join(kept), scope
