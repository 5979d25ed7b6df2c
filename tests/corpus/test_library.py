"""The documents of a home: mirrored, kept, checked."""

import json
import os
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from corpus import home as homes
from corpus import library as libraries
from corpus.document import Cell, Document, Metadata, Span
from corpus.errors import BadRequest, PolicyqaError, UnreadableFile
from corpus.keeping import lock, readings
from corpus.library import Library


def put(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def blobs(library: Library) -> set[str]:
    kept = [library.home / "originals", library.home / "readings"]
    return {path.name for folder in kept for path in folder.rglob("*") if path.is_file()}


def test_new_changed_and_removed_files_follow(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲地年报\n", b="乙地年报\n", c="丙地年报\n")
    library = Library(tmp_path / "home")
    first = library.ingest(folder)
    assert first.added == ("a.txt", "b.txt", "c.txt")
    first_entries = {entry.path: entry for entry in library.entries()}
    put(folder, b="乙地新年报\n", d="丁地年报\n")
    (folder / "c.txt").unlink()
    second = library.ingest(folder)
    assert second.added == ("d.txt",)
    assert second.changed == ("b.txt",)
    assert second.removed == ("c.txt",)
    assert second.unchanged == ("a.txt",)
    texts = {entry.path: library.document(entry).text for entry in library.entries()}
    assert texts == {"a.txt": "甲地年报\n", "b.txt": "乙地新年报\n", "d.txt": "丁地年报\n"}
    assert len(blobs(library)) == 5 * 3
    gone = first_entries["c.txt"]
    library.sweep([(gone.sha256, gone.reading)])  # that an index version still holds
    assert len(blobs(library)) == 4 * 3
    library.sweep()
    assert len(blobs(library)) == 3 * 3  # nothing of what is gone is kept


def test_an_unchanged_folder_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "docs", a="甲地年报\n")
    library = Library(tmp_path / "home")
    library.ingest(folder)

    def never(path: Path, *, root: Path) -> Document:
        raise AssertionError(f"{path} is read again")

    monkeypatch.setattr("corpus.read.read_file", never)
    assert library.ingest(folder).unchanged == ("a.txt",)


def test_the_document_outlives_its_folder(tmp_path: Path) -> None:
    text = "\ufeff甲地年报\r\n𠀀件。"
    folder = put(tmp_path / "docs", a=text)
    library = Library(tmp_path / "home")
    library.ingest(folder)
    (folder / "a.txt").unlink()
    (entry,) = Library(tmp_path / "home").entries()
    document = library.document(entry)
    assert document.text == text
    assert document.path == "a.txt"
    assert library.original(entry).read_bytes() == text.encode()


def test_what_a_reader_finds_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = put(tmp_path / "docs", a="表\t格")
    found = Document(
        id="x",
        path="a.txt",
        text="表\t格",
        sha256=libraries.sha256("表\t格".encode()).hexdigest(),
        reader="fake/7",
        metadata=Metadata(title="题"),
        page_starts=(0, 2),
        cells=(Cell(Span(0, 1), 0, 0, 0, None, Span(2, 3)),),
    )
    monkeypatch.setattr("corpus.read.read_file", lambda path, root: found)
    library = Library(tmp_path / "home")
    library.ingest(folder)
    (entry,) = library.entries()
    kept = library.document(entry)
    assert (kept.metadata, kept.page_starts, kept.cells, kept.reader) == (
        found.metadata,
        found.page_starts,
        found.cells,
        found.reader,
    )


def newer(monkeypatch: pytest.MonkeyPatch, text: str) -> Cell:
    """Let a newer reader find a cell, and such a text, in every file; return the cell."""
    cell = Cell(Span(0, 1), 0, 0, 0, None, Span(2, 3))

    def read(path: Path, root: Path) -> Document:
        sha256 = libraries.sha256(path.read_bytes()).hexdigest()
        return Document("x", path.name, text, sha256, "fake/8", cells=(cell,))

    monkeypatch.setattr("corpus.read.read_file", read)
    monkeypatch.setattr(readings, "FINDS", readings.FINDS + 1)
    return cell


def test_what_a_newer_reader_finds_in_the_same_text_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "docs", a="表\t格")
    library = Library(tmp_path / "home")
    library.ingest(folder)
    cell = newer(monkeypatch, "表\t格")
    assert library.ingest(folder).changed == ("a.txt",)
    assert library.document(library.entries()[0]).cells == (cell,)
    assert library.ingest(folder).unchanged == ("a.txt",)


def test_a_newer_reader_moves_no_stored_offset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "docs", a="表\t格")
    library = Library(tmp_path / "home")
    library.ingest(folder)
    before = library.document(library.entries()[0])
    newer(monkeypatch, "表 格")
    assert library.ingest(folder).unchanged == ("a.txt",)
    assert library.document(library.entries()[0]) == before
    monkeypatch.setattr("corpus.read.read_file", None)  # and it is not looked at once more
    assert library.ingest(folder).unchanged == ("a.txt",)


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲地年报\n", b="乙地年报\n")
    library = Library(tmp_path / "home")
    (folder / "empty.txt").write_bytes(b"")
    report = library.ingest(folder)
    assert report.added == ("a.txt", "b.txt")
    assert [failure.path for failure in report.failed] == ["empty.txt"]
    (folder / "b.txt").write_bytes(b"\x00\x01\x02\x00" * 50)
    report = library.ingest(folder)
    assert [failure.path for failure in report.failed] == ["b.txt", "empty.txt"]
    kept = {entry.path: library.document(entry).text for entry in library.entries()}
    assert kept["b.txt"] == "乙地年报\n"  # its last readable version stays


