"""Commands of `policyqa eval` that measure speed, size, serving and what it stands.

Heavy modules are imported inside the commands.
"""

from pathlib import Path

import click

from corpus.errors import BadRequest, PolicyqaError
from eval.places import FILE, FOLDER, VAR
from qa.commands.options import reader_option, set_option

__all__ = ["COMMANDS"]


@click.command("growth")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--size", "sizes", type=click.IntRange(200), multiple=True, help="Passages.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=FILE, help="Write the record here, as JSON.")
@click.option("--plot", "image", type=FILE, help="Draw it here, as SVG or PNG.")
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


@click.command("nearest")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--passages", type=click.IntRange(2000), default=100_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=FILE, help="Write the record here, as JSON.")
def nearest_command(datasets: Path, passages: int, seed: int, out: Path | None) -> None:
    """Measure which FAISS index finds how much of the nearest vectors, and what it costs."""
    from eval.bench.nearest import lines, nearest  # heavy
    from eval.bench.record import write
    from eval.bench.sources import kept
    from eval.progress import reporter

    record = nearest(kept(datasets, VAR, passages, seed, reporter())[0])
    click.echo("\n".join(lines(record)))
    write(record, out)


@click.command("peers")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--passages", type=click.IntRange(200), default=100_000, show_default=True)
@click.option("--engine", "engines", multiple=True, help="One of them; all unless named.")
@click.option("--questions", type=click.IntRange(1), default=200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--out", type=FILE, help="Write the record here, as JSON.")
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


@click.command("load")
@click.option("--corpus", type=FOLDER, envvar="CORPUS", help="Documents; default: the samples.")
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


@click.command("republish")
@click.option("--times", type=click.IntRange(1), default=50, show_default=True)
@click.option("--rate", type=click.FloatRange(0.1), default=10.0, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True)
def republish_command(times: int, rate: float, workers: int) -> None:
    """Publish changed documents again and again under load; fail when an answer is lost or mixed.

    Every answer names its index version, and has to be what the documents of that version say.
    """
    from tempfile import TemporaryDirectory

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


@click.command("agreement")
@click.option("--corpus", type=FOLDER, envvar="CORPUS", help="Documents; default: the samples.")
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


@click.command("durability")
@click.option("--rounds", type=click.IntRange(5), default=200, show_default=True, help="Of kill.")
@click.option("--seed", type=int, default=1, show_default=True)
def durability_command(rounds: int, seed: int) -> None:
    """Kill, flip bits, fill the disk, jump the clock: each time the last good index has to serve.

    Commands of policyqa run over made-up documents in processes of their own. A small tmpfs is
    mounted for the full disk, and faketime turns the clock; what is not to be had is said.
    """
    from tempfile import TemporaryDirectory

    from eval.durability.session import failed, lines, trial  # heavy

    with TemporaryDirectory() as place:
        report = lambda what: click.echo(what, err=True)  # noqa: E731
        outcomes = list(trial(Path(place), rounds=rounds, seed=seed, progress=report))
    click.echo("\n".join(lines(outcomes)))
    if failed(outcomes):
        raise PolicyqaError("not everything survived")


@click.command("hostile")
@click.option("--characters", type=click.IntRange(8_000), default=1_048_576, show_default=True)
@click.option("--only", type=click.Choice(["patterns", "pipeline"]), help="One of the two.")
def hostile_command(characters: int, only: str | None) -> None:
    """Hold every pattern, and reading as a whole, against texts made to slow them down.

    The texts grow to so many characters; time has to grow in proportion.
    """
    from eval.hostile.session import found, lines  # heavy

    report = lambda what: click.echo(what, err=True)  # noqa: E731
    growths = list(found(characters, only, report))
    click.echo("\n".join(lines(growths)))
    if not all(growth.linear for growth in growths):
        raise PolicyqaError("some of it is not linear")


@click.command("ingest")
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--documents", type=click.IntRange(1), help="So many, spread over all; default: all.")
@set_option
def ingest_command(datasets: Path, documents: int | None, overrides: tuple[str, ...]) -> None:
    """Measure ingest of public reports: stages, memory, the second time, a changed document."""
    from eval.ingest_speed import lines, measure  # heavy: the whole stack
    from eval.progress import reporter

    found = measure(datasets, VAR / "scale", documents or 0, overrides, reporter())
    click.echo("\n".join(lines(found)))


@click.command("encoder")
@click.option("--set", "name", default="cmrc", type=click.Choice(["drcd", "cmrc"]))
@click.option("--datasets", type=FOLDER, envvar="DATASETS", required=True, help="Where they are.")
@click.option("--paragraphs", type=click.IntRange(1), default=300, show_default=True)
def encoder_command(name: str, datasets: Path, paragraphs: int) -> None:
    """Measure what eight bits cost: recall of a public set by vectors alone, and cosines."""
    from eval.encoder_loss import compare, lines  # heavy
    from eval.progress import reporter
    from eval.public import load_set

    click.echo("\n".join(lines(compare(load_set(name, datasets), paragraphs, reporter()))))


COMMANDS: tuple[click.Command, ...] = (
    growth_command,
    nearest_command,
    peers_command,
    load_command,
    republish_command,
    agreement_command,
    durability_command,
    hostile_command,
    ingest_command,
    encoder_command,
)
