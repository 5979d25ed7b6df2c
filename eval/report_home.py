"""Our own questions over official reports as gold questions, and the texts they are about.

Of each report only the texts that were asked about become documents: six hundred short ones, among
which the right one has to be found. The questions are those that the reader did not learn from.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.gold import Expected, Place, Question
from eval.reader.examples import Example
from eval.reader.reports import report_readings
from eval.reader.written import written_examples

__all__ = ["gold_question", "report_home"]


@contextmanager
def report_home(datasets: Path) -> Iterator[tuple[Path, Sequence[Question]]]:
    """Write the texts as documents; yield their folder and the held-back questions.

    The folder goes when the block ends.
    """
    readings = {one.key: one for one in report_readings(datasets)}
    examples = written_examples(readings)
    with TemporaryDirectory(prefix="policyqa-reports-") as place:
        folder = Path(place)
        for key in {one.reading.key for one in examples}:
            reading = readings[key]
            text = f"# {reading.heading}\n\n{reading.text}\n"
            (folder / _name(key)).write_text(text, encoding="utf-8")
        held_back = [one for one in examples if one.held_back]
        yield folder, [gold_question(number, one) for number, one in enumerate(held_back)]


def gold_question(number: int, example: Example) -> Question:
    """Return an example as a gold question: its parts have to stand in the short answer."""
    text = example.reading.text
    parts = tuple((text[span.start : span.end],) for span in example.spans)
    expected = (
        Expected("answered", strings=parts)
        if parts
        else Expected("not_found", refusal=("no_evidence",))
    )
    name = _name(example.reading.key)
    anchor = parts[0][0] if parts else text[:4]
    place = Place(name, anchor, 1, None, anchor, 1, None, alternative=False)
    return Question(
        id=f"report-{number}",
        group=example.reading.key,
        section="A/cross",
        question=example.question,
        script="hans",
        style="plain",
        kind="span",
        traps=(),
        expected=expected,
        evidence=(place,),
    )


def _name(key: str) -> str:
    return f"{sha256(key.encode()).hexdigest()[:12]}.md"
