"""Script and wording: one search script for documents and questions, and the asker's for answers.

`fold` brings a cleaned view to Simplified characters and mainland words with one and the same
function on both sides, so that they meet whatever they were written in. `convert` puts an answer
into the asker's script; quotes are never converted.
"""

import re
from functools import cache, lru_cache
from typing import Any, Literal

from corpus.clean import clean, tidy
from corpus.cleaning.variants import folding, only_simplified, only_traditional, regional
from corpus.document import Noise
from corpus.mapped import Edit, Mapped

__all__ = ["convert", "detect", "fold", "fold_text", "reading"]

# A text is mixed when its rarer script holds at least this share of the telling characters: the
# mainland's Traditional press writes 2 to 4 in 100 the Simplified way, a mixed question far more.
_MIXED_SHARE = 0.15
# The outcome of one phrase may make another with its neighbours; real text never needs a third
# round, made-up text of nothing but such seams was settled after four.
_ROUNDS = 8


def reading(text: str) -> tuple[Mapped, tuple[Noise, ...]]:
    """Return the view that every rule reads, cleaned and folded, and the noise found on the way."""
    view, noise = clean(text)
    return fold(view), noise


def fold(view: Mapped) -> Mapped:
    """Fold a view to Simplified script and mainland wording.

    Characters first, one by one; then phrases, the longest first, from left to right: characters
    whose meaning hangs on their word (乾, 著, 覆 …) and regional words. Folding twice changes
    nothing.
    """
    return _folded(view, near=True)


def _folded(view: Mapped, *, near: bool) -> Mapped:
    view = Mapped(view.text.translate(folding(near).characters), view.starts, view.ends)
    for _ in range(_ROUNDS):
        edits = _phrase_edits(view.text, near=near)
        if not edits:
            break
        view = view.edit(edits)
    return view


@lru_cache(maxsize=8192)  # headings and titles come again with every question; some 2 MB
def fold_text(text: str) -> str:
    """Fold widths, punctuation, stray spaces, script and wording of a short text: a question."""
    return fold(tidy(Mapped.identity(text))).text


@cache
def _first_characters(near: bool) -> re.Pattern[str]:
    """Return the pattern of every character that a phrase begins with."""
    return re.compile(f"[{''.join(sorted(folding(near).phrases))}]")


def _phrase_edits(text: str, *, near: bool) -> list[Edit]:
    """Return the replacements of phrases in a text folded character by character."""
    phrases = folding(near).phrases
    edits: list[Edit] = []
    done = 0
    for match in _first_characters(near).finditer(text):
        at = match.start()
        if at < done:
            continue
        for key, value in phrases[match.group()]:
            if text.startswith(key, at):
                done = at + len(key)
                if key != value:
                    edits.append(Edit(at, done, value))
                break
    return edits


def detect(text: str) -> Literal["hans", "hant", "mixed", "none"]:
    """Return the script of a text; "none" where no character tells."""
    hans = sum(1 for character in text if character in only_simplified())
    hant = sum(1 for character in text if character in only_traditional())
    if not hans and not hant:
        return "none"
    if min(hans, hant) >= _MIXED_SHARE * (hans + hant):
        return "mixed"
    return "hans" if hans > hant else "hant"


@cache
def _converter(name: str) -> Any:
    """Return an OpenCC converter."""
    from opencc import OpenCC  # loads a megabyte of phrases: only for answers in Traditional

    return OpenCC(name)


@cache
def _wording(region: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the words that a region's answers use, by the mainland's."""
    words = {row.mainland: row.word for row in regional() if region in row.regions}
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), words


# OpenCC's s2t writes the forms of classical dictionaries; these are the ones people type today.
_USUAL_FORMS = str.maketrans("爲衆裏羣峯啓綫僞潙嬀麪", "為眾裡群峰啟線偽溈媯麵")


def convert(text: str, script: Literal["hans", "hant"], region: str = "cn") -> str:
    """Return a text in the asker's script and, in Traditional, a region's characters and words.

    `region` is cn, tw or hk. Widths and punctuation stay. A text already in the wanted script is
    returned as it is.
    """
    have = detect(text)
    if have == "none" or (have == script and (script == "hans" or region == "cn")):
        return text
    plain = _folded(Mapped.identity(text), near=False).text if have != "hans" else text
    if script == "hans":
        return plain
    if region == "cn":
        return str(_converter("s2t").convert(plain)).translate(_USUAL_FORMS)
    pattern, words = _wording(region)
    pieces, done = [], 0
    converter = _converter("s2tw" if region == "tw" else "s2hk")
    for match in pattern.finditer(plain):
        pieces += [converter.convert(plain[done : match.start()]), words[match.group()]]
        done = match.end()
    pieces.append(converter.convert(plain[done:]))
    return "".join(pieces)
