"""What a document says of itself: title, issuer, number, date, region, source, validity.

Each is read from where such things stand (head, fields, signature, footer) and stays None where
the text does not say it. Cited documents' numbers and dates are never taken for its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from corpus.about.jurisdiction import jurisdiction
from corpus.about.speech import day_read, levels_spoken_for, spoken_for
from corpus.about.validity import validity
from corpus.document import Document, Metadata, Sentence
from corpus.mapped import Span
from corpus.outline import Outline
from corpus.periods import periods
from corpus.places import Place, places, self_reference, self_references, within
from corpus.script import fold_text
from corpus.structure.frame import BODY_NAME, DOCUMENT_NUMBER, FIELD_NAME, NAME_AND_DATE, Frame
from corpus.structure.title import heading_text
from corpus.times.days import DATE, day_of

_REPUBLIC = re.compile(r"^(?:中华)?(?:民国)? ?\d{2,3} ?年")
_PUBLISHED = (
    *("发布时间", "发布日期", "公布日期", "发文日期", "成文日期", "印发日期", "日期", "时间"),
    *("date", "published"),
)
_REVISED = ("最后修订", "最后更新", "更新时间", "修订时间")
_NUMBERED = ("发文字号", "文号", "字号")
_ISSUER = ("发布机构", "发文机关", "发文机构", "发布单位", "issuer", "作者", "author")
_SOURCE = ("来源", "文章来源", "信息来源", "出处", "出所", "source", "url", "link")
_FIELDS = re.compile(r"(?:^|(?<=\s))" + FIELD_NAME)
_PRESS = re.compile(r"(?<=[(（])[\u4e00-\u9fff]{2,10}?(?:报|社|网|杂志)(?!道)")
_NO_AUTHORITY = re.compile(r"公司|集团|协会|大学|(?:报|社|网|杂志)$")
_MOST_ISSUERS = 3  # of more that sign together the first alone is named
_SPEAKS_FOR_ALL = re.compile(r"代表国务院|国务院总理|全国人民代表大会(?!常务委员会委员)")
_OF_STATE = re.compile(r"(?:中华人民共和国)?(?:国务院|国家[㐀-鿿]{2,10}[局委]|全国人民代表大会)")
_OPENING = 12  # sentences in which a speaker says so
# Whose offices they are: 各区人民政府，市政府各委、办、局.
_ADDRESSED = (
    ("province", re.compile(r"省(?:政府|人民政府|直|级)|各市[、（(]|各(?:设区)?市人民政府|各地级")),
    ("city", re.compile(r"市(?:政府|人民政府|直|属|级)|各[区县]")),
    ("district", re.compile(r"[区县](?:政府|直|级|属)|各(?:街道|乡镇|镇)")),
)
_PREAMBLE = 3  # sentences in front of the first section
_EXAMPLE = re.compile(r"(?:学习|借鉴|参照|赴|对标)[^，；。]{0,6}$")
# A place that the body names so often, and no other half as often, is what 我市 speaks of.
_OFTEN = 3


def metadata(document: Document, outline: Outline) -> Metadata:
    """Return the metadata of a document; what its reader declared fills the gaps."""
    declared = document.metadata
    framed = _framed(document, outline)
    title = framed.fields.get("title")
    headed = _shown(document, outline.title) if outline.title else None
    if headed and (not title or _says_more(headed, title)):
        title = headed
    issuer = _issuer(framed) or declared.issuer
    published = _dated(framed) or _read_out(outline, framed) or _linked(framed)
    published = published or declared.published
    told = validity(outline.sentences, published)
    return Metadata(
        title=title or declared.title,
        issuer=issuer,
        document_number=_number(framed) or declared.document_number,
        published=published,
        region=_region(outline, framed) or declared.region or jurisdiction(document),
        source=_source(framed) or declared.source,
        effective=told.effective,
        expires=told.expires,
        repealed=told.repealed,
        repeals=told.repeals,
    )


def is_national(known: Metadata, outline: Outline) -> bool:
    """True of a text that speaks for the whole country: an office of the state issued it."""
    if known.region is not None:
        return False
    opening = _opening(outline)
    issuer = fold_text(known.issuer or "")
    return bool(_OF_STATE.match(issuer)) or any(_SPEAKS_FOR_ALL.search(text) for text in opening)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame of a document: its sentences by kind, and the fields with their values."""

    document: Document
    parts: tuple[tuple[Frame, Sentence], ...]
    fields: Mapping[str, str]

    def of(self, *kinds: Frame) -> Iterator[Sentence]:
        """Yield the sentences of some kinds in order."""
        return (sentence for kind, sentence in self.parts if kind in kinds)

    def shown(self, *kinds: Frame) -> list[str]:
        """Return sentences of some kinds in their own script, without their noise."""
        return [_shown(self.document, sentence.span) for sentence in self.of(*kinds)]

    def first_field(self, names: Iterable[str]) -> str | None:
        """Return the value of the first of some fields that has one."""
        return next((self.fields[name] for name in names if self.fields.get(name)), None)


