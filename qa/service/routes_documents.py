"""The documents of the index: metadata, outline, noise report, text and original file."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import FileResponse

from corpus.document import Span
from corpus.keeping.readings import original_path
from index.documents import DocumentStore, StoredDocument
from qa.service import document_outputs
from qa.service.document_outputs import DocumentDetail, DocumentOut
from qa.service.names import called
from qa.service.outputs import TextOut
from qa.service.paging import Cursor, Limit, Page, page_of
from qa.service.problems import Problem, problems
from qa.service.state import Reads, Serving

__all__ = ["DocumentId", "router", "stored_document"]

router = APIRouter(prefix="/v1/documents", tags=["documents"])
_GONE = problems("not_found", "index_missing", "index_damaged", "engine_away")
DocumentId = Annotated[str, Path(max_length=64, description="`document_id` of a citation or list")]


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
        items=tuple(
            document_outputs.document(assistant, one, name)
            for one, name in zip(some, called(service.home, service.database, some), strict=True)
        ),
        total=len(found),
        next_cursor=after,
        index_version=assistant.index_version,
    )


@router.get("/{document_id}", response_model=DocumentDetail, responses=_GONE)
def document(
    service: Serving,
    _: Reads,
    document_id: DocumentId,
    noise: Annotated[bool, Query(description="false leaves `noise_found` empty: faster")] = True,
) -> DocumentDetail:
    """Return a document's metadata, its outline, and what cleaning found in it."""
    assistant = service.assistant()
    stored = stored_document(assistant.store, document_id)
    (name,) = called(service.home, service.database, [stored])
    return document_outputs.detail(assistant, stored, name, noise=noise)


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
    opened = assistant.document(stored_document(assistant.store, document_id).id)
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
    stored = stored_document(service.assistant().store, document_id)
    path = original_path(service.home, stored.sha256)
    if not path.is_file():
        raise Problem("not_found", f"the original of {document_id} is not kept here")
    (called_so,) = called(service.home, service.database, [stored])
    name = quote(called_so.name, safe="")
    return FileResponse(
        path,
        media_type="application/octet-stream",  # never shown as a page of ours
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def stored_document(store: DocumentStore, document_id: str) -> StoredDocument:
    """Return a document without its text; Problem `not_found` when there is none of that id."""
    found = next((one for one in store.documents() if one.id == document_id), None)
    if found is None:
        raise Problem("not_found", f"no document {document_id!r}; GET /v1/documents lists them")
    return found
