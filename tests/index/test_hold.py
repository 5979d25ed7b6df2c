"""A version that somebody reads stays until the last reader lets go of it."""

import gc
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import Busy, IndexDamaged
from corpus.keeping.lock import writing
from corpus.keeping.readings import original_path
from corpus.library import Library
from index import search, versions
from index.build import build
from index.models import ModelParameters
from index.parameters import IndexParameters
from index.search import Searcher
from index.store import Store

WORDS = IndexParameters(model=ModelParameters(name="none"))


def edition(home: Path, number: int) -> str:
    """Publish a version of one document; return its id."""
    folder = home.with_name("folder")
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(f"柳溪镇2021年修缮古桥{number}座。\n", encoding="utf-8")
    library = Library(home)
    library.ingest(folder)
    return build(library, WORDS).version


def on_another_thread(work: Callable[[], object]) -> Any:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


def text_of(reader: Searcher) -> str:
    (document,) = reader.store.documents()
    return reader.store.document(document.id).text


def test_a_reader_goes_on_with_its_version_and_then_it_goes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = edition(home, 1)
    reader = Searcher(home, WORDS)
    for number in (2, 3, 4):
        edition(home, number)
    assert not reader.is_current()
    assert "古桥1座" in on_another_thread(partial(text_of, reader))  # opens the store anew
    assert reader.search("古桥").index_version == first
    renewed = reader.renewed()
    assert renewed.version == versions.current(home / "index").current.version
    del reader
    gc.disable()  # nothing keeps it in a circle
    try:
        edition(home, 5)
    finally:
        gc.enable()
    assert not (home / "index" / first).exists()


def test_versions_published_between_choosing_and_holding_one_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    edition(home, 1)
    opened: list[Path] = []

    def slowly(path: Path) -> Store:
        opened.append(path)
        if len(opened) == 1:  # gone before it is opened
            edition(home, 2)
            edition(home, 3)
        store = Store(path)
        if len(opened) == 2:  # opened, and removed before it was held
            monkeypatch.setattr(versions, "is_held", lambda _: False)
            edition(home, 4)
            edition(home, 5)
        return store

    monkeypatch.setattr(search, "Store", slowly)
    reader = Searcher(home, WORDS)
    assert reader.version == versions.current(home / "index").current.version
    assert len(opened) == 3
    assert "古桥5座" in text_of(reader)


def test_a_store_that_is_really_gone_is_damage(tmp_path: Path) -> None:
    version = edition(tmp_path / "home", 1)
    (tmp_path / "home" / "index" / version / versions.STORE).unlink()
    with pytest.raises(IndexDamaged, match=r"store\.sqlite"):
        Searcher(tmp_path / "home", WORDS)


def test_going_back_is_refused_while_a_build_runs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    edition(home, 1)
    second = edition(home, 2)
    with writing(home / versions.LOCK), pytest.raises(Busy, match=r"index\.lock"):
        versions.rollback(home / "index")
    tried: list[str] = []

    def progress(stage: str, _done: int, _total: int) -> None:
        if stage == "write":
            with pytest.raises(Busy):
                versions.rollback(home / "index")
            tried.append(stage)

    (home.with_name("folder") / "b.txt").write_text("河口镇2021年新建水井8口。", encoding="utf-8")
    library = Library(home)
    library.ingest(home.with_name("folder"))
    third = build(library, WORDS, progress=progress).version
    assert tried
    assert versions.rollback(home / "index") == second
    assert versions.rollback(home / "index") == third


def test_originals_stay_while_a_version_to_go_back_to_names_them(tmp_path: Path) -> None:
    home = tmp_path / "home"

    def originals() -> list[str]:
        return sorted(path.read_text()[12:13] for path in (home / "originals").glob("*/*"))

    for number, kept in ((1, ["1"]), (2, ["1", "2"]), (3, ["2", "3"]), (3, ["2", "3"])):
        edition(home, number)
        assert originals() == kept
    versions.rollback(home / "index")
    reader = Searcher(home, WORDS)
    (document,) = reader.store.documents()
    assert original_path(home, document.sha256).is_file()
