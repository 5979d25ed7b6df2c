"""Characters with a second shape: controls, full-width forms, quotation marks, punctuation.

Everything here works character by character, so that a view keeps its map. The canonical forms are
ASCII digits, letters, `%()-~+/`, Chinese `，。；：？！、《》` and the quotation marks `“”‘’`.
"""

import re
import unicodedata
from functools import lru_cache

from corpus.document import Noise
from corpus.mapped import Edit, Mapped, Span

__all__ = ["HAN", "controls", "edited", "punctuation", "spellings"]

# Han characters of every plane, and the signs that stand in for one: for character classes.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇々"

# Invisible in print: C0 and C1 controls but for tab and the line ends, soft hyphen, zero-width and
# direction marks, variation selectors, BOM (Unicode categories Cc and Cf, blocks of 15.1).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0100-\U000e01ef]+"
    "|\r(?=\n)"
)
_ONE_SHAPE = str.maketrans(
    {
        **dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\xa0\u1680\u202f\u205f", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},  # no characters by themselves
    }
)

_LOW_QUOTES = {"‚": "‘", "‛": "’", "„": "“", "‟": "”"}
_CORNER_QUOTES = dict(zip("「」『』﹁﹂﹃﹄｢｣〝〞＂＇", "“”‘’“”‘’“”“”\"'", strict=True))
_CHINESE_PUNCTUATION = "，；：？！"  # full-width by right; the ASCII forms are folded to them
_SMALL = dict(
    zip("﹪﹙﹚﹣−‐‑–﹢〜∼﹐﹔﹕﹖﹗﹑｡､･・‧︰", "%()-----+~~，；：？！、。、···：", strict=True)
)
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _SMALL
for _mark in (*_CHINESE_PUNCTUATION, *_CORNER_QUOTES):
    _WIDE.pop(_mark, None)


def _compatibility() -> dict[str, str]:
    """Return Kangxi radicals and compatibility characters with the Han character they show."""
    blocks = ((0x2E80, 0x2FD6), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
    found = {}
    for first, last in blocks:
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                found[chr(code)] = plain
    return found


_LOOK_ALIKE = _compatibility()
_SPELLINGS = str.maketrans({**_LOW_QUOTES, **_CORNER_QUOTES, **_WIDE, **_LOOK_ALIKE})
_REPORTED = frozenset({**_WIDE, **_LOOK_ALIKE})


@lru_cache(maxsize=256)
def _reported(present: frozenset[str]) -> "re.Pattern[str]":
    """Return what finds runs of the odd characters that a text has.

    A class of all that there are, beyond the basic plane too, takes seven times as long.
    """
    return re.compile(f"[{''.join(_LOW_QUOTES)}]+|[{re.escape(''.join(sorted(present)))}]+")


def edited(view: Mapped, edits: list[Edit], kind: str | None) -> tuple[Mapped, list[Noise]]:
    """Apply `edits` and report each as noise of `kind` (None: applied without a word)."""
    if not edits:
        return view, []
    noises = []
    if kind is not None:
        noises = [Noise(kind, view.original(Span(edit.start, edit.end))) for edit in edits]
    return view.edit(edits), noises


def controls(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Drop invisible characters; every line end becomes a newline, every odd space a space.

    Half a surrogate pair becomes U+FFFD: the word cutter takes none, and no figure may close over
    one.

    Tabs and ideographic spaces stay for the while: they part cells and set off paragraphs. Only
    what hides inside the text is reported; a BOM in front and CRLF are ways of writing a file.
    """
    edits = [Edit(m.start(), m.end(), "") for m in _INVISIBLE.finditer(view.text)]
    noises = [
        Noise("control", view.original(Span(edit.start, edit.end)))
        for edit in edits
        if view.text[edit.start] != "\r" and not (edit.start == 0 and edit.end == 1)
    ]
    if edits:
        view = view.edit(edits)
    return Mapped(view.text.translate(_ONE_SHAPE), view.starts, view.ends), noises


def spellings(view: Mapped) -> tuple[Mapped, list[Noise]]:
    """Give full-width letters and digits, quotation marks and look-alikes their canonical form."""
    noises = []
    present = _REPORTED.intersection(view.text) or frozenset("％")
    for match in _reported(present).finditer(view.text):
        if match.group() == match.group().translate(_SPELLINGS):
            continue  # a radical that looks like nothing else
        kind = "quotation" if match.group()[0] in _LOW_QUOTES else "width"
        noises.append(Noise(kind, view.original(Span(match.start(), match.end()))))
    return Mapped(view.text.translate(_SPELLINGS), view.starts, view.ends), noises


_ASCII_MARK = re.compile(
    f'(?<=[{HAN}》])[,;:?!]|(?<=[)\\]”’%A-Za-z0-9"…])[,;:?!](?= {{0,3}}[{HAN}“‘《【])'
    "|(?<=[)\\]”’%A-Za-z])[,;](?=[0-9A-Za-z])"
)
_TO_CHINESE = str.maketrans(",;:?!", _CHINESE_PUNCTUATION)
_NEARBY = 8  # characters on either side of a mark between digits or letters that make it Chinese
_HAN = re.compile(f"[{HAN}]")
# A figure whose thousands are parted by full-width commas: 1，467万件.
_THOUSANDS = re.compile("(?<![0-9，.])[0-9]{1,3}(?:，[0-9]{3}){1,5}(?![0-9，])")
_STRAIGHT = re.compile(f'(?<=[{HAN}，。；：？！、》)%])"|"(?=[{HAN}《])')
_MARKUP = re.compile("[=<>\\\\]")


def punctuation(view: Mapped, kept: list[Span]) -> Mapped:
    """Fold ASCII `,;:?!` and straight double quotes of Chinese text; marks in `kept` stay."""
    text = list(view.text)
    for match in _ASCII_MARK.finditer(view.text):
        at = match.start()
        after = view.text[at + 1 : at + 2]
        foreign = after.isascii() and after.isalnum() and not _HAN.match(view.text[at - 1])
        if not foreign or _HAN.search(view.text, max(0, at - _NEARBY), at + 1 + _NEARBY):
            text[at] = match.group().translate(_TO_CHINESE)
    for match in _THOUSANDS.finditer(view.text):
        text[match.start() : match.end()] = match.group().replace("，", ",")
    for span in kept:
        text[span.start : span.end] = view.text[span.start : span.end]
    if '"' in view.text:
        _pair_quotes(text, view.text)
    return Mapped("".join(text), view.starts, view.ends)


def _pair_quotes(text: list[str], source: str) -> None:
    """Turn the straight double quotes of a line of Chinese into opening and closing ones."""
    start = 0
    for line in source.split("\n"):
        count = line.count('"')
        if count and count % 2 == 0 and _STRAIGHT.search(line) and not _MARKUP.search(line):
            opening = True
            at = line.find('"')
            while at >= 0:
                text[start + at] = "“" if opening else "”"
                opening = not opening
                at = line.find('"', at + 1)
        start += len(line) + 1
