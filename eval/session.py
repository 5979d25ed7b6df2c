"""One evaluation from the command line: run, print, keep, log."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from corpus.errors import BadRequest
from eval.evidence import Corpus, Edition, check, open_corpus, samples_dir
from eval.gold import Part, Question, load, select
from eval.home import opened
from eval.records import Record, Run, write_run
from eval.run import run
from eval.summary import Summary, summarise, table

__all__ = ["evaluate_once", "run_part"]


def evaluate_once(
    var: Path,
    *,
    part: str,
    corpus: Path | None,
    samples: bool,
    show_failures: bool,
    kind: str | None,
    check_gold: bool,
    out: Path | None,
    overrides: Sequence[str],
) -> None:
    """Do what `policyqa eval` was asked for."""
    chosen = Part(part)
    if (show_failures or kind) and chosen is not Part.TUNE:
        raise BadRequest("single questions are shown of the tuning part only: --part tune")
    found = open_corpus(samples_dir() if samples or corpus is None else corpus)
    questions = load()
    if check_gold:
        _check_gold(questions, found)
        return
    asked = [one for one in select(questions, chosen) if kind in (None, one.kind)]
    done = run_part(asked, found, chosen, var, overrides)
    summary = summarise(questions, done.records)
    click.echo(_title(done, len(asked)))
    click.echo(table(summary))
    if show_failures:
        click.echo("\n".join(_failures(asked, done.records)))
    keep(done, found, summary, var, out)


def run_part(
    asked: Sequence[Question],
    corpus: Corpus,
    part: Part,
    var: Path,
    overrides: Sequence[str] = (),
) -> Run:
    """Index the corpus in a home of its own and ask the questions, with progress on a terminal."""
    with opened(corpus.folder, var / "vectors.sqlite", overrides=overrides) as answerer:
        return run(asked, corpus, answerer, part, _progress)


def keep(run_: Run, corpus: Corpus, summary: Summary, var: Path, out: Path | None) -> Path:
    """Write a run; log it when it holds questions of the report part."""
    top = run_.header
    name = f"{top.date.replace(':', '')}-{top.part}-{top.edition}.jsonl"
    path = out or var / "runs" / name
    write_run(run_, path, words=corpus.edition is Edition.SAMPLE)
    if top.part != Part.TUNE.value:
        line = {**asdict(top), "measures": {n: m.value for n, m in summary.measures.items()}}
        var.mkdir(parents=True, exist_ok=True)
        with (var / "report-runs.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def _check_gold(questions: Sequence[Question], corpus: Corpus) -> None:
    wrong = check(questions, corpus)
    for part in (Part.TUNE, Part.REPORT):
        own = select(questions, part)
        refused = sum(not one.expected.answerable for one in own)
        click.echo(f"{part.value}: {len(own)} questions, {refused} of them unanswerable")
    if wrong:
        raise BadRequest("\n".join(wrong))
    click.echo(f"every anchor resolves in the {corpus.edition.value} documents")


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


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done}/{of}", err=True, nl=done == of)
