"""Commands of `policyqa eval` that measure answers, figures, the reader and retrieval.

Heavy modules are imported inside the commands.
"""

from pathlib import Path

import click

from corpus.errors import BadRequest
from eval.places import FILE, FOLDER, PARTS, VAR

__all__ = ["COMMANDS", "CONFLICT_SEED", "reader_command"]

CONFLICT_SEED = 2024  # of the figures that are reported; rules were made on the seeds 1 to 9
CONFLICT_PATTERNS = ("report", "tune", "second", "third", "fourth", "fifth", "sixth", "seventh")


@click.command("figures")
@click.option("--corpus", type=FOLDER, envvar="CORPUS", required=True, help="Real documents.")
@click.option("--part", type=PARTS, default="tune", show_default=True, help="Which sections.")
@click.option("--by-document", is_flag=True, help="Also each document by itself.")
@click.option("--show-failures", is_flag=True, help="List what is wrong (tuning part only).")
def figures_command(corpus: Path, part: str, by_document: bool, show_failures: bool) -> None:
    """Hold the figures read from the real files against those that people labelled."""
    from eval.figure_session import evaluate_figures  # heavy
    from eval.gold import Part

    evaluate_figures(corpus, Part(part), show_failures=show_failures, by_document=by_document)


@click.command("public")
@click.option("--set", "name", required=True, type=click.Choice(["drcd", "cmrc"]))
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--limit", type=click.IntRange(1), help="So many questions; all paragraphs stay.")
@click.option("--weight", "weights", type=click.FloatRange(0, 1), multiple=True, help="Of vectors.")
def public_command(
    name: str, datasets: Path, limit: int | None, weights: tuple[float, ...]
) -> None:
    """Measure retrieval on a public set: words, vectors and fusion, in either script."""
    from eval.progress import reporter
    from eval.public import lines, load_set, retrieve, searcher  # heavy

    report = reporter()
    public = load_set(name, datasets, limit)
    found = searcher(public, VAR / "public" / name, report)
    click.echo("\n".join(lines(public, retrieve(public, found, report, weights))))


@click.command("reader")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", help="Where the public sets are.")
@click.option(
    "--set",
    "names",
    multiple=True,
    type=click.Choice(
        ["cmrc", "drcd", "written", "evidence", "cail", "rgb", "calibration", "ablation"]
    ),
    help="What to measure; all of it unless named. Repeatable.",
)
@click.option("--limit", type=click.IntRange(1), help="So many questions of each set.")
@click.option("--first", type=click.IntRange(1), default=3, show_default=True, help="Are read.")
@click.option("--weights", type=FOLDER, help="The reader's files; default: the ones that ship.")
@click.option("--corpus", type=FOLDER, envvar="CORPUS", help="Real documents, for the gold.")
@click.option("--part", type=PARTS, default="tune", show_default=True, help="Of the gold.")
def reader_command(**options: object) -> None:
    """Measure the reader: on public sets, our own questions, the gold; with and without the rules.

    Of the report part only aggregates are printed, and each run is logged.
    """
    from eval.progress import reporter
    from eval.reader.session import Session, Wish  # heavy

    session = Session.open(Wish(**options), VAR, reporter())  # type: ignore[arg-type]
    for line in session.lines():
        click.echo(line)


@click.command("recognisers")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--show-failures", is_flag=True, help="Name the failed cases by their lines.")
def recognisers_command(datasets: Path, show_failures: bool) -> None:
    """Measure the bare recognisers on public cases, a model a row, beside the peer's own share."""
    from eval.recogniser_models import MODELS
    from eval.recognisers import lines, measure, read  # heavy

    click.echo("\n".join(lines(measure(read(datasets), MODELS), show_failures)))


