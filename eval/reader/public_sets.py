"""Reading-comprehension sets with a licence that allows training: CMRC 2018 and DRCD.

A quarter of the paragraphs, drawn by a hash of their text, is held back for reporting.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.document import Span
from corpus.errors import BadRequest
from corpus.mapped import Mapped
from corpus.script import fold_text, reading
from eval.reader.examples import Example, Reading

__all__ = ["SETS", "public_examples"]

SETS = {  # name → files below the folder of data sets; both CC BY-SA
    "cmrc": ("cmrc2018/cmrc2018_dev.json", "cmrc2018/cmrc2018_trial.json"),
    "drcd": ("drcd/DRCD_dev.json",),
}
_HELD_BACK = 4  # one paragraph in so many


def public_examples(
    folder: Path, names: Iterable[str] = SETS, convert: Callable[[str], str] = str
) -> list[Example]:
    """Read the sets below a folder. BadRequest when a file is missing.

    `convert` is applied to the questions before they are folded: to ask in the other script.
    """
    found: list[Example] = []
    for name in names:
        for file in SETS[name]:
            path = folder / file
            if not path.is_file():
                raise BadRequest(f"{path} is missing: name the folder that holds {file}")
            data = json.loads(path.read_bytes())["data"]
            for number, article in enumerate(data):
                for place, paragraph in enumerate(article["paragraphs"]):
                    key = f"{path.stem}-{number}-{place}"
                    found += _paragraph(name, key, article.get("title", ""), paragraph, convert)
    return found


def _paragraph(
    source: str, key: str, title: str, paragraph: dict[str, Any], convert: Callable[[str], str]
) -> Iterator[Example]:
    context = paragraph["context"]
    view, _ = reading(context)
    held_back = int(sha256(view.text.encode()).hexdigest(), 16) % _HELD_BACK == 0
    text = Reading(key, fold_text(title), view.text)
    for one in paragraph["qas"]:
        marked = [_located(view, context, answer) for answer in one["answers"]]
        spans = [span for span in marked if span is not None]
        if spans:
            others = tuple(fold_text(answer["text"]) for answer in one["answers"])
            question = fold_text(convert(one["question"]))
            yield Example(question, text, (spans[0],), source, held_back, others)


def _located(view: Mapped, context: str, answer: dict[str, Any]) -> Span | None:
    """Return where an answer stands in the folded text; None where its offset is wrong."""
    start, words = int(answer["answer_start"]), str(answer["text"])
    if not words or context[start : start + len(words)] != words:
        start = context.find(words)
    if start < 0 or not words:
        return None
    span = view.locate(Span(start, start + len(words)))
    return span if len(span) else None
