"""The command `policyqa`: everything of qa, and `eval`.

Heavy modules are imported inside the commands, so that `policyqa --help` stays fast.
"""

from pathlib import Path

import click

from corpus.errors import BadRequest
from qa.cli import cli
from qa.options import reader_option, set_option

__all__ = ["evaluate", "main"]

VAR = Path("var") / "eval"  # runs, cached vectors and the log of report runs: git-ignored
CONFLICT_SEED = 2024  # of the figures that are reported; rules were made on the seeds 1 to 9
_PARTS = click.Choice(["tune", "report", "all"])
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("eval", invoke_without_command=True)
@click.option("--part", type=_PARTS, default="tune", show_default=True, help="Which questions.")
@click.option(
    "--corpus", type=_FOLDER, envvar="CORPUS", help="Real documents; default: the samples."
)
@click.option("--samples", is_flag=True, help="The samples, even when CORPUS is set.")
@click.option("--show-failures", is_flag=True, help="List what is wrong (tuning part only).")
@click.option("--kind", help="Only questions of this kind (tuning part only).")
@click.option("--check-gold", is_flag=True, help="Check the questions and their anchors, no more.")
@click.option("--gate", is_flag=True, help="Fail when a floor of the tuning part is not held.")
@click.option("--raise-floors", is_flag=True, help="Raise the floors to what is measured now.")
@click.option("--report", type=_FILE, help="Write an HTML report here.")
@click.option("--out", type=_FILE, help="Keep the run here; default: var/eval.")
@reader_option
@set_option
@click.pass_context
def evaluate(context: click.Context, /, **options: object) -> None:
    """Ask the gold questions and print how good the answers are.

    Of the report part only aggregates are printed, and each run is logged. The gate and the floors
    are about the tuning part: over the samples, and over real documents where CORPUS names them.
    """
    if context.invoked_subcommand is None:
        from eval.session import Wish, evaluate_once  # heavy: the whole stack

        evaluate_once(VAR, Wish(**options))  # type: ignore[arg-type]


@evaluate.command("figures")
@click.option("--corpus", type=_FOLDER, envvar="CORPUS", required=True, help="Real documents.")
@click.option("--part", type=_PARTS, default="tune", show_default=True, help="Which sections.")
@click.option("--by-document", is_flag=True, help="Also each document by itself.")
@click.option("--show-failures", is_flag=True, help="List what is wrong (tuning part only).")
def figures_command(corpus: Path, part: str, by_document: bool, show_failures: bool) -> None:
    """Hold the figures read from the real files against those that people labelled."""
    from eval.figure_session import evaluate_figures  # heavy
    from eval.gold import Part

    evaluate_figures(corpus, Part(part), show_failures=show_failures, by_document=by_document)


@evaluate.command("public")
@click.option("--set", "name", required=True, type=click.Choice(["drcd", "cmrc"]))
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
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


@evaluate.command("reader")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", help="Where the public sets are.")
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
@click.option("--weights", type=_FOLDER, help="The reader's files; default: the ones that ship.")
@click.option("--corpus", type=_FOLDER, envvar="CORPUS", help="Real documents, for the gold.")
@click.option("--part", type=_PARTS, default="tune", show_default=True, help="Of the gold.")
def reader_command(**options: object) -> None:
    """Measure the reader: on public sets, our own questions, the gold; with and without the rules.

    Of the report part only aggregates are printed, and each run is logged.
    """
    from eval.progress import reporter
    from eval.reader.session import Session, Wish  # heavy

    session = Session.open(Wish(**options), VAR, reporter())  # type: ignore[arg-type]
    for line in session.lines():
        click.echo(line)


@evaluate.command("recognisers")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--show-failures", is_flag=True, help="Name the failed cases by their lines.")
def recognisers_command(datasets: Path, show_failures: bool) -> None:
    """Measure the bare recognisers on public cases, a model a row, beside the peer's own share."""
    from eval.recogniser_models import MODELS
    from eval.recognisers import lines, measure, read  # heavy

    click.echo("\n".join(lines(measure(read(datasets), MODELS), show_failures)))


@evaluate.command("scale")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where it is.")
@click.option("--questions", "count", type=click.IntRange(1), default=400, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--vectors", is_flag=True, help="With vectors: embedding takes an hour at first.")
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


@evaluate.command("growth")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--size", "sizes", type=click.IntRange(200), multiple=True, help="Passages.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=_FILE, help="Write the record here, as JSON.")
@click.option("--plot", "image", type=_FILE, help="Draw it here, as SVG or PNG.")
def growth_command(
    datasets: Path, sizes: tuple[int, ...], seed: int, out: Path | None, image: Path | None
) -> None:
    """Measure how a search grows: time by part and memory at 1,000 to 1,000,000 passages."""
    from eval.bench.growth import grow, lines, plot  # heavy
    from eval.bench.record import write
    from eval.progress import reporter

    wanted = sizes or (1_000, 10_000, 100_000, 1_000_000)
    record = grow(datasets, VAR, wanted, seed=seed, progress=reporter())
    click.echo("\n".join(lines(record)))
    write(record, out)
    if image is not None:
        plot(record, image)


