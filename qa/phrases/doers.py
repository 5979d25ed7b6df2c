"""Who did it where the text names the doer in front of its verb (由…执行), and who holds an office
where the text says the office alone (署长…表示): the body that the paper is of is understood.
"""

import re
from collections.abc import Iterator, Sequence

from corpus.document import Span
from corpus.script import fold_text
from qa.asking.slot import Slot
from qa.lexicon import frame, titles
from qa.matching.rank import Ranked, pairs_shared
from qa.phrases.cutting import words_of
from qa.phrases.people import people
from qa.phrases.relations import Gap, Part
from qa.task import Task

OF_BODY = 0.6  # share of the pairs of a body's name that says that it is meant
HEAD = 3  # sentences at the head of a document that name whose paper it is
_MANNER = r"(?:共同|联合|牵头|负责|独家|统一|组织|具体|全权|正式|亲自|主要|分别|单独|[并来])*"
_DOER = r"(?<![自理事缘])[由被](?P<name>[^，。；：？！由被]{2,40}?)(?:等[^，。；、]{0,8})?"
_CHARGE = ("负责", "承担", "牵头")
_IN_CHARGE = (
    r"(?:^|(?<=[；。，：]))(?P<name>[^，。；：？！由被]{2,24}?)"
    r"(?:具体|分别|共同|统一)?负责[^，。；]{0,24}?"
)
_ROLE_OF_DEED = re.compile(r"(?:单位|机构|机关|部门|企业|公司|[方者人])$")
_DEEDS = {
    "创始人": ("创办", "创立", "创建"),
    "创办人": ("创办", "创立", "创建"),
    "发起人": ("发起",),
    "设计师": ("设计",),
    "设计者": ("设计",),
}
_LESSER = re.compile(r"(?:副|名誉|代|前|原|助理|候任)$")  # not the office itself
_RANKS = re.compile(r"(?:常务|副|党委|党组|纪委|名誉|执行|首席|代|前|原|助理|候任){1,6}$")
_BEFORE_OFFICE = re.compile(
    r"(?:现任|时任|首任|新任|第[一二三四五六七八九十]{1,4}任|的|该|本|我){1,6}$"
)
_STYLED = r"(?:教授|博士|先生|女士|同志|研究员|院士|律师|工程师)?(?:\([^()]*\))?"


def deeds(view: str, slot: Slot, gap: Gap) -> tuple[str, ...]:
    """Return the verbs whose doer a question asks for: 执行 of 由谁执行 and of 执行单位是谁."""
    if gap.part is Part.DOER:
        start = slot.span.end
        told = [w for w in words_of(view) if w.span.start >= start or view[:start].endswith("由谁")]
        behind = [w for w in told if w.span.start >= start]
        return tuple(w.text for w in behind if _is_deed(w.tag, w.text))
    if gap.part is not Part.EQUAL:
        return ()
    role = _ROLE_OF_DEED.search(gap.deed)
    if role is None:
        return ()
    words = [w for w in words_of(gap.deed[: role.start()]) if w.text.strip()]
    return (words[-1].text,) if words and _is_deed(words[-1].tag, words[-1].text) else ()


def _is_deed(tag: str, text: str) -> bool:
    return len(text) > 1 and tag in ("v", "vn", "vi") and text not in frame()


def doers(text: str, verbs: Sequence[str]) -> Iterator[Span]:
    """Yield who does one of some verbs: between 由 or 被 and it, or in charge of it (甲局负责…)."""
    for verb in verbs:
        said = [rf"{_DOER}{_MANNER}{re.escape(verb)}"]
        if verb not in _CHARGE:
            said.append(rf"{_IN_CHARGE}{re.escape(verb)}")
        for match in (m for pattern in said for m in re.finditer(pattern, text)):
            span = Span(*match.span("name"))
            if not any(span.contains(person) for person in people(text)):
                yield span


def office_holder(task: Task, slot: Slot, order: Sequence[Ranked]) -> tuple[Ranked, Span] | None:
    """Return who a text says holds the office asked for, the body told by the text around it."""
    office = next((head for head in slot.heads if head in titles()), "")
    at = task.question.view.rfind(office, 0, slot.span.start or None) if office else -1
    if at < 0:
        return None
    asked = task.question.view[:at]
    rank = _RANKS.search(asked)
    body = _BEFORE_OFFICE.sub("", asked[: rank.start()] if rank else asked)
    full = (rank[0] if rank else "") + office
    for one in order:
        text = one.scene.text
        for person in people(text):
            said = _held(text, person, full)
            said = _founded(text, person, office) if said is None else said
            if said is not None and _is_of(task, one, body, said, person):
                return one, person
    return None


def _held(text: str, person: Span, office: str) -> str | None:
    """Return what stands in front of the office that a text gives a person; None if it does not."""
    name = re.escape(office)
    before = re.search(
        rf"(?P<of>[^，。；：、\s]*?){name}(?:、[^，。；：]{{1,12}})?\s*(?:[：:为是由]|系由)?\s*$",
        text[: person.start],
    )
    if before is not None:
        return _BEFORE_OFFICE.sub("", before["of"])
    after = re.match(
        rf"{_STYLED}，?(?:担任|出任|兼任|任|当选为?|接任|为|是)(?P<of>[^，。；]{{0,20}}?){name}"
        r"(?=$|[，。；的、及])",
        text[person.end :],
    )
    return _BEFORE_OFFICE.sub("", after["of"]) if after is not None else None


def _founded(text: str, person: Span, office: str) -> str | None:
    """Return "" where a text tells the deed that the office is named after: 由…创办."""
    verbs = "|".join(_DEEDS.get(office, ()))
    if not verbs:
        return None
    told = re.match(rf"{_STYLED}(?:等[^，。；]{{0,6}})?{_MANNER}(?:{verbs})", text[person.end :])
    return "" if told is not None else None


def _is_of(task: Task, one: Ranked, body: str, said: str, person: Span) -> bool:
    """True when an office is that of a body: named in front of it, or else the paper's own."""
    if not body:
        return not _RANKS.search(said)
    if said:
        inner = (said in body or body in said) and not _LESSER.search(said)
        return inner or (not _RANKS.search(said) and pairs_shared(said, body) >= OF_BODY)
    scene = one.scene
    head = task.material(scene.document.id).sentences[:HEAD]
    meta = scene.document.metadata
    around = "，".join(
        (
            scene.text[: person.start],
            scene.headings,
            fold_text(meta.title or ""),
            fold_text(meta.issuer or ""),
            *(s.view.text for s in head),
        )
    )
    return pairs_shared(body, around) >= OF_BODY
