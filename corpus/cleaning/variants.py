"""Tables of script variants: OpenCC's dictionaries and our own list of regional words.

Only the dictionary files of the opencc package are read; its converter is not imported.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

__all__ = [
    "Folding",
    "Regional",
    "characters",
    "folding",
    "only_simplified",
    "only_traditional",
    "regional",
]

# One of several variants: `著` is zhù (著作) or the particle (隨著), `係` means 是 or is part of a
# word (關係), so it waits for its phrase.
_PARTICLE = {"著": "着", "係": "是"}
_BIG5_RARE = 0xC9  # lead byte where the less frequent characters of Big5 begin
# Variants of Taiwan and Hong Kong that OpenCC undoes in a step of its own (HKVariantsRev and
# TWVariantsRev); the others in those tables are ordinary Simplified characters (么, 抬, 台 …).
_REGIONAL_CHARACTERS = dict(zip("衞粧枱糭敍簷衹", "卫妆台粽叙檐只", strict=True))
# Variants that the release's TSCharacters leaves as they are: found in OpenCC's own cases (first
# row) and among old and Japanese shapes tried against it (second row).
_MISSING_CHARACTERS = dict(
    zip(
        "擡貍遶劄扞谿幷値硏靑淸吿郞鄕槪尅鍳廻馀賸髙",
        "抬狸绕札捍溪并值研青清告郎乡概克鉴回余剩高",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Regional:
    """A regional word and the mainland's. `kind` is word, near or keep (see data/regional.tsv)."""

    word: str
    mainland: str
    regions: tuple[str, ...]
    kind: str
    origin: str


@dataclass(frozen=True, slots=True)
class Folding:
    """What folding needs: single characters, and phrases over the text so folded.

    `phrases` holds by first character the longest keys first; all keys are already folded
    character by character, so that folding a folded text finds nothing new.
    """

    characters: dict[int, str]
    phrases: dict[str, tuple[tuple[str, str], ...]]


def _dictionary(name: str) -> list[tuple[str, list[str]]]:
    """Return the entries of an OpenCC dictionary with their variants, the usual one first."""
    found = find_spec("opencc")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package opencc-python-reimplemented is not installed")
    path = Path(found.origin).parent / "dictionary" / f"{name}.txt"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [(row[0], row[1].split(" ")) for row in rows]


def _usual(name: str) -> dict[str, str]:
    """Return the entries of an OpenCC dictionary with their usual variant."""
    return {key: values[0] for key, values in _dictionary(name)}


@cache
def regional() -> tuple[Regional, ...]:
    """Return the list of regional words in the order of its file."""
    text = resources.files("corpus").joinpath("data/regional.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        Regional(word, mainland, tuple(part for part in regions.split(",") if part != "-"), *rest)
        for word, mainland, regions, *rest in rows
    )


def _is_standard(character: str) -> bool:
    """True for a character in ordinary Chinese use: GB 2312, or the frequent part of Big5."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        try:
            return character.encode("big5")[0] < _BIG5_RARE
        except UnicodeEncodeError:
            return False
    return True


@cache
def characters() -> dict[int, str]:
    """Return the single characters to fold, also those that then wait for their phrase."""
    pairs = _usual("TSCharacters")
    for traditional, (japanese, *_) in _dictionary("JPVariants"):
        if len(japanese) == 1 and not _is_standard(japanese):
            pairs.setdefault(japanese, pairs.get(traditional, traditional))
    pairs |= _REGIONAL_CHARACTERS | _MISSING_CHARACTERS | _PARTICLE
    return str.maketrans({key: pairs.get(value, value) for key, value in pairs.items()})


@cache
def folding(near: bool = True) -> Folding:
    """Return the tables of folding, made from OpenCC's and ours.

    Without `near`, words that only come near the mainland's in meaning stay as they are.
    """
    single = {chr(code): value for code, value in characters().items()}
    phrases = {key: value for key, value in _usual("TSPhrases").items() if len(key) == len(value)}
    waiting = set(_PARTICLE)
    for key, value in phrases.items():
        waiting |= {a for a, b in zip(key, value, strict=True) if single.get(a, a) != b}
    table = str.maketrans({key: value for key, value in single.items() if key not in waiting})

    rules = {key: single[key] for key in waiting if key in single}
    rules |= {key.translate(table): value for key, value in phrases.items() if waiting & {*key}}
    for row in regional():
        if near or row.kind != "near":
            rules[row.word.translate(table)] = row.mainland
    for value in list(rules.values()):
        if waiting & {*value}:
            rules.setdefault(value, value)  # what was decided once stays decided
    return Folding(table, _by_first_character(rules))


def _by_first_character(rules: dict[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return rules by the first character of their keys, the longest keys first."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for key, value in rules.items():
        grouped.setdefault(key[0], []).append((key, value))
    return {
        first: tuple(sorted(group, key=lambda pair: (-len(pair[0]), pair[0])))
        for first, group in grouped.items()
    }


@cache
def only_traditional() -> frozenset[str]:
    """Return characters that stand in Traditional text only."""
    table = _usual("TSCharacters")
    simplified = set(table.values())
    return frozenset(
        key
        for key, value in table.items()
        if key != value and key not in simplified and key not in _PARTICLE
    )


@cache
def only_simplified() -> frozenset[str]:
    """Return characters that stand in Simplified text only."""
    traditional = set(_usual("TSCharacters"))
    return frozenset(
        key
        for key, values in _dictionary("STCharacters")
        if key not in values and key not in traditional
    )
