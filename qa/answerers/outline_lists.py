"""Lists that the outline of a document gives: its parts, its places, its signatures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.attribution.clauses import clauses
from corpus.document import Document, Enumeration, Section, Sentence, Span
from corpus.numbers.numerals import number
from corpus.periods import periods
from corpus.script import fold_text
from qa.asking.listing import Asked
from qa.contract import Kind
from qa.draft import Draft, Evidence, Statement
from qa.matching.align import Layer
from qa.phrases.named_sections import named_sections
from qa.quote import plain
from qa.task import Material, Task

NUMBERED = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?:个?部分|章|节|大项|大点|条)")
NAMED = re.compile(
    r"(?:^|在|的|中|，)(?P<name>[㐀-鿿“”]{4,24}?)(?:这?一?部分|这?一章|这?一节|板块)"
)
DIVIDED = re.compile(
    r"(?:分为|分成|包括|包含|有|由|共)[^，？]{0,4}(?:哪|几|什么)[^，？]{0,4}(?:部分|章|板块|节)"
)
SIGNED = re.compile(
    r"提出|报送|发布|印发|下发|发文|制定|签署|落款|署名|联署|会签|出台|起草|公布|盖章|联合发的?|发出"
)
SIGNERS = ("部门", "单位", "机构", "委办局", "机关", "局")
DRAFTED = "起草"  # who drafted is told in the text where it is, or else by the signatures
ORGAN = re.compile(
    r"[㐀-鿿]{2,24}(?:局|委|办|室|会|部|厅|院|中心|公司|政府|银行|[支分]行|海关|集团|总队|大学|所|处)"
)
DATED = re.compile(
    r"[(（]?[\d〇○零一二三四五六七八九十]{2,4}年.{1,3}月.{1,3}日[)）]?(?:印发|发布)?"
)
ADDRESSED = re.compile(r"(?:转发|印发|下发|发送|发|送)给|主送|收文|受文|发往|抄送")
ADDRESSEE = re.compile(r"^各|各.{0,12}(?:人民政府|委|办|局|部门|机构|单位|企业)")
FRAMING = re.compile(
    rf"{SIGNED.pattern}|联合|共同|分为|分成|部分|部门|单位|机构|文件|意见|方案|报告|"
    r"最后|末尾|文末|结尾|最末"
)
HEAD = 8  # sentences of a document within which its addressees stand
PLACE_WORDS = (
    *("城市", "地区", "省市", "省份", "区县", "地方", "市", "区", "省"),
    *("县", "县区", "县市", "县市区", "市县", "市县区", "乡镇", "镇"),
)
# What a report is about: 这组报道点评了哪些城市
TREATED = re.compile(
    r"(?:报道|文章|本文|全文|[这该一此]文|综述|巡礼|专题|简报|[这那]篇|[这那]组)[^，？]{0,12}?"
    r"(?:介绍|点评|评述|提到|谈到|涉及|讲|写|报道|选取|收录|分享|盘点|评)"
)
ASKING = re.compile(r"哪|什么|几")  # 哪些城市的文章提到了甲 asks of which by what they say
NEAREST = 2  # documents, best first, of which one is meant
ENOUGH = 0.6
SAID = 0.75  # coverage from which a place's section is taken to say what is asked
MISSING = 0.5  # a term of this weight must stand in the title of a document asked of as a whole
TITLE = 0.3  # coverage from which a document is the one that is asked of


def answer_by_outline(task: Task, asked: Asked) -> Draft | None:
    """Return a list that the outline gives, None where the question does not ask for one."""
    draft = _outlined(task, asked)
    if draft is None:
        return None
    document = draft.statements[0].evidence[0].document.id
    measured = {
        "precision": 1.0 if asked.count == len(draft.items) else 0.5,  # counted, or not
        "retrieval": max(
            (s.retrieval for s in task.scenes if s.document.id == document), default=0.0
        ),
    }
    return replace(draft, features={**draft.features, **measured})


def _outlined(task: Task, asked: Asked) -> Draft | None:
    view = task.question.view
    materials = _materials(task)
    if ADDRESSED.search(view):
        return _addressed(materials)
    drafted = DRAFTED in view and any(DRAFTED in scene.text for scene in task.scenes)
    if any(kind in SIGNERS for kind in asked.kinds) and SIGNED.search(view) and not drafted:
        signed = _signed([(c, m) for c, m in materials if _of_whole(task, m)])
        if signed is not None:
            return signed
    placed = any(kind in PLACE_WORDS for kind in asked.kinds) and not task.question.places
    treated = TREATED.search(view)
    if placed and treated and ASKING.search(view, treated.start()):
        return _treated(task, asked)
    if placed:
        return _by_place(task, asked, materials)
    if NUMBERED.search(view) or NAMED.search(view) or DIVIDED.search(view):
        return _divided(task, asked, materials)
    return None


def _materials(task: Task) -> list[tuple[float, Material]]:
    """Return the documents found, those whose title says most of the question first."""
    found: dict[str, tuple[float, Material]] = {}
    for scene in task.scenes:
        if scene.document.id not in found:
            covered = task.aligner.cover((Layer(scene.title, 1.0),)).score
            found[scene.document.id] = (covered, task.material(scene.document.id))
    return sorted(found.values(), key=lambda f: -f[0])


def _signed(materials: Sequence[tuple[float, Material]]) -> Draft | None:
    """Return who signed: bare names that close, or open, the best document that has some."""
    signed = []
    for covered, material in materials:
        lines = [s for s in material.sentences if plain(s.view.text)]
        while lines and DATED.fullmatch(lines[-1].view.text.strip()):
            lines.pop()
        named = list(takewhile(_is_name, reversed(lines)))[::-1]
        named = named or list(takewhile(_is_name, lines))
        tail = [name for line in named for name in _names_of(line)]
        if len(tail) > 1:
            signed.append((covered, material.document, tail))
    if not signed or (len(signed) > 1 and signed[0][0] < TITLE):
        return None
    covered, document, tail = signed[0]
    return _draft(document, tail, max(covered, 0.5))


def _addressed(materials: Sequence[tuple[float, Material]]) -> Draft | None:
    """Return whom a document is sent to: the line at its head that ends in a colon."""
    for covered, material in materials:
        for sentence in material.sentences[:HEAD]:
            text = sentence.view.text.rstrip()
            if text.endswith("：") and ADDRESSEE.search(text):
                spans = [s for s in clauses(sentence.view.text) if len(s) > 1]
                originals = [sentence.view.original(s) for s in spans]
                return _draft(material.document, originals, max(covered, 0.6))
    return None


def _is_name(sentence: Sentence) -> bool:
    """True for a line of names of bodies and nothing else: 甲局 乙局."""
    return all(map(ORGAN.fullmatch, sentence.view.text.split() or [""]))


def _names_of(sentence: Sentence) -> list[Span]:
    view = sentence.view
    return [view.original(Span(*m.span())) for m in re.finditer(r"\S+", view.text)]


def _treated(task: Task, asked: Asked) -> Draft | None:
    """Return the places that a document is about, section by section."""
    for document_id in list(dict.fromkeys(s.document.id for s in task.scenes))[:NEAREST]:
        material = task.material(document_id)
        placed = named_sections(material)
        if len(placed) < 2:
            continue
        row = (placed[0].section.level, placed[0].section.parent)
        beside = [one for one in placed if (one.section.level, one.section.parent) == row]
        if asked.count in (None, len(beside)):
            names = tuple(one.name for one in beside)
            spans = [_heading(one.section) for one in beside]
            return _named(material.document, names, spans, ENOUGH)
    return None


def _heading(section: Section) -> Span:
    """Return where a section's heading stands: at its start."""
    return Span(
        section.span.start, min(section.span.end, section.span.start + len(section.heading))
    )


