"""The report of a run: one HTML file that needs nothing beside it. Only aggregates stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from eval.metrics import bins
from eval.plots import accuracy, calibration, latency, recall, risk
from eval.records import Run
from eval.summary import Measure, Summary, goal_of, predictions, reached

__all__ = ["render", "write_report"]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing and the numbers that it shows."""

    title: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_report(run: Run, summary: Summary, path: Path) -> None:
    """Write the report of a run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(run, summary), encoding="utf-8")


def render(run: Run, summary: Summary) -> str:
    """Return the report as HTML."""
    from jinja2 import Environment, StrictUndefined  # heavy

    source = (files("eval") / "templates" / "report.html.j2").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.from_string(source).render(
        header=run.header,
        count=len(run.records),
        goals=[_goal_row(one) for one in summary.measures.values() if goal_of(one.name)],
        plots=_plots(run, summary),
        rows=[_row(one) for one in summary.measures.values()],
    )


def _plots(run: Run, summary: Summary) -> list[Plot]:
    told = predictions(run.records)
    times = [one.ms for one in run.records if one.status != "error"]
    found = []
    for what in ("kind", "script", "style", "trap"):
        prefix = f"accuracy {what} "
        if any(name.startswith(prefix) for name in summary.measures):
            svg = accuracy(summary, prefix)
            found.append(_shown(f"Accuracy by {what}", svg, summary, prefix))
    if any(name.startswith("recall@") for name in summary.measures):
        svg = recall(summary)
        found.append(_shown("Evidence found, by leg", svg, summary, "recall@"))
    if told:
        head = ("confidence", "answers", "mean confidence", "right")
        rows = tuple(
            (f"{b.low:.1f}–{b.high:.1f}", str(b.count), f"{b.confidence:.3f}", f"{b.accuracy:.1%}")
            for b in bins(told)
        )
        found.append(Plot("Calibration", calibration(told), head, rows))
        found.append(_shown("Risk against coverage", risk(told), summary, "brier"))
    if times:
        found.append(_shown("Time of an answer", latency(times), summary, "latency"))
    return found


def _shown(title: str, svg: str, summary: Summary, prefix: str) -> Plot:
    chosen = [one for name, one in summary.measures.items() if name.startswith(prefix)]
    return Plot(title, svg, ("", "value", "95 % interval", "of"), tuple(map(_row, chosen)))


def _row(measure: Measure) -> tuple[str, ...]:
    share = measure.share
    if share is None:
        return (measure.name, f"{measure.value:.3f}", "", "")
    low, high = share.interval
    return (
        measure.name,
        f"{share.value:.1%}",
        f"{low:.1%} – {high:.1%}",
        f"{share.hits}/{share.of}",
    )


def _goal_row(measure: Measure) -> Sequence[str]:
    goal = goal_of(measure.name)
    sign = "≤" if measure.falls else "≥"
    text = f"{goal:.0%}" if measure.share is not None else f"{goal:g}"
    return (*_row(measure), f"{sign} {text}", "yes" if reached(measure) else "no")
