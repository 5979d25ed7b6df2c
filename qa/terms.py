"""The content words of a question, and which of them names what is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from corpus.mapped import Span
from qa.lexicon import frame, weak

# Asking words are cut out before the rest is cut into words, so that no word straddles them.
_ASKING = re.compile(
    r"(?:是|为|有|共|达到?)?(?:多少|几多|百分之(?:几|多少)|第几|几(?=[个家件项人名次元倍天年月日条种类批所支届场位份座款笔成大亿万]))"
    r"|(?:是|有|为)?(?:哪些|哪几|哪个|哪家|哪里|什么|怎么|怎样|如何|为何|是否|谁)|[？?]"
)
_UNITS_AFTER = re.compile(
    r"^(?:个?百分点|个?工作[日天]|亿元|万元|元|平方公里|[个家件项人名次倍天年月日条种类批所支届场位份座间款笔宗成大站亿万])"
)
_SKIPPED_TAGS = ("y", "e", "o", "c", "x")
_MINOR_TAGS = "mxuprq"


@dataclass(frozen=True, slots=True)
class Term:
    """A content word; weight 1 is an ordinary noun. `head`: it names what is asked for."""

    text: str
    weight: float
    noun: bool = True
    head: bool = False


def terms_of(view: str, known: Sequence[Span]) -> tuple[Term, ...]:
    """Return the content words of a question in order, each once.

    `known` are ranges of places and periods, which are held against texts on their own.
    """
    letters = list(view)
    for span in known:
        letters[span.start : span.end] = "，" * len(span)
    text = "".join(letters)
    before, after, asks = "", text, False
    match = _ASKING.search(text)
    if match:
        asks = True
        before, after = text[: match.start()], text[match.end() :]
        unit = _UNITS_AFTER.match(after)
        after = after[unit.end() :] if unit else after
    first = [t for part in _ASKING.split(before) for t in _cut(part)]
    last = [t for part in _ASKING.split(after) for t in _cut(part)]
    found = _with_head(first, last, after if asks else "")
    seen: dict[str, Term] = {}
    for term in found:
        if term.text not in seen or term.head:
            seen[term.text] = term
    return tuple(seen.values())


def _with_head(first: list[Term], last: list[Term], after: str) -> list[Term]:
    """Mark the head: the noun counted right behind the asking word, else the last one before it."""
    counted = [t for t in _cut(re.split(r"[，；？。]", after)[0]) if t.noun] if after else []
    strong = [t for t in first if t.weight >= 0.5]
    head = counted[-1] if counted else (strong[-1] if strong else None)
    return [
        Term(t.text, t.weight, t.noun, head is not None and t.text == head.text)
        for t in (*first, *last)
    ]


def _cut(text: str) -> list[Term]:
    terms = []
    for raw, tag in rjieba.tag(text):
        word = raw.strip().lower()
        if not word or word in frame() or not re.search(r"[a-z㐀-鿿]", word):
            continue
        minor = tag[0] in _MINOR_TAGS and word not in weak() and len(word) < 3
        if minor or tag in _SKIPPED_TAGS:
            continue
        noun = tag[0] in "nlijbsz" or tag in ("eng", "vn")
        terms.append(Term(word, _weight(word, tag), noun))
    return terms


def _weight(word: str, tag: str) -> float:
    if word in weak():
        return 0.25
    if len(word) == 1:
        return 0.3
    if tag in ("eng", "nz", "nr", "nt", "nrt") or (len(word) >= 4 and tag[0] != "v"):
        return 1.2
    if tag[0] in "nlijbs" or tag == "vn":
        return 1.0
    return 0.5 if tag[0] == "v" else 0.6
