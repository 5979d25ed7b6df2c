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

__all__ = [
    "Word",
    "deed",
    "done",
    "opening",
    "phrase_before",
    "phrase_behind",
    "predicate",
    "words_in",
]

_HAN = re.compile(r"[㐀-鿿A-Za-z]")
_CROSSED = frozenset("、和与及以及或的")  # a phrase goes on behind these
_PREPOSITIONS = frozenset({"p"})
_CARRIED = frozenset("向对与给为同")  # 高校向企业转移成果: the phrase goes on in front of these
_NUMERAL = re.compile(r"[0-9一二两三四五六七八九十百千万亿几数第]")
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z])")
_ENDS = frozenset({"p", "r", "d", "y", "e"})  # what no name of a measure is made of
_AND_SO_ON = re.compile(
    r"等(?![级次第待额价候])[㐀-鿿]"
)  # 等市, cut as one word of 甲、乙等市级单位
# What by itself does not say whose or of what it is: 产业实现收入
GENERIC = re.compile(
    r"(?:总?收入|税收|总?产值|利润|资金|总?金额|总额|总数|数量|总量|总?投资|授权|申请|登记|规模|费用|支出|"
    r"水平|人数|户数|面积|余额|增加值|产量|成交额|销售额)"
)
_OF_VERB = re.compile(
    r"时限|周期|时间|时长|期限|次数|费用?|成本|效率|能力|[率量数额]|人数|户数|件数|数量|金额|总[数量额]|面积|里程"
)
_TITLE = re.compile(r"《[^《》]*》")
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
    start, stop = _start(words, end)
    pieces = _pieces(words[start:end])
    if not pieces or not stop:
        return pieces
    stopped = words[stop - 1]
    left = Span(span.start, stopped.span.start)
    if stopped.text in _listed("measure_deeds") and stopped.span.end == pieces[0].start:
        return [Span(stopped.span.start, pieces[0].end), *pieces[1:]]
    if stopped.text == "的":  # 通过PCT途径提交的国际申请: an acronym is as good as a noun
        return [Span(*m.span()) for m in _ACRONYM.finditer(text, *_ends(left))] + pieces
    bare = len(pieces) == 1 and GENERIC.fullmatch(text, pieces[0].start, pieces[0].end)
    if stopped.text == "在" or (stopped.text in _REACHING and bare):
        return phrase_before(text, left) + pieces  # 机构在各地的交易额, 产业实现收入
    return pieces


def _start(words: list[Word], end: int) -> tuple[int, int]:
    """Return where the phrase begins that ends at `end`, and behind which word it was stopped."""
    start, checkpoint = end, 0
    while start:
        word = words[start - 1]
        if word.text in _CARRIED and word.kind in _PREPOSITIONS and start > 1:
            start -= 1
            continue
        inside = start < end and (_qualifies(word, words[start]) or _compounds(words[: start + 1]))
        if _ends_phrase(word) and not inside:
            told = checkpoint if word.kind in _PREPOSITIONS and checkpoint else start
            return told, start
        if word.text == "的":
            before = words[start - 2] if start > 1 else None
            if before is None or _ends_phrase(before):
                return start, start
            checkpoint = start
        start -= 1
    return 0, 0


def _qualifies(verb: Word, behind: Word) -> bool:
    """True of a verb that says whose time, cost or amount it is: 办结时限, 授权周期, 参保人数."""
    adjacent = verb.span.end == behind.span.start
    light = verb.text in _listed("measure_tails") or verb.kind[0] not in "vn"
    return adjacent and not light and _OF_VERB.fullmatch(behind.text) is not None


