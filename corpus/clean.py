"""Cleaning: the noise of a document taken out of what is read, never out of the document.

`clean` gives a view of a text in which sentences and figures are whole and written one way, and
reports what it folded, joined, dropped or found destroyed. Each noise has one function, applied in
the order of `clean`. Script and wording stay; `corpus.script` folds those.
"""

import re
from collections.abc import Callable
from functools import partial

from corpus.cleaning.layout import joined_lines
from corpus.cleaning.spacing import spaces
from corpus.cleaning.widths import HAN, controls, edited, punctuation, spellings
from corpus.document import Noise
from corpus.mapped import Edit, Mapped, Span

__all__ = ["clean", "destroyed_runs", "tidy"]

# A view is cleaned again until nothing moves: a joined line may show a gap inside a figure. Real
# documents need two rounds, the second of which finds nothing.
_ROUNDS = 8

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_PINYIN = re.compile(
    f"(?<=[{HAN}])\\( ?[a-zü]{{0,4}}[{_TONED}][a-zü{_TONED}]{{0,4}} ?\\)"
    "|(?<=[的地得])\\( ?de ?\\)|(?<=了)\\( ?le ?\\)"
    "|(?<=[着著])\\( ?zhe ?\\)|(?<=[们們])\\( ?men ?\\)"
)
_FOOTNOTE = re.compile(
    f"(?<=[{HAN}0-9%”’》)])\\[\\d{{1,3}}\\](?!号|號|年)|(?<=[{HAN}])[¹²³⁴-⁹]+"
    r"|(?<=[A-Za-z]{2})\[\d{1,3}\](?=\d)"  # GDP[2]500亿元
)
_LINEAR_MEASURE = "米里尺"  # ² and ³ behind these are part of the unit

_QUESTION = re.compile(
    "[吗嗎呢么麼何谁誰哪怎几幾否]|什|多少|是不是|有没有|有沒有|能不能|可不可|多[大长長高久]|为啥"
)
_MARKS = re.compile("\\?+|\ufffd+|[\ue000-\uf8ff]+|(?:锟斤拷|锟斤|烫烫|屯屯)+")
_LOOK_BACK = 60  # characters in which a question word makes `?` a question mark
_LOOK_AHEAD = 8  # characters behind destroyed ones among which more wreckage is looked for
_WRECKAGE = re.compile("[⒈-⒛①-⒇A-Za-z\u0400-\u04ff\u0370-\u03ff\u2500-\u257f\ufffd?]")
_STOP = re.compile("[\\s，。、；：！,.;:!()《》“”]")


def clean(text: str) -> tuple[Mapped, tuple[Noise, ...]]:
    """Return the cleaned view of a text, and its noise in the order of the text."""
    view = Mapped.identity(text)
    found: set[Noise] = set()
    steps: tuple[_Step, ...] = (*_FOLDS, partial(joined_lines, source=text), spaces, destroyed)
    for _ in range(_ROUNDS):
        before = view.text
        for step in steps:
            view, noises = step(view)
            found.update(noises)
        if view.text == before:
            break
    order = sorted(found, key=lambda noise: (noise.span.start, noise.span.end, noise.kind))
    return view, tuple(order)


def tidy(view: Mapped) -> Mapped:
    """Fold widths, punctuation and stray spaces alone: for a short text such as a question."""
    for step in (controls, spellings, pinyin, _all_punctuation, spaces):
        view, _ = step(view)
    return view


def pinyin(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Drop the pinyin that a converter left in brackets behind a Han character.

    Only a syllable with a tone mark, or a particle's toneless one, alone in its brackets.
    """
    edits = [Edit(match.start(), match.end(), "") for match in _PINYIN.finditer(view.text)]
    return edited(view, edits, "pinyin")


def footnotes(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Drop the marks of footnotes that stick to a word or figure; circled digits stay."""
    edits = []
    for match in _FOOTNOTE.finditer(view.text):
        unit = view.text[match.start() - 1] in _LINEAR_MEASURE
        if match.group()[0] == "[" or not unit:
            edits.append(Edit(match.start(), match.end(), ""))
    return edited(view, edits, "footnote")


def destroyed_runs(text: str) -> list[Span]:
    """Return where characters were destroyed: U+FFFD, private use, and `?` that ask nothing.

    A `?` asks nothing where no question can end: behind punctuation, or between characters of a
    sentence that holds no question word. The span takes in the wreckage that follows, up to the
    next punctuation.
    """
    runs: list[Span] = []
    done = 0
    for match in _MARKS.finditer(text):
        if match.start() < done or (match.group()[0] == "?" and _asks(text, *match.span())):
            continue
        end = match.end()
        for at in range(match.end(), min(len(text), match.end() + _LOOK_AHEAD)):
            if _STOP.match(text[at]):
                break
            if _WRECKAGE.match(text[at]):
                end = at + 1
        runs.append(Span(match.start(), end))
        done = end
    return runs


def _asks(text: str, start: int, end: int) -> bool:
    """True when the run of `?` at `[start, end)` can end a question."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if not _HAN_OR_KANA.match(after):
        return True
    if _STOP.match(before) or before == "“":
        return False
    if not _HAN_OR_KANA.match(before):
        return end - start == 1
    return _QUESTION.search(text, max(0, start - _LOOK_BACK), start) is not None


_HAN_OR_KANA = re.compile(f"[{HAN}\u3041-\u30fe]")


def destroyed(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Report destroyed characters; they stay, and nothing is guessed in their place."""
    return view, [Noise("destroyed", view.original(run)) for run in destroyed_runs(view.text)]


def _chinese_punctuation(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Fold ASCII punctuation in Chinese; the marks that stand for destroyed characters stay."""
    return punctuation(view, destroyed_runs(view.text)), []


def _all_punctuation(view: Mapped) -> tuple[Mapped, list[Noise]]:
    return punctuation(view, []), []


_Step = Callable[[Mapped], tuple[Mapped, list[Noise]]]
_FOLDS: tuple[_Step, ...] = (controls, spellings, pinyin, footnotes, _chinese_punctuation)
