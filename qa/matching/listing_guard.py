"""What speaks against a list whatever its words cover: members of another sort, of someone else."""

import re
from collections.abc import Mapping, Sequence

from corpus.places import places
from qa.asking.listing import Asked
from qa.draft import Scene
from qa.lexicon import categories, endings
from qa.matching.contrast import excluded
from qa.phrases.people import people
from qa.phrases.phrase_fit import names_things, of_other_class
from qa.phrases.series import Series, words
from qa.question import Question
from qa.task import Task

__all__ = [
    "are_amounts",
    "are_barred",
    "are_of_sort",
    "are_opposed",
    "is_of_other",
    "is_of_places",
    "is_of_sibling",
    "known_place",
    "nouns",
    "sort_of",
]

_PAPER = re.compile(r"(?:办法|细则|通知|意见|方案|规划|条例|规定|指引|指南|决定|公告)》$")
_OF_PAPER = re.compile(
    r"文件|政策|办法|制度|规定|规章|法规|措施|意见|方案|标准|规范|依据|条例|规划"
)
_ABSTRACT = frozenset(
    [
        "建设",
        "机制",
        "工作",
        "服务",
        "水平",
        "能力",
        "管理",
        "保护",
        "发展",
        "培训",
        "活动",
        "资助",
        "补贴",
        "奖励",
    ]
)
_OPENING = re.compile(r"[㐀-鿿]{1,5}[市县区镇乡村州旗](?=[ ：])")
_CLAUSES = ("clauses", "parts")
_TOLD = (*_CLAUSES, "told", "means")
_PLACES = re.compile(r"^(?:城市|地级市|地市|[市县区省州]|县市|区县|县区|省份|省市|市县|地区|国家)$")
_PERSONS = re.compile(r"(?:人|人员|成员|专家|嘉宾|贵宾|代表|领导|委员|评委|学者|得主|选手|作者)$")
_FIRMS = re.compile(r"(?:企业|公司|业者|厂商|集团|银行|商家|商户|高校|院校)$")
_OFFICE = re.compile(r"(?<!药|邮)(?:局|厅|委|政府|委员会)(?:从|$)|^[省市区县]工业$")
_BARS = re.compile(
    r"不(?:得|予|许|准|享受|属于|列入|纳入|适用|能(?=[申享领获参报用])|可以?(?=[申享领获参报用]))|禁止|严禁"
)
_TROUBLES = re.compile(r"^(?:问题|不足|困难|短板|差距|障碍|瓶颈|弱项)$")
_LEADS_TO_TROUBLES = re.compile(
    r"(?:问题|不足|困难|短板|差距|障碍|瓶颈|弱项|薄弱环节)(?:主要|突出)?(?:有|是|如下|表现[为在])?[：。，]?\s*$"
)
_LACKS = re.compile(
    r"[不缺少弱难低差慢贵乏亏欠空偏浅窄旧堵]|滞后|落后|[没未]有?|风险|隐患|尚|老化|下滑|依赖|矛盾|制约|受限|流失"
)
_NAMES = ("nr", "ns", "nt", "nz", "nrt", "n")  # what opens a part that is told of another
_MAY_BAR = re.compile(rf"{_BARS.pattern}|不(?:能|可以?|让|许|要|应当?)|免于|除外|排除|剔除")
_BODY_NAME = re.compile(r"(?:[^委]局|[^常]委|厅|政府|委员会|管委会|公司|集团|银行|大学)已?$")
_FOR_BODIES = re.compile(
    r"企业|公司|机构|单位|部门|银行|[高院学]校|院所|大学|主体|成员|对象|组织|团[体队]|伙伴|[人者方]|机关|局|委|商|"
    r"集团|角色|用户|客户|代表|平台|地方|地点|场所|处|名[单称字]|窗口|渠道|途径|项目|品牌|业"
)
_MEASURES = (
    "申请量",
    "授权量",
    "拥有量",
    "产量",
    "总量",
    "销量",
    "率",
    "金额",
    "总额",
    "比重",
    "增速",
)
_OF_MEASURES = re.compile(r"指标|数据|数[字值量]|[量率额]|比重|目标|要求|内容|方面|排名|成效|变化")
_PLACE_ENDINGS = tuple("省市区县州盟旗镇乡村国岛湾道")
_BODY = re.compile(r"(?:局|委|厅|办|公司|集团|银行|中心|学院|大学|工业|信息化)(?:从|$)|库$")
_AMOUNT = re.compile(r"(?<![\d.,])\d[\d.,]*+(?:%|[㐀-鿿]{1,3})?$")
_OF_AMOUNTS = re.compile(
    r"多少|几(?![个家类种项条点方])|各|分别|数[据值字量]|指标|目标|标准|金?额|比例|排名"
)
_ORDINAL = re.compile(r"^[一二三四五六七八九十]{1,2}是(?=..)")
NAME = 0.3  # weight of a noun that may name of whom a list is
ELSEWHERE = 0.9  # weight of what only another part of the sentence says
NO_PLACE = -0.35  # members that are no places, where places are asked for,
PLACE = 0.3  # and such as are
AMOUNTS = -0.5  # members that are amounts, where names are asked for
OPPOSITE = -0.5  # what is not allowed, where what is allowed is asked for, and the other way
LEADING = 16  # code points in front of the members in which it stands that they are barred
SHORT = 4  # code points that names of places no table knows seldom have
SURE = 0.8  # coverage of the question by what stands around clauses


