"""A version appears whole or not at all, takes over what has not changed, and answers the same."""

from pathlib import Path

import pytest
from filelock import FileLock

from corpus.document import Document, Parsed
from corpus.errors import BadRequest, IndexDamaged, IndexMissing, PolicyqaError, UnreadableFile
from corpus.keeping import lock
from corpus.library import Library
from index import build as building
from index import versions
from index.build import BuildReport, build
from index.models import LoadedModel
from index.parameters import Bm25Parameters, IndexParameters
from index.search import Hits, Searcher
from tests.index.material import TEXTS, HashModel, model, read_out, write_texts

PARAMETERS = IndexParameters(build_workers=1)
QUESTIONS = ("东区授权专利多少件", "图书馆", "甬政发(2031)17号", "吞吐量", "unrelated")


def home_of(tmp_path: Path, texts: dict[str, str] = TEXTS, name: str = "home") -> Library:
    library = Library(tmp_path / name)
    library.ingest(write_texts(tmp_path / f"{name}-files" / "docs", texts))
    return library


def made(library: Library, **options: object) -> BuildReport:
    arguments: dict[str, object] = {"model": model(), "parse": read_out, **options}
    return build(library, PARAMETERS, **arguments)  # type: ignore[arg-type]


def change(library: Library, texts: dict[str, str]) -> None:
    folder = Path(library.roots[0].path)
    for file in folder.iterdir():
        file.unlink()
    library.ingest(write_texts(folder, texts))


def answers(library: Library) -> list[tuple[object, ...]]:
    searcher = Searcher(library.home, PARAMETERS, model=model())
    hits: list[Hits] = [searcher.search(question) for question in QUESTIONS]
    return [hit.hits for hit in hits]


def visible(library: Library) -> set[str]:
    return {path.name for path in (library.home / "index").iterdir()}