def _by_place(
    task: Task, asked: Asked, materials: Sequence[tuple[float, Material]]
) -> Draft | None:
    """Return the places in whose sections something says what is asked."""
    best: tuple[float, Document, list[tuple[str, Span]]] | None = None
    terms = (t for t in task.aligner.terms if t.text not in asked.kinds)  # 哪些城市: each is one
    aligner = task.aligner.weighing(tuple(terms))
    for _, material in materials:
        said: dict[str, tuple[float, Span]] = {}
        for one in named_sections(material):
            name = one.name
            for sentence in material.sentences:
                if not one.section.span.contains(sentence.span) or sentence.heading:
                    continue
                if not _may_be_of(task, sentence.view.text, material):
                    continue
                covered = aligner.cover((Layer(sentence.view.text, 1.0),))
                strong = covered.score >= SAID and not covered.missing
                if strong and covered.score > said.get(name, (0.0,))[0]:
                    said[name] = (covered.score, sentence.span)
        right = asked.count in (None, len(said))
        if len(said) > 1 and right and (best is None or len(said) > len(best[2])):
            score = min(s for s, _ in said.values())
            best = (score, material.document, [(n, span) for n, (_, span) in said.items()])
    if best is None:
        return None
    score, document, members = best
    names = tuple(name for name, _ in members)
    return _named(document, names, [span for _, span in members], score)