def is_of_sibling(question: Question, scene: Scene) -> bool:
    """True for a sentence of a section beside the one that the question names: of 青泽县 建网络."""
    opened = (_OPENING.match(other) for other in scene.siblings)
    named = [m[0] for m in opened if m is not None and m[0] in question.view]
    told = scene.text + scene.headings + scene.lead
    return bool(named) and not any(one in told for one in named)


def nouns(task: Task) -> dict[str, float]:
    """Return the nouns of a question that may name of whom a list is, with their weights."""
    return {t.text: t.weight for t in task.aligner.terms if t.noun and t.weight >= NAME}


def is_of_other(
    question: Question, scene: Scene, phrase: Series, names: Mapping[str, float]
) -> bool:
    """True for a list of what excludes what is asked for, or of another one told of behind ；.

    银奖 for 金奖; 乙厂设有A、B of 甲厂外销C；乙厂设有A、B. `names` are those of the question.
    """
    text = scene.text
    clause = (
        f"{text[phrase.lead.start : phrase.lead.end]}，{text[phrase.tail.start : phrase.tail.end]}"
    )
    if excluded(question.view, clause):
        return True
    start = text.rfind("；", 0, phrase.span.start) + 1
    part = text[start : phrase.tail.end]
    opened = words(part)[:1]
    other = bool(opened) and opened[0][1] in _NAMES and opened[0][0] not in question.view
    near = part + scene.headings
    elsewhere = sum(weight for n, weight in names.items() if n in text and n not in near)
    return start > 0 and other and elsewhere >= ELSEWHERE


def are_of_sort(scene: Scene, phrase: Series, asked: Asked, coverage: float) -> bool:
    """True unless members are plainly of another sort than the class asked for.

    Names are no clauses and no 建设, papers no 险种; clauses are of a class that the text says,
    unless what stands around them (`coverage`) says all else.
    """
    members = [scene.text[m.start : m.end] for m in phrase.members]
    kind = asked.kinds[0] if asked.kinds else ""
    persons = any(map(_PERSONS.search, asked.kinds))
    if persons and (phrase.form in _TOLD or 2 * sum(map(_no_person, members)) >= len(members)):
        return False
    if kind and not _FOR_BODIES.search(kind) and 2 * sum(map(_is_body, members)) > len(members):
        return False
    measured = 2 * sum(m.endswith(_MEASURES) for m in members) > len(members)
    if kind and measured and not _OF_MEASURES.search(asked.named or kind):
        return False
    if is_of_places(asked) and 2 * sum(map(_may_be_place, members)) < len(members):
        return False
    told = phrase.form in _CLAUSES and not all(map(_is_body, members))
    if told and any(map(_FIRMS.search, asked.kinds[:1])):
        return False
    describing = 2 * sum(map(_predicates, members)) >= len(members)
    attributes = describing and scene.text.startswith("的", phrase.tail.start)
    if attributes and any(map(_FIRMS.search, asked.kinds[:1])):
        return False  # 增长快、质量高的企业 names none
    if any(map(_FIRMS.search, asked.kinds[:1])) and 2 * sum(map(_no_firm, members)) >= len(members):
        return False
    if kind and all(map(_PAPER.search, members)) and not _OF_PAPER.search(asked.named or kind):
        return False
    if names_things(asked):
        tail = scene.text[phrase.tail.start : phrase.tail.end].lstrip("”’》)")
        if of_other_class(asked.kinds, tail):
            return False
        ends = tuple(e for k in asked.kinds for e in endings().get(k, ()))
        bare = [m for m in members if not m.endswith(ends)] if ends else []
        abstract = sum(words(m)[-1][0] in _ABSTRACT or _acts(m) for m in bare)
        return 2 * abstract < len(members)
    if phrase.form in _CLAUSES and kind in categories() and asked.count and coverage < SURE:
        return kind in scene.text + scene.headings + scene.lead
    return True


