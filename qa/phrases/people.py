"""Names of people in a text: behind an office or a calling, in front of one, or as told by tags."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from corpus.document import Span
from qa.lexicon import surnames, titles
from qa.phrases.cutting import Word, words_of

_TAGS = ("nr", "nrt", "nrfg")
_NOUNS = ("n", "nr", "nrt", "nz", "nt", "ns", "vn", "b", "ng", "zg", "j")
_NO_NAME = re.compile(
    r"[区县市镇园省岛人厂社局村乡港]$"
)  # 高新区 and its like that the tags take for people
_WORDS = ("n", "v", "vn", "d", "a", "b", "j", "m", "t")  # what is no name
_END = Word("", "x", Span(0, 0))
_FOREIGN = re.compile(r"[㐀-鿿A-Z][㐀-鿿A-Za-z.]{0,6}(?:·[㐀-鿿A-Z][㐀-鿿A-Za-z]{0,6})+")
# What follows a name: a border, a word that no given name begins with, a verb of saying and doing.
_BEHIND = (
    r"(?=$|[^㐀-鿿]|[的等任带率到在表主介指说为出作担和与及于被从由将是也就对向做致讲撰摄供编赴来同应因共整采拍绘译校审记]|"
    r"(?:先生|女士|同志|团队|牵头|负责|律师|教授|博士|院士|研究|获得|开展|认为|强调|签署|创办|创立))"
)

_DOING = r"担任|出任|兼任|带队|带领|率队|率团|表示|介绍|主持|负责|牵头|指出|强调|认为|获得|出席"


# 主持人：甲(请假，由乙代理): who does it in the end
_STANDS_IN = re.compile(
    r"[^，。；]{0,4}?\([^()]{0,12}?(?:请假|公出|公假|出差|出国|缺席|因[事公故病]|另有公务)[^()]{0,8}?由"
    r"(?P<who>[^()，。]{2,16}?)(?:代理|代为|代行|代)"
)


_NAME_ASKED = re.compile(
    r"(?:长|主任|书记|主席|经理|总裁|人|者|员|师|委员|专家|代表)(?:的|是)?(?:叫|姓)?(?:做|作)?什么(?:名|姓)|(?:姓名|名字|全名)是|姓什么|姓甚名谁"
)


def stand_in(text: str, named: Span) -> Span:
    """Return who stands in for somebody named, by the brackets behind the name; else the name."""
    found = _STANDS_IN.match(text, named.end) or _STANDS_IN.search(text, named.start, named.end)
    return named if found is None else Span(*found.span("who"))


def asks_name(view: str) -> bool:
    """True for a question about what a person is called: 组长叫什么名字."""
    return _NAME_ASKED.search(view) is not None


@cache
def _titled() -> re.Pattern[str]:
    """Return a title, what may stand behind it, and a name of two or three characters."""
    names = "|".join(sorted(surnames(), key=len, reverse=True))
    offices = "|".join(sorted(titles(), key=len, reverse=True))
    given = rf"[㐀-鿿](?!{_DOING})[㐀-鿿]{_BEHIND}|[㐀-鿿]{_BEHIND}|[㐀-鿿] +[㐀-鿿]{_BEHIND}"
    name = rf"(?P<name>(?:{names})(?:{given}))"
    return re.compile(rf"(?:{offices})(?:\s*[：:为是、]\s*|\s*|由)(?!的|和|们|等){name}")


@cache
def _called() -> re.Pattern[str]:
    """Return a name in front of a title or of taking an office."""
    names = "|".join(sorted(surnames(), key=len, reverse=True))
    offices = "|".join(sorted(titles(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=[^㐀-鿿])|(?<=[由聘请为])|(?<=[学院司团所局部会厅委署处室])|^)(?!常务|党[委组支总])"
        rf"(?P<name>(?:{names})(?!副)[㐀-鿿]?(?![副正院所局部会厅委系处室司学员])[㐀-鿿])"
        rf"(?=(?:任|担任|出任|兼任|{offices}))"
    )


@lru_cache(maxsize=512)
def people(text: str) -> tuple[Span, ...]:
    """Return where people are named, without their titles, in order and without overlap."""
    found = [Span(*m.span("name")) for p in (_titled(), _called()) for m in p.finditer(text)]
    things = {w.span for w in words_of(text) if w.tag in _WORDS}
    found = [span for span in found if span not in things]
    found += [Span(m.start(), m.end()) for m in _FOREIGN.finditer(text)]
    for word, after in pairwise((*words_of(text), _END)):
        headed = after.tag in _NOUNS and after.text not in titles()  # 蓝晶(光学): no person
        if word.tag in _TAGS and not headed and _is_name(word.text):
            found.append(word.span)
        elif _cut_apart(word, after, text):
            found.append(Span(word.span.start, after.span.end))
    kept: list[Span] = []
    for span in found:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return tuple(sorted(kept))


def _cut_apart(word: Word, after: Word, text: str) -> bool:
    """True for a family name cut off from what the tags take for a name: 李, 海涛."""
    family = word.tag in _TAGS and word.text in surnames() and word.span.end == after.span.start
    given = after.tag in _TAGS and len(after.text) == 2
    return family and given and re.match(_BEHIND, text[after.span.end :]) is not None


def _is_name(word: str) -> bool:
    if word in titles() or _NO_NAME.search(word):
        return False
    family = 2 if word[:2] in surnames() else 1
    return word[:family] in surnames() and 1 <= len(word) - family <= 2
