"""What a text gives as in a form: 责任单位：水利局；完成时限：9月底, (发改委牵头，财政局配合)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.document import Sentence, Span

_OPEN, _CLOSE = "(〔【[", ")〕】]"
_LABEL = re.compile(r"(?:^|[\s，；。(〔【\[])(?P<label>[㐀-鿿]{2,8})\s*：\s*(?=\S)")
_DEED = re.compile(
    r"^(?:由)?(?P<value>[㐀-鿿“”A-Za-z0-9、()]{2,80}?)(?:共同|联合|分别|按职责分工|按职责)?"
    r"(?P<label>牵头|负责|配合|参与|协助|协办|承办|落实)(?:负责|落实|实施)?$"
)
_LONGEST = 160  # code points of a value: a dozen bodies of eight letters with marks between them


# Whose name ends so, and what follows a body that acts: 市财政局(自收到之日起), 区教育局(负责).
_ACTING = re.compile(
    r"(?:^|(?<=[，。；：]))(?P<who>[㐀-鿿]{2,18}?(?:局|委|办|部|厅|院|会|室|处|中心|集团|公司|政府|学院|组|部门|机关|机构|单位))"
    r"(?=负责|牵头|会同|自(?!身|动|然)|应|要|在|于|对|按|根据|组织|每|将|\d|承担|主管|统筹)"
)
_TOGETHER = "共同|联合|统一|具体|负责|牵头|组织|分别|各|全额|按比例"
_BY = rf"由(?P<who>[^，。；：由]{{{{2,40}}}}?)(?:{_TOGETHER})*(?:{{deed}})"


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value, a range of the sentence's view, and the sentences it is said of."""

    label: str
    value: Span
    sentence: Sentence
    about: str  # what it is said of, in the search form
    bracketed: bool = False  # it stands in brackets behind what it is said of


def fields(sentences: Sequence[Sentence]) -> Iterator[Field]:
    """Yield what the sentences of a document give as in a form, in order.

    What stands in brackets is said of the sentences in front of it in its paragraph, back to the
    brackets before; what has a line of its own, of all its section.
    """
    for number, sentence in enumerate(sentences):
        text = sentence.view.text
        if not ("：" in text or text[-1:] in _CLOSE or text[-2:-1] in _CLOSE):
            continue
        bracket = _bracket(text)
        for label, value in _labelled(text, bracket):
            inside = bracket is not None and bracket.contains(value)
            yield Field(label, value, sentence, _about(sentences, number, bracket, inside), inside)


def acting(sentences: Sequence[Sentence], deed: re.Pattern[str]) -> Iterator[Field]:
    """Yield who does a deed by what the sentences say: 由财政局(负责解释), 人事局自…起(审核)."""
    by = re.compile(_BY.format(deed=deed.pattern))
    for sentence in sentences:
        text = sentence.view.text
        if deed.search(text) is None:
            continue
        found = [*by.finditer(text)]
        bodies = list(_ACTING.finditer(text))
        for one, after in zip_longest(bodies, bodies[1:]):
            rest = re.split("[。；]", text[one.end() : after.start() if after else len(text)])[0]
            if deed.search(rest) and "由" not in rest:
                found.append(one)
        for one in found:
            before = sentences[max(0, sentence.number - _NEAR) : sentence.number]
            lead = [s.view.text for s in before if s.paragraph == sentence.paragraph]
            yield Field("", Span(*one.span("who")), sentence, " ".join((*lead, text)))


def _bracket(text: str) -> Span | None:
    """Return the inside of the brackets that a sentence ends in or consists of."""
    end = len(text.rstrip("。；"))
    if not text or text[end - 1] not in _CLOSE:
        return None
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += (text[at] in _CLOSE) - (text[at] in _OPEN)
        if not depth:
            return Span(at + 1, end - 1)
    return None


def _labelled(text: str, bracket: Span | None) -> Iterator[tuple[str, Span]]:
    """Yield the labels of a sentence, each with the range of its value."""
    found = list(_LABEL.finditer(text))
    for one, after in zip_longest(found, found[1:]):
        last = len(text) if after is None else after.start()
        if bracket is not None and bracket.start <= one.start("label"):
            last = min(last, bracket.end)
        value = _value(text, one.end(), last)
        if 0 < len(value) <= _LONGEST:
            yield one["label"], value
    if bracket is None or any(bracket.start <= m.start("label") for m in found):
        return
    start = bracket.start
    for part in re.split(r"[，；]", text[bracket.start : bracket.end]):
        deed = _DEED.match(part)
        if deed is not None:
            yield deed["label"], Span(start + deed.start("value"), start + deed.end("value"))
        start += len(part) + 1


def _value(text: str, start: int, last: int) -> Span:
    """Return a value: up to the end of its clause, brackets that it opens closed."""
    depth = 0
    for at in range(start, last):
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        if depth < 0 or (not depth and text[at] in "；。"):
            last = at
            break
    while last > start and text[last - 1] in " ，；。":
        last -= 1
    return Span(start, last)


def _about(sentences: Sequence[Sentence], number: int, bracket: Span | None, inside: bool) -> str:
    """Return what a field of a sentence is said of."""
    own = sentences[number]
    if not inside or bracket is None:
        alike = [s for s in _near(sentences, number) if s.section == own.section]
        return " ".join(s.view.text for s in alike)
    told = [own.view.text[: bracket.start].strip("(〔【[ ")]
    for before in reversed(sentences[:number]):
        other = _bracket(before.view.text)
        apart = before.paragraph != own.paragraph and any(told)
        if before.section != own.section or apart:
            break
        if other is not None and not before.view.text[: other.start - 1]:
            break
        told.append(before.view.text)
    return " ".join(reversed(told))


_NEAR = 12  # sentences of a section on each side of a line


def _near(sentences: Sequence[Sentence], number: int) -> Sequence[Sentence]:
    return sentences[max(0, number - _NEAR) : number + _NEAR]
