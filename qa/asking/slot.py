"""What a question leaves open: where its asking word stands, what kind of thing fills the gap."""

import re
from dataclasses import dataclass
from enum import StrEnum

import rjieba

from corpus.document import Span
from qa.lexicon import frame, titles


class Sought(StrEnum):
    """What kind of words fill the gap."""

    PERSON = "person"
    PLACE = "place"
    BODY = "body"  # a company, an authority, any organisation
    NAME = "name"  # what something is called: often in “” or 《》
    THING = "thing"  # a noun phrase of the kind that the head says
    REASON = "reason"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Slot:
    """The gap. `span` is the asking word in the question's view.

    `heads` are nouns that say what is asked for (哪座大厦: 大厦; 前身是什么: 前身), best first.
    """

    span: Span
    sought: Sought
    heads: tuple[str, ...]
    kinds: tuple[str, ...] = ()  # those heads that stand behind the asking word

    @property
    def role(self) -> str:
        """What is asked for as a role or an attribute: 局长 of 局长是谁, 总部 of 总部在哪里."""
        head = self.heads[0] if self.heads and not self.kinds else ""
        if self.sought is Sought.PERSON and _ROLE.search(head):
            return head
        return head if _ATTRIBUTE.search(head) else ""


_CLASSIFIER = "个|家|所|项|座|类|部|份|支|种|位|条|款|届|间|门|场|起|本|名|片|处|国|些|样"
ASKING = re.compile(
    r"谁|何人|边个|边间|边度|哪里|哪儿|何处|何地|为什么|为何|因何|何以|点解|"
    rf"(?:叫做?|称为?|名为)?(?:什么|乜|咩|啥)(?:样的?)?|哪一?(?:{_CLASSIFIER})?|"
    r"如何|怎么样?|怎样|何(?=种|类|项|事|物|名|罪|原因)(?:种|类)?"
)
_WHY = re.compile(r"为什么|为何|因何|何以|点解|什么原因|原因|理由|缘由|目的")
_PERSON = re.compile(r"谁|何人|边个(?![㐀-鿿]*[区市县省镇国司局部厅院园所])|哪一?[位名](?!$)")
_PLACE = re.compile(r"哪里|哪儿|何处|何地|边度|什么地方|哪个地方")
_NAMED = re.compile(r"^(?:叫|称|名为)|^(?:名称|名字|称号|模式|品牌|口号)")
_PERSON_HEAD = re.compile(
    r"(?:人|者|员|长|主席|书记|主任|领导|作者|记者|教授|院士|代表|总统|总理|导演|校长|父亲|母亲)$"
)
_ROLE = re.compile(r"(?:长|主任|书记|主席|经理|总裁|代表|负责人|工程师|方|董事|顾问|校长|所有人)$")
_ATTRIBUTE = re.compile(
    r"(?:总部|地址|住址|校址|会址|网址|官网|电话|邮箱|传真|注册地|注册资本|股价)$"
)
_BODY_HEAD = re.compile(
    r"(?:公司|企业|机构|单位|部门|集团|厂|局|委|组织|协会|大学|学校|高校|院校|银行|中心|政府|机关|"
    r"法院|医院|研究所|媒体|报纸|电台|团体|联盟|主体)$"
)
_PLACE_HEAD = re.compile(
    r"(?:城市|市|区|省|县|镇|国家|国|地区|地方|地点|区域|园区|位置|地址|洲|岛|村|街|路|地)$"
)
_NAME_HEAD = re.compile(
    r"(?:名称|名字|称号|文件|公文|政策|办法|通知|意见|方案|规划|纲要|指引|细则|条例|法|书|作品|产品|模式|"
    r"奖项?|工程|项目|计划|活动|大赛|比赛|论坛|会议|平台|标准|品牌|系统|课程|歌|电影|专辑|杂志)$"
)
_AMONG = re.compile(r"(?:在|全[省市区国县])?([㐀-鿿]{2,6}?)(?:里面?|当中|之?中)，?(?=[^中里])")
_GENERIC = frozenset(
    ["名", "姓名", "名称", "名字", "类型", "性质", "种类", "形式", "样", "方面", "东西", "内容"]
)