def test_a_second_build_of_the_same_does_nothing(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    first = made(library)
    again = made(library)
    assert first.published
    assert len(first.parsed) == len(TEXTS)
    assert again == BuildReport(first.version, published=False)
    assert visible(library) == {"CURRENT", "CURRENT.copy", first.version}
    assert versions.verify(library.home / "index") == ()


def test_only_what_changed_is_parsed_and_embedded(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    made(library)
    change(library, {**TEXTS, "西区.txt": TEXTS["西区.txt"] + "西区新设泳池两座。\n"})
    fresh = HashModel()
    report = made(library, model=LoadedModel(fresh))
    assert len(report.parsed) == 1
    assert fresh.embedded == ["西区科技简报 西区 概况\n西区新设泳池两座。"]
    assert report.removed == ()


CHANGES = [
    {**TEXTS, "西区.txt": "西区年报\n西区授权专利 900件。\n"},
    {name: text for name, text in TEXTS.items() if name != "东区.txt"},
    {**TEXTS, "南区.txt": "南区简报\n南区授权专利 12件,图书馆 2座。\n"},
    {"港口.txt": TEXTS["港口.txt"]},
]


@pytest.mark.parametrize("texts", CHANGES)
def test_an_incremental_build_answers_as_a_cold_one(tmp_path: Path, texts: dict[str, str]) -> None:
    library = home_of(tmp_path)
    made(library)
    change(library, texts)
    warm = made(library)
    cold_library = home_of(tmp_path, texts, name="elsewhere")
    cold = made(cold_library)
    assert warm.version == cold.version  # the content id knows no path and no history
    assert answers(library) == answers(cold_library)
    stores = [Searcher(one.home, PARAMETERS).store for one in (library, cold_library)]
    for read in ("documents", "figures"):
        assert getattr(stores[0], read)() == getattr(stores[1], read)()
    assert versions.verify(library.home / "index") == ()


def test_many_changes_end_in_few_segments(tmp_path: Path) -> None:
    library = home_of(tmp_path, {"0.txt": "零号简报\n零号内容。\n" * 20})
    made(library)
    texts = {"0.txt": "零号简报\n零号内容。\n" * 20}
    for number in range(1, 12):
        texts[f"{number}.txt"] = f"第{number}号简报\n第{number}号内容 {number}件。\n"
        change(library, texts)
        made(library)
    assert versions.status(library.home / "index").segments <= 8
    cold = home_of(tmp_path, texts, name="cold")
    made(cold)
    assert answers(library) == answers(cold)


class Stopped(Exception):
    pass


@pytest.mark.parametrize("stop", range(12))
def test_a_build_stopped_anywhere_leaves_the_old_version_serving(tmp_path: Path, stop: int) -> None:
    library = home_of(tmp_path)
    old = made(library)
    before = answers(library)
    change(library, CHANGES[0])
    calls = 0

    def progress(stage: str, done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == stop + 1:
            raise Stopped(stage)

    try:
        made(library, progress=progress)
    except Stopped as error:
        published = str(error) == "publish" and len(visible(library) - {".read"}) == 4
        assert published or versions.current(library.home / "index").current.version == old.version
        assert published or answers(library) == before
    else:
        assert calls <= stop
    done = made(library)
    assert versions.verify(library.home / "index") == ()
    assert visible(library) == {"CURRENT", "CURRENT.copy", old.version, done.version}


@pytest.mark.parametrize("name", ["rename", "replace"])
def test_a_failing_rename_leaves_the_old_version_serving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    library = home_of(tmp_path)
    old = made(library)
    before = answers(library)
    change(library, CHANGES[0])
    original = getattr(Path, name)

    def fail(self: Path, target: Path) -> Path:
        if self.parent.name == "index":
            raise OSError("no space left")
        result: Path = original(self, target)
        return result

    with monkeypatch.context() as patch:
        patch.setattr(Path, name, fail)
        with pytest.raises(OSError, match="no space"):
            made(library)
    assert versions.current(library.home / "index").current.version == old.version
    assert answers(library) == before
    assert made(library).published


def test_what_a_killed_build_left_is_swept(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    left = library.home / "index" / ".building-99999"
    (left / "segments").mkdir(parents=True)
    made(library)
    assert not left.exists()


@pytest.mark.parametrize("error", [UnreadableFile("not today"), ValueError("not today")])
def test_a_document_that_cannot_be_parsed_does_not_stop_the_others(
    tmp_path: Path, error: Exception
) -> None:
    def picky(document: Document) -> Parsed:
        if document.path == "东区.txt":
            raise error
        return read_out(document)

    library = home_of(tmp_path)
    report = made(library, parse=picky)
    assert [one.path for one in report.failed] == ["东区.txt"]
    assert "not today" in report.failed[0].message
    assert len(report.parsed) == 2
    assert len(made(library).parsed) == 1  # tried again, and this time it went


def test_rollback_and_back(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    folder = library.home / "index"
    with pytest.raises(IndexMissing, match="ingest"):
        versions.current(folder)
    first = made(library)
    with pytest.raises(BadRequest, match="no previous"):
        versions.rollback(folder)
    change(library, CHANGES[1])
    second = made(library)
    assert versions.rollback(folder) == first.version
    assert Searcher(library.home, PARAMETERS, model=model()).version == first.version
    assert versions.rollback(folder) == second.version
    versions.rollback(folder)
    assert made(library).version == second.version  # the next ingest goes forward again
    assert visible(library) == {"CURRENT", "CURRENT.copy", first.version, second.version}


def test_parameters_and_model_are_part_of_the_content_id(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    ids = {
        build(library, parameters, model=LoadedModel(HashModel(name)), parse=read_out).version
        for parameters in (IndexParameters(), IndexParameters(bm25=Bm25Parameters(k1=1.2)))
        for name in ("hash/1", "hash/2")
    }
    ids.add(made(library, model=LoadedModel(None)).version)
    assert len(ids) == 5


def test_changed_rules_parse_anew_but_equal_results_keep_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = home_of(tmp_path)
    first = made(library)
    monkeypatch.setattr(building, "made_by", lambda: "other rules")
    report = made(library)
    assert len(report.parsed) == len(TEXTS)
    assert (report.version, report.published) == (first.version, False)
    assert made(library).parsed == ()


def test_damage_is_found_named_and_healed(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    report = made(library)
    folder = library.home / "index"
    place = folder / report.version
    rows = next(place.rglob("rows.npy"))
    data = bytearray(rows.read_bytes())
    data[-1] ^= 1
    rows.write_bytes(bytes(data))
    assert [one for one in versions.verify(folder) if "rows.npy has changed" in one]
    rows.unlink()
    assert [one for one in versions.verify(folder) if "rows.npy is missing" in one]
    with pytest.raises(IndexDamaged, match="rows"):
        Searcher(library.home, PARAMETERS, model=model())
    made(library)
    assert versions.verify(folder) == ()
    assert not list(folder.glob(".*"))
    (place / "index.json").write_text("{}")
    with pytest.raises(IndexDamaged, match="index"):
        Searcher(library.home, PARAMETERS, model=model())
    (folder / "CURRENT").write_text("nonsense")
    assert versions.current(folder).current.version == report.version  # its copy says so
    assert "CURRENT has changed" in versions.verify(folder)[0]
    (folder / "CURRENT.copy").write_text("nonsense")
    with pytest.raises(IndexDamaged, match="CURRENT"):
        Searcher(library.home, PARAMETERS, model=model())
    made(library)
    assert versions.verify(folder) == ()


def test_silent_damage_is_not_taken_over(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    report = made(library)
    for path in (library.home / "index" / report.version).rglob("lengths.npy"):
        data = bytearray(path.read_bytes())
        data[-4] += 1
        path.write_bytes(bytes(data))
    change(library, CHANGES[2])
    assert len(made(library).parsed) == len(CHANGES[2])
    cold = home_of(tmp_path, CHANGES[2], name="cold")
    made(cold)
    assert answers(library) == answers(cold)


def test_a_damaged_version_is_built_anew_when_nothing_has_changed(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    report = made(library)
    store = library.home / "index" / report.version / "store.sqlite"
    data = bytearray(store.read_bytes())
    data[len(data) // 2] ^= 4
    store.write_bytes(bytes(data))
    assert "store.sqlite has changed" in versions.verify(store.parent.parent)[0]
    again = made(library)
    assert (again.version, again.published) == (report.version, False)
    assert versions.verify(store.parent.parent) == ()


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = home_of(tmp_path)
    monkeypatch.setattr(lock, "PATIENCE_S", 0.05)
    held = FileLock(library.home / "index.lock")
    with held, pytest.raises(PolicyqaError, match="another process"):
        made(library)


def test_an_emptied_library_gives_an_empty_index(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    made(library)
    folder = Path(library.roots[0].path)
    for file in folder.iterdir():
        file.unlink()
    library.ingest(folder, allow_empty=True)
    report = made(library)
    assert len(report.removed) == len(TEXTS)
    searcher = Searcher(library.home, PARAMETERS, model=model())
    assert searcher.search("专利").hits == ()
    assert not searcher.search("专利").filter_empty


def test_no_file_of_a_version_is_writable_by_links(tmp_path: Path) -> None:
    library = home_of(tmp_path)
    made(library)
    change(library, CHANGES[2])
    report = made(library)
    shared = (library.home / "index" / report.version).rglob("rows.npy")
    assert {path.stat().st_nlink for path in shared} == {1, 2}  # taken over, not copied