def test_identity_is_the_root_and_the_path(tmp_path: Path) -> None:
    one = Library(tmp_path / "one")
    one.ingest(put(tmp_path / "here" / "docs", a="甲\n", b="乙\n"))
    two = Library(tmp_path / "two")
    two.ingest(put(tmp_path / "there" / "docs", a="甲的新版\n", b="乙\n"))
    ids = [{entry.path: entry.document_id for entry in library.entries()} for library in (one, two)]
    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == 2


def test_several_roots_keep_apart(tmp_path: Path) -> None:
    library = Library(tmp_path / "home")
    library.ingest(put(tmp_path / "x" / "docs", a="甲\n"))
    library.ingest(put(tmp_path / "y" / "docs", a="甲\n"))
    assert [root.name for root in library.roots] == ["docs", "docs-2"]
    assert len({entry.document_id for entry in library.entries()}) == 2
    assert library.remove_root("docs") == ("a.txt",)
    (left,) = library.entries()
    assert left.root == "docs-2"
    assert library.document(left).text == "甲\n"  # shared bytes stay while one root has them
    with pytest.raises(BadRequest, match="no root 'docs'"):
        library.remove_root("docs")


def test_nested_roots_are_refused(tmp_path: Path) -> None:
    library = Library(tmp_path / "home")
    inner = put(tmp_path / "docs" / "inner", a="甲\n")
    library.ingest(inner)
    with pytest.raises(BadRequest, match="share documents"):
        library.ingest(inner.parent)


def test_a_suddenly_empty_root_needs_a_word(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲\n")
    library = Library(tmp_path / "home")
    library.ingest(folder)
    (folder / "a.txt").unlink()
    with pytest.raises(BadRequest, match="--allow-empty"):
        library.ingest(folder)
    assert len(library.entries()) == 1
    assert library.ingest(folder, allow_empty=True).removed == ("a.txt",)
    assert library.entries() == ()
    library.sweep()
    assert blobs(library) == set()
    with pytest.raises(BadRequest, match="no folder"):
        library.ingest(tmp_path / "gone")


def test_what_is_passed_over(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲\n")
    put(folder / ".hidden", b="乙\n")
    (folder / ".c.txt").write_text("丙")
    (folder / "~$d.txt").write_text("丁")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    outside = tmp_path / "secret.txt"
    outside.write_text("密")
    (folder / "link.txt").symlink_to(outside)
    (folder / "self.txt").symlink_to(folder / "a.txt")
    library = Library(folder / "var")  # the home may lie inside
    assert library.ingest(folder).added == ("a.txt", "self.txt")
    report = library.ingest(folder)
    assert report.unchanged == ("a.txt", "self.txt")
    assert report.ignored == ("picture.png",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_ignored_and_shown(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲\n")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_text("x")
    report = Library(tmp_path / "home").ingest(folder)
    assert report.added == ("a.txt",)
    assert report.ignored == ("\\udcff\\udcfe.txt",)


def test_verify_finds_every_damage(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲地年报\n", b="乙地年报\n", c="丙地年报\n")
    library = Library(tmp_path / "home")
    library.ingest(folder)
    assert library.verify() == ()
    a, b, c = library.entries()
    library.original(a).write_bytes(b"other")
    library.original(b).unlink()
    text = next((library.home / "readings").rglob(f"{c.reading}.txt"))
    text.write_text("丙地")
    found = library.verify()
    assert [damage.path for damage in found] == ["a.txt", "b.txt", "c.txt"]
    assert "has changed" in found[0].message
    assert "is missing" in found[1].message
    with pytest.raises(UnreadableFile, match=r"c\.txt has changed on disk"):
        library.document(c)
    text.unlink()
    text.write_bytes(b"\xff")
    assert str(text) in library.verify()[2].message
    text.write_bytes("丙地年报\n".encode())
    rest = text.with_suffix(".json")
    rest.write_bytes(rest.read_bytes() + b" ")
    assert str(rest) in library.verify()[2].message
    library.ingest(folder)  # what is missing or damaged is read again
    assert library.verify() == ()


def test_a_stopped_ingest_changes_nothing(tmp_path: Path) -> None:
    folder = put(tmp_path / "docs", a="甲\n")
    library = Library(tmp_path / "home")
    library.ingest(folder)
    before = library.entries()
    put(folder, a="甲的新版\n", b="乙\n")

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.ingest(folder, progress=stop)
    assert library.entries() == before
    assert library.verify() == ()
    assert library.ingest(folder).changed == ("a.txt",)


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE_S", 0.05)
    library = Library(tmp_path / "home")
    held = FileLock(library.home / "library.lock")
    with held, pytest.raises(PolicyqaError, match="another process"):
        library.ingest(put(tmp_path / "docs", a="甲\n"))


def test_homes_of_other_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    Library(home)
    marker = home / "home.json"
    monkeypatch.setattr(homes, "HOME_FORMAT", 3)
    steps = []
    for number in (1, 2):
        monkeypatch.setitem(homes.MIGRATIONS, number, lambda at, n=number: steps.append((n, at)))
    Library(home)
    assert steps == [(1, home), (2, home)]
    assert json.loads(marker.read_bytes()) == {"format": 3}
    monkeypatch.setattr(homes, "HOME_FORMAT", 1)
    with pytest.raises(PolicyqaError, match="newer program"):
        Library(home)
    marker.write_text("{")
    with pytest.raises(PolicyqaError, match="damaged"):
        Library(home)


def test_a_damaged_catalog_is_named(tmp_path: Path) -> None:
    library = Library(tmp_path / "home")
    (library.home / "library.json").write_text("[")
    with pytest.raises(PolicyqaError, match=r"library\.json"):
        library.entries()