def read_slot(view: str) -> Slot:
    """Return the gap of a question in its search form; a question without an asking word ends in
    one.
    """
    match = next(iter(ASKING.finditer(view)), None)
    if match is None:
        end = len(view.rstrip("？。！ "))
        return Slot(Span(end, end), Sought.OPEN, _left_heads(view[:end]))
    start = match.start()
    copular = not _content(view[match.end() :])
    if copular and match[0] == "为什么" and start:  # 被译为什么 asks for no reason
        start += 1
    span = Span(start, match.end())
    bare = _PERSON.match(match[0]) or _PLACE.match(match[0])
    heads = () if bare or match[0] == "为什么" else _right_heads(view[span.end :])
    kinds = heads
    among = _AMONG.match(view[:start])
    if heads and heads[0] in _GENERIC and len(heads) == 1:  # 企业叫什么名字: a firm
        left = _left_heads(re.sub(r"(?:叫|名)$", "", view[:start]))
        heads, kinds = (left, ()) if left else (heads, heads)
    elif not heads and among:  # 高校中…是哪所
        heads = kinds = (among[1],)
    elif not heads and copular:
        heads = _left_heads(view[: span.start])
    return Slot(span, _sought(view[span.start : span.end], heads, view[span.start :]), heads, kinds)


def _sought(asking: str, heads: tuple[str, ...], rest: str) -> Sought:
    head = heads[0] if heads else ""
    if _WHY.match(asking) or _WHY.match(rest.removeprefix("什么")) or _WHY.fullmatch(head):
        return Sought.REASON
    if _PERSON.match(asking) or _PERSON_HEAD.search(head) or head in titles():
        return Sought.PERSON
    if _PLACE.match(asking) or _PLACE_HEAD.search(head):
        return Sought.PLACE
    if _BODY_HEAD.search(head) or re.match(r"边间|哪一?[家间所]", asking):
        return Sought.BODY
    if _NAMED.search(asking) or _NAME_HEAD.search(head):
        return Sought.NAME
    return Sought.THING if head else Sought.OPEN


def _right_heads(rest: str) -> tuple[str, ...]:
    """Return the noun behind the asking word; behind 名称的 and its like, the noun after it too."""
    nouns, at = _nouns(rest)
    heads = [nouns] if nouns else []
    if nouns in _GENERIC and rest[at : at + 1] == "的":
        further, _ = _nouns(rest[at + 1 :])
        heads = [further, nouns] if further else heads
    return tuple(heads)


def _nouns(text: str) -> tuple[str, int]:
    """Return the nouns that a text begins with, measure words left out, and where they end."""
    at, words = 0, ""
    for word, tag in rjieba.tag(text):
        if not words and (tag[0] in "mq" or word in ("一", "样", "的")):
            at += len(word)
            continue
        nominal = tag[0] in "nabjlistf" or tag in ("vn", "eng")
        if not nominal and not (not words and len(word) > 1 and tag[0] == "v"):
            break
        if words and tag == "vn" and _ends_kind(words):  # 哪家公司运营: the company operates
            break
        if word in ("时候", "时", "中", "上", "里", "下"):
            break
        at += len(word)
        words += word
        if tag[0] == "v" and tag != "vn":
            break
    return words, at


def _ends_kind(words: str) -> bool:
    return any(p.search(words) for p in (_PERSON_HEAD, _BODY_HEAD, _PLACE_HEAD, _NAME_HEAD))


def _left_heads(text: str) -> tuple[str, ...]:
    """Return the noun in front of 是, 为 or 叫 at the end of a text: 前身是(什么)."""
    stripped = re.sub(
        r"(?:指的是|指的|分别|都|就)?(?:是|为|叫做?|指|有|即|系|设?在|位于|：|:){0,6}$", "", text
    )
    office = max((t for t in titles() if stripped.endswith(t)), key=len, default="")
    if len(office) > 1:
        return (office,)
    words = rjieba.tag(stripped[-12:])
    if not words or words[-1][0] in frame() or len(words[-1][0]) < 2:
        return ()
    return (words[-1][0],) if words[-1][1][0] in "nvabjlr" else ()


def _content(text: str) -> bool:
    return any(
        word not in frame() and re.search(r"\w", word) and tag[0] not in "uxye"
        for word, tag in rjieba.tag(text)
    )
