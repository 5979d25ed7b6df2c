"""CAIL 2019, evaluation only: spans and refusals over court documents.

The threshold of refusals is chosen on half of the documents, drawn by a hash, and reported on the
other. Yes-no questions are left out, as are those whose mark contradicts most of their annotators.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.errors import BadRequest
from corpus.script import fold_text
from eval.metrics import Mean, Share
from eval.reader.own_questions import Given, refusing_lines
from eval.reader.paragraphs import Progress
from eval.reader.refusing import Refusing, best_threshold
from eval.reader.rows import measured, spread
from eval.reader.scoring import exact, f1
from eval.reader.stretches import Read

__all__ = ["Court", "chosen_half", "lines", "measure", "read_cail"]

FILE = "cail2019/dev_ground_truth.json"


@dataclass(frozen=True, slots=True)
class Court:
    """What was read, and how many questions were left out."""

    given: tuple[Given, ...]
    yes_no: int
    contradictory: int


@dataclass(frozen=True, slots=True)
class _Question:
    key: str
    question: str
    text: str
    accepted: tuple[str, ...]


def measure(folder: Path, read: Read, progress: Progress, limit: int | None = None) -> Court:
    """Ask the questions of their documents."""
    path = folder / FILE
    if not path.is_file():
        raise BadRequest(f"{path} is missing: name the folder that holds {FILE}")
    questions, yes_no, contradictory = read_cail(json.loads(path.read_bytes()))
    given = []
    asked = spread(questions, limit)
    for done, one in enumerate(asked, 1):
        for stretch in read(one.question, [("", one.text)]):
            given.append(Given(one.key, one.accepted, (), stretch))
        progress("cail", done, len(asked))
    return Court(tuple(given), yes_no, contradictory)


def read_cail(raw: Mapping[str, Any]) -> tuple[list[_Question], int, int]:
    """Return the questions for a span or a refusal; how many are yes-no, and contradictory."""
    found, yes_no, contradictory = [], 0, 0
    for article in raw["data"]:
        for paragraph in article["paragraphs"]:
            text = fold_text(paragraph["context"])
            for one in paragraph["qas"]:
                answers = [str(answer["text"]) for answer in one["answers"]]
                told = [answer for answer in answers if answer]
                impossible = str(one["is_impossible"]) == "true"
                if 2 * sum(answer in ("YES", "NO") for answer in answers) > len(answers):
                    yes_no += 1
                elif impossible is (2 * len(told) > len(answers)):
                    contradictory += 1
                else:
                    accepted = (
                        ()
                        if impossible
                        else tuple(
                            fold_text(answer) for answer in told if answer not in ("YES", "NO")
                        )
                    )
                    question = fold_text(one["question"])
                    found.append(_Question(str(article["caseid"]), question, text, accepted))
    return found, yes_no, contradictory


def chosen_half(key: str) -> bool:
    """Tell whether what carries this key is for choosing; else it is for reporting."""
    return sha256(key.encode()).digest()[0] % 2 == 0


def lines(court: Court) -> Iterator[str]:
    """Yield the table."""
    given = court.given
    yield (
        f"cail: {len(given)} questions over {len({one.key for one in given})} court documents;"
        f" left out: {court.yes_no} yes-no, {court.contradictory} contradictory"
    )
    spans = [one for one in given if one.accepted]
    em = Share.over([exact(one.stretch.words, one.accepted) for one in spans])
    overlap = Mean(tuple(f1(one.stretch.words, one.accepted) for one in spans))
    yield f"spans {len(spans):5}  EM {measured(em)}  F1 {measured(overlap)}"
    judged = [(one.key, (one.stretch.answers, bool(one.accepted))) for one in given]
    choosing = [one for key, one in judged if chosen_half(key)]
    reporting = tuple(one for key, one in judged if not chosen_half(key))
    yield f"refusals of {len(reporting)} questions, threshold chosen on the other {len(choosing)}:"
    yield from refusing_lines(Refusing(reporting, best_threshold(choosing)))
    yield from list(refusing_lines(Refusing(reporting)))[1:]
