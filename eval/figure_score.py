"""How well figures are recognised and attributed, against the labels and between two labellers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.figure_fields import FIELDS, same_figure
from eval.figure_gold import Reading
from eval.metrics import Share
from eval.summary import Measure

__all__ = ["Matched", "agreement", "failures", "match", "measures"]

# What one labeller counts as a figure and the other does not, by their own notes: the names of sets
# (五大平台) and firsts of their kind (首家, 第一个). They are neither wanted nor wrong.
_OF_A_SET = "大"
_FIRST_OF = "家个支单项批款座只例"


@dataclass(frozen=True, slots=True)
class Matched:
    """Labels beside what was found of them, and what was found beside."""

    pairs: tuple[tuple[Reading, Reading], ...]
    missed: tuple[Reading, ...]
    strange: tuple[Reading, ...]


def match(labels: Iterable[Reading], found: Iterable[Reading]) -> Matched:
    """Pair every label with the reading of its figure that agrees in most fields.

    What is found at one place counts once, however many periods it was read for.
    """
    wanted = [one for one in labels if not _is_doubtful(one)]
    rest = [one for one in found if not _is_doubtful(one)]
    pairs: list[tuple[Reading, Reading]] = []
    missed: list[Reading] = []
    taken: set[tuple[str, int]] = set()
    for label in wanted:
        fitting = [one for one in rest if same_figure(label, one) and _place(one) not in taken]
        if not fitting:
            missed.append(label)
            continue
        best = max(fitting, key=lambda one: sum(agree(label, one).values()))
        taken.add(_place(best))
        pairs.append((label, best))
    strange = {_place(one): one for one in rest if _place(one) not in taken}
    return Matched(
        tuple(pairs),
        tuple(missed),
        tuple(strange.values()),
    )


def _is_doubtful(one: Reading) -> bool:
    first = one.type == "rank" and one.value == 1 and one.unit in tuple(_FIRST_OF)
    return first or one.unit == _OF_A_SET


def agree(label: Reading, found: Reading) -> dict[str, bool]:
    """Return which fields of a figure agree."""
    return {name: same(label, found) for name, same in FIELDS.items()}


def measures(matched: Matched) -> tuple[Measure, ...]:
    """Return recall, precision, each field's accuracy over what was found, and all fields right.

    All fields right is of all labels: a figure that was not found has no field right.
    """
    hits, missed = len(matched.pairs), len(matched.missed)
    told = [agree(label, found) for label, found in matched.pairs]
    right = sum(all(one.values()) for one in told)
    return (
        _measure("figures recall", hits, hits + missed),
        _measure("figures precision", hits, hits + len(matched.strange)),
        _measure(
            "figures span exact",
            sum((a.start, a.end) == (b.start, b.end) for a, b in matched.pairs),
            hits,
        ),
        *(_measure(f"figures {name}", sum(one[name] for one in told), hits) for name in FIELDS),
        _measure("figures all right", right, hits + missed),
    )


def agreement(one: Sequence[Reading], other: Sequence[Reading]) -> tuple[Measure, ...]:
    """Return how two labellers agree over the figures that the second one was given.

    `other` holds the second labels; of `one` count those that stand where the second looked: up to
    its last figure of each document.
    """
    reach = {label.document: max(x.end for x in other if x.document == label.document)
             for label in other}  # fmt: skip
    first = [label for label in one if label.start < reach.get(label.document, 0)]
    matched = match(first, other)
    return tuple(
        Measure(m.name.replace("figures", "agreement"), m.value, m.share) for m in measures(matched)
    )


def failures(matched: Matched) -> list[str]:
    """Return a line for every figure that was missed, is none, or has a field wrong."""
    lines = [f"{_where(one)} missed: {_said(one)}" for one in matched.missed]
    lines += [f"{_where(one)} is no figure: {_said(one)}" for one in matched.strange]
    for label, found in matched.pairs:
        wrong = [name for name, same in agree(label, found).items() if not same]
        told = "; ".join(
            f"{name} {_value(found, name)}, not {_value(label, name)}" for name in wrong
        )
        if told:
            lines.append(f"{_where(label)} {_said(label)}: {told}")
    return sorted(lines)


def _measure(name: str, hits: int, of: int) -> Measure:
    share = Share(hits, of)
    return Measure(name, share.value, share)


def _place(one: Reading) -> tuple[str, int]:
    return one.document, one.start


def _where(one: Reading) -> str:
    return f"{one.section} {one.start}:{one.end}"


def _said(one: Reading) -> str:
    value = one.value if one.value is not None else f"{one.min}-{one.max}"
    return f"{value}{one.unit} {one.subject} {one.measure}"


def _value(one: Reading, name: str) -> object:
    return getattr(one, name) or "nothing"
