"""CMRC and DRCD, held-back quarter: given the right paragraph, and over all of the set.

Both scripts are asked; retrieval hands over the first paragraphs, and the stretch with the highest
score of them is the answer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.metrics import Mean, Share
from eval.public import PublicSet, searcher
from eval.reader.examples import Example, Reading
from eval.reader.public_sets import public_examples
from eval.reader.rows import measured, spread
from eval.reader.scoring import exact, f1
from eval.reader.stretches import Read, Stretch

__all__ = ["FIRST", "Asked", "Search", "lines", "measure", "searching"]

FIRST = 3  # paragraphs that are read: some 1,800 tokens
OTHER_SCRIPT = {"cmrc": "s2t", "drcd": "t2s"}  # OpenCC's conversion of the questions

Search = Callable[[str], Sequence[int]]  # a question in the search form → numbers of texts
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's outcome. `rank` is the right paragraph's, from 1, None where it is not found."""

    key: str
    question: str
    accepted: tuple[str, ...]
    given: Stretch | None  # in the right paragraph
    found: Stretch | None  # in the first paragraphs of the search
    rank: int | None


def measure(
    name: str,
    folder: Path,
    place: Path,
    read: Read,
    progress: Progress,
    limit: int | None = None,
    first: int = FIRST,
) -> dict[str, list[Asked]]:
    """Return the outcomes by script, `same` and `other`; `place` is where the set is indexed."""
    from opencc import OpenCC  # heavy: the conversion tables

    same = public_examples(folder, [name])
    readings = list({one.reading.key: one.reading for one in same}.values())
    convert = OpenCC(OTHER_SCRIPT[name]).convert
    other = public_examples(folder, [name], convert)
    search = searching(name, readings, place, progress)
    outcomes: dict[str, list[Asked]] = {}
    known: dict[tuple[str, str], Asked] = {}
    for script, examples in (("same", same), ("other", other)):
        own = spread([one for one in examples if one.held_back], limit)
        for done, one in enumerate(own, 1):
            key = one.question, one.reading.key
            if key not in known:
                known[key] = ask(one, readings, search, read, first)
            outcomes.setdefault(script, []).append(_accepting(known[key], one))
            progress(f"{name}, {script} script", done, len(own))
    return outcomes


def searching(
    name: str, readings: Sequence[Reading], place: Path, progress: Progress, most: int = 100
) -> Search:
    """Return a search over texts that are indexed below `place`, each as one passage."""
    texts = tuple(one.text for one in readings)
    found = searcher(PublicSet(name, texts, (), ""), place, progress)
    number_of = {one.id: int(Path(one.path).stem) for one in found.store.documents()}

    def search(question: str) -> Sequence[int]:
        return [number_of[hit.document_id] for hit in found.search(question, most).hits]

    return search


def ask(
    example: Example, readings: Sequence[Reading], search: Search, read: Read, first: int
) -> Asked:
    """Read the right paragraph and those that the search puts first, in one go."""
    from qa.question import read_question

    question = read_question(example.question).view
    order = list(search(question))
    keys = [readings[number].key for number in order]
    rank = keys.index(example.reading.key) + 1 if example.reading.key in keys else None
    numbers = order[:first]
    texts = [example.reading, *(readings[number] for number in numbers)]
    unlike = [one for one in texts[1:] if one.key != example.reading.key]
    stretches = read(question, [(one.heading, one.text) for one in (example.reading, *unlike)])
    given = next((one for one in stretches if one.text == 0), None)
    if rank is None or rank > first:
        stretches = [one for one in stretches if one.text != 0]
    found = stretches[0] if stretches else None
    return Asked(example.reading.key, question, example.answers, given, found, rank)


def _accepting(asked: Asked, example: Example) -> Asked:
    """Two questions may be worded alike and have answers of their own."""
    if asked.accepted == example.answers:
        return asked
    return Asked(asked.key, asked.question, example.answers, asked.given, asked.found, asked.rank)


def lines(name: str, outcomes: dict[str, list[Asked]], first: int = FIRST) -> Iterator[str]:
    """Yield the table of a set."""
    count = len(outcomes["same"])
    paragraphs = len({one.key for one in outcomes["same"]})
    yield f"{name}: {count} held-back questions over {paragraphs} paragraphs; {first} are read"
    yield f"{'script':7} {'':18} {'EM':22} F1"
    for script, asked in outcomes.items():
        scores = {}
        for what, picked in (
            ("right paragraph", [(one.accepted, one.given) for one in asked]),
            ("retrieved", [(one.accepted, one.found) for one in asked]),
        ):
            words = [(accepted, one.words if one else "") for accepted, one in picked]
            em = Share.over([exact(answer, accepted) for accepted, answer in words])
            overlap = Mean(tuple(f1(answer, accepted) for accepted, answer in words))
            scores[what] = em.value, overlap.value
            yield f"{script:7} {what:18} {measured(em)}   {measured(overlap)}"
        less = [100 * (b - a) for a, b in zip(*scores.values(), strict=True)]
        yield f"{script:7} {'difference':18} {less[0]:+5.1f} {'':17}{less[1]:+5.1f}"
        for k in sorted({1, first}):
            share = Share.over([one.rank is not None and one.rank <= k for one in asked])
            yield f"{script:7} {f'paragraph in {k}':18} {measured(share)}"
    alike = [
        a.question == b.question for a, b in zip(outcomes["same"], outcomes["other"], strict=True)
    ]
    yield f"questions that read alike in both scripts: {sum(alike)} of {len(alike)}"
