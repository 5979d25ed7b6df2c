"""Who leads, who helps, by when: what a text gives as in a form, behind the label asked for."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.document import Span
from qa.answerers.rows import row_fields
from qa.asking.slot import Sought, read_slot
from qa.contract import Kind
from qa.draft import Draft, Evidence, Statement, features_by_form
from qa.lexicon import duty_words, synonyms
from qa.matching.align import Aligner, Layer, match
from qa.matching.rank import MISSING_WEIGHT, ranked
from qa.outline import heading_paths, named
from qa.phrases.duties import Field, acting, fields
from qa.phrases.people import people, stand_in
from qa.phrases.relations import Part, read_gap
from qa.quote import plain
from qa.task import Material, Task

READ = 3  # documents whose forms are read
ENOUGH = 0.6  # share of what is asked beside the label that must be said of the field
SAID = 0.1  # for a label that the question says
BEHIND = 0.12  # how far another sentence may say it better, that is not told of in the field
NEARBY = 0.95  # what the lines around a field say of it, beside its own
ABOVE, TITLE = 0.85, 0.6  # what the words of headings and titles are worth
_KINDS = (Kind.ENTITY, Kind.LIST, Kind.DATE, Kind.SPAN)
_WHEN = re.compile(r"(?:时间|日期|[时期]限|节点)$")
_WHERE = re.compile(r"(?:地点|地址|场所)$")
_NUMBER = re.compile(r"(?:电话|号码|邮箱|传真)$")
_TAIL = re.compile(
    r"(?:单位|部门|机构|机关|处室|主体|人员|人|领导|时间|日期|[时期]限|节点|地点|地址|情况)$"
)
_OF_PRESS = re.compile(r"编辑|校对|责编|排版|摄影")  # 责任编辑 is responsible for nothing else
_MEETING = re.compile(r"会议?|召开|举行|举办|开班|活动")
_CLASS = re.compile(r"单位|部门|机构|机关|人员|同志|领导|任务|工作|事项|时限|时间|期限|牵头|负责")
_VERB = re.compile(r"[㐀-鿿]{2}")
_WHO_PAYS = re.compile(
    r"(?:谁|哪里|哪一?[个家]?(?:部门|单位)?)(?:来|去)?(?:出(?=$|[？。的钱资])|付|掏|买单|承担|负担|支付)"
)
_PAID = re.compile(r"承担|负担|支付|出资|缴纳|自理|自付|安排")
_OFFICE, _GENERAL = ("担任", "兼任", "出任", "当"), ("负责", "牵头", "进行", "统一")
_ROLE = re.compile(r"[㐀-鿿]{2,8}(?=由$)|[㐀-鿿]{2,8}$")
_BODY = re.compile(r"(?:公司|集团|局|委员会|中心|医院|学校|大学|政府|厂|银行)$")
_MEMBERS = re.compile(r"[、，；]|\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class _Held:
    field: Field
    material: Material
    score: float
    rank: int  # of its label among those that the question means


def answer_duty(task: Task) -> Draft | None:
    """Return the value of the field that a question asks for, None where none is said of it."""
    kind = task.question.kind
    if kind not in _KINDS or not task.scenes:
        return None
    held = _held(task)
    if not held:
        return None
    best = min(held, key=lambda h: (-h.score - SAID * (not h.rank), h.field.sentence.number))
    nearest = ranked(task)[0]
    told = _rest(task, best.field.label).cover(
        (
            Layer(nearest.scene.text, 1.0),
            Layer(nearest.scene.headings, ABOVE),
            Layer(nearest.scene.title, TITLE),
        )
    )
    if told.score > best.score + BEHIND and nearest.scene.text not in best.field.about:
        return None
    return _drafted(task, best)


def given_elsewhere(task: Task) -> bool:
    """True where the label asked for stands in brackets behind each thing that it is given for."""
    document = task.scenes[0].document.id if task.scenes else None
    return document is not None and any(
        field.bracketed and _meant(task, field.label) is not None
        for field in fields(task.material(document).sentences)
    )


def _held(task: Task) -> list[_Held]:
    """Return the fields of the label asked for that are said of what the question is about."""
    found = []
    for document_id in list(dict.fromkeys(s.document.id for s in task.scenes))[:READ]:
        material = task.material(document_id)
        paths = heading_paths(material.sections)
        title = named(material.document)
        deed = _deed(task)
        given = [(f, _meant(task, f.label)) for f in fields(material.sentences)]
        view = "" if task.question.kind is Kind.LIST else task.question.view
        rows = row_fields(material, view)
        given += [(f, 0 if f.label in view else _meant(task, f.label)) for f in rows]
        given += [(f, 0) for f in acting(material.sentences, deed)] if deed else []
        for field, rank in given:
            if rank is None:
                continue
            above = " ".join(paths.get(field.sentence.section, ()))
            said = field.sentence.view.text
            cover = _rest(task, field.label).cover(
                (
                    Layer(said, 1.0),
                    Layer(field.about, NEARBY),
                    Layer(above, ABOVE),
                    Layer(title, TITLE),
                )
            )
            gone = any(t.weight >= MISSING_WEIGHT for t in cover.missing)
            if cover.score >= ENOUGH and not gone:
                found.append(_Held(field, material, cover.score, rank))
    return found


def _meant(task: Task, label: str) -> int | None:
    """Return which of the labels that a question means this one is, None when it is none."""
    view, kind = task.question.view, task.question.kind
    slot = read_slot(view)
    place = slot.sought is Sought.PLACE and not slot.kinds
    if bool(_WHEN.search(label)) is not (kind is Kind.DATE):
        return None
    if bool(_WHERE.search(label)) is not place and kind is not Kind.LIST:
        return None
    if _OF_PRESS.search(label) and label not in view:
        return None
    stem = _TAIL.sub("", label)
    formal = stem != label or any(word in label for labels, _ in duty_words() for word in labels)
    if not formal:
        return None
    if label in view:
        return 0
    if _NUMBER.search(label):
        return None
    if not stem or stem in ("会议", "活动"):
        return 1 if _MEETING.search(view) else None
    for rank, (labels, asked) in enumerate(duty_words()):
        if any(word in stem for word in labels) and any(word in view for word in asked):
            return rank
    return 1 if len(stem) > 1 and stem in view else None


def _deed(task: Task) -> re.Pattern[str] | None:
    """Return what the verb is said by whose one doer is asked for, None where none is."""
    view = task.question.view
    if task.question.kind is Kind.LIST:
        return None
    slot = read_slot(view)
    gap = read_gap(view, slot)
    if slot.sought not in (Sought.PERSON, Sought.BODY) or gap.part is not Part.DOER:
        return None
    if _WHO_PAYS.search(view) and "，" not in view:
        return _PAID
    after = view[slot.span.end :]
    after = next((after.removeprefix(k) for k in slot.kinds if after.startswith(k)), after)
    after = re.sub(r"^(?:来|去|具体|共同|联合)+", "", after)
    verb = _VERB.match(after)
    if verb is None:
        return None
    if verb[0] in _OFFICE:
        role = _ROLE.search(view[: slot.span.start])
        return re.compile(f"(?:担任|兼任|出任|任){re.escape(role[0][-2:])}") if role else None
    rest = after[2:4] if verb[0] in _GENERAL and _VERB.match(after[2:]) else ""
    said = (rest,) if rest else sorted(synonyms().get(verb[0], {verb[0]}))
    return re.compile("|".join(map(re.escape, said)))


def _rest(task: Task, label: str) -> Aligner:
    """Return what measures the words of a question beside those that ask for a label."""
    return _without(task.aligner, _asking(label)) if label else task.aligner


@cache
def _asking(label: str) -> frozenset[str]:
    stem = _TAIL.sub("", label)
    meant = {w for labels, asked in duty_words() if stem in labels for w in asked}
    return frozenset({label, stem, *meant})


def _without(aligner: Aligner, asking: frozenset[str]) -> Aligner:
    kept = tuple(
        t
        for t in aligner.terms
        if not _CLASS.fullmatch(t.text) and not any(match(t.text, word) for word in asking if word)
    )
    return aligner.weighing(kept)


def _drafted(task: Task, best: _Held) -> Draft:
    sentence, document = best.field.sentence, best.material.document
    text = sentence.view.text
    span = best.field.value
    if task.question.kind is Kind.ENTITY:
        span = stand_in(text, span)
    named = people(text)
    alone = [p for p in named if span.contains(p)]
    body = _BODY.search(text[span.start : span.end]) is not None  # 玉屏 of 玉屏公司 is nobody
    if task.question.kind is Kind.ENTITY and len(alone) == 1 and not body:
        span = alone[0]
    parts = _members(text, span)

    def quoted(part: Span) -> str:
        return plain(document.quote(sentence.view.original(part)))

    items = tuple(quoted(p) for p in parts) if task.question.kind is Kind.LIST else ()
    return Draft(
        kind=task.question.kind,
        answer="、".join(items) or quoted(span),
        items=items,
        statements=(Statement((Evidence(document, sentence.span),)),),
        features=features_by_form(task.scenes[0].retrieval, coverage=best.score),
    )


def _members(text: str, value: Span) -> list[Span]:
    """Return the members of a value: parted by 、 or by spaces, outside of brackets."""
    parts, start, depth = [], value.start, 0
    for at in range(value.start, value.end):
        depth += (text[at] in "(") - (text[at] in ")")
        if not depth and _MEMBERS.match(text, at):
            parts.append(Span(start, at))
            start = at + 1
    parts.append(Span(start, value.end))
    return [p for p in parts if text[p.start : p.end].strip()]
