"""What a document gives under labels, 联系人：…, in lines of their own or within one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from corpus.document import Section, Sentence, Span
from corpus.script import fold_text

LONGEST = 60  # code points of a value that can be an answer, by the contract
LONGEST_PLAIN = 30  # the same below a heading, which may be that of a text as well
# A label with its mark. It opens a line or follows another field; what stands in brackets behind
# the words of a label belongs to it.
_LABEL = re.compile(
    r"(?:^|(?<=[，；。、( |]))(?P<label>[㐀-鿿A-Za-z/、]{2,14}(?:\([^()：]{1,14}\))?)\s*：\s*"
)
_ENDS = re.compile(r"[；。]|(?:，|\s)(?=[㐀-鿿A-Za-z]{2,8}(?:\([^()：]{1,14}\))?\s*：)|$")
_BARE_LABEL = re.compile(
    r"(?:[-*•·]\s*)?(?P<label>[㐀-鿿A-Za-z/、]{2,14}(?:\([^()：]{1,14}\))?)\s*：?"
)
_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.．]|\([一二三四五六七八九十\d]{1,3}\)|[-*•·])\s*"
)

# What the values of a kind look like.
SHAPES = {
    "phone": re.compile(
        r"(?<![\d-])(?:(?:\(0\d{2,3}\)|0\d{2,3}-?|400-?|800-?)\s?\d{3,4}[- ]?\d{3,4}"
        r"(?:(?:-|转)\d{1,4})?|"
        r"1[3-9]\d{9}|[2-9]\d{6,7}|(?!20\d\d-20\d\d)[2-9]\d{3}[ -]\d{4}|"
        r"1[0-2]\d{3}(?:转\d{1,4})?|9\d{4})"
        r"(?:\s?[、/,，]\s?(?:0\d{2,3}-?)?\s?\d{3,4} ?\d{4})*(?![\d-])"
    ),
    "mail": re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+"),
    "link": re.compile(r"(?:https?://|www\.)[\w./?=&%#~-]+"),
}


# 可以拨打供水热线96116, 电邮至…: what a sentence gives without the mark of a label
_SPOKEN = re.compile(
    rf"(?P<phone>[㐀-鿿]{{0,8}}(?:热线|电话|专线|传真)|致电|拨打)(?:为|是|至|到)?\s?(?P<number>{SHAPES['phone'].pattern})"
    rf"|(?P<mail>电邮|邮件|邮箱)(?:为|是|至|到)?\s?(?P<address>{SHAPES['mail'].pattern})"
)
_LABELLED = ("热线", "电话", "专线", "传真")


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value; `label` and `value` are in the search form."""

    label: str
    value: str
    sentence: Sentence
    span: Span  # of the value, in the sentence's view
    line: str  # all of the line up to the value


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How one kind of field is asked for, and what its labels are called."""

    name: str
    asked: re.Pattern[str]
    labels: re.Pattern[str]


@cache
def field_kinds() -> tuple[FieldKind, ...]:
    """Return the kinds of `qa/data/fields.txt`, in their order."""
    text = resources.files("qa").joinpath("data/fields.txt").read_text("utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    pieces = iter(kept.strip().split("\n\n"))
    blocks = [(*piece.split("\n", 1), labels) for piece, labels in zip(pieces, pieces, strict=True)]
    return tuple(
        FieldKind(
            name.strip("[]"),
            re.compile("|".join(asked.split())),
            re.compile(rf"(?:{'|'.join(labels.split())})(?:\([^()]*\))?$"),
        )
        for name, asked, labels in blocks
    )


def fields_of(sentences: Sequence[Sentence], sections: Sequence[Section]) -> Iterator[Field]:
    """Yield the fields of a document in order."""
    for number, sentence in enumerate(sentences):
        text = sentence.view.text
        yield from _within(sentence, text)
        behind = sentences[number + 1] if number + 1 < len(sentences) else None
        if behind is None or behind.heading:
            continue
        bare = _bare(sentence, sections, text)
        if bare and (behind.section == sentence.section or not sentence.heading):
            value = behind.view.text.rstrip("。； ")
            if not text.rstrip().endswith("：") and len(value) > LONGEST_PLAIN:
                continue
            yield Field(bare, value, behind, Span(0, len(value)), bare)


def _bare(sentence: Sentence, sections: Sequence[Section], text: str) -> str:
    """Return the label that a sentence is and nothing else, "" for any other sentence."""
    heading = sentence.heading and sections[sentence.section].heading
    plain = _MARKER.sub("", text.strip())
    found = _BARE_LABEL.fullmatch(plain)
    if found is None or not (plain.endswith("：") or heading):
        return ""
    return fold_text(found["label"])


def _paired(sentence: Sentence, text: str) -> Iterator[Field]:
    """Yield the cells of a row that stand behind a label: 咨询电话 | 2880011 | 办理地点 | 三楼."""
    cells = [m for m in re.finditer(r"[^|\t]+", text) if m[0].strip()]
    for one, other in pairwise(cells):
        if _BARE_LABEL.fullmatch(one[0].strip()) is not None:
            value = other[0].strip()
            start = text.index(value, other.start())
            label = one[0].strip().rstrip("：")
            yield Field(label, value, sentence, Span(start, start + len(value)), label)


def _within(sentence: Sentence, text: str) -> Iterator[Field]:
    if "|" in text or "\t" in text:
        yield from _paired(sentence, text)
        return
    at = len(found[0]) if (found := _MARKER.match(text)) else 0
    while (label := _LABEL.search(text, at)) is not None:
        end = _ENDS.search(text, label.end())
        stop = end.start() if end else len(text)
        value = text[label.end() : stop].rstrip()
        at = max(stop, label.end())
        if value:
            span = Span(label.end(), label.end() + len(value))
            yield Field(label["label"], value, sentence, span, text[: label.end()])
    for found in _SPOKEN.finditer(text):
        said = found["phone"] or found["mail"]
        group = "number" if found["phone"] else "address"
        named = said if said.endswith(_LABELLED) else "邮箱" if found["mail"] else "咨询电话"
        span = Span(*found.span(group))
        yield Field(named, found[group], sentence, span, text[: span.start])
