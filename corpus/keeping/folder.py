"""What a folder holds: the files that readers take, and those that none does."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

__all__ = ["files_of"]


def files_of(folder: Path, *, besides: Path) -> tuple[list[str], list[str]]:
    """Return readable files and ignored ones, as sorted paths relative to the folder.

    Hidden files, folders and office lock files are passed over, and so are `besides` (the home,
    where it lies inside) and every link that leads out of the folder.
    """
    from corpus.read import READABLE_SUFFIXES  # heavy: the readers of every format

    readable: list[str] = []
    ignored: list[str] = []
    for path in _walk(folder, besides.resolve()):
        relative = path.relative_to(folder).as_posix()
        taken = PurePosixPath(relative).suffix.lower() in READABLE_SUFFIXES
        if taken and relative.isprintable():
            readable.append(relative)
        else:  # a name that is no text cannot be cited
            ignored.append(_shown(relative))
    return sorted(readable), sorted(ignored)


def _shown(name: str) -> str:
    """Return a name without what could steer a terminal or is no text."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in name
    )


def _walk(folder: Path, besides: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = [f for f in folders if not f.startswith(".") and here / f != besides]
        for name in names:
            path = here / name
            inside = path.is_file() and path.resolve().is_relative_to(folder)
            if inside and not name.startswith((".", "~$")):
                yield path
