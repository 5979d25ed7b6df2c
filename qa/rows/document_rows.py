"""A document as listings show it: what it says of itself, and how it stands to its versions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from index.documents import DocumentStore, StoredDocument
from index.lineage import Lineage, lineage

__all__ = ["VersionRow", "document_objects", "versions_of"]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Another version of a document. `relation`: older, newer, or edition (another year's)."""

    document_id: str
    document: str
    title: str | None
    published: date | None
    relation: str


def versions_of(store: DocumentStore, found: Lineage, document_id: str) -> tuple[VersionRow, ...]:
    """Return the other versions and editions of a document, oldest first."""
    rows = []
    for version in found.of(document_id).versions:
        other = store.stored(version.document_id)
        meta = other.metadata
        rows.append(VersionRow(other.id, other.path, meta.title, meta.published, version.relation))
    return tuple(rows)


def document_objects(store: DocumentStore) -> list[dict[str, Any]]:
    """Return every document as an object of JSON, by root and path."""
    documents = store.documents()
    found = lineage(documents)
    return [_document_object(one, store, found) for one in documents]


def _document_object(one: StoredDocument, store: DocumentStore, found: Lineage) -> dict[str, Any]:
    meta, standing = one.metadata, found.of(one.id)
    return {
        "document_id": one.id,
        "root": one.root,
        "document": one.path,
        "title": meta.title,
        "document_number": meta.document_number,
        "issuer": meta.issuer,
        "region": meta.region,
        "published": _iso(meta.published),
        "effective": _iso(standing.effective),
        "expires": _iso(standing.expires),
        "repealed": _iso(standing.repealed),
        "superseded_by": standing.superseded_by,
        "versions": [
            {
                "document_id": row.document_id,
                "document": row.document,
                "title": row.title,
                "published": _iso(row.published),
                "relation": row.relation,
            }
            for row in versions_of(store, found, one.id)
        ],
        "source": meta.source,
        "characters": one.characters,
        "reader": one.reader,
        "sha256": one.sha256,
        "noise": dict(one.noise),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