def _compounds(words: list[Word]) -> bool:
    """True of a deed between nouns, all in one piece: 纠纷应对|指导|站点."""
    if len(words) < 3:
        return False
    before, verb, behind = words[-3:]
    whole = before.span.end == verb.span.start and verb.span.end == behind.span.start
    nouns = verb.kind == "n" or (verb.kind == "vn" and before.kind in ("n", "vn"))
    return whole and nouns and behind.kind[0] == "n" and verb.text in _listed("measure_deeds")


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def phrase_behind(text: str, span: Span) -> list[Span]:
    """Return the pieces of the noun phrase that begins a stretch of text; blanks part pieces."""
    words = words_in(text, span)
    start = 0
    while start < len(words) and not _HAN.search(words[start].text.removesuffix("的")):
        start += 1
    first = start
    if start < len(words) and _ends_phrase(words[start]):  # 在全球领先的企业, 具有主导权的集群
        whose = [n for n, word in enumerate(words) if word.text == "的"]
        start = whose[-1] + 1 if whose else start
    end = _end(words, start)
    own = _pieces(words[start:end])
    if own and start > first:
        return _pieces(words[first:end])
    if own and end < len(words) and words[end].text == "的":  # 专题的服务平台: of which they are
        return _pieces(words[end + 1 : _end(words, end + 1)]) + own
    return own


def _end(words: list[Word], start: int) -> int:
    """Return where the phrase ends that begins at `start`."""
    end = start
    while end < len(words):
        word = words[end]
        if _ends_phrase(word) or (end > start and _is_clause_word(word)):
            break
        if word.text == "的" and end > start and words[end - 1].kind[0] in "nljm":
            break
        end += 1
    return end


def deed(text: str, span: Span) -> list[Span]:
    """Return the verb that a stretch ends with where it says which things are counted: 查处了."""
    words = words_in(text, span)
    while words and (_is_tail(words[-1]) or not words[-1].text.strip()):
        words.pop()
    return [words[-1].span] if words and words[-1].text in _listed("measure_deeds") else []


def opening(text: str, span: Span) -> Span | None:
    """Return the noun phrase that opens a clause in front of its verb, None where none does."""
    words = words_in(text, span)
    start = 0
    while start < len(words) and words[start].kind in ("c", "d", "f", "t"):
        start += 1
    end = start
    while end < len(words) and (words[end].text in "()·" or not _ends_phrase(words[end])):
        if words[end].text in _CROSSED or not words[end].text.strip():
            return None
        end += 1
    if end == start or end == len(words):
        return None
    return Span(words[start].span.start, words[end - 1].span.end)


def predicate(text: str, span: Span) -> list[Span]:
    """Return what a clause goes on to say of what it counts, without its empty verbs.

    企业|申报示范企业 gives all of it, 企业|开展战略研究 the research alone.
    """
    words = words_in(_TITLE.sub(lambda m: " " * len(m[0]), text[: span.end]), span)
    start = 0
    while start < len(words) and _is_empty(words[start]):
        start += 1
    end = start + 1 if start < len(words) else start
    while end < len(words):
        if (
            _ends_phrase(words[end])
            and not (_is_numeral(words[end]) or words[end].kind == "vn")
            and not (words[end].text == "为" and end == start + 1)
        ):
            break
        end += 1
    return _pieces(words[start:end])


def done(text: str, span: Span) -> list[Span]:
    """Return what a clause that begins with its verbs is about: 完成出具准入证明."""
    words = words_in(text, span)
    start = 0
    while start < len(words) and (_is_empty(words[start]) or _ends_phrase(words[start])):
        start += 1
    return _pieces(words[start : _end(words, start)])


def _is_empty(word: Word) -> bool:
    return (
        word.text in _listed("empty_verbs")
        or word.kind in ("p", "d", "c", "ul", "r")
        or _is_numeral(word)
        or not _HAN.search(word.text)
    )


def _is_numeral(word: Word) -> bool:
    """True of numbers and of 第一批; the dictionary takes 层次 for one too."""
    each = word.text.startswith(("每", "万人"))  # 每万人口发明专利拥有量
    return word.kind == "m" and not each and _NUMERAL.search(word.text) is not None


def _is_tail(word: Word) -> bool:
    return (
        (not _HAN.search(word.text) and word.text not in "”》")
        or word.text in _listed("measure_tails")
        or word.kind in ("d", "ul")
        or _is_numeral(word)
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
    if word.text in _CROSSED or (
        not last and (word.kind in ("c", "f", "ul", "uj") or _is_numeral(word))
    ):
        return False
    if last and word.text in ("”", "》", ")"):
        return True
    if not last and word.text in ("“", "《"):
        return True
    return _HAN.search(word.text) is not None
