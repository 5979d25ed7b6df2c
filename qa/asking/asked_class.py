"""What a question asks of all things of a class: 哪些乡镇收入超过…, 增速最快的三类商品."""

import re
from dataclasses import dataclass

import rjieba

from corpus.attribution.clauses import content
from corpus.numbers.numerals import number
from corpus.periods import periods
from qa.asking.criterion import DONE, EACH, Criterion, criterion, without
from qa.asking.spread import measured
from qa.lexicon import endings
from qa.question import ASKING_NUMBER

__all__ = ["AREAS", "OF_STANDINGS", "AskedOfClass", "class_in_front", "read_class"]

_UNIT = r"(?:个|座|次(?=产业)|家|类|种|大|项|条|处|所|支|款|批)"
_NUMERAL = r"(?:[两二三四五六七八九十]|\d{1,2})"
_NOUN = r"[㐀-鿿]{1,8}?"
_GROUPS = (
    re.compile(
        rf"(?<![第\d])(?P<count>{_NUMERAL}){_UNIT}(?P<class>{_NOUN})(?:里[头面]?|当中|之中|之间|中)"
    ),
    re.compile(
        rf"(?<![第\d])(?P<count>{_NUMERAL}){_UNIT}(?P<class>{_NOUN})，?(?:是|有)?(?:哪(?:些|几{_UNIT}?|{_UNIT})|谁)"
    ),
    re.compile(
        rf"的(?P<class>[㐀-鿿]{{2,4}})(?:都|分别)?(?:是|有)(?:哪(?:些|几{_UNIT}?|一?{_UNIT})|谁)"
    ),
    re.compile(rf"的?(?:是|为)(?:哪一?{_UNIT})(?P<class>[㐀-鿿]{{1,4}}?)(?=[？。]*$)"),
    re.compile(
        r"的(?P<class>[㐀-鿿]{2,4}?)(?:是|为)?(?:哪里|哪儿|哪一?[个座家项类种]|谁)(?=[？。]*$)"
    ),
    re.compile(r"(?:^|(?<=，))(?P<class>[㐀-鿿]{2,4})(?:里头|里面|当中|之中)"),
)
# The class opens what follows: 哪些乡镇旅游收入…, 三个园区2031年的…, 各园区的…
_WHICH = re.compile(
    rf"(?:(?:是|有)?哪(?:些|几{_UNIT}?|一?{_UNIT})|(?:^|有)(?:几|多少){_UNIT})(?P<class>[㐀-鿿]{{1,8}})"
)
_EVERY = re.compile(
    rf"(?:(?<![第\d前])(?P<count>{_NUMERAL}){_UNIT}|(?<![和同])各(?:个|大|家|类)?(?!类|种|项|级|方|部门|有关|自|是|为|有|占|达|多|几))"
    r"(?P<class>[㐀-鿿]{2,8})"
)
_MANY = re.compile(rf"(?:几|多少)(?:{_UNIT})?[㐀-鿿]{{1,8}}$")
_ONE = re.compile(rf"(?:是|为)?(?:哪一?{_UNIT}|谁|什么)")
_EDGE = re.compile(r"^(?:的|里面?|当中|中|，)+|(?:达到?|有|在|是|为|的|都|均|里面?|当中|中){1,8}$")
AREAS = {  # what the names of several kinds of areas end in
    "乡镇": ("镇", "乡"),
    "镇乡": ("镇", "乡"),
    "县区": ("县", "区"),
    "区县": ("县", "区"),
    "县市区": ("县", "市", "区"),
    "市县区": ("县", "市", "区"),
    "街镇": ("街道", "镇"),
    "镇街": ("街道", "镇"),
}
OF_STANDINGS = ("城市", "市", "省", "省份", "地区", "地方", "国家")  # a table knows their names
_AREA = re.compile(
    r"县市区|市县区|县区|区县|乡镇|镇乡|街镇|镇街|街道|[镇乡县区州村](?![㐀-鿿]?[区村镇])"
)
_OWNER = re.compile(r"^[㐀-鿿]{2,4}?[省市区县州](?=[㐀-鿿]{2})")