def _may_be_of(task: Task, text: str, material: Material) -> bool:
    """True unless another year than the question's is told of."""
    wanted = {(p.end or p.start or "")[:4] for p in task.question.periods}
    told = text + fold_text(material.document.metadata.title or "")
    years = {(p.end or p.start or "")[:4] for p in periods(told)} - {""}
    return not wanted or not years or bool(wanted & years)


def _divided(task: Task, asked: Asked, materials: Sequence[tuple[float, Material]]) -> Draft | None:
    """Return the parts of a document, or of its part that the question names."""
    view = task.question.view
    for covered, material in materials:
        section = _section(view, material)
        if section is not None:
            heading = fold_text(section.heading)
            covered = max(covered, task.aligner.cover((Layer(heading, 1.0),)).score)
        whole = _of_whole(task, material)
        if covered < TITLE and len(materials) > 1 and not (section is not None and whole):
            continue
        if section is None and not (DIVIDED.search(view) and whole):
            continue
        parent = section.number if section else 0
        lists = [e for e in material.enumerations if e.section == parent]
        lists = [e for e in lists if asked.count in (None, len(e.items))]
        if lists:
            chosen = max(lists, key=lambda e: (_breadth(e), len(e.items)))
            heads = [item.head for item in chosen.items]
            return _draft(material.document, heads, max(covered, 0.6))
    return None


def _of_whole(task: Task, material: Material) -> bool:
    """True when the question's words are those of the document's title, and no more."""
    own = material.document.metadata
    title = fold_text(f"{own.title or ''} {own.region or ''} {own.issuer or ''}")
    missing = task.aligner.cover((Layer(title, 1.0),)).missing
    return not any(t.weight >= MISSING and not FRAMING.search(t.text) for t in missing)


def _breadth(enumeration: Enumeration) -> int:
    return enumeration.items[-1].span.end - enumeration.items[0].span.start


def _section(view: str, material: Material) -> Section | None:
    """Return the section that a question names by number or by words."""
    numbered = NUMBERED.search(view)
    top = [s for s in material.sections if s.heading and s.level == 1]
    if numbered:
        wanted = int(number(numbered["n"]))
        return next((s for s in top if _ordinal(s.heading) == wanted), None)
    named = NAMED.search(view)
    if named:
        name = named["name"].strip("“”")
        return next((s for s in material.sections if name in fold_text(s.heading)), None)
    return None


def _ordinal(heading: str) -> int | None:
    marker = re.match(r"第?([一二三四五六七八九十]{1,3}|\d{1,2})(?:部分|章|节|[、.．])", heading)
    return int(number(marker[1])) if marker else None


def _draft(document: Document, spans: Sequence[Span], coverage: float) -> Draft:
    return _named(document, tuple(plain(document.quote(s)) for s in spans), spans, coverage)


def _named(
    document: Document, items: tuple[str, ...], spans: Sequence[Span], coverage: float
) -> Draft:
    return Draft(
        kind=Kind.LIST,
        answer="；".join(items),
        items=items,
        statements=tuple(Statement((Evidence(document, span),)) for span in spans),
        features={"coverage": coverage},
    )
