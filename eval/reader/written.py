"""Questions written by hand over the official reports, pointing at their answers by offsets.

`questions.jsonl` holds one a line: the text's key, the question, and the answer's parts as
`[start, end, its first characters]` of the folded text; no parts where the text does not answer.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from corpus.errors import PolicyqaError
from corpus.mapped import Span
from corpus.script import fold_text
from eval.reader.examples import Example, Reading

__all__ = ["QUESTIONS", "written_examples"]

QUESTIONS = Path(__file__).parent / "questions.jsonl"
_HELD_BACK = 6  # one text in so many


def written_examples(readings: Mapping[str, Reading], path: Path = QUESTIONS) -> list[Example]:
    """Read the questions over the reports' texts, by their keys.

    PolicyqaError where a text no longer has an answer's first characters at its offset.
    """
    found = []
    for line in path.read_text("utf-8").splitlines():
        one = json.loads(line)
        reading = readings[one["key"]]
        spans = []
        for start, end, begins in one["parts"]:
            if not reading.text[start:end].startswith(begins):
                raise PolicyqaError(f"{path}: {one['key']} has no {begins!r} at {start}")
            spans.append(Span(start, end))
        held_back = int(sha256(one["key"].encode()).hexdigest(), 16) % _HELD_BACK == 0
        question = fold_text(one["question"])
        found.append(Example(question, reading, tuple(spans), "written", held_back))
    return found
