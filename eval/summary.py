"""The aggregates of a run: what the table prints, the gate holds and the report draws."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from eval.gold import Question
from eval.metrics import Share, brier, expected_error, percentile
from eval.records import LEGS, Record

__all__ = [
    "Measure",
    "Summary",
    "goal_of",
    "predictions",
    "reached",
    "summarise",
    "table",
    "with_measures",
]

RECALL_AT = (1, 3, 5, 10)
READ = (400, 2000)  # characters; a passage, and what a reader takes in at a sitting
QUOTE_SHARE = 0.95

# What the product has to show on the report part over the real documents; the comparison is with
# the measured value of a measure, which `Measure.falls` turns round.
GOALS: Mapping[str, float] = {
    "accuracy": 0.85,
    "wrong figures": 0.02,
    "accuracy figure+date+comparison": 0.90,
    "style gap": 0.03,
    "unanswerable refused": 0.85,
    "answerable refused": 0.05,
    "citations exact": 1.0,
    "first citation hits": 0.97,
    "quote length p95": 160,
    "recall@1 fusion": 0.82,
    "recall@5 fusion": 0.96,
    "latency ms p95": 60,
    "figures recall": 0.99,
    "figures precision": 0.99,
    "figures all right": 0.93,
}

Pair = tuple[Question, Record]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named number; `share` is None for what is not a share. `falls`: less of it is better."""

    name: str
    value: float
    share: Share | None = None
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """All measures of a run by name, in the order of the table."""

    measures: Mapping[str, Measure]

    def value(self, name: str) -> float:
        """Return a measure's value; KeyError when it was not taken."""
        return self.measures[name].value


def goal_of(name: str) -> float | None:
    """Return the goal of a measure, None when it has none."""
    return GOALS.get(name)


def reached(measure: Measure) -> bool:
    """True when a measure has no goal, or is as good as it."""
    goal = goal_of(measure.name)
    if goal is None:
        return True
    return measure.value <= goal if measure.falls else measure.value >= goal


def summarise(questions: Iterable[Question], records: Iterable[Record]) -> Summary:
    """Return every measure over the questions that have an outcome."""
    asked = {one.id: one for one in questions}
    pairs = [(asked[one.id], one) for one in records]
    found = [
        *_accuracy(pairs),
        *_refusals(pairs),
        *_citations(pairs),
        *_retrieval(pairs),
        *_calibration(pairs),
        *_latency(pairs),
    ]
    return Summary({one.name: one for one in found if not isnan(one.value)})


def with_measures(summary: Summary, more: Iterable[Measure]) -> Summary:
    """Return a summary with measures behind its own."""
    return Summary({**summary.measures, **{one.name: one for one in more}})


def predictions(records: Iterable[Record]) -> tuple[tuple[float, bool], ...]:
    """Return confidence and rightness of every answer that states a confidence."""
    return tuple((one.confidence, one.right) for one in records if one.confidence is not None)


def _share(name: str, outcomes: Sequence[bool], *, falls: bool = False) -> Measure:
    share = Share.over(outcomes)
    return Measure(name, share.value, share, falls)


def _accuracy(pairs: Sequence[Pair]) -> list[Measure]:
    answerable = [(q, r) for q, r in pairs if q.expected.answerable]
    found = [
        _share("accuracy", [r.right for _, r in pairs]),
        _share("wrong figures", [r.wrong_figure for _, r in pairs], falls=True),
        _share("errors", [r.status == "error" for _, r in pairs], falls=True),
        _share("accuracy answerable", [r.right for _, r in answerable]),
        _share(
            "accuracy figure+date+comparison",
            [r.right for q, r in answerable if q.kind in ("figure", "date", "comparison")],
        ),
    ]
    found += _by("kind", answerable, lambda q: (q.kind,))
    found += _by("script", pairs, lambda q: (q.script,))
    found += _by("style", pairs, lambda q: (q.style,))
    staff = ("tw", "hk")
    found.append(_share("accuracy style tw+hk", [r.right for q, r in pairs if q.style in staff]))
    found.append(_share("accuracy style rest", [r.right for q, r in pairs if q.style not in staff]))
    return found + _by("trap", pairs, lambda q: q.traps)