def _shown(document: Document, span: Span) -> str:
    return heading_text(document.quote(span))


def _says_more(headed: str, title: str) -> bool:
    """True when a title over the text holds the one of a field: 2019年, 政府工作报告."""
    bare = re.sub(r"[^0-9\u4e00-\u9fff]", "", title)
    return len(headed) > len(title) and bare in re.sub(r"[^0-9\u4e00-\u9fff]", "", headed)


def _framed(document: Document, outline: Outline) -> _Frame:
    by_span = {sentence.span: sentence for sentence in outline.sentences}
    parts = tuple((kind, by_span[span]) for kind, span in outline.frame if span in by_span)
    fields = {key: value for key, value in outline.front if value}
    open_field: str | None = None
    for kind, sentence in parts:
        named = list(_FIELDS.finditer(sentence.view.text)) if kind is Frame.FIELD else []
        if open_field and not named and kind in (Frame.FIELD, Frame.DATE):
            fields.setdefault(open_field, _shown(document, sentence.span))
        open_field = None
        ends = [*(found.start() for found in named[1:]), len(sentence.view.text)]
        for found, end in zip(named, ends, strict=False):
            value = Span(found.end(), end)
            if sentence.view.text[value.start : value.end].strip():
                shown = _shown(document, sentence.view.original(value))
                fields.setdefault(found.group(1), shown)
            else:
                open_field = found.group(1)
    return _Frame(document, parts, fields)


def _issuer(framed: _Frame) -> str | None:
    """Return who issued the text: beside a date line, in a field, by signature, in the byline."""
    bodies = framed.shown(Frame.ISSUER)
    beside = [NAME_AND_DATE.fullmatch(s.view.text) for s in framed.of(Frame.DATE)]
    bodies += [found["name"].strip() for found in beside if found]
    field = framed.first_field(_ISSUER)
    if not bodies:
        bodies = [field] if field else framed.shown(Frame.SIGNATURE)
    if bodies:
        return "、".join(bodies) if len(bodies) <= _MOST_ISSUERS else bodies[0]
    for sentence in framed.of(Frame.BYLINE):
        press = _PRESS.search(sentence.view.text)
        if press:
            return _shown(framed.document, sentence.view.original(Span(*press.span())))
    return None


def _number(framed: _Frame) -> str | None:
    """Return the document's own 文号: a line or field of its own, never one cited in a sentence."""
    for sentence in framed.of(Frame.NUMBER, Frame.SUBTITLE):
        found = DOCUMENT_NUMBER.search(sentence.view.text)
        if found:
            return _shown(framed.document, sentence.view.original(Span(*found.span())))
    return framed.first_field(_NUMBERED)


def _dated(framed: _Frame) -> date | None:
    """Return the day of publication: a field, a date line, the subtitle, a revision, the footer."""
    lines = [sentence.view.text for sentence in framed.of(Frame.DATE)]
    subtitles = [sentence.view.text for sentence in framed.of(Frame.SUBTITLE)]
    footers = [sentence.view.text for sentence in framed.of(Frame.FOOTER, Frame.BYLINE)]
    fields = [framed.fields[name] for name in _PUBLISHED if name in framed.fields]
    revised = [framed.fields[name] for name in _REVISED if name in framed.fields]
    return _first_day([*fields, *lines, *subtitles, *revised, *footers])


def _linked(framed: _Frame) -> date | None:
    """Return the day in the link or the field that says where a text was taken from."""
    return _first_day([framed.fields[name] for name in _SOURCE if name in framed.fields])


def _first_day(texts: Sequence[str]) -> date | None:
    for text in texts:
        found = DATE.search(text)
        day = day_of(found[0]) if found else _day_of_republic(text)
        if day:
            return day
    return None


