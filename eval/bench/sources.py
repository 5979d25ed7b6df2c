"""Where the material of a comparison comes from: public sets and official reports, indexed once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BadRequest, IndexMissing
from eval.bench.material import Asked, Material, grown, indexed, joined, load, save
from eval.public import SETS, PublicSet, load_set
from index import versions
from index.bm25 import Segment
from index.models import load_model
from index.segment import load_ids
from index.store import Store
from index.words import words
from qa.ingest import Progress

__all__ = ["Progress", "kept", "material"]

_QUESTIONS = 100  # of each public set


def material(datasets: Path, var: Path, count: int, seed: int, progress: Progress) -> Material:
    """Return the material of so many passages; homes below `var` are built when there are none."""
    parts: list[Segment] = []
    vectors: list[NDArray[np.float16]] = []
    asked: list[tuple[str, int]] = []
    before = 0
    for name in SETS:
        public = load_set(name, datasets, _QUESTIONS)
        home = var / "public" / name / "home"
        row_of = _rows(home, partial(_index_public, public, var, name, progress))
        terms, own = indexed(home)
        if own is None:
            raise BadRequest(f"{home} has no vectors; remove it, and it is built anew")
        parts.append(terms)
        vectors.append(own)
        asked += [(text, before + row_of[paragraph]) for text, paragraph in public.questions]
        before += terms.size
    reports = var / "scale" / "home"
    _rows(reports, partial(_index_reports, datasets, var, progress))
    terms, near = grown(joined(parts), indexed(reports)[0], np.concatenate(vectors), count, seed)
    return Material(terms, near, *_asked([one for one in asked if one[1] < count], progress))


def kept(
    datasets: Path, var: Path, count: int, seed: int, progress: Progress
) -> tuple[Material, Path]:
    """Return the material and its folder below `var`, made at the first time."""
    folder = var / "bench" / f"{count}-{seed}"
    if not (folder / "asked.json").is_file():
        save(material(datasets, var, count, seed, progress), folder)
    return load(folder), folder


def _asked(
    asked: list[tuple[str, int]], progress: Progress
) -> tuple[tuple[Asked, ...], NDArray[np.float32]]:
    """Return the questions' words, and their vectors."""
    from index.parameters import IndexParameters
    from qa.question import read_question

    embedder = load_model(IndexParameters().model).embedder
    if embedder is None:
        raise BadRequest("the bundled model is needed: the paragraphs' vectors are its own")
    made, vectors = [], []
    for number, (text, row) in enumerate(asked, 1):
        view = read_question(text).view
        made.append(Asked(tuple(words(view)), row))
        vectors.append(embedder.embed_query(view))
        progress("questions", number, len(asked))
    return tuple(made), np.stack(vectors)


def _rows(home: Path, build: Callable[[], object]) -> dict[int, int]:
    """Return the row of each numbered document; the home is built when it has no index."""
    try:
        published = versions.current(home / "index").current
    except IndexMissing:
        build()
        published = versions.current(home / "index").current
    place = home / "index" / published.version
    manifest = versions.read_manifest(home / "index", published)
    store = Store(place / versions.STORE)
    names = {one.id: Path(one.path).stem for one in store.documents()}
    store.close()
    (segment,) = manifest.segments
    found = {}
    for row, one in enumerate(load_ids(place / "segments" / segment.name).tolist()):
        stem = names.get(one.decode().rpartition("-")[0], "")
        if stem.isdecimal():
            found[int(stem)] = row
    return found


def _index_public(public: PublicSet, var: Path, name: str, progress: Progress) -> None:
    from eval.public import searcher

    whole = PublicSet(public.name, public.paragraphs, (), public.other_script)
    searcher(whole, var / "public" / name, progress).close()


def _index_reports(datasets: Path, var: Path, progress: Progress) -> None:
    from eval.scale import unpacked
    from qa.ingest import Ingest

    place = var / "scale"
    folder = unpacked(datasets, place)
    Ingest(place / "home", folder, ("index.model.name=none",))(progress=progress)
