"""Made-up documents with contradictions planted in them, and with figures that only look like some.

A place's year is told by two documents of different genres. Each of some measures is stated in
both, in other words: with another value (planted), or in a way that is no contradiction.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from random import Random

__all__ = ["ALIKE", "PLANTED", "Case", "Seeded", "seeded"]

PLANTED = ("other document", "same document")
ALIKE = (
    *("other writing", "rounding", "other year", "other place", "other measure"),
    *("target", "running total", "part of it", "revision", "replaced rule"),
)
PER_STORY = 5  # cases told by one pair of documents
CASES = 50  # of each of the two sorts
_CHINESE = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and whether its answer is a contradiction; `values` are those that are stated."""

    question: str
    kind: str
    conflict: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seeded:
    """Documents by file name, and the cases that they hold."""

    documents: Mapping[str, str]
    cases: tuple[Case, ...]


@dataclass(slots=True)
class _Paper:
    genre: Mapping[str, object]
    place: str
    year: int
    lines: list[str]

    def text(self, rng: Random, fillers: Sequence[str]) -> str:
        """Return the document: its title, day, statements with others between them, its end."""
        named = {"place": self.place, "year": self.year, "next": self.year + 1}
        month, day = str(self.genre["published"]).split("-")
        parts = [str(self.genre["title"]).format(**named), f"{self.year + 1}年{month}月{day}日"]
        head = str(self.genre["head"]).format(**named)
        parts += [head] if head else []
        lines = [f"{line}{rng.choice(fillers)}" for line in self.lines]
        return "\n\n".join([*parts, *lines, str(self.genre["tail"])]) + "\n"

    def states(self, rng: Random, fact: str, *, year: int | None = None, place: str = "") -> None:
        """Add a statement in the words of the genre."""
        sentences = self.genre["sentences"]
        assert isinstance(sentences, list)
        if year:
            sentences = [s for s in sentences if "{year}" in s]
        if place:
            sentences = [s for s in sentences if "{place}" in s] or ["{year}年，{place}{fact}。"]
        chosen = rng.choice(sentences)
        self.lines.append(
            chosen.format(place=place or self.place, year=year or self.year, fact=fact)
        )


