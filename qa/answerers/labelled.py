"""What stands under a label: who to call, where to hand in, until when, as notices give it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Span
from corpus.places import short_name, within
from corpus.script import fold_text
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Evidence, Refused, Statement
from qa.lexicon import surnames
from qa.matching.align import Coverage, Layer
from qa.matching.rank import pairs_shared
from qa.phrases.fields import LONGEST, SHAPES, Field, FieldKind, field_kinds, fields_of
from qa.quote import plain
from qa.task import Material, Task

DOCUMENTS = 3  # documents whose fields are looked into, those of the best passages
ENOUGH = 0.55  # coverage below which a field is of another matter
MISSING_WEIGHT = 0.5  # a noun of this weight that stands nowhere near: it is of another matter
ANYWHERE = 0.5  # what a word is worth that stands somewhere in the document
SAID = 0.2  # for a label that the question says itself
_PERSON = re.compile(
    r"(?<![㐀-鿿])([㐀-鿿]{2,4}|[㐀-鿿](?:女士|先生|老师|科长|主任|处长))(?![㐀-鿿])"
)
# A question that ends in what a label says: 实施机关是谁, 法定办结时限多长.
_TARGET = re.compile(
    r"(?:分别)?(?:是|为|有|叫)?(?:什么时候|什么|谁|多少|哪些?|哪里|多久|多长|几个?|何时|怎么样?|如何)?"
    r"(?:个?工作日|天|日|年|个月|单位|部门|机构|机关|时间|地方)?(?:呢|啊)?(?:(?<![？。])[？。]+)?$"
)
# Words of asking for a field that a label seldom repeats.
_WAYS = frozenset(["号码", "办理", "提交", "时间", "地点", "材料", "业务", "窗口", "部门", "咨询"])
_SPECIAL = re.compile(r"传真|投诉|监督|举报|技术")  # labels of others than those to be asked


@dataclass(frozen=True, slots=True)
class _Held:
    field: Field
    span: Span
    coverage: Coverage
    score: float
    material: Material


def answer_labelled(task: Task) -> Draft | Refused | None:
    """Answer with the value of the field asked for; None where no field is."""
    view = task.question.view
    kind = _kind(task)
    if kind is None and task.question.kind not in (Kind.ENTITY, Kind.SPAN, Kind.DATE):
        return None
    target = _TARGET.sub("", view)
    found = sorted(
        (
            held
            for n, material in enumerate(_materials(task))
            for field in fields_of(material.sentences, material.sections)
            for span in _values(kind, field, target)
            if (held := _hold(task, material, field, span, n)) is not None
        ),
        key=lambda h: (-h.score, h.field.span.start),
    )
    if not found:
        shaped = kind is not None and kind.name in SHAPES
        nearest = tuple(s.evidence() for s in task.scenes[:2])
        return Refused(RefusalCode.NO_EVIDENCE, nearest) if shaped else None
    best = found[0]
    runner_up = next((h.score for h in found[1:] if h.field.value != best.field.value), 0.0)
    evidence = Evidence(best.material.document, best.field.sentence.view.original(best.span))
    answer = plain(evidence.quote).strip("，。；：、 ")
    return Draft(
        kind=Kind.DATE if task.question.kind is Kind.DATE else Kind.ENTITY,
        answer=answer[:LONGEST],
        statements=(Statement((_whole(best),)),),
        features={
            "coverage": best.coverage.score,
            "precision": 1.0,
            "margin": min(best.score - runner_up, 0.3),
            "fit": 1.0,
            "retrieval": task.scenes[0].retrieval,
        },
    )


def _kind(task: Task) -> FieldKind | None:
    """Return what kind of field the question asks for."""
    dated = task.question.kind in (Kind.DATE, Kind.SPAN)
    asked = [
        (found.end(), kind)
        for kind in field_kinds()
        if (dated or kind.name not in ("time", "due"))
        for found in kind.asked.finditer(task.question.view)
    ]
    return max(asked, key=lambda one: one[0])[1] if asked else None


def _whole(held: _Held) -> Evidence:
    return Evidence(held.material.document, held.field.sentence.span)


def _materials(task: Task) -> Iterator[Material]:
    names = dict.fromkeys(scene.document.id for scene in task.scenes)
    for name in list(names)[:DOCUMENTS]:
        yield task.material(name)


def _values(kind: FieldKind | None, field: Field, target: str) -> Iterator[Span]:
    """Yield the stretch of a field that is of the kind asked for."""
    text = field.sentence.view.text
    if kind is None:
        if len(field.label) > 2 and target.endswith(field.label) and len(field.value) <= LONGEST:
            yield field.span
        return
    if kind.name in SHAPES:
        for found in SHAPES[kind.name].finditer(text, field.span.start, field.span.end):
            yield Span(*found.span())
        return
    if not kind.labels.search(field.label):
        return
    if kind.name == "person":
        name = next((m for m in _PERSON.finditer(field.value) if _is_name(m[0])), None)
        if name is not None:
            several = re.match(
                r"(?:[、,， ]\s?[㐀-鿿]{2,4}(?![㐀-鿿]))*", field.value[name.end() :]
            )
            end = name.end() + (several.end() if several else 0)
            yield Span(field.span.start + name.start(), field.span.start + end)
        return
    if kind.name in ("time", "due") and not re.search(r"\d", field.value):
        return
    if len(field.value) <= LONGEST:
        yield field.span


def _is_name(words: str) -> bool:
    return any(words.startswith(name) for name in surnames())


def _hold(task: Task, material: Material, field: Field, span: Span, rank: int) -> _Held | None:
    """Hold a field against the question; None when it is of another matter."""
    view = task.question.view
    title = material.document.metadata.title or ""
    special = {m[0] for m in _SPECIAL.finditer(view)}
    if special - {m[0] for m in _SPECIAL.finditer(field.line)} or _elsewhere(task, material):
        return None
    headings = _headings(material, field)
    own = tuple(t for t in task.aligner.terms if not _asking(t.text))
    coverage = task.aligner.weighing(own or task.aligner.terms).cover(
        (
            Layer(field.line, 1.0),
            Layer(field.label, 1.0),
            Layer(field.value, 0.9),
            Layer(headings, 0.85),
            Layer(_folded(title), 0.8),
            Layer(" ".join(s.view.text for s in material.sentences), ANYWHERE),
        )
    )
    gone = [t for t in coverage.missing if t.noun and t.weight >= MISSING_WEIGHT]
    if coverage.score < ENOUGH or gone:
        return None
    score = coverage.score + 0.3 * pairs_shared(view, field.line) - 0.05 * rank
    score += SAID * (field.label in view)
    text = field.sentence.view.text[field.span.start : span.start]
    beside = re.split(r"[、，；]", text.rstrip("、，；"))[-1]  # whose of several numbers it is
    score += SAID * pairs_shared(beside, view)
    score -= SAID * bool(_SPECIAL.search(field.line) and not special)
    return _Held(field, span, coverage, score, material)


def _elsewhere(task: Task, material: Material) -> bool:
    """True for a document of another place than the question names."""
    region = material.document.metadata.region
    asked = [p.canonical for p in task.question.places]
    if not asked or region is None:
        return False
    title = _folded(material.document.metadata.title or "")
    return not any(
        within(place, region) or within(region, place) or short_name(place) in title
        for place in asked
    )


def _headings(material: Material, field: Field) -> str:
    """Return the headings above a field, in the search form."""
    words: list[str] = []
    number: int | None = field.sentence.section
    while number is not None:
        words.append(_folded(material.sections[number].heading))
        number = material.sections[number].parent
    return " ".join(words)


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return fold_text(text)


def _asking(word: str) -> bool:
    """True for a word that only asks for the field: 联系人, whatever the label calls it."""
    return any(kind.asked.search(word) for kind in field_kinds()) or word in _WAYS
