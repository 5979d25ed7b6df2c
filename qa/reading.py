"""Documents of the serving index as they are read: which one is meant, its outline, its text."""

from pathlib import Path, PurePosixPath

from corpus.errors import BadRequest
from index.documents import DocumentStore, StoredDocument
from index.engine import open_documents
from qa.settings import read_settings

__all__ = ["find_document", "heading_path", "open_store"]

_NAMED = 8  # documents that a message lists


def open_store(home: Path) -> DocumentStore:
    """Open the documents that the serving index holds; IndexMissing when nothing was ingested.

    This loads no embedding model: to list and to show needs none.
    """
    return open_documents(home, read_settings(home).remote)


def find_document(store: DocumentStore, name: str) -> StoredDocument:
    """Return the document that a name means: its id, path, file name, stem, title, or part of one.

    BadRequest when it means none, or more than one.
    """
    documents = store.documents()
    for means in (
        lambda one: name in (one.id, f"{one.root}/{one.path}"),
        lambda one: name == one.path,
        lambda one: name in (PurePosixPath(one.path).name, PurePosixPath(one.path).stem),
        lambda one: name == one.metadata.title,
        lambda one: name in one.path or name in (one.metadata.title or ""),
    ):
        found = [one for one in documents if means(one)]
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(f"{one.root}/{one.path}" for one in found[:_NAMED])
            raise BadRequest(f"{name!r} means {len(found)} documents; name one of: {choices}")
    known = ", ".join(one.path for one in documents[:_NAMED])
    more = f" and {len(documents) - _NAMED} more" if len(documents) > _NAMED else ""
    raise BadRequest(f"no document {name!r}; there are: {known}{more}")


def heading_path(store: DocumentStore, document_id: str, section: int) -> tuple[str, ...]:
    """Return the headings above a section and its own, outermost first."""
    sections = {one.number: one for one in store.sections(document_id)}
    path: list[str] = []
    number: int | None = section
    while number is not None and number in sections:
        if sections[number].heading:
            path.append(sections[number].heading)
        number = sections[number].parent
    return tuple(reversed(path))