def _by(
    what: str, pairs: Sequence[Pair], names: Callable[[Question], Sequence[str]]
) -> list[Measure]:
    groups: dict[str, list[bool]] = {}
    for question, record in pairs:
        for name in names(question):
            groups.setdefault(name, []).append(record.right)
    return [_share(f"accuracy {what} {name}", groups[name]) for name in sorted(groups)]


def _refusals(pairs: Sequence[Pair]) -> list[Measure]:
    refused = [(q, r) for q, r in pairs if r.status == "not_found"]
    answered = [(q, r) for q, r in pairs if q.expected.answerable]
    return [
        _share(
            "unanswerable refused",
            [r.status == "not_found" for q, r in pairs if not q.expected.answerable],
        ),
        _share("answerable refused", [r.status == "not_found" for _, r in answered], falls=True),
        _share("needless conflict", [r.status == "conflict" for _, r in pairs], falls=True),
        _share(
            "refusal code as expected",
            [r.refusal in q.expected.refusal for q, r in refused if not q.expected.answerable],
        ),
        _share(
            "warnings as expected",
            [set(q.expected.warnings) <= set(r.warnings) for q, r in answered if r.right],
        ),
    ]


def _citations(pairs: Sequence[Pair]) -> list[Measure]:
    all_cited = [one for _, r in pairs for one in r.citations]
    answered = [r for q, r in pairs if q.expected.answerable and r.status == "answered"]
    lengths = [c.end - c.start for r in answered for c in r.citations]
    return [
        _share("citations exact", [one.exact for one in all_cited]),
        _share("first citation hits", [r.hit for r in answered]),
        Measure("quote length p95", percentile(lengths, QUOTE_SHARE), falls=True),
    ]


def _retrieval(pairs: Sequence[Pair]) -> list[Measure]:
    sought = [r for q, r in pairs if q.expected.answerable and r.ranks]
    found = []
    for leg in LEGS:
        ranks = [r.ranks.get(leg) for r in sought]
        found += [
            _share(f"recall@{k} {leg}", [one is not None and one <= k for one in ranks])
            for k in RECALL_AT
        ]
    for limit in READ:
        found.append(
            _share(f"read in {limit}", [r.read is not None and r.read <= limit for r in sought])
        )
    return found


def _calibration(pairs: Sequence[Pair]) -> list[Measure]:
    told = predictions(r for _, r in pairs)
    return [
        Measure("brier", brier(told), falls=True),
        Measure("calibration error", expected_error(told), falls=True),
    ]


def _latency(pairs: Sequence[Pair]) -> list[Measure]:
    times = [r.ms for _, r in pairs if r.status != "error"]
    return [
        Measure("latency ms p50", percentile(times, 0.5), falls=True),
        Measure("latency ms p95", percentile(times, 0.95), falls=True),
    ]


def table(summary: Summary, *, traps: bool = True) -> str:
    """Return the measures as lines: name, value, interval, count."""
    lines = []
    for one in summary.measures.values():
        if not traps and one.name.startswith("accuracy trap"):
            continue
        if one.share is None:
            line = f"{one.name:38} {one.value:8.3f}"
        else:
            low, high = one.share.interval
            line = (
                f"{one.name:38} {one.value:8.1%}  [{low:6.1%}, {high:6.1%}]"
                f"  {one.share.hits}/{one.share.of}"
            )
        lines.append(line + _goal_text(one))
    return "\n".join(lines)


def _goal_text(measure: Measure) -> str:
    goal = goal_of(measure.name)
    if goal is None:
        return ""
    sign = "at most" if measure.falls else "at least"
    text = f"{goal:.0%}" if measure.share is not None else f"{goal:g}"
    return f"  goal {sign} {text}: {'reached' if reached(measure) else 'MISSED'}"
