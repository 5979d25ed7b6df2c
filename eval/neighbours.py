"""Figures that stand in one sentence: each question gets its own, and no neighbour of it.

A sentence of a real report holds several figures: an amount and its growth, share and rank, two
measures of a family, two years, a whole and its part, what was done and what is planned. The
made-up documents are of such sentences (`eval/claims/near*.json`), and every figure in them that
has a way of asking is asked after. A neighbour's figure is the worst answer, a refusal less so.

In a sentence, `{m1}` to `{m3}` are measures of one family, and a slot's first letter says what it
is: `v` an amount of the measure of its number, `t` a planned one, `w` a larger one in all, `p` a
part of it, `o` one of before; `g` a growth, `s` a share and `c` a completion in per cent; `r` a
rank.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from random import Random

from eval.home import Progress, answers_over
from eval.metrics import Share
from qa.contract import AskResponse, Status

__all__ = ["Asked", "Reply", "Told", "failures", "lines", "made", "measure"]

DOCUMENTS = 40
SENTENCES = 3  # of a document
_ROUNDED = 0.051  # in per cent
_RATES = {"g": (1.0, 30.0), "s": (5.0, 60.0), "c": (80.0, 130.0)}  # in per cent
_TIMES = {"v": (1.0, 1.0), "t": (1.05, 1.2), "w": (3.0, 6.0), "p": (0.2, 0.6), "o": (0.7, 0.95)}
_SLOT = re.compile(r"\{([vtwpogscr])(\d)\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question after one slot of a sentence, and the figure that stands there."""

    question: str
    slot: str  # v1, g2, …
    pattern: int  # number of the sentence among those of its file
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """Documents by file name, and what is asked of them."""

    documents: Mapping[str, str]
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered."""

    asked: Asked
    status: str
    answer: str

    @property
    def right(self) -> bool:
        """True when the first number of the answer is the one that stands there.

        A share or growth may also be reckoned from the amounts, with more digits.
        """
        wanted, got = _number(self.asked.value), _number(self.answer)
        if self.status != Status.ANSWERED or not got:
            return False
        reckoned = self.asked.slot[0] in "sg" and self.answer.startswith("约")
        return wanted == got or (reckoned and abs(float(wanted) - float(got)) < _ROUNDED)

    @property
    def wrong(self) -> bool:
        """True for another figure, alone or as a contradiction."""
        return self.status in (Status.ANSWERED, Status.CONFLICT) and not self.right


def made(seed: int, patterns: str) -> Told:
    """Return the documents and questions of a seed; `patterns` names a file of `eval/claims`."""
    rng = Random(seed)
    table = json.loads((files("eval") / "claims" / f"{patterns}.json").read_text(encoding="utf-8"))
    patterns_told = list(enumerate(table["sentences"]))
    documents: dict[str, str] = {}
    questions: list[Asked] = []
    for number in range(DOCUMENTS):
        place = table["places"][number % len(table["places"])]
        year = table["years"][number // len(table["places"]) % len(table["years"])]
        named = {"place": place, "year": year, "last": year - 1, "next": year + 1}
        named |= dict(zip("ab", rng.sample(table["parts"], 2), strict=True))
        chosen = [
            patterns_told[(number * SENTENCES + n) % len(patterns_told)] for n in range(SENTENCES)
        ]
        families = rng.sample(table["families"], SENTENCES)
        told = []
        for (index, pattern), family in zip(chosen, families, strict=True):
            text, asked = _sentence(rng, pattern, family, named, index)
            told.append(text)
            questions += asked
        title = rng.choice(table["titles"]).format(**named)
        documents[f"{number:02d}.txt"] = "\n\n".join([title, *told]) + "\n"
    return Told(documents, tuple(questions))


def _sentence(
    rng: Random,
    pattern: Mapping[str, object],
    family: Mapping[str, object],
    named: Mapping[str, object],
    index: int,
) -> tuple[str, list[Asked]]:
    """Return a sentence with its figures, and a question after each that can be asked for."""
    names = family["measures"]
    assert isinstance(names, list)
    measures = {f"m{n}": name for n, name in enumerate(rng.sample(names, len(names)), start=1)}
    values: dict[str, str] = {}
    amounts: dict[str, float] = {}
    for letter, number in _SLOT.findall(str(pattern["text"])):
        values[letter + number] = _value(rng, letter, number, family, amounts)
    values |= _reckoned(values)
    text = str(pattern["text"]).format(**named, **measures, **values)
    asks = pattern["asks"]
    assert isinstance(asks, dict)
    return text, [
        Asked(rng.choice(forms).format(**named, **measures, **values), slot, index, values[slot])
        for slot, forms in asks.items()
    ]


def _reckoned(values: Mapping[str, str]) -> dict[str, str]:
    """Return what follows from other slots: the share of a part, the growth on what was before."""
    found = {}
    for slot in values:
        number = slot[1]
        part, whole = values.get(f"p{number}"), values.get(f"v{number}")
        before = values.get(f"o{number}")
        if slot[0] == "s" and part and whole:
            found[slot] = f"{float(_number(part)) / float(_number(whole)):.1%}"
        aim = values.get(f"t{number}")
        if slot[0] == "g" and aim and whole:
            found[slot] = f"{float(_number(aim)) / float(_number(whole)) - 1:.1%}"
        if slot[0] == "g" and before and whole:
            found[slot] = f"{float(_number(whole)) / float(_number(before)) - 1:.1%}"
    return found


def _value(
    rng: Random,
    letter: str,
    number: str,
    family: Mapping[str, object],
    amounts: dict[str, float],
) -> str:
    """Return what stands in a slot; amounts of one measure are kept in proportion."""
    if letter == "r":
        return f"第{rng.randint(2, 15)}"
    if letter in _RATES:
        least, most = _RATES[letter]
        return f"{rng.uniform(least, most) + 0.03:.1f}%"
    low, high = family["low"], family["high"]
    assert isinstance(low, int)
    assert isinstance(high, int)
    base = amounts.setdefault(number, rng.uniform(low, high))
    least, most = _TIMES[letter]
    return f"{base * rng.uniform(least, most):.{family['decimals']}f}{family['unit']}"


def measure(told: Told, progress: Progress | None = None) -> tuple[Reply, ...]:
    """Index the documents in a home of their own, by words alone, and ask every question."""
    questions = [one.question for one in told.questions]
    replies = answers_over(told.documents, questions, progress)
    return tuple(map(_reply, told.questions, replies))


def _reply(asked: Asked, response: AskResponse) -> Reply:
    refusal = response.refusal.code.value if response.refusal else ""
    return Reply(asked, refusal or response.status.value, response.answer)


def lines(replies: Sequence[Reply], title: str) -> list[str]:
    """Return the shares of right, wrong and refused, and the wrong ones by pattern and slot."""
    out = [
        title,
        _line("right", [r.right for r in replies]),
        _line("a neighbour's figure", [r.wrong for r in replies]),
        _line("refused", [not r.right and not r.wrong for r in replies]),
    ]
    places = Counter((r.asked.pattern, r.asked.slot) for r in replies if r.wrong)
    of = Counter((r.asked.pattern, r.asked.slot) for r in replies)
    return out + [
        f"  sentence {p} {slot}: {n} of {of[p, slot]}" for (p, slot), n in places.most_common()
    ]


def failures(replies: Sequence[Reply]) -> list[str]:
    """Return what is wrong or refused, a line each, `!` before a neighbour's figure."""
    return [
        f"{'!' if r.wrong else ' '} {r.asked.pattern} {r.asked.slot}: {r.asked.question}"
        f" {r.asked.value} → [{r.status}] {r.answer}"
        for r in replies
        if not r.right
    ]


def _number(text: str) -> str:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return found[0] if found else ""


def _line(name: str, counted: Sequence[bool]) -> str:
    share = Share.over(counted)
    low, high = share.interval
    return f"{name:<34}{share.value:>8.1%}  [{low:>6.1%}, {high:>6.1%}]  {share.hits}/{share.of}"
