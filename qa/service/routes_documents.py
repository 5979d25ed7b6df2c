"""The documents of the index: metadata, outline, noise report, text and original file."""

from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from corpus.document import Span
from corpus.library import original_path
from index.store import Store, StoredDocument
from qa.service.paging import Cursor, Limit, Page, page_of
from qa.service.problems import Problem, problems
from qa.service.state import Reads, Serving

__all__ = ["router"]

router = APIRouter(prefix="/v1/documents", tags=["documents"])
_GONE = problems("not_found", "index_missing", "index_damaged")
DocumentId = Annotated[str, Path(max_length=64, description="`document_id` of a citation or list")]


class DocumentOut(BaseModel):
    """A document and what it says of itself; null where it says nothing."""

    model_config = ConfigDict(frozen=True)

    document_id: str
    root: str = Field(description="the folder or upload area that it came from")
    document: str = Field(description="path in its root")
    title: str | None
    document_number: str | None = Field(description="文号")
    issuer: str | None
    region: str | None = Field(description="what 本市 or 我区 stands for")
    published: date | None
    source: str | None
    characters: int = Field(description="code points of the text")
    reader: str = Field(description="which reader made the text, and its version")
    sha256: str = Field(description="of the original file")
    text_sha256: str = Field(description="of the text in UTF-8")
    noise: dict[str, int] = Field(description="how often each kind of noise was found")


class SectionOut(BaseModel):
    """A heading and everything under it. Number 0 is the document itself."""

    model_config = ConfigDict(frozen=True)

    number: int
    parent: int | None
    level: int
    heading: str
    start: int
    end: int


class NoiseOut(BaseModel):
    """One thing that cleaning folded, joined, dropped, or found destroyed."""

    model_config = ConfigDict(frozen=True)

    kind: str
    start: int
    end: int
    text: str


class DocumentDetail(DocumentOut):
    """A document with its outline and its noise report."""

    outline: tuple[SectionOut, ...]
    noise_found: tuple[NoiseOut, ...]
    index_version: str


class TextOut(BaseModel):
    """The text that offsets count in, or a part of it."""

    model_config = ConfigDict(frozen=True)

    document_id: str
    start: int
    end: int
    text: str
    characters: int = Field(description="code points of the whole text")
    index_version: str


@router.get(
    "", response_model=Page[DocumentOut], responses=problems("bad_request", "index_missing")
)
def documents(
    service: Serving, _: Reads, cursor: Cursor = None, limit: Limit = None
) -> Page[DocumentOut]:
    """List the documents, by root and path."""
    assistant = service.assistant()
    found = assistant.documents()
    some, after = page_of(found, assistant.index_version, cursor, service.page_size(limit))
    return Page(
        items=tuple(DocumentOut(**_facts(one)) for one in some),
        total=len(found),
        next_cursor=after,
        index_version=assistant.index_version,
    )


@router.get("/{document_id}", response_model=DocumentDetail, responses=_GONE)
def document(service: Serving, _: Reads, document_id: DocumentId) -> DocumentDetail:
    """Return a document's metadata, its outline, and what cleaning found in it."""
    from corpus.clean import clean  # its tables are large

    assistant = service.assistant()
    stored = _stored(assistant.store, document_id)
    opened = assistant.document(stored.id)
    noise = sorted(clean(opened.text)[1], key=lambda n: (n.span.start, n.span.end, n.kind))
    return DocumentDetail(
        **_facts(stored),
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
        noise_found=tuple(
            NoiseOut(kind=n.kind, start=n.span.start, end=n.span.end, text=opened.quote(n.span))
            for n in noise
        ),
        index_version=assistant.index_version,
    )


@router.get("/{document_id}/text", response_model=TextOut, responses=_GONE)
def text(
    service: Serving,
    _: Reads,
    document_id: DocumentId,
    start: Annotated[int, Query(ge=0, description="first code point")] = 0,
    end: Annotated[int | None, Query(ge=0, description="code point after the last")] = None,
) -> TextOut:
    """Return a document's text, or the part from `start` to `end`."""
    assistant = service.assistant()
    opened = assistant.document(_stored(assistant.store, document_id).id)
    length = len(opened.text)
    span_end = length if end is None else end
    if not start <= span_end <= length:
        raise Problem(
            "not_found", f"{start} to {span_end} lies outside of the text (0 to {length})"
        )
    return TextOut(
        document_id=opened.id,
        start=start,
        end=span_end,
        text=opened.quote(Span(start, span_end)),
        characters=length,
        index_version=assistant.index_version,
    )


@router.get("/{document_id}/original", response_class=FileResponse, responses=_GONE)
def original(service: Serving, _: Reads, document_id: DocumentId) -> Response:
    """Return the file as it was ingested, byte for byte, as a download."""
    stored = _stored(service.assistant().store, document_id)
    path = original_path(service.home, stored.sha256)
    if not path.is_file():
        raise Problem("not_found", f"the original of {document_id} is not kept here")
    name = quote(PurePosixPath(stored.path).name, safe="")
    return FileResponse(
        path,
        media_type="application/octet-stream",  # never shown as a page of ours
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def _stored(store: Store, document_id: str) -> StoredDocument:
    found = next((one for one in store.documents() if one.id == document_id), None)
    if found is None:
        raise Problem("not_found", f"no document {document_id!r}; GET /v1/documents lists them")
    return found


def _facts(one: StoredDocument) -> dict[str, Any]:
    meta = one.metadata
    return {
        "document_id": one.id,
        "root": one.root,
        "document": one.path,
        "title": meta.title,
        "document_number": meta.document_number,
        "issuer": meta.issuer,
        "region": meta.region,
        "published": meta.published,
        "source": meta.source,
        "characters": one.characters,
        "reader": one.reader,
        "sha256": one.sha256,
        "text_sha256": one.text_sha256,
        "noise": dict(one.noise),
    }
