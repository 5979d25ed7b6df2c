"""One evaluation from the command line: run, print, keep, log."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from corpus.errors import BadRequest, PolicyqaError
from eval.evidence import Corpus, Edition, check, open_corpus, samples_dir
from eval.figure_session import figure_measures
from eval.gate import drops, raise_floors, read_floors, write_floors
from eval.gold import Part, Question, load, select
from eval.home import opened
from eval.progress import reporter
from eval.records import Header, Record, Run, write_run
from eval.run import run
from eval.summary import Summary, summarise, table, with_measures

__all__ = ["Wish", "evaluate_once", "log_run", "run_part"]

FLOORS_FILE = Path(__file__).parent / "floors.json"


@dataclass(frozen=True, slots=True)
class Wish:
    """What `policyqa eval` was asked for; its options by their names."""

    part: str
    corpus: Path | None
    samples: bool
    show_failures: bool
    kind: str | None
    check_gold: bool
    gate: bool
    raise_floors: bool
    report: Path | None
    out: Path | None
    overrides: tuple[str, ...]


def evaluate_once(var: Path, wish: Wish) -> None:
    """Do what was asked for; PolicyqaError when the gate fails."""
    part = Part(wish.part)
    if (wish.show_failures or wish.kind) and part is not Part.TUNE:
        raise BadRequest("single questions are shown of the tuning part only: --part tune")
    questions = load()
    samples = open_corpus(samples_dir())
    real = None if wish.samples or wish.corpus is None else open_corpus(wish.corpus)
    if wish.check_gold:
        _check_gold(questions, [samples] if real is None else [samples, real])
    elif wish.gate or wish.raise_floors:
        corpora = [samples] if real is None else [samples, real]
        _hold(questions, corpora, var, raising=wish.raise_floors)
    else:
        asked = [one for one in select(questions, part) if wish.kind in (None, one.kind)]
        _evaluate(asked, real or samples, part, var, wish)


def _evaluate(asked: Sequence[Question], corpus: Corpus, part: Part, var: Path, wish: Wish) -> None:
    done = run_part(asked, corpus, part, var, wish.overrides)
    summary = summarise(asked, done.records)
    click.echo(_title(done, len(asked)))
    click.echo(table(summary))
    if wish.show_failures:
        click.echo("\n".join(_failures(asked, done.records)))
    click.echo(f"run kept in {keep(done, corpus, summary, var, wish.out)}", err=True)
    if wish.report is not None:
        from eval.report import write_report  # heavy: matplotlib

        write_report(done, summary, wish.report)
        click.echo(f"report in {wish.report}", err=True)


def _hold(
    questions: Sequence[Question], corpora: Sequence[Corpus], var: Path, *, raising: bool
) -> None:
    """Measure the tuning part over each corpus; hold the floors against it, or raise them."""
    asked = select(questions, Part.TUNE)
    floors = read_floors()
    lost: list[str] = []
    for corpus in corpora:
        edition = corpus.edition.value
        done = run_part(asked, corpus, Part.TUNE, var)
        summary = with_measures(summarise(asked, done.records), figure_measures(corpus))
        click.echo(_title(done, len(asked)))
        click.echo(table(summary, traps=False))
        if raising:
            floors[edition] = raise_floors(summary, floors.get(edition), corpus, len(asked))
        elif edition in floors:
            lost += [f"{edition}: {one}" for one in drops(summary, floors[edition], corpus)]
        else:
            lost.append(f"{edition}: no floors yet; run policyqa eval --raise-floors")
    if raising:
        write_floors(floors, FLOORS_FILE)
    if lost:
        raise PolicyqaError("the gate is closed:\n" + "\n".join(lost))
    click.echo("floors raised" if raising else "the gate is open: every floor holds")


def run_part(
    asked: Sequence[Question],
    corpus: Corpus,
    part: Part,
    var: Path,
    overrides: Sequence[str] = (),
) -> Run:
    """Index the corpus in a home of its own and ask the questions, with progress on a terminal."""
    report = reporter()
    vectors = var / "vectors.sqlite"
    with opened(corpus.folder, vectors, overrides=overrides, progress=report) as answerer:
        return run(asked, corpus, answerer, part, lambda done, of: report("asked", done, of))


def keep(run_: Run, corpus: Corpus, summary: Summary, var: Path, out: Path | None) -> Path:
    """Write a run; log it when it holds questions of the report part."""
    top = run_.header
    name = f"{top.date.replace(':', '')}-{top.part}-{top.edition}.jsonl"
    path = out or var / "runs" / name
    write_run(run_, path, words=corpus.edition is Edition.SAMPLE)
    if top.part != Part.TUNE.value:
        log_run(top, {n: m.value for n, m in summary.measures.items()}, var)
    return path


def log_run(top: Header, measures: Mapping[str, float], var: Path) -> None:
    """Add a run over the report part to its log."""
    line = {**asdict(top), "measures": measures}
    var.mkdir(parents=True, exist_ok=True)
    with (var / "report-runs.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


def _check_gold(questions: Sequence[Question], corpora: Sequence[Corpus]) -> None:
    for part in (Part.TUNE, Part.REPORT):
        own = select(questions, part)
        refused = sum(not one.expected.answerable for one in own)
        click.echo(f"{part.value}: {len(own)} questions, {refused} of them unanswerable")
    wrong = [line for corpus in corpora for line in check(questions, corpus)]
    if wrong:
        raise BadRequest("\n".join(wrong))
    names = " and the ".join(corpus.edition.value for corpus in corpora)
    click.echo(f"every anchor resolves in the {names} documents")


def _title(run_: Run, count: int) -> str:
    top = run_.header
    return (
        f"{count} questions, part {top.part}, {top.edition} documents {top.checksum[:12]},"
        f" commit {top.commit or 'none'}, {top.date}"
    )


def _failures(questions: Iterable[Question], records: Iterable[Record]) -> Iterable[str]:
    asked = {one.id: one for one in questions}
    for record in records:
        question = asked[record.id]
        if record.right and (record.hit or not question.expected.answerable):
            continue
        mark = "WRONG FIGURE " if record.wrong_figure else "" if not record.right else "no hit "
        state = record.refusal or record.status
        yield (
            f"{record.id} {question.kind} {mark}[{state}] {record.reason}\n"
            f"    {question.question}\n    → {record.answer}\n    = {_wanted(question)}"
            f"  rank {record.ranks.get('fusion')}"
        )


def _wanted(question: Question) -> str:
    expected = question.expected
    if not expected.answerable:
        return "/".join(expected.refusal)
    values = [f"{one.value or f'{one.min}-{one.max}'}{one.unit}" for one in expected.values]
    strings = ["|".join(one) for one in (*expected.strings, *expected.items)]
    yes = [] if expected.yes is None else ["是" if expected.yes else "否"]
    return "; ".join([*yes, *values, *strings])
