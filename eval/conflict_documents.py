"""Made-up documents with contradictions planted in them, and with figures that only look like some.

A place's year is told by two documents of different genres. Each of some measures is stated in
both, in other words: with another value (planted), or in a way that is no contradiction.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import product
from random import Random

from eval.conflict_papers import Paper

__all__ = ["ALIKE", "PLANTED", "Case", "Seeded", "seeded"]

PLANTED = ("other document", "same document")
ALIKE = (
    *("other writing", "rounding", "other year", "other place", "other measure"),
    *("target", "running total", "part of it", "revision", "replaced rule"),
)
PER_STORY = 5  # cases told by one pair of documents
CASES = 50  # of each of the two sorts
_WRITINGS = ("other writing", "rounding")  # of amounts that are a number and a unit
_VOUCHERS = ("创新券", "服务券", "培训券", "检测券", "数据券")  # one of each year of a place
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


def seeded(seed: int, patterns: str) -> Seeded:
    """Return the documents and cases of a seed; `patterns` names a file of `eval/claims`."""
    rng = Random(seed)
    table = json.loads((files("eval") / "claims" / f"{patterns}.json").read_text(encoding="utf-8"))
    alike = table.get("alike", ALIKE)
    kinds = [PLANTED[n % 5 == 4] for n in range(CASES)] + [
        alike[n % len(alike)] for n in range(CASES)
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
    if "script" in table:
        return _converted(Seeded(documents, tuple(cases)), table["script"])
    return Seeded(documents, tuple(cases))


def _converted(told: Seeded, to: str) -> Seeded:
    """Return documents, questions and values in another script."""
    from opencc import OpenCC  # heavy

    convert = OpenCC(to).convert
    cases = (
        replace(case, question=convert(case.question), values=tuple(map(convert, case.values)))
        for case in told.cases
    )
    documents = {name: convert(text) for name, text in told.documents.items()}
    return Seeded(documents, tuple(cases))


class _Teller:
    """Tells what happened at a place in a year, in two documents."""

    def __init__(self, rng: Random, table: Mapping[str, list[object]], place: str, year: int):
        self._rng = rng
        self._table = table
        self._place, self._year = place, year
        genres = rng.sample(table["genres"], 2)
        self._papers = [Paper(genre, place, year) for genre in genres]  # type: ignore[arg-type]
        self._rules: dict[str, str] = {}

    def documents(self) -> dict[str, str]:
        """Return the documents by file name."""
        fillers = [str(one) for one in self._table["fillers"]]
        return {
            f"{n}.{paper.suffix}": paper.text(self._rng, fillers)
            for n, paper in enumerate(self._papers)
        } | self._rules

    def tell(self, kind: str, measures: list[dict[str, object]]) -> Case:
        """State a case in the documents; its measure is taken from `measures`."""
        if kind == "replaced rule" and not self._rules:  # one of a place and a year
            return self._rule(kind)
        kind = "other place" if kind == "replaced rule" else kind
        needed = {
            "other measure": ("other", "narrow"),
            "target": ("target",),
            "running total": ("cumulative",),
            "part of it": ("narrow", "scope"),
            "revision": ("revised",),
        }.get(kind, ())
        usable = [m for m in measures if not needed or any(name in m for name in needed)]
        if kind in _WRITINGS:
            usable = [m for m in usable if "shown" not in m]
        if not usable:  # all that could tell it are told: another sort of look-alike
            return self.tell("other place" if kind in _WRITINGS else "other writing", measures)
        measure = usable[0]
        measures.remove(measure)
        amount = self._amount(measure)
        words, shown = self._words(measure), self._shown(measure, amount)
        first, second = self._rng.sample(self._papers, 2)
        first.states(self._rng, words, shown)
        question = self._question(measure)
        if kind in PLANTED:
            other = self._changed(measure, amount)
            paper = first if kind == "same document" else second
            contradicted = self._shown(measure, other)
            paper.states(self._rng, self._words(measure), contradicted)
            return Case(question, kind, conflict=True, values=(shown, contradicted))
        values = self._alike(kind, measure, amount, second)
        return Case(question, kind, conflict=False, values=values)

    def _alike(
        self, kind: str, measure: dict[str, object], amount: float, paper: Paper
    ) -> tuple[str, ...]:
        """State what looks like another value of a measure and is none; return the right ones."""
        rng, shown = self._rng, self._shown(measure, amount)
        changed = self._shown(measure, self._changed(measure, amount))
        match kind:
            case "other writing":
                written = _rewritten(measure, amount)
                paper.states(rng, self._words(measure), written)
                return shown, written
            case "rounding":
                rounded = _rounded(measure, amount, rng)
                paper.states(rng, self._words(measure), rounded)
                return shown, rounded
            case "other year":
                earlier = min(int(str(one)) for one in self._table["years"]) - 1
                paper.states(rng, self._words(measure), changed, year=earlier)
            case "other place":
                elsewhere = str(rng.choice(self._table["elsewhere"]))
                paper.states(rng, self._words(measure), changed, place=elsewhere)
            case "target":
                said = str(measure["target"]).format(v=changed)
                paper.lines.append(f"{self._year + 1}年，{said}。")
            case "revision":
                said = self._words(measure).format(v=changed)
                paper.lines.append(f"经最终核实，{self._year}年{self._place}{said}。")
                return (changed,)
            case _:
                names = {
                    "other measure": ("other", "narrow"),
                    "running total": ("cumulative",),
                    "part of it": ("narrow", "scope"),
                }[kind]
                paper.states(
                    rng, next(str(measure[name]) for name in names if name in measure), changed
                )
        return (shown,)

    def _rule(self, kind: str) -> Case:
        """Write a rule and the one that takes its place, with another limit."""
        year = self._year
        years = [int(str(one)) for one in self._table["years"]]
        granted = _VOUCHERS[years.index(year) % len(_VOUCHERS)]
        title = f"{self._place}{granted}管理办法"
        amounts = self._rng.sample((3, 5, 8, 12, 20), 2)
        for name, when, amount in (("rule-a", year, amounts[0]), ("rule-b", year + 2, amounts[1])):
            mark = f"（{when}年修订）" if name == "rule-b" else ""
            self._rules[f"{name}.txt"] = (
                f"{title}{mark}\n\n{when}年5月6日\n\n第一条 为支持企业创新，制定本办法。\n\n"
                f"第二条 每家企业每年申领{granted}的最高额度为{amount}万元。\n\n"
                f"第三条 本办法自{when}年6月1日起施行。\n"
            )
        question = f"{self._place}每家企业每年申领{granted}的最高额度是多少？"
        return Case(question, kind, conflict=False, values=(f"{amounts[1]}万元",))

    def _words(self, measure: dict[str, object]) -> str:
        """Return words in which a measure is stated, `{v}` for the amount."""
        says = measure["says"]
        assert isinstance(says, list)
        return str(self._rng.choice(says))

    def _question(self, measure: dict[str, object]) -> str:
        """Return a question: a form of the table with what the measure asks, or one of its own."""
        forms = [
            *(str(one) for one in self._table.get("questions", ["{place}{year}年{ask}"])),
            *(str(one) for one in measure.get("asks", [])),  # type: ignore[attr-defined]
        ]
        form = self._rng.choice(forms) if len(forms) > 1 else forms[0]
        return form.format(place=self._place, year=self._year, ask=measure["ask"])

    def _shown(self, measure: dict[str, object], amount: float) -> str:
        """Return an amount as the measure writes it: with its unit, or in a form of its own."""
        number = f"{amount:.{measure.get('decimals', 0)}f}"
        form = str(measure.get("shown", "{n}{unit}"))
        whole = int(amount)
        return form.format(
            n=number,
            unit=measure["unit"],
            more=f"{whole * 3 // 2}",
            chinese=_chinese(whole).removeprefix("一") if 10 <= whole < 20 else _chinese(whole),
            month=whole % 12 + 1,
            day=whole % 28 + 1,
        )

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
        if changed == amount:  # a small number
            changed += 1
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
