"""What people call the files that they uploaded; a path is made of the content alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import sqlalchemy as sa

from corpus.library import Library
from index.documents import StoredDocument
from qa.service.database import now, uploads
from qa.service.jobs import Upload
from qa.service.uploads import uploads_folder

__all__ = ["Called", "called", "forget_name", "keep_names"]


@dataclass(frozen=True, slots=True)
class Called:
    """What people call a document, and whether it was uploaded."""

    name: str
    uploaded: bool


def keep_names(database: sa.Engine, files: Iterable[Upload]) -> None:
    """Note the names of files; one that is known gets its new name."""
    for file in files:
        values = {"name": file.name, "at": now()}
        with database.begin() as connection:
            change = uploads.update().where(uploads.c.path == file.path).values(**values)
            if not connection.execute(change).rowcount:
                connection.execute(uploads.insert().values(path=file.path, **values))


def forget_name(database: sa.Engine, path: str) -> None:
    """Forget the name of a file that is gone."""
    with database.begin() as connection:
        connection.execute(uploads.delete().where(uploads.c.path == path))


def called(home: Path, database: sa.Engine, documents: Sequence[StoredDocument]) -> list[Called]:
    """Return what each document is called: as it was uploaded, or by the last part of its path."""
    place = str(uploads_folder(home))
    root = next((one.name for one in Library(home).roots if one.path == place), None)
    uploaded = [one.path for one in documents if one.root == root]
    names: dict[str, str] = {}
    if uploaded:
        wanted = sa.select(uploads.c.path, uploads.c.name).where(uploads.c.path.in_(uploaded))
        with database.connect() as connection:
            names = {row.path: row.name for row in connection.execute(wanted)}
    return [
        Called(names.get(one.path) or PurePosixPath(one.path).name, uploaded=True)
        if one.root == root
        else Called(PurePosixPath(one.path).name, uploaded=False)
        for one in documents
    ]