@dataclass(frozen=True, slots=True)
class AskedOfClass:
    """A question read: of which things it asks what, and how it chooses among them."""

    noun: str
    kinds: tuple[str, ...]  # what the names end in
    measure: str
    place: str
    period: str
    owner: str  # an area that no table knows, of which all of them are
    by: Criterion
    count: int | None  # how many of them the question says there are
    many: bool = False  # how many keep to the limit is asked


def read_class(view: str) -> AskedOfClass | None:
    """Take a question apart; None where it asks for no choice and not for each one's figure."""
    by = criterion(view)
    group, noun, end = _group(by)
    if group is None or not noun:
        return None
    cut = [(group[0], end), *by.spans]
    which = re.compile(rf"{_ONE.pattern}(?:{re.escape(noun)})?")
    cut += [m.span() for m in which.finditer(by.view) if not group[0] <= m.start() < end]
    rest = without(by.view, cut)
    if by.each:
        rest = EACH.sub("，", rest)
    parts = [_EDGE.sub("", part) for part in re.split(r"[，？。]", DONE.sub("，", rest))]
    measure, scope = measured("，".join(parts))
    if len(content(measure)) < 2:
        return None
    measure = _EDGE.sub("", measure)
    times = periods(scope)
    period = scope[times[0].span.start : times[0].span.end] if times else ""
    owner = _OWNER.match(measure)
    measure = measure[owner.end() :] if owner else measure
    return AskedOfClass(
        noun,
        tuple(dict.fromkeys((*endings().get(noun, ()), *AREAS.get(noun, ()), noun))),
        measure,
        scope.replace(period, ""),
        period,
        owner[0][:-1] if owner and len(owner[0]) > 2 else "",
        by,
        group[1],
        by.limit is not None and _MANY.search(by.view[: end + 1]) is not None,
    )


def class_in_front(view: str) -> str:
    """Return the class that stands in front of a measure: 作物 of 哪些作物播种面积."""
    which = _WHICH.search(view)
    return _opening(which["class"]) if which else ""


def _group(by: Criterion) -> tuple[tuple[int, int | None] | None, str, int]:
    """Return where the class is named and how many of it there are, its noun, and where it ends."""
    if by.first is not None:  # 增速最快的三类商品: the number is of those that come first
        noun = _opening(by.view[by.behind_first :])
        if noun:
            start = by.view.index(noun, by.behind_first)
            return (start, None), noun, start + len(noun)
    if by.chooses:
        found = next((m for pattern in _GROUPS for m in [pattern.search(by.view)] if m), None)
        counted = found is not None and "count" in found.groupdict()
        if found is not None and (counted or not _WHICH.search(by.view)):
            noun = _last_noun(found["class"])
            count = found["count"] if counted else None
            return (found.start(), _count(count)), noun, max(found.end(), found.start() + 1)
    opened = _WHICH.search(by.view) if by.chooses else None
    opened = opened or _EVERY.search(by.view)
    every = opened is not None and opened.re is _EVERY and not by.chooses
    handed_out = by.each or (opened is not None and not opened.groupdict().get("count"))
    if opened is None or (every and not (handed_out and ASKING_NUMBER.search(by.view))):
        return None, "", 0
    noun = _opening(opened["class"])
    count = opened.groupdict().get("count")
    end = opened.start("class") + opened["class"].find(noun) + len(noun)
    return (opened.start(), _count(count)), noun, end


def _count(said: str | None) -> int | None:
    return int(number(said.replace("两", "二"))) if said else None


def _last_noun(said: str) -> str:
    """Return the noun that closes what a class is called by: 新城 of 滨江新城."""
    nouns = [w for w, tag in rjieba.tag(said) if tag[0] in "njlvs" and len(w) > 1]
    return nouns[-1] if nouns and said.endswith(nouns[-1]) else said.strip("的")


def _opening(said: str) -> str:
    """Return the noun that opens a text, with what describes it: 乡镇 of 乡镇旅游收入."""
    said = re.split(r"[，。；：？]", said)[0][:8]
    area = _AREA.match(said)
    if area:
        return area[0]
    words = rjieba.tag(said)
    noun = next((w for w, tag in words[:2] if tag[0] in "njlv" and len(w) > 1), "")
    return noun if noun and (words[0][0] == noun or words[0][1][0] in "abvn") else ""
