"""From the anchors of gold questions to offsets in the files of a corpus, real or sample."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path

from corpus.document import Span
from corpus.errors import BadRequest
from eval.gold import Place, Question

__all__ = ["Corpus", "Edition", "Evidence", "open_corpus", "resolve", "samples_dir"]


class Edition(StrEnum):
    """The documents as the customer delivered them, or restated in our own words."""

    REAL = "real"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a file; `alternative` ones each carry the answer by themselves."""

    document: str  # the gold's key, 000 … 004
    span: Span
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files that the gold is about, as they lie in one folder, keyed as in the gold."""

    edition: Edition
    folder: Path
    names: Mapping[str, str]
    texts: Mapping[str, str]
    changed: tuple[str, ...]  # keys of files whose sha256 is not the recorded one
    checksum: str  # of all files, in the order of their keys

    def key_of(self, name: str) -> str | None:
        """Return the gold's key of a file by its path or name, None for a stranger."""
        last = name.rsplit("/", 1)[-1]
        return next((key for key, one in self.names.items() if one == last), None)


@cache
def _recorded() -> dict[str, dict[str, dict[str, str]]]:
    text = (files("eval") / "gold" / "documents.json").read_text("utf-8")
    documents: dict[str, dict[str, dict[str, str]]] = json.loads(text)
    return documents


def samples_dir() -> Path:
    """Return the folder of the built-in documents."""
    with as_file(files("corpus") / "samples") as folder:
        return folder


def open_corpus(folder: Path) -> Corpus:
    """Read the gold's files from a folder; BadRequest when one of them is not there."""
    if not folder.is_dir():
        raise BadRequest(f"no folder {str(folder)!r}: name the one that holds the documents")
    recorded = _recorded()
    present = {one.name for one in folder.iterdir()}
    first = recorded[min(recorded)]
    edition = Edition.REAL if first["real"]["file"] in present else Edition.SAMPLE
    names = {key: one[edition.value]["file"] for key, one in sorted(recorded.items())}
    if missing := sorted(set(names.values()) - present):
        raise BadRequest(f"{str(folder)!r} lacks {', '.join(missing)}, which the gold asks about")
    texts, changed, whole = {}, [], sha256()
    for key, name in names.items():
        data = (folder / name).read_bytes()
        digest = sha256(data).hexdigest()
        whole.update(digest.encode())
        if digest != recorded[key][edition.value]["sha256"]:
            changed.append(key)
        texts[key] = data.decode("utf-8")  # no newline is translated: offsets count the file's own
    return Corpus(edition, folder, names, texts, tuple(changed), whole.hexdigest())


def resolve(question: Question, corpus: Corpus) -> tuple[Evidence, ...]:
    """Return where a question's evidence stands; BadRequest names the id of what is not found."""
    return tuple(
        Evidence(place.document, _span(question.id, place, corpus), place.alternative)
        for place in question.evidence
    )


def check(questions: Iterable[Question], corpus: Corpus) -> tuple[str, ...]:
    """Return one line for every anchor that does not resolve and every file that has changed."""
    wrong = [
        f"{corpus.names[key]}: sha256 is not the one in gold/documents.json"
        for key in corpus.changed
    ]
    for question in questions:
        try:
            resolve(question, corpus)
        except BadRequest as error:
            wrong.append(str(error))
    return tuple(wrong)


def _span(id_: str, place: Place, corpus: Corpus) -> Span:
    text = corpus.texts.get(place.document)
    if text is None:
        raise BadRequest(f"{id_}: no document {place.document!r}")
    sample = corpus.edition is Edition.SAMPLE
    anchor = place.sample_anchor if sample else place.anchor
    until = place.sample_until if sample else place.until
    start = -1
    for _ in range(place.sample_nth if sample else place.nth):
        start = text.find(anchor, start + 1)
        if start < 0:
            raise BadRequest(f"{id_}: {anchor!r} not found in {corpus.names[place.document]}")
    end = start + len(anchor)
    if until and not anchor.endswith(until):
        found = text.find(until, end)
        if found < 0:
            raise BadRequest(
                f"{id_}: {until!r} not found after {anchor!r} in {corpus.names[place.document]}"
            )
        end = found + len(until)
    return Span(start, end)