def seeded(seed: int, patterns: str) -> Seeded:
    """Return the documents and cases of a seed; `patterns` names a file of `eval/claims`."""
    rng = Random(seed)
    table = json.loads((files("eval") / "claims" / f"{patterns}.json").read_text(encoding="utf-8"))
    kinds = [PLANTED[n % 5 == 4] for n in range(CASES)] + [
        ALIKE[n % len(ALIKE)] for n in range(CASES)
    ]
    rng.shuffle(kinds)
    stories = list(product(table["places"], table["years"]))
    rng.shuffle(stories)
    documents: dict[str, str] = {}
    cases: list[Case] = []
    for number, (place, year) in enumerate(stories[: len(kinds) // PER_STORY]):
        told = kinds[number * PER_STORY : (number + 1) * PER_STORY]
        teller = _Teller(rng, table, place, year)
        measures = list(table["measures"])
        rng.shuffle(measures)
        for kind in told:
            cases.append(teller.tell(kind, measures))
        for name, text in teller.documents().items():
            documents[f"{number:02d}-{name}"] = text
    return Seeded(documents, tuple(cases))


class _Teller:
    """Tells what happened at a place in a year, in two documents."""

    def __init__(self, rng: Random, table: Mapping[str, list[object]], place: str, year: int):
        self._rng = rng
        self._table = table
        self._place, self._year = place, year
        genres = rng.sample(table["genres"], 2)
        self._papers = [_Paper(genre, place, year, []) for genre in genres]  # type: ignore[arg-type]
        self._rules: dict[str, str] = {}

    def documents(self) -> dict[str, str]:
        """Return the documents by file name."""
        fillers = [str(one) for one in self._table["fillers"]]
        return {
            f"{n}.txt": paper.text(self._rng, fillers) for n, paper in enumerate(self._papers)
        } | self._rules

    def tell(self, kind: str, measures: list[dict[str, object]]) -> Case:
        """State a case in the documents; its measure is taken from `measures`."""
        if kind == "replaced rule":
            return self._rule(kind)
        needed = {
            "other measure": ("other", "narrow"),
            "target": ("target",),
            "running total": ("cumulative",),
            "part of it": ("narrow", "scope"),
            "revision": ("revised",),
        }.get(kind, ())
        usable = [m for m in measures if not needed or any(name in m for name in needed)]
        if not usable:  # all that could tell it are told: another sort of look-alike
            return self.tell("other writing", measures)
        measure = usable[0]
        measures.remove(measure)
        amount = self._amount(measure)
        fact = self._fact(measure, amount)
        first, second = self._rng.sample(self._papers, 2)
        first.states(self._rng, fact)
        question = f"{self._place}{self._year}年{measure['ask']}"
        shown = self._shown(measure, amount)
        if kind in PLANTED:
            other = self._changed(measure, amount)
            paper = first if kind == "same document" else second
            paper.states(self._rng, self._fact(measure, other))
            return Case(question, kind, conflict=True, values=(shown, self._shown(measure, other)))
        self._alike(kind, measure, amount, second)
        return Case(question, kind, conflict=False, values=(shown,))

    def _alike(self, kind: str, measure: dict[str, object], amount: float, paper: _Paper) -> None:
        """State what looks like another value of a measure and is none."""
        rng, changed = self._rng, self._changed(measure, amount)
        match kind:
            case "other writing":
                paper.states(rng, self._said(measure, _rewritten(measure, amount)))
            case "rounding":
                paper.states(rng, self._said(measure, _rounded(measure, amount, rng)))
            case "other year":
                earlier = min(int(str(one)) for one in self._table["years"]) - 1
                paper.states(rng, self._fact(measure, changed), year=earlier)
            case "other place":
                elsewhere = str(rng.choice(self._table["elsewhere"]))
                paper.states(rng, self._fact(measure, changed), place=elsewhere)
            case "target":
                said = str(measure["target"]).format(v=self._shown(measure, changed))
                paper.lines.append(f"{self._year + 1}年，{said}。")
            case "revision":
                said = self._fact(measure, changed)
                paper.lines.append(f"经最终核实，{self._year}年{self._place}{said}。")
            case _:
                names = {
                    "other measure": ("other", "narrow"),
                    "running total": ("cumulative",),
                    "part of it": ("narrow", "scope"),
                }[kind]
                said = next(str(measure[name]) for name in names if name in measure)
                paper.states(rng, said.format(v=self._shown(measure, changed)))

    def _rule(self, kind: str) -> Case:
        """Write a rule and the one that takes its place, with another limit."""
        year = self._year
        title = f"{self._place}创新券管理办法"
        amounts = self._rng.sample((3, 5, 8, 12, 20), 2)
        for name, when, amount in (("rule-a", year, amounts[0]), ("rule-b", year + 2, amounts[1])):
            mark = f"（{when}年修订）" if name == "rule-b" else ""
            self._rules[f"{name}.txt"] = (
                f"{title}{mark}\n\n{when}年5月6日\n\n第一条 为支持企业创新，制定本办法。\n\n"
                f"第二条 每家企业每年申领创新券的最高额度为{amount}万元。\n\n"
                f"第三条 本办法自{when}年6月1日起施行。\n"
            )
        question = f"{self._place}每家企业每年申领创新券的最高额度是多少？"
        return Case(question, kind, conflict=False, values=(f"{amounts[1]}万元",))

    def _fact(self, measure: dict[str, object], amount: float) -> str:
        return self._said(measure, self._shown(measure, amount))

    def _said(self, measure: dict[str, object], shown: str) -> str:
        says = measure["says"]
        assert isinstance(says, list)
        return str(self._rng.choice(says)).format(v=shown)

    def _shown(self, measure: dict[str, object], amount: float) -> str:
        return f"{amount:.{measure.get('decimals', 0)}f}{measure['unit']}"

    def _amount(self, measure: dict[str, object]) -> float:
        low, high = measure["low"], measure["high"]
        assert isinstance(low, int)
        assert isinstance(high, int)
        decimals = measure.get("decimals", 0)
        assert isinstance(decimals, int)
        amount = round(self._rng.uniform(low, high), decimals)
        return amount if amount % 10 else amount + 10**-decimals * 3

    def _changed(self, measure: dict[str, object], amount: float) -> float:
        """Return a value that no rounding brings together with another one: 7 % to 40 % off."""
        decimals = measure.get("decimals", 0)
        assert isinstance(decimals, int)
        off = self._rng.choice((-1, 1)) * self._rng.uniform(0.07, 0.4)
        changed = round(amount * (1 + off), decimals)
        if changed % 10:
            return changed
        step = float(10**-decimals)
        moved = changed + 7 * step
        return moved if abs(moved - amount) > step / 2 else changed + 3 * step


def _rewritten(measure: dict[str, object], amount: float) -> str:
    """Return an amount in another unit or in Chinese numerals."""
    unit = str(measure["unit"])
    if unit in ("亿元", "万人次"):
        return f"{amount * 10000:.0f}{'万元' if unit == '亿元' else '人次'}"
    if unit in ("万元", "万美元"):
        return f"{amount / 10000:.4f}亿{unit[1:]}"
    return f"{_chinese(int(amount))}{unit}"


def _chinese(number: int) -> str:
    """Return a number below 100,000 in Chinese numerals."""
    out, zero = "", False
    for place, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += ("零" if zero and out else "") + _CHINESE[digit] + name
            zero = False
        else:
            zero = True
    return out


def _rounded(measure: dict[str, object], amount: float, rng: Random) -> str:
    """Return an amount rounded as speeches and the press do."""
    unit, digits = measure["unit"], len(str(int(amount)))
    step = 10 ** max(digits - 2, 0)
    below = int(amount // step * step)
    ways = [f"{below}余{unit}", f"超过{below}{unit}", f"近{below + step}{unit}"]
    if digits > 2:
        nearest = round(amount / step) * step
        ways.append(f"约{nearest}{unit}")
    if digits == 5 and unit in ("件", "人", "人次"):
        ways.append(f"{amount / 10000:.1f}万{unit}")
    return rng.choice(ways)
