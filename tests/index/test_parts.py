"""A build that was killed goes on where it was; words serve before vectors; changes stay small."""

from pathlib import Path

import pytest

from corpus.document import Document, Parsed
from corpus.library import Library
from corpus.workers import Workers
from index import build as building
from index import parts, versions
from index.build import BuildReport, build
from index.models import LoadedModel
from index.parameters import IndexParameters
from index.search import Searcher
from index.tiers import MOST_PARTS, to_merge
from tests.index.material import HashModel, model, read_out, write_texts

PARAMETERS = IndexParameters(build_workers=1, read_workers=2)
TEXTS = {f"{n}.txt": f"第{n}号简报\n第{n}号泳池 {n + 10}座。\n" for n in range(9)}


class Killed(BaseException):
    pass


def library_of(place: Path, texts: dict[str, str] = TEXTS) -> Library:
    library = Library(place / "home")
    library.ingest(write_texts(place / "docs", texts))
    return library


def made(library: Library, **options: object) -> BuildReport:
    arguments: dict[str, object] = {"model": model(), "parse": read_out, **options}
    return build(library, PARAMETERS, **arguments)  # type: ignore[arg-type]


def found(library: Library) -> list[object]:
    searcher = Searcher(library.home, PARAMETERS, model=model())
    return [searcher.search(text).hits for text in ("第3号泳池", "简报", "12座")]


@pytest.mark.parametrize("at", [0, 4, 8])
def test_what_a_killed_build_has_read_out_is_not_read_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(parts, "_MOST_CHARACTERS", 1)  # each document a part of its own
    library = library_of(tmp_path)
    seen: list[str] = []

    def killed(document: Document) -> Parsed:
        if len(seen) == at:
            raise Killed
        seen.append(document.path)
        return read_out(document)

    with pytest.raises(Killed):
        made(library, parse=killed)
    again: list[str] = []

    def counted(document: Document) -> Parsed:
        again.append(document.path)
        return read_out(document)

    report = made(library, parse=counted)

    cold = library_of(tmp_path / "cold")
    assert report.version == made(cold).version
    assert found(library) == found(cold)
    assert sorted(seen + again) == sorted(TEXTS)
    assert len(seen) == at
    assert versions.verify(library.home / "index") == ()
    assert not (library.home / "index" / versions.READ).exists()


def test_what_has_changed_since_the_kill_is_read_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(tmp_path)
    with pytest.raises(Killed):
        made(library, progress=_killing("write"))
    write_texts(tmp_path / "docs", {"3.txt": "第3号简报\n第3号泳池 99座。\n"})
    library.ingest(tmp_path / "docs")

    report = made(library)

    assert len(report.parsed) == 1
    searcher = Searcher(library.home, PARAMETERS, model=model())
    assert len(searcher.store.documents()) == len(TEXTS)
    assert len(searcher.search("99座").hits) >= 1


def _killing(at: str):  # type: ignore[no-untyped-def]
    def progress(stage: str, done: int, total: int) -> None:
        if stage == at:
            raise Killed

    return progress


def test_words_serve_before_vectors_and_a_kill_in_between_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_FEW", 3)
    library = library_of(tmp_path)
    stages: list[str] = []

    def heard(stage: str, done: int, total: int) -> None:
        stages.append(stage)
        if stage == "embed":
            raise Killed

    with pytest.raises(Killed):
        made(library, progress=heard)
    early = Searcher(library.home, PARAMETERS, model=model())
    assert early.words_only
    assert early.search("第3号泳池").words_only
    assert early.search("第3号泳池").hits

    def never(document: Document) -> Parsed:
        raise AssertionError(document.path)

    late = made(library, parse=never)

    searcher = Searcher(library.home, PARAMETERS, model=model())
    assert not searcher.words_only
    assert late.published
    assert "words" in stages
    pointer = versions.current(library.home / "index")
    assert pointer.previous is None  # nobody wants to go back to what lacked vectors
    assert versions.verify(library.home / "index") == ()


def test_a_change_beside_many_vectors_waits_for_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = library_of(tmp_path)
    made(library)
    monkeypatch.setattr(building, "_FEW", 0)
    write_texts(tmp_path / "docs", {"3.txt": "第3号简报\n第3号泳池 99座。\n"})
    library.ingest(tmp_path / "docs")
    stages: list[str] = []

    made(library, progress=lambda stage, done, total: stages.append(stage))

    assert "words" not in stages
    assert not Searcher(library.home, PARAMETERS, model=model()).words_only


def test_workers_make_the_same_version_as_one_process(tmp_path: Path) -> None:
    text = "东区年度简报\n一、概况\n2031年东区授权专利812件，同比增长12%。\n"
    texts = {f"{n}.txt": text.replace("812", str(800 + n)) for n in range(6)}
    alone, beside = (library_of(tmp_path / name, texts) for name in ("a", "b"))
    own = build(alone, PARAMETERS, model=model())
    with Workers(2) as workers:
        theirs = build(beside, PARAMETERS, model=model(), workers=workers)

    assert own.version == theirs.version
    files = [
        versions.read_manifest(one.home / "index", versions.current(one.home / "index").current)
        for one in (alone, beside)
    ]
    assert [s.name for s in files[0].segments] == [s.name for s in files[1].segments]


def test_a_change_copies_and_reads_nothing_else(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    checked: set[tuple[int, ...]] = set()
    made(library, checked=checked)
    first = _inodes(library)
    write_texts(tmp_path / "docs", {"3.txt": "第3号简报\n第3号泳池 99座。\n"})
    library.ingest(tmp_path / "docs")

    made(library, checked=checked)

    large = {ino for name, ino in first.items() if "segments" in name or "stores" in name}
    assert large <= set(_inodes(library).values())
    documents = Searcher(library.home, PARAMETERS, model=model()).store.documents()
    assert len(documents) == len({one.path for one in documents}) == len(TEXTS)


def _inodes(library: Library) -> dict[str, int]:
    place = library.home / "index" / versions.current(library.home / "index").current.version
    return {
        path.relative_to(place).as_posix(): path.stat().st_ino
        for path in place.rglob("*")
        if path.is_file()
    }


def test_vectors_are_asked_for_once(tmp_path: Path) -> None:
    library = library_of(tmp_path)
    made(library, model=LoadedModel(None))
    embedder = HashModel()

    made(library, model=LoadedModel(embedder))

    assert len(embedder.embedded) == len(set(embedder.embedded)) > 0


def test_parts_of_an_index_stay_few_and_are_rarely_rewritten() -> None:
    sizes = [100_000.0]
    rewritten = 0.0
    for _ in range(2000):
        sizes.append(80.0)
        chosen = to_merge(sizes, [0.0] * len(sizes))
        if chosen:
            together = sum(sizes[n] for n in chosen)
            rewritten += together
            sizes = [*(s for n, s in enumerate(sizes) if n not in chosen), together]
        assert len(sizes) <= MOST_PARTS
    assert sum(sizes) == 100_000 + 2000 * 80
    assert rewritten < 12 * 2000 * 80  # each row some dozen times, not two thousand


def test_a_part_that_is_mostly_gone_is_rewritten() -> None:
    assert to_merge([100, 10], [0.0, 0.5]) == (1,)
    assert to_merge([100, 10], [0.0, 0.1]) == ()
    assert to_merge([], []) == ()