@evaluate.command("nearest")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--passages", type=click.IntRange(2000), default=100_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=_FILE, help="Write the record here, as JSON.")
def nearest_command(datasets: Path, passages: int, seed: int, out: Path | None) -> None:
    """Measure which FAISS index finds how much of the nearest vectors, and what it costs."""
    from eval.bench.nearest import lines, nearest  # heavy
    from eval.bench.record import write
    from eval.bench.sources import kept
    from eval.progress import reporter

    record = nearest(kept(datasets, VAR, passages, seed, reporter())[0])
    click.echo("\n".join(lines(record)))
    write(record, out)


@evaluate.command("peers")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--passages", type=click.IntRange(200), default=100_000, show_default=True)
@click.option("--engine", "engines", multiple=True, help="One of them; all unless named.")
@click.option("--questions", type=click.IntRange(1), default=200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=_FILE, help="Write the record here, as JSON.")
def peers_command(
    datasets: Path,
    passages: int,
    engines: tuple[str, ...],
    questions: int,
    seed: int,
    out: Path | None,
) -> None:
    """Set other libraries beside this project: same passages, words and vectors, one run.

    They are installed by `make bench`, each is measured in a process of its own.
    """
    from eval.bench.peers import ENGINES, compare, lines  # heavy
    from eval.bench.record import write
    from eval.progress import reporter

    unknown = sorted(set(engines) - set(ENGINES))
    if unknown:
        raise BadRequest(f"no engine {unknown[0]!r}; there are {', '.join(ENGINES)}")
    chosen = engines or tuple(ENGINES)
    record = compare(
        datasets, VAR, passages, seed=seed, engines=chosen, questions=questions, progress=reporter()
    )
    click.echo("\n".join(lines(record)))
    write(record, out)


@evaluate.command("conflicts")
@click.option("--seed", default=CONFLICT_SEED, show_default=True, help="Of the documents.")
@click.option(
    "--patterns",
    type=click.Choice(["report", "tune"]),
    default="report",
    show_default=True,
    help="Which sentences they are made of.",
)
@click.option(
    "--show-failures", is_flag=True, help="List what is wrong (patterns to tune on only)."
)
def conflicts_command(seed: int, patterns: str, show_failures: bool) -> None:
    """Plant contradictions in made-up documents, ask after them, and count the false alarms.

    Fifty are planted beside fifty figures that only look like some. The rules were made on other
    seeds, and on other sentences, than those that are reported.
    """
    from eval.conflict_documents import seeded  # heavy
    from eval.conflicts import failures, lines, measure
    from eval.progress import reporter

    if show_failures and patterns != "tune":
        raise BadRequest("single cases are shown of the patterns to tune on only: --patterns tune")
    outcomes = measure(seeded(seed, patterns), reporter())
    click.echo("\n".join(lines(outcomes, f"seed {seed}, patterns {patterns}")))
    if show_failures:
        click.echo("\n".join(failures(outcomes)))


@evaluate.command("load")
@click.option("--corpus", type=_FOLDER, envvar="CORPUS", help="Documents; default: the samples.")
@click.option("--rate", type=click.FloatRange(0.1), default=10.0, show_default=True)
@click.option("--seconds", type=click.FloatRange(1), default=60.0, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True)
@click.option("--clients", type=click.IntRange(1), default=4, show_default=True)
def load_command(
    corpus: Path | None, rate: float, seconds: float, workers: int, clients: int
) -> None:
    """Serve the documents, ask the gold's questions at a fixed rate, then as fast as it goes."""
    from eval.gold import load as gold  # heavy
    from eval.load import ingested, lines, open_loop, saturation, serving
    from eval.progress import reporter

    questions = tuple(dict.fromkeys(one.question for one in gold()))
    report = reporter()
    with ingested(corpus, report) as home, serving(home, workers, questions[0]) as server:
        measured = open_loop(server, questions, rate, seconds, report)
        most = saturation(server, questions, min(seconds, 15.0), clients)
        click.echo("\n".join(lines(server, measured, most)))


