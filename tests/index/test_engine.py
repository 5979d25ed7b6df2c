"""Milvus beside the local engine: the same hits, whole versions behind an alias, clear errors."""

import re
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import BadRequest, EngineAway, IndexDamaged, IndexMissing
from corpus.library import Library
from index import engine, milvus_publish, versions
from index.bm25 import Segment
from index.engine import Remote, bring_up, open_engine
from index.filters import Filters, select
from index.milvus import expression
from index.milvus_client import Address, encoded, speaking
from index.milvus_publish import row_words
from index.parameters import IndexParameters
from index.search import Searcher
from tests.index.material import TEXTS, model, read_out, write_texts

QUESTIONS = ("东区授权专利多少件", "图书馆", "甬政发(2031)17号", "吞吐量", "unrelated", "")


@dataclass(frozen=True)
class Published:
    """A home, its folder of texts, and the Milvus that it is published to."""

    library: Library
    folder: Path
    remote: Remote

    def build(self, texts: dict[str, str] = TEXTS) -> str:
        for file in self.folder.glob("*"):
            file.unlink()
        self.library.ingest(write_texts(self.folder, texts))
        return bring_up(
            self.library, IndexParameters(), self.remote, model=model(), parse=read_out
        ).version

    def collections(self) -> set[str]:
        address = Address.of(self.remote.search)
        with speaking(address) as client:
            found = {one for one in client.list_collections() if one.startswith(address.name)}
        return {one.removeprefix(f"{address.name}_") for one in found}


@pytest.fixture
def published(tmp_path: Path, milvus_url: str) -> Published:
    remote = Remote(f"{milvus_url}?name=t_{uuid4().hex[:12]}")
    made = Published(Library(tmp_path / "home"), tmp_path / "docs", remote)
    made.build()
    return made


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, milvus_url: str
) -> tuple[engine.SearchEngine, engine.SearchEngine]:
    place = tmp_path_factory.mktemp("both")
    remote = Remote(f"{milvus_url}?name=t_{uuid4().hex[:12]}")
    made = Published(Library(place / "home"), place / "docs", remote)
    odd = '"区\\科技报\n"区\\今年授权 41件。\n'  # a region with what an expression has to escape
    made.build({**TEXTS, "奇.txt": odd})
    home = made.library.home
    return (
        Searcher(home, IndexParameters(), model=model()),
        open_engine(home, IndexParameters(), remote, model=model()),
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_engines_give_the_same_hits(
    both: tuple[engine.SearchEngine, engine.SearchEngine], question: str
) -> None:
    local, remote = (one.search(question, 20) for one in both)
    assert [hit.passage_id for hit in remote.hits] == [hit.passage_id for hit in local.hits]
    for one, other in zip(remote.hits, local.hits, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-6)
        assert (one.lexical or 0) == pytest.approx(other.lexical or 0, rel=1e-9)
        assert (one.lexical_rank, one.vector_rank) == (other.lexical_rank, other.vector_rank)
    assert replace(remote, hits=()) == replace(local, hits=())


@pytest.mark.parametrize("word", ["授权专利", "概况", "图书馆", "nowhere", ""])
def test_both_engines_know_the_same_words(
    both: tuple[engine.SearchEngine, engine.SearchEngine], word: str
) -> None:
    local, remote = both
    assert remote.rarity(word) == local.rarity(word)
    assert remote.knows(word) == local.knows(word)


DATES = st.none() | st.sampled_from([date(2031, 5, 3), date(2031, 5, 4), date(2031, 5, 5)])


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_pushed_down_is_what_the_filters_take(
    both: tuple[engine.SearchEngine, engine.SearchEngine], data: st.DataObject
) -> None:
    _, remote = both
    documents = remote.store.documents()
    some = st.lists(st.sampled_from(documents), max_size=2, unique=True)
    first = data.draw(DATES)
    wish = Filters(
        documents=tuple(one.path for one in data.draw(some)),
        without=frozenset(one.id for one in data.draw(some)),
        regions=data.draw(st.sampled_from([(), ("东区",), ("西區", "东区"), ('"区',), ("南区",)])),
        published_from=first,
        published_to=data.draw(DATES.filter(lambda last: not (first and last and last < first))),
    )
    hits = remote.search("概况 授权", 50, wish).hits
    assert {hit.document_id for hit in hits} == select(documents, wish).documents
    assert bool(expression(documents, wish)) is bool(wish)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=2, max_size=2, unique=True))
def test_terms_reach_the_server_whole_and_apart(terms: list[str]) -> None:
    codes = [encoded(term) for term in terms]
    assert codes[0] != codes[1]
    for code in codes:
        assert re.findall(r"\w+", code.lower()) == [code]
        assert code.isascii()
        assert len(code) <= 40


@given(st.lists(st.lists(st.sampled_from("甲乙丙"), max_size=6), max_size=5))
def test_the_words_of_a_passage_are_those_of_its_segment(passages: list[list[str]]) -> None:
    sent = [sorted(text.split()) for text in row_words(Segment.of(passages))]
    assert sent == [sorted(encoded(term) for term in terms) for terms in passages]


def test_a_version_is_sent_once_and_the_one_before_stays(published: Published) -> None:
    first = versions.current(published.library.home / "index").current.version
    home, remote = published.library.home, published.remote
    assert engine.publish(home, IndexParameters(), remote) is False
    second = published.build(dict(list(TEXTS.items())[:2]))
    assert published.collections() == {first, second}
    third = published.build(dict(list(TEXTS.items())[:1]))
    assert published.collections() == {second, third}
    assert engine.status(remote)[0] == third


