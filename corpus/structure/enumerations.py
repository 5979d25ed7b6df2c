"""Enumerations: parallel items in order, with the text that introduces them.

Five forms: items behind ordinal markers (一是…二是…, (1)…(2)…, 首先…其次…) within a paragraph or
each in its own; points of a list (-, ——); parts set apart by ； after a colon; the headings
that stand side by side under one heading; and sentences that say first what they are about.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Enumeration, Item, Section, Sentence
from corpus.mapped import Span
from corpus.structure.frame import Frame
from corpus.structure.headings import Heading
from corpus.structure.items import Read, item_of, lead_of, outside, trimmed
from corpus.structure.lines import Lines
from corpus.structure.topic_items import topic_items

_NUMERALS = "一二三四五六七八九十"
_BEFORE = r"(?:^|(?<=[\s。；：！？，、:;,“\"(（—”)）]))"
_MARKERS: tuple[tuple[str, "re.Pattern[str]"], ...] = tuple(
    (family, re.compile(_BEFORE + pattern, re.MULTILINE))
    for family, pattern in (
        ("一是", rf"([{_NUMERALS}]{{1,2}})(?:是|要|为|靠|则)[，、：]?"),
        ("第一", rf"第([{_NUMERALS}]{{1,2}})(?:[，、：,:]|是)"),
        ("其一", rf"其([{_NUMERALS}])(?:[，、：,:]|是)"),
        ("首先", r"(首先|其次|再次|再者|第四|第五|最后)(?:[，、：,:]|是|要)?"),
        ("(1)", r"[(（]\s*(\d{1,2})\s*[)）]\s*[、.]?"),
        ("1)", r"(?<![(（\d])(\d{1,2})[)）]\s*[、.]?"),
        ("①", r"([①-⑳])"),
        ("(a)", r"[(（]\s*([a-j])\s*[)）]\s*"),
        ("1.", r"(\d{1,2})(?:、|．|\.(?!\d))\s*"),
        ("(一)", rf"[(（]\s*([{_NUMERALS}]{{1,3}})\s*[)）]\s*[、.]?"),
        ("一、", rf"([{_NUMERALS}]{{1,3}})、"),
    )
)
_SERIES = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "第四": 4, "第五": 5}
_LAST = -1  # 最后: whichever comes next
# Words that begin a sentence after the last item of an enumeration.
_AFTERWARDS = re.compile(
    r"为此|因此|同时|此外|另外|总之|综上|总体|通过(?:上述|以上|这些)|上述|以上|这些|下一步|今后|目前|在此基础上|当前|未来"
)

_SPEAKER = re.compile(
    r"\s*(?:问|答|提问|回答|答复|记者问?|主持人|[AQ])\d{0,2}\s*"
)  # 答：分为三类：…


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int  # of the marker, in the plain view
    end: int
    ordinal: int
    section: int


def enumerations(
    parts: Lines,
    headings: Sequence[Heading],
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    spans: Sequence[Span],
    frame: dict[int, Frame],
    title: Span | None,
) -> tuple[Enumeration, ...]:
    """Return all enumerations, ordered by the place of their first item, the longer first."""
    text = Read(parts, sentences, spans, [span.start for span in spans], sections, frame)
    found = [
        *_marked(text, {heading.start for heading in headings}),
        *_points(text),
        *_by_semicolon(text),
        *_siblings(text, headings, title),
        *topic_items(text),
    ]
    unique = {tuple(item.span for item in one.items): one for one in reversed(found)}
    return tuple(
        sorted(
            unique.values(), key=lambda e: (e.items[0].span.start, -e.items[-1].span.end, e.lead)
        )
    )


def _marked(text: Read, heads: set[int]) -> Iterator[Enumeration]:
    """Items behind ordinal markers, one run for each time the count begins anew."""
    for _, pattern in _MARKERS:
        run: list[_Hit] = []
        for hit in _hits(text, pattern, heads):
            if run and hit.section == run[0].section and hit.ordinal in (len(run) + 1, _LAST):
                run.append(hit)
                continue
            if len(run) > 1:
                yield _enumeration(text, run)
            run = [hit] if hit.ordinal == 1 else []
        if len(run) > 1:
            yield _enumeration(text, run)


def _hits(text: Read, pattern: "re.Pattern[str]", heads: set[int]) -> Iterator[_Hit]:
    for found in pattern.finditer(text.parts.view.text):
        if found.start() in heads or not text.sentences:
            continue
        sentence = text.sentences[text.sentence_at(found.start())]
        if sentence.heading or sentence.paragraph in text.frame:
            continue
        yield _Hit(found.start(), found.end(), _ordinal(found.group(1)), sentence.section)


def _ordinal(word: str) -> int:
    if word in _SERIES:
        return _SERIES[word]
    if word == "最后":
        return _LAST
    if word.isascii() and word.isalpha():
        return ord(word) - ord("a") + 1
    if "①" <= word <= "⑳":
        return ord(word) - ord("①") + 1
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if ten:
        return 10 * (_NUMERALS.find(tens) + 1 or 1) + _NUMERALS.find(ones) + (1 if ones else 0)
    return _NUMERALS.find(word) + 1


def _enumeration(text: Read, run: Sequence[_Hit]) -> Enumeration:
    view = text.parts.view
    ends = [hit.start for hit in run[1:]]
    ends.append(_end_of_last(text, run))
    items = []
    for hit, end in zip(run, ends, strict=True):
        stop = trimmed(view.text, hit.end, end)
        items.append(item_of(text, hit.start, hit.end, stop))
    lead = lead_of(text, run[0].start)
    return Enumeration(run[0].section, lead, tuple(items))


def _end_of_last(text: Read, run: Sequence[_Hit]) -> int:
    """Return where the last item ends: with its sentence if the others are single sentences."""
    view = text.parts.view.text
    last = run[-1]
    line_end = text.line_end(last.start)
    number = text.sentence_at(last.start)
    others = (view[a.end : b.start].rstrip() for a, b in pairwise(run))
    single = all("。" not in other[:-1] for other in others)
    end = text.spans[number].end
    if single and "\n" not in view[run[0].start : last.start]:
        return end
    for span in text.spans[number + 1 :]:
        if span.start >= line_end or _AFTERWARDS.match(view, span.start):
            break
        end = span.end
    return end


def _points(text: Read) -> Iterator[Enumeration]:
    """Neighbouring lines that begin with a dash or were points of a Markdown list."""
    run: list[tuple[int, int, int]] = []  # line, start, body
    by_line = _first_sentences(text)
    for number, line in enumerate([*text.parts.lines, None]):
        dash = re.match(r"(?:[—―–]{1,3}|[•·●◆■])\s*", line.text) if line else None
        point = number in by_line and number not in text.frame
        if (
            line
            and point
            and not line.row
            and (line.bullet or dash)
            and _same_section(text, by_line, run, number)
        ):
            run.append((number, line.start, line.start + (dash.end() if dash else 0)))
            continue
        if len(run) > 1:
            yield _list_of_lines(text, by_line, run)
        run = []


def _first_sentences(text: Read) -> dict[int, int]:
    """Map lines to their first sentence that is no heading."""
    first: dict[int, int] = {}
    for sentence in text.sentences:
        if not sentence.heading:
            first.setdefault(sentence.paragraph, sentence.number)
    return first


def _same_section(
    text: Read, by_line: dict[int, int], run: Sequence[tuple[int, int, int]], number: int
) -> bool:
    if not run:
        return True
    return (
        text.sentences[by_line[run[0][0]]].section == text.sentences[by_line[number]].section
        and run[-1][0] == number - 1
    )


def _list_of_lines(
    text: Read, by_line: dict[int, int], run: Sequence[tuple[int, int, int]]
) -> Enumeration:
    lines = text.parts.lines
    items = tuple(
        item_of(text, start, body, trimmed(text.parts.view.text, body, lines[number].end))
        for number, start, body in run
    )
    return Enumeration(text.sentences[by_line[run[0][0]]].section, lead_of(text, run[0][1]), items)


def _by_semicolon(text: Read) -> Iterator[Enumeration]:
    """Three or more parts of one sentence set apart by ； after a colon, without markers."""
    view = text.parts.view.text
    for sentence, span in zip(text.sentences, text.spans, strict=True):
        if sentence.heading or sentence.paragraph in text.frame:
            continue
        colon = outside(view, span.start, span.end, "：")
        if colon and _SPEAKER.fullmatch(view, span.start, colon[0]):
            colon = colon[1:]
        if not colon:
            continue
        cuts = outside(view, colon[0] + 1, span.end, "；")
        bounds = [colon[0] + 1, *[cut + 1 for cut in cuts], span.end]
        bounds = [b for i, b in enumerate(bounds) if not i or view[bounds[i - 1] : b].strip()]
        if len(bounds) < 4 or any(p.match(view, bounds[0]) for _, p in _MARKERS):
            continue
        items = tuple(
            item_of(text, start, start, trimmed(view, start, end))
            for start, end in pairwise(bounds)
        )
        lead = text.parts.view.original(Span(span.start, colon[0] + 1))
        yield Enumeration(sentence.section, lead, items)


def _siblings(text: Read, headings: Sequence[Heading], title: Span | None) -> Iterator[Enumeration]:
    """Headings of one kind under one heading, each with its section as the item's span."""
    groups: dict[tuple[int, str], list[int]] = {}
    for section, heading in zip(text.sections[1:], headings, strict=True):
        if heading.family != "label" and section.parent is not None:
            groups.setdefault((section.parent, heading.family), []).append(section.number)
    for (parent, _), members in groups.items():
        if len(members) < 2:
            continue
        first = text.sections[members[0]].span.start
        lead = text.sections[parent].heading_span if parent else title
        items = tuple(_section_item(text, headings[n - 1], text.sections[n]) for n in members)
        yield Enumeration(parent, lead or Span(first, first), items)


def _section_item(text: Read, heading: Heading, section: Section) -> Item:
    view = text.parts.view
    start = heading.start + len(heading.marker)
    end = heading.end
    while end > start and view.text[end - 1] in "。：:；，":
        end -= 1
    head = view.original(Span(start, end)) if end > start else section.heading_span
    return Item(heading.marker.strip(), section.span, head)
