"""Questions about a document itself: who issued it, when, its number, its title."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.document import Document, Span
from corpus.periods import periods
from corpus.places import within
from corpus.script import fold_text
from index.documents import StoredDocument
from qa.answerers.span import MAX_ANSWER
from qa.contract import Kind, RefusalCode, Warning
from qa.draft import Draft, Evidence, Refused, Statement, features_by_form
from qa.matching.place_fit import same_place
from qa.matching.rank import pairs_shared
from qa.quote import MAX_QUOTE, plain
from qa.task import Task

_CACHED_TITLES = 32_768  # also regions and numbers: folding one takes 20 microseconds
_folded = lru_cache(_CACHED_TITLES)(fold_text)
PAPER = (
    r"(?:意见|方案|通知|公告|报告|解读|文件|公文|文章|报道|规划|纲要|办法|细则|条例|规定|指引|稿|本文|全文|这份|该文|"
    r"这篇|材料|新闻|总结|汇报|公报|措施|政策|计划|章程|文)"
)
ISSUING = (
    r"(?:发布|印发|转发|公布|颁布|出台|发文|成文|刊登|刊发|发表|签发|下发|发出|修订|修改|更新|登载|登在|登出|"
    r"刊出|见报|上网|上线|挂网|撰写|写成|成稿|定稿|落款|制发|印制|发的|出的|写的)"
)
_WHEN = re.compile(
    r"什么时候|何时|几时|哪(?:一)?[年天日月]|哪个月|几月几[日号]|日期|时间|何年|何日"
)
_WHO = re.compile(
    r"谁|哪一?个?(?:机关|部门|单位|机构|局|办|家|报|媒体|政府)|什么(?:机关|部门|单位|机构|报|媒体)|发文机关|发布机构|作者"
)
_NUMBER = re.compile(r"文号|发文字号|字号|(?:文件|公文)编号")
_TITLE = re.compile(r"(?:标题|题目|题名)(?:是|叫|为)?(?:什么|[？。]|$)|叫什么(?:标题|题目)")
_ITSELF = re.compile(r"自己|自身|本身|本文|本通知|这份|該|该(?:通知|意见|文件|方案)")
_EXPIRY = re.compile(r"(?:有效期|施行期限|废止|失效|期限到|有效至|施行到|何时到期|什么时候到期)")
_EXPIRES = re.compile(r"有效期|废止|失效|(?:施行|执行|试行)至|终止")
_STARTS = re.compile(r"施行|生效|实施|执行|实行|起效")
_ENDS = re.compile(
    r"有效期(?!多|几|为多|是多)|失效|到期|期满|有效(?:至|到)|(?:施行|执行|实施)[到至]|过期|作废"
)
_IN_FORCE_FROM = re.compile(
    r"自?(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?:起|之日起)?(?:正式)?(?:施行|实施|执行|生效)"
)
_IN_FORCE_TO = re.compile(
    r"(?:有效期|有效|施行|执行|试行)[^，。；]{0,6}?至(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
)
_SOURCE = re.compile(r"出处|来源|(?:转自|转载自|摘自|登在|刊登在|发布在)(?:什么|哪)|哪个网站")
_AUTHOR = re.compile(r"(?:作者|撰稿人|供稿者?)(?:是|为|叫)?(?:谁|哪|什么|[？。]|$)|谁(?:写|撰写)的")
_CITED = re.compile(r"《([^《》]{4,80})》\s*\(([^()《》]{2,20}?\d+\s*号)\)")
_BEARING = re.compile(r"([㐀-鿿]{2,6}?)[〔(\[“【《]?(\d{4})[〕)\]”】》]?第?(\d+)号")
_WHAT_PAPER = re.compile(
    r"(?:主题|标题|题目|名称|全称|内容|讲|说|文件|通知|意见).{0,6}(?:什么|哪)|(?:是|指)(?:什么|哪)"
)
_SPACED = re.compile(r"\s+")
_GENERAL = re.compile(
    rf"{ISSUING}|{_WHEN.pattern}|{_WHO.pattern}|{_NUMBER.pattern}|标题|题目|是|由|的|在|于|这份|该|具体|自己|[？。]"
)
_THIS = re.compile(r"[这那该本](?:一)?(?:篇|份|则|个)?|文章|报道|新闻|解读|稿")
SCENES = 30  # sentences, best passages first, that tell which document a question is about
MEANT = 0.5  # share of them that must be of one document
OWN_TITLE = 0.5  # share of the question's pairs that a title holds from which it is meant
CITED_TITLE = 0.45  # the same for a document that is cited with its number


def answer_origin(task: Task) -> Draft | Refused | None:
    """Answer from what a document says of itself; None when the question is about its matter."""
    view = task.question.view
    numbered = _numbered(task) or _day_of_number(task)
    if numbered is not None:
        return numbered
    if _NUMBER.search(view):
        own = _own(task, "number") if _ITSELF.search(view) else None
        return own or _cited_number(task) or _own(task, "number") or _none(task)
    if not re.search(PAPER, view):
        return None
    in_force = _in_force(task)
    if in_force is not None:
        return in_force
    if _EXPIRY.search(view):
        said = any(_EXPIRES.search(s.text) for s in task.scenes)
        return None if said or not _WHEN.search(view) else _none(task)
    if _TITLE.search(view):
        return _own(task, "title")
    if _SOURCE.search(view):
        return _own(task, "source")
    if _AUTHOR.search(view):
        return _own(task, "issuer")
    if re.search(ISSUING, view) and task.question.kind in (Kind.DATE, Kind.ENTITY, Kind.SPAN):
        if _WHEN.search(view):
            return _own(task, "published")
        if _WHO.search(view):
            return _own(task, "issuer")
    return None


def _in_force(task: Task) -> Draft | None:
    """Answer since when or until when the document meant is in force, from what it says itself."""
    view = task.question.view
    ends = _ENDS.search(view) is not None
    if task.question.kind is not Kind.DATE or not (ends or _STARTS.search(view)):
        return None
    document = _document(task)
    for sentence in task.material(document.id).sentences if document else ():
        text = sentence.view.text
        said = (_IN_FORCE_TO if ends else _IN_FORCE_FROM).search(text)
        if said is None or document is None:
            continue
        span = next(
            (p.span for p in periods(text) if Span(*said.span("day")).overlaps(p.span)), None
        )
        if span is not None:
            answer = plain(document.quote(sentence.view.original(span)))
            return _draft(Kind.DATE, answer, Evidence(document, sentence.span))
    return None


def _day_of_number(task: Task) -> Draft | Refused | None:
    """Answer when the document was issued that bears the number in the question."""
    asked = _BEARING.search(task.question.view)
    if asked is None or task.question.kind is not Kind.DATE:
        return None
    for stored in task.documents():
        bears = _BEARING.search(_folded(stored.metadata.document_number or ""))
        if bears is not None and bears.groups()[1:] == asked.groups()[1:]:
            document = task.material(stored.id).document
            span = _published(task, document)
            if span is not None:
                return _draft(Kind.DATE, plain(document.quote(span)), Evidence(document, span))
    return None


def _own(task: Task, field: str) -> Draft | Refused | None:
    document = _document(task)
    if document is None:
        return None
    meta = document.metadata
    finders: dict[str, tuple[object, Callable[[Task, Document], Span | None]]] = {
        "published": (meta.published, _published),
        "issuer": (meta.issuer, lambda t, d: _words(t, d, d.metadata.issuer or "")),
        "source": (meta.source, lambda t, d: _words(t, d, d.metadata.source or "")),
        "title": (meta.title, lambda t, d: _words(t, d, d.metadata.title or "")),
        "number": (
            meta.document_number,
            lambda t, d: _words(t, d, d.metadata.document_number or ""),
        ),
    }
    value, find = finders[field]
    if value is None:
        return _none(task) if field in ("number", "published") else None
    span = find(task, document)
    if span is None:
        return None
    kind = Kind.DATE if field == "published" else task.question.kind
    found = _draft(kind, plain(document.quote(span)), Evidence(document, span))
    said = {(p.start or "")[:4] for p in task.question.periods}
    if field == "published" and said and str(meta.published)[:4] not in said:
        return replace(found, warnings=(Warning.PREMISE_CORRECTED,))
    return found


def _document(task: Task) -> Document | None:
    """Return the document that a question is about by its title; None when none is meant."""
    asked = _GENERAL.sub("，", task.question.view)
    best: tuple[float, StoredDocument] | None = None
    bears = _BEARING.search(task.question.view)
    for stored in task.documents():
        own = _BEARING.search(_folded(stored.metadata.document_number or ""))
        if bears is not None and own is not None and own.groups()[1:] == bears.groups()[1:]:
            return task.material(stored.id).document
        title = _folded(stored.metadata.title or "")
        region = stored.metadata.region
        value = pairs_shared(asked, title + "，" + _folded(region or ""))
        for place in task.question.places:
            if region and (same_place(place.canonical, region) or within(place.canonical, region)):
                value += 0.15
        if title and (best is None or value > best[0]):
            best = (value, stored)
    if best is None or best[0] < OWN_TITLE:
        return _meant(task, best)
    return task.material(best[1].id).document


def _meant(task: Task, titled: tuple[float, StoredDocument] | None) -> Document | None:
    """Return the document that “this article” means by its matter; None when none stands out."""
    if not _THIS.search(task.question.view) or not task.scenes:
        return None
    weights: dict[str, float] = {}
    for scene in task.scenes[:SCENES]:
        weights[scene.document.id] = weights.get(scene.document.id, 0.0) + scene.retrieval
    if titled is not None:
        titled_id = titled[1].id
        weights[titled_id] = weights.get(titled_id, 0.0) + titled[0] * sum(weights.values())
    best = max(weights, key=lambda one: (weights[one], one))
    if weights[best] < MEANT * sum(weights.values()):
        return None
    known = {s.document.id: s.document for s in task.scenes}
    if best in known:
        return known[best]
    return task.material(titled[1].id).document if titled is not None else None


def _published(task: Task, document: Document) -> Span | None:
    """Return where the day of publication stands: in the frame, or the first time it is named."""
    published = document.metadata.published
    for sentence in task.material(document.id).sentences:
        for period in periods(sentence.view.text):
            if period.start == _iso(published, period.precision) and period.precision == "day":
                return sentence.view.original(period.span)
    return None


def _iso(day: date | None, precision: str | None) -> str | None:
    return day.isoformat() if day is not None and precision == "day" else None


def _words(task: Task, document: Document, words: str) -> Span | None:
    """Return where words of the metadata stand in the text."""
    wanted = re.sub(r"\s", "", fold_text(words))
    for sentence in task.material(document.id).sentences:
        text = sentence.view.text
        at = text.find(wanted)
        if at >= 0:
            return sentence.view.original(Span(at, at + len(wanted)))
    at = document.text.find(words)
    return Span(at, at + len(words)) if words and at >= 0 else None


def _cited_number(task: Task) -> Draft | None:
    """Answer with the number that stands in brackets behind the title of a cited document."""
    asked = _GENERAL.sub("，", task.question.view)
    best: tuple[float, Draft] | None = None
    for document in {s.document.id: s.document for s in task.scenes}.values():
        for sentence in task.material(document.id).sentences:
            for match in _CITED.finditer(sentence.view.text):
                value = pairs_shared(asked, match[1]) - 0.002 * len(match[1])
                if value < CITED_TITLE or (best is not None and value <= best[0]):
                    continue
                whole = sentence.view.original(Span(match.start(), match.end()))
                number = plain(document.quote(sentence.view.original(Span(*match.span(2)))))
                evidence = Evidence(document, whole)
                best = (value, _draft(Kind.SPAN, re.sub(r"\s", "", number), evidence))
    return best[1] if best else None


def _numbered(task: Task) -> Draft | None:
    """Answer what document bears the number that the question names; None when it names none."""
    asked = _BEARING.search(task.question.view)
    if asked is None or not _WHAT_PAPER.search(task.question.view):
        return None
    for document in {s.document.id: s.document for s in task.scenes}.values():
        for sentence in task.material(document.id).sentences:
            for match in _CITED.finditer(sentence.view.text):
                bears = _BEARING.search(match[2])
                if bears is None or bears.groups() != asked.groups():
                    continue
                original = sentence.view.original
                title = plain(document.quote(original(Span(*match.span(1)))))
                evidence = Evidence(document, original(Span(match.start(), match.end())))
                return _draft(task.question.kind, _SPACED.sub("", title)[:MAX_ANSWER], evidence)
    return None


def _none(task: Task) -> Refused:
    nearest = tuple(
        Evidence(s.document, s.sentence.span)
        for s in task.scenes[:2]
        if len(s.sentence.span) <= MAX_QUOTE
    )
    return Refused(RefusalCode.NO_EVIDENCE, nearest)


def _draft(kind: Kind, answer: str, evidence: Evidence) -> Draft:
    values = features_by_form(1.0, coverage=0.9, precision=0.8)
    return Draft(kind, answer, (Statement((evidence,)),), features=values)