def _read_out(outline: Outline, framed: _Frame) -> date | None:
    """Return the day on which a report was read to an assembly."""
    titles = [s.view.text for s in outline.sentences if s.span == outline.title]
    titles.append(fold_text(framed.fields.get("title", "")))
    return day_read(_opening(outline), titles)


def _opening(outline: Outline) -> list[str]:
    return [s.view.text for s in outline.sentences[:_OPENING]]


def _day_of_republic(text: str) -> date | None:
    """Return the day that a field or date line names by the years of the Republic: 114年3月18日."""
    folded = fold_text(text)
    days = (p.start for p in periods(folded) if p.kind == "day" and _REPUBLIC.search(p.text))
    return next((date.fromisoformat(day) for day in days if day), None)


def _source(framed: _Frame) -> str | None:
    """Return where the text was taken from: footer and link, else a field, else the byline."""
    footer = framed.shown(Frame.FOOTER)
    if footer:
        return " ".join(text.strip("<>") for text in footer)
    field = framed.first_field(_SOURCE)
    if field:
        return field
    raw = [framed.document.quote(sentence.span).strip() for sentence in framed.of(Frame.BYLINE)]
    return " ".join(re.sub(r"^[(（]|[)）]$", "", " ".join(line.split())) for line in raw) or None


def _region(outline: Outline, framed: _Frame) -> str | None:
    """Return the most specific place of the first part of the head that names one."""
    titles = [s.view.text for s in outline.sentences if s.span == outline.title]
    field = [fold_text(framed.fields.get("title", ""))]
    subtitles = [s.view.text for s in framed.of(Frame.SUBTITLE)]
    issuers = [s.view.text for s in framed.of(Frame.ISSUER, Frame.SIGNATURE)]
    beside = (NAME_AND_DATE.fullmatch(s.view.text) for s in framed.of(Frame.DATE))
    issuers += [found["name"] for found in beside if found]
    signed = [t for t in issuers if BODY_NAME.search(t) and not _NO_AUTHORITY.search(t)]
    opening = _opening(outline)
    speakers = spoken_for(opening)
    for texts in (titles, field, subtitles, signed[:1], speakers):
        found = _one_place([place for text in texts for place in places(text)])
        if found:
            return found
    if any(_SPEAKS_FOR_ALL.search(text) for text in opening):
        return None
    return _spoken_of(outline) or _addressed(outline, framed)


def _addressed(outline: Outline, framed: _Frame) -> str | None:
    """Return the place whose offices a text is addressed to, where its preamble names one alone.

    各区人民政府，市政府各委：为…提升苏州市产业竞争力.
    """
    heads = [s.view.text for s in framed.of(Frame.ADDRESSEE)]
    level = next((own for own, told in _ADDRESSED if any(told.search(head) for head in heads)), "")
    spans = {sentence.span for _, sentence in framed.parts}
    body = (s.view.text for s in outline.sentences if s.span not in spans and not s.heading)
    preamble = islice(body, _PREAMBLE)
    named = {
        place.canonical
        for text in preamble
        for place in places(text)
        if not _EXAMPLE.search(text[: place.span.start])
        and (place.level == level or (level == "city" and place.canonical.endswith("市")))
    }
    return named.pop() if len(named) == 1 else None


def _one_place(found: list[Place]) -> str | None:
    """Return the place that all others contain; None where two stand apart."""
    names = list(dict.fromkeys(place.canonical for place in found))
    inner = [name for name in names if all(within(name, other) for other in names)]
    return inner[0] if inner else None


def _spoken_of(outline: Outline) -> str | None:
    """Return what 我区, 本市 or 代表省人民政府 must mean where the head is silent: the one place of
    that level.

    Not for a text of several places, each with a section of its own.
    """
    headed = {p.canonical for s in outline.sentences if s.heading for p in places(s.view.text)}
    if len(headed) > 1:
        return None
    levels: Counter[str] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    for sentence in outline.sentences:
        for _, word in self_references(sentence.view.text):
            levels[self_reference(word) or ""] += word[0] in "我本"
        named.update((p.level, p.canonical) for p in places(sentence.view.text))
    levels.update(levels_spoken_for(_opening(outline)))
    if not levels or not max(levels.values()):
        return None
    level = max(levels, key=lambda key: (levels[key], key))
    counts = sorted(((n, name) for (own, name), n in named.items() if own == level), reverse=True)
    if not counts or counts[0][0] < _OFTEN or (len(counts) > 1 and counts[1][0] * 2 > counts[0][0]):
        return None
    return counts[0][1]
