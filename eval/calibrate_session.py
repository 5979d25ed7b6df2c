"""One calibration from the command line: ask, fit, print, write."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

import qa
from eval.calibrate import Row, calibrate, lines, rows, write
from eval.evidence import Corpus, open_corpus, samples_dir
from eval.gold import Part, Question, load, select
from eval.home import opened
from eval.progress import reporter
from eval.report_home import report_home
from eval.run import header

__all__ = ["calibrate_once"]

MODEL_FILE = Path(qa.__file__).parent / "data" / "confidence.json"


def calibrate_once(var: Path, folder: Path | None, datasets: Path | None, out: Path | None) -> None:
    """Fit the confidence on the tuning part, over the samples and over real documents if named.

    With the data sets, also on the questions over official reports that the reader did not learn
    from: no rule was written with them in sight.
    """
    asked = select(load(), Part.TUNE)
    corpora = [open_corpus(samples_dir())]
    corpora += [open_corpus(folder)] if folder is not None else []
    found = [row for corpus in corpora for row in _ask(asked, corpus.folder, var)]
    held_back: Sequence[Question] = ()
    if datasets is not None:
        with report_home(datasets) as (reports, held_back):
            found += _ask(held_back, reports, var)
    done = calibrate(found)
    path = out or MODEL_FILE
    write(done, _provenance(asked, corpora, len(held_back)), path)
    click.echo("\n".join(lines(done)))
    click.echo(f"model in {path}", err=True)


def _ask(asked: Sequence[Question], folder: Path, var: Path) -> list[Row]:
    report = reporter()
    found: list[Row] = []
    with opened(folder, var / "vectors.sqlite", progress=report) as answerer:
        for count, row in enumerate(rows(asked, answerer), 1):
            report("asked", count, len(asked))
            found += row
    return found


def _provenance(
    asked: Sequence[Question], corpora: Sequence[Corpus], held_back: int
) -> Mapping[str, Any]:
    tops = [header(corpus, Part.TUNE) for corpus in corpora]
    real = len(corpora) > 1
    return {
        "command": "policyqa eval calibrate"
        + (" --corpus DIR" if real else "")
        + (" --datasets DIR" if held_back else ""),
        "date": tops[0].date,
        "commit": tops[0].commit,
        "part": tops[0].part,
        "questions": len(asked),
        "questions_over_reports": held_back,
        "corpora": {top.edition: top.checksum for top in tops},
    }