def test_another_home_takes_the_alias_only_when_told_to(
    published: Published, tmp_path: Path
) -> None:
    other = Published(Library(tmp_path / "other"), tmp_path / "more", published.remote)
    before = engine.status(published.remote)[0]
    with pytest.raises(BadRequest, match="another home"):
        other.build(dict(list(TEXTS.items())[:1]))
    assert engine.status(published.remote)[0] == before
    assert engine.publish(other.library.home, IndexParameters(), published.remote)
    assert engine.verify(other.library.home, published.remote) == ()
    with pytest.raises(BadRequest, match="index publish"):
        published.build(dict(list(TEXTS.items())[:2]))


def test_rollback_swaps_the_alias_and_back(published: Published) -> None:
    home, remote = published.library.home, published.remote
    first = engine.status(remote)[0]
    second = published.build(dict(list(TEXTS.items())[:2]))
    opened = open_engine(home, IndexParameters(), remote, model=model())
    assert opened.version == second
    versions.rollback(home / "index")
    assert any("index publish" in line for line in engine.verify(home, remote))
    assert engine.publish(home, IndexParameters(), remote)
    assert not opened.is_current()
    assert opened.renewed().version == first
    assert engine.verify(home, remote) == ()


def test_a_send_that_is_cut_off_changes_nothing(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine.status(published.remote)[0]

    def cut(*_: object) -> Iterator[dict[str, object]]:
        yield from list(rows(*_))[:2]  # type: ignore[arg-type]
        raise KeyboardInterrupt

    rows = milvus_publish._rows
    monkeypatch.setattr(milvus_publish, "_rows", cut)
    with pytest.raises(KeyboardInterrupt):
        published.build(dict(list(TEXTS.items())[:2]))
    assert engine.status(published.remote)[0] == before
    monkeypatch.undo()
    home = published.library.home
    assert engine.publish(home, IndexParameters(), published.remote)
    assert engine.verify(home, published.remote) == ()


def test_passages_that_are_lost_are_named_and_sent_anew(published: Published) -> None:
    home, remote = published.library.home, published.remote
    address = Address.of(remote.search)
    opened = open_engine(home, IndexParameters(), remote, model=model())
    one = opened.store.documents()[0].id
    with speaking(address) as client:
        client.delete(f"{address.name}_{opened.version}", filter=f'document == "{one}"')
    assert any(one in line for line in engine.verify(home, remote))
    assert engine.publish(home, IndexParameters(), remote, anew=True)
    assert engine.verify(home, remote) == ()
    assert not opened.is_current()
    assert opened.renewed().search("概况", 50).hits
    assert engine.publish(home, IndexParameters(), remote, anew=True)
    assert len(published.collections()) == 1


def test_who_only_answers_needs_no_files(
    tmp_path: Path, milvus_url: str, postgres_url: str
) -> None:
    remote = Remote(f"{milvus_url}?name=t_{uuid4().hex[:12]}", postgres_url)
    made = Published(Library(tmp_path / "home"), tmp_path / "docs", remote)
    made.build()
    worker = open_engine(tmp_path / "worker", IndexParameters(), remote, model=model())
    local = Searcher(made.library.home, IndexParameters(), model=model())
    hits = worker.search("东区授权专利", 5).hits
    assert [one.passage_id for one in hits] == [
        one.passage_id for one in local.search("东区授权专利", 5).hits
    ]
    assert worker.store.document(hits[0].document_id) == local.store.document(hits[0].document_id)
    assert worker.store.figures() == local.store.figures()
    alone = replace(remote, documents="")
    with pytest.raises(IndexMissing, match="worker"):
        open_engine(tmp_path / "worker", IndexParameters(), alone, model=model())
    worker.close()


def test_a_home_without_the_version_that_serves_is_told_so(published: Published) -> None:
    home, remote = published.library.home, published.remote
    address = Address.of(remote.search)
    with speaking(address) as client:
        client.rename_collection(
            f"{address.name}_{engine.status(remote)[0]}", f"{address.name}_{'0' * 16}"
        )
    with pytest.raises(IndexDamaged, match=r"service\.database"):
        open_engine(home, IndexParameters(), remote, model=model())


@pytest.mark.parametrize(
    "url",
    [
        *("http://localhost:19530", "milvus://", "milvus://:19530", "milvus://host:notaport"),
        *("milvus://host?name=Über", "milvus://host?colour=red", "milvus://host?name"),
    ],
)
def test_a_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadRequest, match="search"):
        Address.of(Remote(url).search)


def test_a_url_says_server_database_and_name() -> None:
    found = Address.of("milvus://root:p%40ss@db.example:443/policies?name=west&tls=1")
    assert found == Address("https://db.example:443", "root", "p@ss", "policies", "west")
    assert Address.of("milvus://db").uri == "http://db:19530"


def test_a_server_that_is_away_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(EngineAway, match=f"127.0.0.1:{port}.*policyqa.toml"):
        open_engine(tmp_path, IndexParameters(), Remote(f"milvus://127.0.0.1:{port}"))
    with pytest.raises(IndexMissing, match="policyqa ingest"):
        open_engine(tmp_path, IndexParameters())


def test_nothing_published_is_told(tmp_path: Path, milvus_url: str) -> None:
    with pytest.raises(IndexMissing, match="index publish"):
        open_engine(tmp_path, IndexParameters(), Remote(f"{milvus_url}?name=nothing"))


def test_without_the_package_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(BadRequest, match=r"policyqa\[milvus\]"):
        open_engine(tmp_path, IndexParameters(), Remote("milvus://127.0.0.1:1"))


def test_a_connection_that_idled_still_serves(milvus_url: str) -> None:
    address = Address.of(milvus_url)
    with speaking(address) as before:
        time.sleep(36)  # three pings of an idle connection, and the server would hang up
        with speaking(address) as after:
            assert after.list_aliases() == before.list_aliases()