@click.command("scale")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where it is.")
@click.option("--questions", "count", type=click.IntRange(1), default=400, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--vectors", is_flag=True, help="With vectors: a quarter of an hour more at first.")
@click.option("--show-failures", is_flag=True, help="List what is wrong (tuning part only).")
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change a setting.")
def scale_command(
    datasets: Path,
    count: int,
    seed: int,
    vectors: bool,
    show_failures: bool,
    overrides: tuple[str, ...],
) -> None:
    """Ask for figures of place, year and measure over some 800 reports of all of them.

    What is expected is read by patterns of its own. The home is kept for the next time.
    """
    from eval.progress import reporter
    from eval.scale import lines, run  # heavy: the whole stack

    place = VAR / ("scale-vectors" if vectors else "scale")
    settings = overrides if vectors else ("index.model.name=none", *overrides)
    found = run(datasets, place, count=count, seed=seed, overrides=settings, progress=reporter())
    click.echo("\n".join(lines(found, show_failures)))


@click.command("conflicts")
@click.option("--seed", default=CONFLICT_SEED, show_default=True, help="Of the documents.")
@click.option(
    "--patterns",
    type=click.Choice(CONFLICT_PATTERNS),
    default="report",
    show_default=True,
    help="Which sentences they are made of.",
)
@click.option(
    "--show-failures", is_flag=True, help="List what is wrong (all patterns but the report's)."
)
def conflicts_command(seed: int, patterns: str, show_failures: bool) -> None:
    """Plant contradictions in made-up documents, ask after them, and count the false alarms.

    Fifty are planted beside fifty figures that only look like some. The rules were made on other
    seeds, and on other sentences, than those that are reported.
    """
    from eval.conflict_documents import seeded  # heavy
    from eval.conflicts import failures, lines, measure
    from eval.progress import reporter

    if show_failures and patterns == "report":
        raise BadRequest("single cases are shown of the patterns to tune on only: --patterns tune")
    outcomes = measure(seeded(seed, patterns), reporter())
    click.echo("\n".join(lines(outcomes, f"seed {seed}, patterns {patterns}")))
    if show_failures:
        click.echo("\n".join(failures(outcomes)))


@click.command("neighbours")
@click.option("--seed", default=CONFLICT_SEED, show_default=True, help="Of the documents.")
@click.option(
    "--patterns",
    type=click.Choice(["first", "second"]),
    default="second",
    show_default=True,
    help="Which sentences they are made of.",
)
@click.option("--show-failures", is_flag=True, help="List what is wrong or refused.")
def neighbours_command(seed: int, patterns: str, show_failures: bool) -> None:
    """Ask after each of several figures of one sentence, and count the neighbours given instead."""
    from eval.neighbours import failures, lines, made, measure  # heavy
    from eval.progress import reporter

    replies = measure(made(seed, f"near_{patterns}"), reporter())
    click.echo("\n".join(lines(replies, f"seed {seed}, patterns {patterns}")))
    if show_failures:
        click.echo("\n".join(failures(replies)))


@click.command("compare")
@click.argument("first", type=FILE)
@click.argument("second", type=FILE)
def compare_command(first: Path, second: Path) -> None:
    """Set a SECOND run against a FIRST, question by question, with McNemar's exact test."""
    from eval.compare import compare, lines  # heavy
    from eval.records import read_run

    click.echo("\n".join(lines(compare(read_run(first), read_run(second)))))


@click.command("calibrate")
@click.option("--corpus", type=FOLDER, envvar="CORPUS", help="Real documents, beside the samples.")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", help="Official reports, as well.")
@click.option("--out", type=FILE, help="Write the model here; default: qa/data/confidence.json.")
def calibrate_command(corpus: Path | None, datasets: Path | None, out: Path | None) -> None:
    """Fit the confidence of answers on the tuning part; promises are measured on held-out facts."""
    from eval.calibrate_session import calibrate_once  # heavy: the whole stack

    calibrate_once(VAR, corpus, datasets, out)


COMMANDS: tuple[click.Command, ...] = (
    figures_command,
    public_command,
    reader_command,
    recognisers_command,
    scale_command,
    conflicts_command,
    neighbours_command,
    compare_command,
    calibrate_command,
)
