"""Questions for place, year and measure, made of certain figures; their split, and their traps.

Half of the places are for tuning, half only to report; the nation, which has half of all figures,
is divided by odd and even years. A share of the questions asks for what no document holds.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from eval.certain import NATION, PROVINCES, Certain, Key

__all__ = ["ScaleQuestion", "questions"]

_ABSENT_SHARE, _NATION_SHARE = 0.1, 0.45
_HANT_SHARE = 1 / 3
_KINDS_OF_PLACE = (
    *("维吾尔自治区", "壮族自治区", "回族自治区", "自治区"),
    *("省", "市"),
)
_AMOUNT = (
    "{place}{year}年{measure}是多少？",
    "{year}年{place}{measure}是多少？",
    "{year}年{place}的{measure}有多少{unit}？",
    "{place}在{year}年的{measure}达到多少？",
    "请问{year}年，{place}{measure}为多少{unit}？",
    "{place}{measure}{year}年多少{unit}",
    "想知道{place}{year}年的{measure}。",
)
_GROWTH = (
    "{place}{year}年{measure}比上年{way}多少？",
    "{year}年{place}{measure}{way}了百分之几？",
    "{year}年{place}的{measure}同比{way}多少？",
    "{place}{year}年{measure}的{rate}是多少？",
    "请问{place}{measure}在{year}年比上一年{way}了多少？",
)


@dataclass(frozen=True, slots=True)
class ScaleQuestion:
    """A question; `figures` are what certainly answers it, none where nothing does."""

    text: str
    script: str  # hans | hant
    place: str
    year: int
    measure: str
    figures: tuple[Certain, ...]
    traps: frozenset[str]
    part: str  # tune | report


def questions(
    table: Mapping[Key, Sequence[Certain]], texts: Sequence[str], count: int, seed: int
) -> tuple[ScaleQuestion, ...]:
    """Return `count` questions, the same for the same figures and seed; fewer if figures run out.

    `texts` are the documents: what is said to be in none of them is looked for there.
    """
    draw = random.Random(seed)
    absent = round(count * _ABSENT_SHARE)
    nation = round(count * _NATION_SHARE)
    keys = sorted(table)
    of_nation = [key for key in keys if key[0] == NATION]
    chosen = draw.sample(of_nation, min(nation, len(of_nation)))
    others = _in_turn([key for key in keys if key[0] != NATION], draw)
    chosen += others[: count - absent - len(chosen)]
    tuning = _tuning_places(keys, draw)
    made = [_question(table, key, tuning, draw) for key in chosen]
    made += _unanswerable(table, texts, absent, tuning, draw)
    return tuple(made)


def _in_turn(keys: Sequence[Key], draw: random.Random) -> list[Key]:
    """Return keys in an order that takes one of each place in turn, at random within a place."""
    of_place: dict[str, list[Key]] = {}
    for key in draw.sample(keys, len(keys)):
        of_place.setdefault(key[0], []).append(key)
    rounds = zip_longest(*(of_place[place] for place in sorted(of_place)))
    return [key for one in rounds for key in one if key is not None]


def _tuning_places(keys: Iterable[Key], draw: random.Random) -> frozenset[str]:
    places = sorted({place for place, *_ in keys} | set(PROVINCES) - {NATION})
    draw.shuffle(places)
    return frozenset(places[::2])


def _part(place: str, year: int, tuning: frozenset[str]) -> str:
    for_tuning = year % 2 == 1 if place == NATION else place in tuning
    return "tune" if for_tuning else "report"


def _question(
    table: Mapping[Key, Sequence[Certain]],
    key: Key,
    tuning: frozenset[str],
    draw: random.Random,
) -> ScaleQuestion:
    place, year, *_ = key
    figure = draw.choice(table[key])
    text, script = _worded(figure, place, year, draw)
    return ScaleQuestion(
        text=text,
        script=script,
        place=place,
        year=year,
        measure=figure.measure,
        figures=tuple(table[key]),
        traps=frozenset(_traps(table, key)) | ({figure.form} if figure.form != "clause" else set()),
        part=_part(place, year, tuning),
    )


def _traps(table: Mapping[Key, Sequence[Certain]], key: Key) -> Iterator[str]:
    """Yield what else stands in the documents that could be taken for what is asked."""
    place, year, measure, growth = key
    if growth or (place, year, measure, True) in table:
        yield "growth" if growth else "amount beside growth"
    if any((place, year + step, measure, growth) in table for step in (-1, 1)):
        yield "adjacent year"
    if place != NATION and (NATION, year, measure, growth) in table:
        yield "nation"
    if any(
        other[0] == place
        and other[1] == year
        and other[3] == growth
        and other[2] != measure
        and (other[2] in measure or measure in other[2])
        for other in table
    ):
        yield "part and whole"


def _worded(figure: Certain, place: str, year: int, draw: random.Random) -> tuple[str, str]:
    """Return a question for a figure in one of the wordings, and its script."""
    ways = _AMOUNT if figure.aspect == "amount" else _GROWTH
    text = draw.choice(ways).format(
        place=_called(place, draw),
        year=year,
        measure=figure.measure,
        unit=figure.unit,
        way=figure.aspect,
        rate="增长率" if figure.aspect in ("增长", "上涨", "增加") else "降幅",
    )
    if draw.random() >= _HANT_SHARE:
        return text, "hans"
    from opencc import OpenCC  # heavy: the conversion tables

    return OpenCC(draw.choice(("s2t", "s2twp"))).convert(text), "hant"


def _called(place: str, draw: random.Random) -> str:
    """Return a place's name as people write it: 福建省 or 福建, 全国 or 我国."""
    if place == NATION:
        return draw.choice(("全国", "我国", "中国"))
    return draw.choice((place, _short(place)))


def _short(place: str) -> str:
    for kind in _KINDS_OF_PLACE:
        if place.endswith(kind):
            return place.removesuffix(kind)
    return place


def _unanswerable(
    table: Mapping[Key, Sequence[Certain]],
    texts: Sequence[str],
    count: int,
    tuning: frozenset[str],
    draw: random.Random,
) -> list[ScaleQuestion]:
    """Return questions of measures that others have, for a place or year no document tells of."""
    keys = sorted(key for key in table if not key[3])
    unseen = sorted(set(PROVINCES) - {place for place, *_ in table})
    made: list[ScaleQuestion] = []
    while keys and len(made) < count:
        key = draw.choice(keys)
        place, year, measure, _ = key
        if unseen and len(made) % 2:
            place = draw.choice(unseen)
            missing = not any(
                _short(place) in line and measure in line
                for text in texts
                for line in text.splitlines()
            )
        else:
            year = draw.randrange(1950, 2040)
            missing = not any(
                f"{year}年" in text and (place == NATION or _short(place) in text) for text in texts
            )
        if not missing:
            keys.remove(key)
            continue
        text, script = _worded(table[key][0], place, year, draw)
        part = _part(place, year, tuning)
        traps = frozenset({"no document"})
        made.append(ScaleQuestion(text, script, place, year, measure, (), traps, part))
    return made
