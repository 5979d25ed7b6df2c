"""Tables of script variants: OpenCC's dictionaries and our own list of regional words.

Only the dictionary files of the opencc package are read; its converter is not imported.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Folding", "Regional", "folding", "only_simplified", "only_traditional", "regional"]

# One of several variants: `著` is zhù (著作) or the particle (隨著), so it waits for its phrase.
_PARTICLE = {"著": "着"}
# Variants of Taiwan and Hong Kong that OpenCC undoes in a step of its own (HKVariantsRev and
# TWVariantsRev); the others in those tables are ordinary Simplified characters (么, 抬, 台 …).
_REGIONAL_CHARACTERS = {
    "衞": "卫",
    "粧": "妆",
    "枱": "台",
    "糭": "粽",
    "敍": "叙",
    "簷": "檐",
    "衹": "只",
}


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


def _dictionary(name: str) -> list[tuple[str, str]]:
    """Return the pairs of an OpenCC dictionary, the first value where there are several."""
    found = find_spec("opencc")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package opencc-python-reimplemented is not installed")
    path = Path(found.origin).parent / "dictionary" / f"{name}.txt"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [(row[0], row[1].split(" ")[0]) for row in rows]


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
    """True for a character in ordinary Chinese use: in the standard of either script."""
    for encoding in ("gb2312", "big5"):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


@cache
def folding() -> Folding:
    """Return the tables of folding, made from OpenCC's and ours."""
    characters = dict(_dictionary("TSCharacters"))
    for traditional, japanese in _dictionary("JPVariants"):
        if len(japanese) == 1 and not _is_standard(japanese):
            characters.setdefault(japanese, characters.get(traditional, traditional))
    characters |= _REGIONAL_CHARACTERS | _PARTICLE
    characters = {key: characters.get(value, value) for key, value in characters.items()}

    phrases = {key: value for key, value in _dictionary("TSPhrases") if len(key) == len(value)}
    waiting = set(_PARTICLE)
    for key, value in phrases.items():
        waiting |= {a for a, b in zip(key, value, strict=True) if characters.get(a, a) != b}
    single = {key: value for key, value in characters.items() if key not in waiting}
    table = str.maketrans(single)

    rules = {key: characters[key] for key in waiting if key in characters}
    for key, value in phrases.items():
        if waiting & set(key):
            rules[key.translate(table)] = value
    for row in regional():
        rules[row.word.translate(table)] = row.mainland
    for value in list(rules.values()):
        if waiting & set(value):
            rules.setdefault(value, value)  # what was decided once stays decided
    grouped: dict[str, list[tuple[str, str]]] = {}
    for key, value in rules.items():
        grouped.setdefault(key[0], []).append((key, value))
    ordered = {
        first: tuple(sorted(group, key=lambda pair: (-len(pair[0]), pair[0])))
        for first, group in grouped.items()
    }
    return Folding(table, ordered)


@cache
def only_traditional() -> frozenset[str]:
    """Return characters that stand in Traditional text only."""
    simplified = {value for _, value in _dictionary("TSCharacters")}
    return frozenset(
        key
        for key, value in _dictionary("TSCharacters")
        if key != value and key not in simplified and key not in _PARTICLE
    )


@cache
def only_simplified() -> frozenset[str]:
    """Return characters that stand in Simplified text only."""
    traditional = {key for key, _ in _dictionary("TSCharacters")}
    values = {}
    found = find_spec("opencc")
    assert found is not None
    for key, value in _dictionary("STCharacters"):
        values[key] = value
    return frozenset(
        key for key, value in values.items() if key != value and key not in traditional
    )