def _is_body(member: str) -> bool:
    """True for an office or a firm: 省统计局, 云松集团."""
    return _BODY_NAME.search(member) is not None


def _may_be_place(member: str) -> bool:
    """True for a place that a table knows, or what may be called as one: 天等, 柳溪镇."""
    if _is_body(member):
        return False
    return known_place(member) > 0 or len(member) < SHORT or member.endswith(_PLACE_ENDINGS)


def _no_firm(member: str) -> bool:
    """True for a place, an office or a person behind a title, where firms are asked for."""
    if _OFFICE.search(member) or known_place(member) == len(member):
        return True
    return any(one.start and one.end == len(member) for one in people(member))


def _predicates(member: str) -> bool:
    """True for what something is or does: 增长快, 质量稳步提升."""
    own = words(member)
    return len(own) > 1 and own[-1][1] in ("a", "v", "m")


def _no_person(member: str) -> bool:
    """True for a member that does something, or is a body: 信息化局从专家库抽取."""
    return not people(member) and (_acts(member) or _BODY.search(member) is not None)


def is_of_places(asked: Asked) -> bool:
    """True where places are asked for that a table mostly knows: 哪些城市, 哪几个省."""
    return any(map(_PLACES.search, asked.kinds[:1]))


def known_place(text: str) -> int:
    """Return how many code points the place has that a text opens with; 0 for none."""
    found = places(text)[:1]
    return found[0].span.end if found and not found[0].span.start else 0


def are_amounts(members: Sequence[str], asked: Asked) -> bool:
    """True for members that are amounts, where names are asked for."""
    return all(map(_AMOUNT.search, members)) and not _OF_AMOUNTS.search(asked.view)


def are_barred(text: str) -> bool:
    """True where a text says what is not allowed or not meant: 有下列情形之一的，不予支持."""
    return _BARS.search(text) is not None


def are_opposed(view: str, told: str) -> bool:
    """True where one of question and text speaks of what is barred, and the other surely not."""
    one, other = are_barred(view), are_barred(told)
    return (one and not _MAY_BAR.search(told)) or (other and not _MAY_BAR.search(view))


def sort_of(text: str, phrase: Series, asked: Asked) -> float:
    """Return what it says for or against a phrase of what sort its members are."""
    members = [text[m.start : m.end] for m in phrase.members]
    value = 0.0
    if phrase.form != "counted" and are_amounts(members, asked):
        value += AMOUNTS
    if are_opposed(asked.view, _clause_of(text, phrase)):
        value += OPPOSITE
    if are_troubles(asked):
        lacking = _are_lacking(members)
        value += PLACE if lacking else NO_PLACE * (asked.kinds[0] not in _clause_of(text, phrase))
    if is_of_places(asked):
        known = sum(map(bool, map(known_place, members)))
        ended = all(len(m) <= len(members[0]) + 2 and m.endswith(asked.kinds[0]) for m in members)
        value += PLACE if 2 * known > len(members) else 0.0 if ended else NO_PLACE
    return value


def are_troubles(asked: Asked) -> bool:
    """True where what is wrong is asked for: 哪些问题, 哪些不足."""
    return any(map(_TROUBLES.search, asked.kinds[:1]))


def tells_troubles(lead: str, heads: Sequence[str]) -> bool:
    """True for a list that is led up to as one of troubles (仍有差距：), or lacks in each part."""
    return _LEADS_TO_TROUBLES.search(lead) is not None or _are_lacking(heads)


def _are_lacking(members: Sequence[str]) -> bool:
    return 2 * sum(map(bool, map(_LACKS.search, members))) >= len(members)


def _clause_of(text: str, phrase: Series) -> str:
    """Return what stands around the members in their clause."""
    ahead = text[max(phrase.lead.start, phrase.span.start - LEADING) : phrase.span.end]
    return ahead + text[phrase.tail.start : phrase.tail.end]


def _acts(member: str) -> bool:
    """True for a member that opens with what is done: 举办培训班, 将情况纳入评审."""
    own = words(_ORDINAL.sub("", member))
    return len(own) > 1 and (own[0][1] in ("v", "p", "d") or own[0][0] in ("将", "把", "对"))
