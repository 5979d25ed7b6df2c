"""One evaluation of the figures from the command line: read, compare, print."""

from collections.abc import Sequence
from pathlib import Path

import click

from corpus.errors import BadRequest
from corpus.parse import parse
from corpus.read import read_file
from eval.evidence import Corpus, Edition, open_corpus
from eval.figure_gold import Reading, documents, labels, of_part, readings, second
from eval.figure_score import agreement, failures, match, measures
from eval.gold import Part
from eval.summary import Measure, Summary, table

__all__ = ["evaluate_figures", "figure_measures"]


def evaluate_figures(folder: Path, part: Part, *, show_failures: bool, by_document: bool) -> None:
    """Print how well the figures of the real files are read; single ones are of the tuning part."""
    if show_failures and part is not Part.TUNE:
        raise BadRequest("single figures are shown of the tuning part only: --part tune")
    found = _found(open_corpus(folder))
    wanted = labels()
    for name, one in (("tune", Part.TUNE), ("report", Part.REPORT), ("all", Part.ALL)):
        if part in (one, Part.ALL):
            click.echo(f"{name}: {len(of_part(wanted, one))} labels")
            _print(measures(match(of_part(wanted, one), of_part(found, one))))
    if by_document:
        for key in documents():
            own = [
                [r for r in of_part(some, part) if r.document == key] for some in (wanted, found)
            ]
            click.echo(f"{key}: {len(own[0])} labels")
            _print(measures(match(*own)))
    twice = second()
    click.echo(f"two labellers, {len(twice)} figures")
    _print(agreement(wanted, twice))
    if show_failures:
        click.echo("\n".join(failures(match(of_part(wanted, part), of_part(found, part)))))


def figure_measures(corpus: Corpus) -> tuple[Measure, ...]:
    """Return what the gate holds: the measures of the tuning part, none over the samples."""
    if corpus.edition is not Edition.REAL:
        return ()
    return measures(match(of_part(labels(), Part.TUNE), of_part(_found(corpus), Part.TUNE)))


def _found(corpus: Corpus) -> tuple[Reading, ...]:
    """Return the figures that the program reads in the gold's real files."""
    if corpus.edition is not Edition.REAL:
        raise BadRequest(
            "the labels are of the real files: name their folder by --corpus or CORPUS"
        )
    found: list[Reading] = []
    for key, name in corpus.names.items():
        document = read_file(corpus.folder / name, root=corpus.folder)
        found += readings(key, parse(document))
    return tuple(found)


def _print(found: Sequence[Measure]) -> None:
    measured = [one for one in found if one.share is not None and one.share.of]
    click.echo(table(Summary({one.name: one for one in measured})))
