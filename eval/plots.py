"""The plots of a report, each as an SVG text that stands alone."""

from collections.abc import Callable, Mapping, Sequence
from io import StringIO
from typing import Any

from eval.metrics import bins, risk_coverage
from eval.records import LEGS
from eval.summary import RECALL_AT, Summary

__all__ = ["accuracy", "calibration", "latency", "recall", "risk"]

# Okabe and Ito's colours, told apart by colour-blind readers: https://jfly.uni-koeln.de/color/
COLOURS: Mapping[str, str] = {"words": "#0072b2", "vectors": "#e69f00", "fusion": "#009e73"}
INK = "#0072b2"
GREY = "#888888"
WIDTH_IN, HEIGHT_IN = 5.6, 3.4
BAR_IN = 0.24  # height of a bar

Draw = Callable[[Any], None]


def _svg(draw: Draw, height: float = HEIGHT_IN) -> str:
    """Draw on one pair of axes; the same data gives the same text."""
    import matplotlib as mpl  # heavy
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "policyqa", "font.size": 9, "svg.fonttype": "none"}):
        figure = Figure(figsize=(WIDTH_IN, height), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        out = StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]


def accuracy(summary: Summary, prefix: str) -> str:
    """Bars of the shares whose name begins with `prefix`, with their intervals."""
    found = [
        (name.removeprefix(prefix), one.share)
        for name, one in summary.measures.items()
        if name.startswith(prefix) and one.share is not None
    ][::-1]

    def draw(axes: Any) -> None:
        values = [share.value for _, share in found]
        lows = [share.value - share.interval[0] for _, share in found]
        highs = [share.interval[1] - share.value for _, share in found]
        names = [f"{name} ({share.of})" for name, share in found]
        axes.barh(names, values, color=INK, xerr=[lows, highs], ecolor=GREY, capsize=2)
        axes.set_xlim(0, 1)
        axes.set_xlabel("share right, 95 % interval")

    return _svg(draw, 0.7 + BAR_IN * max(len(found), 2))


def recall(summary: Summary) -> str:
    """Recall against the number of hits, a line for each leg and the fusion."""

    def draw(axes: Any) -> None:
        for leg in LEGS:
            names = [f"recall@{k} {leg}" for k in RECALL_AT]
            points = [
                (k, summary.value(name))
                for k, name in zip(RECALL_AT, names, strict=True)
                if name in summary.measures
            ]
            axes.plot(*zip(*points, strict=True), "o-", color=COLOURS[leg], label=leg)
        axes.set_xticks(RECALL_AT)
        axes.set_ylim(top=1)
        axes.set_xlabel("hits")
        axes.set_ylabel("evidence found")
        axes.legend(frameon=False)

    return _svg(draw)


def calibration(predictions: Sequence[tuple[float, bool]]) -> str:
    """How many are right among answers of about one confidence; the diagonal is ideal."""

    def draw(axes: Any) -> None:
        filled = bins(predictions)
        axes.plot([0, 1], [0, 1], "--", color=GREY)
        axes.scatter(
            [one.confidence for one in filled],
            [one.accuracy for one in filled],
            s=[20 + 2 * one.count for one in filled],
            color=INK,
        )
        axes.set_xlim(0, 1.02)
        axes.set_ylim(0, 1.02)
        axes.set_xlabel("stated confidence")
        axes.set_ylabel("share right")

    return _svg(draw)


def risk(predictions: Sequence[tuple[float, bool]]) -> str:
    """How many answers are wrong when only the surest are given."""

    def draw(axes: Any) -> None:
        axes.step(*zip(*risk_coverage(predictions), strict=True), where="post", color=INK)
        axes.set_xlim(0, 1)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("share of answers given, surest first")
        axes.set_ylabel("share wrong")

    return _svg(draw)


def latency(times_ms: Sequence[float]) -> str:
    """How long answers took."""

    def draw(axes: Any) -> None:
        axes.hist(times_ms, bins=40, color=INK)
        axes.set_xlabel("milliseconds")
        axes.set_ylabel("questions")

    return _svg(draw)