@evaluate.command("republish")
@click.option("--times", type=click.IntRange(1), default=50, show_default=True)
@click.option("--rate", type=click.FloatRange(0.1), default=10.0, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
def republish_command(times: int, rate: float, workers: int) -> None:
    """Publish changed documents again and again under load; fail when an answer is lost or mixed.

    Every answer names its index version, and has to be what the documents of that version say.
    """
    from tempfile import TemporaryDirectory

    from corpus.errors import PolicyqaError
    from eval.load import ingested, serving  # heavy
    from eval.progress import reporter
    from eval.republish import first_edition, lines, republish

    report = reporter()
    with TemporaryDirectory() as place:
        folder = Path(place) / "editions"
        question = first_edition(folder)
        with ingested(folder, report) as home, serving(home, workers, question) as server:
            found = republish(server, home, folder, times=times, rate=rate, progress=report)
    click.echo("\n".join(lines(found)))
    if found.errors or found.mixed:
        raise PolicyqaError("versions do not follow one another unnoticed")


@evaluate.command("agreement")
@click.option("--corpus", type=_FOLDER, envvar="CORPUS", help="Documents; default: the samples.")
@click.option("--samples", is_flag=True, help="The samples, even when CORPUS is set.")
@click.option("--search", default="", help="A milvus:// URL; default: milvus-lite, started here.")
@click.option("--database", default="", help="PostgreSQL for the documents; default: the home.")
@reader_option
@set_option
def agreement_command(
    corpus: Path | None, samples: bool, search: str, database: str, overrides: tuple[str, ...]
) -> None:
    """Ask the gold's tuning part here and in Milvus; fail when too few answers are the same."""
    from contextlib import nullcontext

    from eval.agreement import agree, lines  # heavy: the whole stack
    from eval.milvus_lite import milvus_lite
    from index.engine import Remote

    with nullcontext(search) if search else milvus_lite() as url:
        pairs = agree(VAR, None if samples else corpus, Remote(url, database), overrides)
    for line in lines(pairs):
        click.echo(line)


@evaluate.command("durability")
@click.option("--rounds", type=click.IntRange(5), default=200, show_default=True, help="Of kill.")
@click.option("--seed", type=int, default=1, show_default=True)
def durability_command(rounds: int, seed: int) -> None:
    """Kill, flip bits, fill the disk, jump the clock: each time the last good index has to serve.

    Commands of policyqa run over made-up documents in processes of their own. A small tmpfs is
    mounted for the full disk, and faketime turns the clock; what is not to be had is said.
    """
    from tempfile import TemporaryDirectory

    from corpus.errors import PolicyqaError
    from eval.durability.session import failed, lines, trial  # heavy

    with TemporaryDirectory() as place:
        report = lambda what: click.echo(what, err=True)  # noqa: E731
        outcomes = list(trial(Path(place), rounds=rounds, seed=seed, progress=report))
    click.echo("\n".join(lines(outcomes)))
    if failed(outcomes):
        raise PolicyqaError("not everything survived")


@evaluate.command("hostile")
@click.option("--characters", type=click.IntRange(8_000), default=1_048_576, show_default=True)
@click.option("--only", type=click.Choice(["patterns", "pipeline"]), help="One of the two.")
def hostile_command(characters: int, only: str | None) -> None:
    """Hold every pattern, and reading as a whole, against texts made to slow them down.

    The texts grow to so many characters; time has to grow in proportion.
    """
    from corpus.errors import PolicyqaError
    from eval.hostile.session import found, lines  # heavy

    report = lambda what: click.echo(what, err=True)  # noqa: E731
    growths = list(found(characters, only, report))
    click.echo("\n".join(lines(growths)))
    if not all(growth.linear for growth in growths):
        raise PolicyqaError("some of it is not linear")


@evaluate.command("ingest")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--documents", type=click.IntRange(1), help="So many, spread over all; default: all.")
@set_option
def ingest_command(datasets: Path, documents: int | None, overrides: tuple[str, ...]) -> None:
    """Measure ingest of public reports: stages, memory, the second time, a changed document."""
    from eval.ingest_speed import lines, measure  # heavy: the whole stack
    from eval.progress import reporter

    found = measure(datasets, VAR / "scale", documents or 0, overrides, reporter())
    click.echo("\n".join(lines(found)))


@evaluate.command("encoder")
@click.option("--set", "name", default="cmrc", type=click.Choice(["drcd", "cmrc"]))
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--paragraphs", type=click.IntRange(1), default=300, show_default=True)
def encoder_command(name: str, datasets: Path, paragraphs: int) -> None:
    """Measure what eight bits cost: recall of a public set by vectors alone, and cosines."""
    from eval.encoder_loss import compare, lines  # heavy
    from eval.progress import reporter
    from eval.public import load_set

    click.echo("\n".join(lines(compare(load_set(name, datasets), paragraphs, reporter()))))


@evaluate.command("compare")
@click.argument("first", type=_FILE)
@click.argument("second", type=_FILE)
def compare_command(first: Path, second: Path) -> None:
    """Set a SECOND run against a FIRST, question by question, with McNemar's exact test."""
    from eval.compare import compare, lines  # heavy
    from eval.records import read_run

    click.echo("\n".join(lines(compare(read_run(first), read_run(second)))))


@evaluate.command("calibrate")
@click.option("--corpus", type=_FOLDER, envvar="CORPUS", help="Real documents, beside the samples.")
@click.option("--datasets", type=_FOLDER, envvar="DATASETS", help="Official reports, as well.")
@click.option("--out", type=_FILE, help="Write the model here; default: qa/data/confidence.json.")
def calibrate_command(corpus: Path | None, datasets: Path | None, out: Path | None) -> None:
    """Fit the confidence of answers on the tuning part; promises are measured on held-out facts."""
    from eval.calibrate_session import calibrate_once  # heavy: the whole stack

    calibrate_once(VAR, corpus, datasets, out)


def main() -> None:
    """Run the command line."""
    cli.add_command(evaluate)
    cli()
