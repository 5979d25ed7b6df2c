"""Small files with a checksum and a copy."""

from pathlib import Path
from random import Random

import pytest

from corpus.errors import PolicyqaError
from corpus.home import open_home
from corpus.keeping.checked import damage, read_checked, write_checked
from corpus.library import Library

CONTENT = {"roots": [{"name": "甲", "path": "/a"}], "count": 3}


@pytest.mark.parametrize("name", ["one.json", "one.json.copy"])
def test_any_flipped_bit_is_noticed_and_harmless(tmp_path: Path, name: str) -> None:
    path = tmp_path / "one.json"
    write_checked(path, CONTENT)
    raw = (tmp_path / name).read_bytes()
    draw = Random(5)
    for _ in range(100):
        changed = bytearray(raw)
        changed[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
        (tmp_path / name).write_bytes(changed)
        assert read_checked(path) == CONTENT
    assert name in (damage(path) or "")
    write_checked(path, CONTENT)
    assert damage(path) is None


def test_what_is_gone_or_old(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    with pytest.raises(FileNotFoundError):
        read_checked(path)
    assert damage(path) is None
    path.write_text('{"count": 3}', "utf-8")  # of before checksums
    assert read_checked(path) == {"count": 3}
    assert damage(path) is None
    write_checked(path, CONTENT)
    path.unlink()
    assert read_checked(path) == CONTENT
    assert damage(path) == f"{path} is missing"
    for name in ("one.json", "one.json.copy"):
        (tmp_path / name).write_text("[", "utf-8")
    with pytest.raises(ValueError, match=r"Expecting|delimiter"):
        read_checked(path)


def test_a_damaged_catalog_is_named_and_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("甲地年报\n", "utf-8")
    library = Library(tmp_path / "home")
    library.ingest(folder)
    (library.home / "library.json").write_text("{}x", "utf-8")
    assert [entry.path for entry in library.entries()] == ["a.txt"]
    (found,) = library.verify()
    assert (found.path, "has changed" in found.message) == ("library.json", True)
    assert library.ingest(folder).unchanged == ("a.txt",)
    assert library.verify() == ()


def test_a_format_that_never_was_is_named(tmp_path: Path) -> None:
    open_home(tmp_path)
    (tmp_path / "home.json").write_text('{"format": 0}', "utf-8")
    with pytest.raises(PolicyqaError, match="there is no format 0"):
        open_home(tmp_path)
