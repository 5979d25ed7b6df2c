"""The noun phrase that names what a figure measures, in the words in front of it or behind it.

Words are cut by the dictionary. A phrase reaches back from the figure over nouns and over verbs
that stand as nouns (专利申请, 技术合同登记), and ends at a verb of getting or doing (获得, 新增), a
preposition, an adverb. Verbs of amount behind it (达到, 为, 突破) are left out.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from corpus.mapped import Span

__all__ = ["Word", "phrase_before", "phrase_behind", "words_in"]

_HAN = re.compile(r"[㐀-鿿A-Za-z]")
_CROSSED = frozenset("、和与及以及或的")  # a phrase goes on behind these
_PREPOSITIONS = frozenset({"p"})
_ENDS = frozenset({"p", "r", "d", "y", "e"})  # what no name of a measure is made of
_AND_SO_ON = re.compile(
    r"等(?![级次第待额价候])[㐀-鿿]"
)  # 等市, cut as one word of 甲、乙等市级单位
# What by itself does not say whose or of what it is: 产业实现收入
GENERIC = re.compile(
    r"(?:总?收入|税收|总?产值|利润|资金|总?金额|总额|总数|数量|总量|总?投资|授权|申请|登记|规模|费用|支出|"
    r"水平|人数|户数|面积|余额|增加值|产量|成交额|销售额)"
)
_REACHING = frozenset(("实现", "完成", "达到", "达成", "取得", "获得", "有", "共有", "已有"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with what kind it is by the dictionary."""

    text: str
    kind: str
    span: Span


@cache
def _listed(name: str) -> frozenset[str]:
    text = resources.files("corpus").joinpath(f"data/{name}.txt").read_text("utf-8")
    return frozenset(w for line in text.splitlines() if line[:1] != "#" for w in line.split())


def words_in(text: str, span: Span) -> list[Word]:
    """Cut a stretch of a text into words."""
    import rjieba  # its dictionary is read on first use

    words, at = [], span.start
    for word, kind in rjieba.tag(text[span.start : span.end]):
        cut = _AND_SO_ON.match(word) is not None
        for part, its in (("等", "u"), (word[1:], kind)) if cut else ((word, kind),):
            words.append(Word(part, its, Span(at, at + len(part))))
            at += len(part)
    return words


def phrase_before(text: str, span: Span) -> list[Span]:
    """Return the pieces of the noun phrase that ends a stretch of text; blanks part pieces."""
    words = words_in(text, span)
    end = len(words)
    while end and _is_tail(words[end - 1]):
        end -= 1
    start, checkpoint = end, None
    stopped: Word | None = None
    while start:
        word = words[start - 1]
        if _ends_phrase(word):
            stopped = word
            break
        start -= 1
        if word.text == "的":
            before = words[start - 1] if start else None
            if before is None or _ends_phrase(before) or before.kind == "f":
                break
            checkpoint = start + 1
    if stopped is not None and stopped.kind in _PREPOSITIONS:
        given = start if stopped.text == "在" else _behind_object(words, start, end)
        start = checkpoint or given
    pieces = _pieces(words[start:end])
    if stopped is None or stopped.text not in _REACHING or len(pieces) != 1:
        return pieces
    if not GENERIC.fullmatch(text, pieces[0].start, pieces[0].end):
        return pieces
    return phrase_before(text, Span(span.start, stopped.span.start)) + pieces


def _behind_object(words: list[Word], start: int, end: int) -> int:
    """Return where the verb of 向企业转移成果 stands, else `start`: 企业 is of the preposition."""
    verbs = (n for n in range(start + 1, end - 1) if words[n].kind.startswith("v"))
    return next(verbs, start)


def phrase_behind(text: str, span: Span) -> list[Span]:
    """Return the pieces of the noun phrase that begins a stretch of text; blanks part pieces."""
    words = words_in(text, span)
    start = 0
    while start < len(words) and not _HAN.search(words[start].text.removesuffix("的")):
        start += 1
    if start < len(words) and _ends_phrase(words[start]):  # 在全球领先的企业, 具有主导权的集群
        whose = [n for n, word in enumerate(words) if word.text == "的"]
        start = whose[-1] + 1 if whose else start
    end = start
    while end < len(words):
        word = words[end]
        if _ends_phrase(word) or (end > start and _is_clause_word(word)):
            break
        if word.text == "的" and end > start and words[end - 1].kind.startswith(("n", "l", "j")):
            break
        end += 1
    return _pieces(words[start:end])


def _is_tail(word: Word) -> bool:
    return (
        (not _HAN.search(word.text) and word.text not in "”》")
        or word.text in _listed("measure_tails")
        or word.kind in ("m", "d", "ul")
    )


def _is_clause_word(word: Word) -> bool:
    return word.kind == "v" and word.text in _listed("measure_tails")


def _ends_phrase(word: Word) -> bool:
    """True of a word that no name of a measure goes across."""
    if word.text in _listed("measure_verbs") or word.text in "，；：。！？":
        return bool(word.text.strip())
    if word.text in _CROSSED or word.text == "过":
        return False
    if word.text in ("等", "了", "着", "累计", "共计", "合计", "总计", "并", "其中", "此外"):
        return True
    return word.kind in _ENDS


def _pieces(words: list[Word]) -> list[Span]:
    """Return the stretches of words that stand together, trimmed of marks and particles."""
    while words and not _is_inner(words[0]):
        words = words[1:]
    while words and not _is_inner(words[-1], last=True):
        words = words[:-1]
    pieces: list[Span] = []
    for word in words:
        if not word.text.strip():
            continue
        if pieces and pieces[-1].end == word.span.start:
            pieces[-1] = Span(pieces[-1].start, word.span.end)
        else:
            pieces.append(word.span)
    return pieces


def _is_inner(word: Word, *, last: bool = False) -> bool:
    """True of a word that a phrase may begin or end with."""
    if word.text in _CROSSED or (not last and word.kind in ("c", "f", "m", "ul", "uj")):
        return False
    if last and word.text in ("”", "》", ")"):
        return True
    if not last and word.text in ("“", "《"):
        return True
    return _HAN.search(word.text) is not None
