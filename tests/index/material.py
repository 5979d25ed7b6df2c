"""Made-up documents, a tiny reading of them, and a model that needs no weights."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import (
    Aspect,
    Document,
    Enumeration,
    Figure,
    Item,
    Mapped,
    Metadata,
    Noise,
    Parsed,
    Passage,
    Period,
    Quantity,
    QuantityType,
    Section,
    Sentence,
    Span,
    Subject,
)
from corpus.mapped import Edit
from index.models import LoadedModel

TEXTS = {
    "东区.txt": "东区科技简报\n东区全年授权专利 812件。\n园区引进企业37家,均为新设。\n",
    "西区.txt": "西区科技简报\n西区全年授权专利 655件。\n夜间开放图书馆的试点扩大到九个街道。\n",
    "港口.txt": "港口年报\n港口吞吐量达到三千万吨。\n甬政发〔2031〕17号文件同时废止。\n",
}


class HashModel:
    """Vectors from character pairs: texts that share pairs lie close."""

    def __init__(self, name: str = "hash/1") -> None:
        self.id = name
        self.dimensions = 32
        self.embedded: list[str] = []

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self._embed(text)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += texts
        return np.stack([self._embed(text) for text in texts])

    def _embed(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimensions, 0.01, dtype=np.float32)
        for i in range(len(text) - 1):
            digest = sha256(text[i : i + 2].encode("utf-8", "surrogatepass")).digest()
            vector[digest[0] % self.dimensions] += 1
        unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return unit


def model() -> LoadedModel:
    return LoadedModel(HashModel())


def write_texts(folder: Path, texts: dict[str, str] = TEXTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def view_of(text: str) -> Mapped:
    """Drop the spaces: a map that is not one to one."""
    spaces = [Edit(m.start(), m.end(), "") for m in re.finditer(" +", text)]
    return Mapped.identity(text).edit(spaces)


def read_out(document: Document) -> Parsed:
    """Take the first line as title and heading, every line as sentence and passage."""
    view = view_of(document.text)
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", document.text)]
    title = document.quote(lines[0]) if lines else None
    whole = Span(0, len(document.text))
    return Parsed(
        document=Document(
            id=document.id,
            path=document.path,
            text=document.text,
            sha256=document.sha256,
            reader=document.reader,
            metadata=Metadata(
                title=title,
                region=title[:2] if title and "区" in title else None,
                published=date(2031, 5, 4) if title and "港" in title else None,
            ),
        ),
        view=view,
        sections=(Section(0, None, 0, "", Span(0, 0), whole),),
        sentences=tuple(
            Sentence(n, 0, n, line, view.slice(view.locate(line)), heading=n == 0)
            for n, line in enumerate(lines)
        ),
        enumerations=(Enumeration(0, lines[0], (Item("一是", lines[0], lines[0]),)),)
        if lines
        else (),
        passages=tuple(
            Passage(f"{document.id}:{line.start}", document.id, line, ("概况",), 0)
            for line in lines
        ),
        figures=tuple(
            figure(document.id, n, line) for n, line in enumerate(lines) if "件" in document.text
        ),
        noise=(Noise("space", Span(0, 0)),),
    )


def quantity(value: str = "8.0692", span: Span | None = None) -> Quantity:
    span = span or Span(3, 11)
    return Quantity(
        type=QuantityType.COUNT,
        span=span,
        number_span=span,
        value=Decimal(value),
        min=None,
        max=None,
        unit="万件",
        normalized_value=Decimal(value) * 10000,
        normalized_min=None,
        normalized_max=None,
        normalized_unit="件",
    )


def figure(document: str, sentence: int, span: Span) -> Figure:
    return Figure(
        document_id=document,
        sentence=sentence,
        span=span,
        quantity=quantity(),
        subject=Subject("东区", "我区", "东区"),
        measure="专利授权",
        aspect=Aspect.CUMULATIVE,
        period=Period("year", span, "2031年", "2031", "2031", "year"),
    )
