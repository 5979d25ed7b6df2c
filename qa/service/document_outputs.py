"""What the doors show of documents: what each says of itself, its versions, outline and noise."""

from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Document
from index.documents import StoredDocument
from qa.ask import Assistant
from qa.rows.document_rows import versions_of
from qa.service.names import Called

__all__ = [
    "DocumentDetail",
    "DocumentOut",
    "NoiseOut",
    "SectionOut",
    "VersionOut",
    "detail",
    "document",
]


class VersionOut(BaseModel):
    """Another version of a document."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    document_id: str
    """stable by root and path"""
    document: str = Field(description="path in its root")
    title: str | None
    """as the document states it, else null"""
    published: date | None
    """as the document states it, else null"""
    relation: Literal["older", "newer", "edition"]
    """older and newer replace one another; an edition is of another year and replaces nothing"""


class DocumentOut(BaseModel):
    """A document and what it says of itself; null where it says nothing."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    document_id: str
    """stable by root and path"""
    root: str = Field(description="the folder or upload area that it came from")
    document: str = Field(description="path in its root")
    name: str = Field(description="what people call the file: as it was uploaded, if it was")
    uploaded: bool = Field(description="true where DELETE takes it; else it is a folder's")
    title: str | None
    """as the document states it, else null"""
    document_number: str | None = Field(description="文号")
    issuer: str | None
    """as the document states it, else null"""
    region: str | None = Field(description="what 本市 or 我区 stands for")
    published: date | None
    """as the document states it, else null"""
    effective: date | None = Field(description="first day on which it holds: 自…起施行")
    expires: date | None = Field(description="last day on which it holds: 有效期至…")
    repealed: date | None = Field(description="from when it, or another, says it holds no longer")
    superseded_by: str | None = Field(description="`document_id` of the version in its place")
    versions: tuple[VersionOut, ...] = Field(description="its other versions, oldest first")
    source: str | None
    """where the document says it was taken from, else null"""
    characters: int = Field(description="code points of the text")
    reader: str = Field(description="which reader made the text, and its version")
    sha256: str = Field(description="of the original file")
    text_sha256: str = Field(description="of the text in UTF-8")
    noise: dict[str, int] = Field(description="how often each kind of noise was found")


class SectionOut(BaseModel):
    """A heading and everything under it. Number 0 is the document itself."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    number: int
    """0 is the document itself"""
    parent: int | None
    """number of the section above, null of the document"""
    level: int
    """0 of the document, 1 of its chapters"""
    heading: str
    """its heading, empty of the document"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""


class NoiseOut(BaseModel):
    """One thing that cleaning folded, joined, dropped, or found destroyed."""

    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)

    kind: str
    """page_break, space, pinyin, destroyed, quotation, width, page_number or control"""
    start: int
    """first code point"""
    end: int
    """code point after the last"""
    text: str
    """`text[start:end]`"""


class DocumentDetail(DocumentOut):
    """A document with its outline and its noise report."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    outline: tuple[SectionOut, ...]
    """its sections, in order"""
    noise_found: tuple[NoiseOut, ...]
    """what cleaning found, in order"""
    index_version: str
    """content id of the index that answered"""


def document(assistant: Assistant, one: StoredDocument, called: Called) -> DocumentOut:
    """Return a document without its text."""
    return DocumentOut(**_facts(assistant, one, called))


def detail(
    assistant: Assistant, stored: StoredDocument, called: Called, *, noise: bool
) -> DocumentDetail:
    """Return a document's metadata, its outline, and, where wished, what cleaning found in it."""
    opened = assistant.document(stored.id)
    return DocumentDetail(
        **_facts(assistant, stored, called),
        outline=tuple(
            SectionOut(
                number=one.number,
                parent=one.parent,
                level=one.level,
                heading=one.heading,
                start=one.span.start,
                end=one.span.end,
            )
            for one in assistant.store.sections(stored.id)
        ),
        noise_found=_noise(opened) if noise else (),
        index_version=assistant.index_version,
    )


def _noise(opened: Document) -> tuple[NoiseOut, ...]:
    from corpus.clean import clean  # its tables are large

    noise = sorted(clean(opened.text)[1], key=lambda n: (n.span.start, n.span.end, n.kind))
    return tuple(
        NoiseOut(kind=n.kind, start=n.span.start, end=n.span.end, text=opened.quote(n.span))
        for n in noise
    )


def _facts(assistant: Assistant, one: StoredDocument, called: Called) -> dict[str, Any]:
    meta, standing = one.metadata, assistant.lineage.of(one.id)
    return {
        "document_id": one.id,
        "root": one.root,
        "document": one.path,
        "name": called.name,
        "uploaded": called.uploaded,
        "title": meta.title,
        "document_number": meta.document_number,
        "issuer": meta.issuer,
        "region": meta.region,
        "published": meta.published,
        "effective": standing.effective,
        "expires": standing.expires,
        "repealed": standing.repealed,
        "superseded_by": standing.superseded_by,
        "versions": tuple(
            VersionOut(**asdict(row))
            for row in versions_of(assistant.store, assistant.lineage, one.id)
        ),
        "source": meta.source,
        "characters": one.characters,
        "reader": one.reader,
        "sha256": one.sha256,
        "text_sha256": one.text_sha256,
        "noise": dict(one.noise),
    }
