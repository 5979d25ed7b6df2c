"""What goes into a store comes out of it as it was."""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Thread
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import (
    Bound,
    Cell,
    Document,
    Figure,
    Mapped,
    Metadata,
    Parsed,
    Quantity,
    QuantityType,
    Span,
)
from corpus.errors import BadRequest, IndexDamaged
from corpus.keeping.codec import dump, load, load_all
from index import postgres
from index.bm25 import Statistics
from index.documents import DocumentStore
from index.manifest import FORMAT, Manifest
from index.records import decode_map, encode_map
from index.store import Store
from index.writer import StoreWriter
from tests.index.material import TEXTS, figure, quantity, read_out


def document(name: str, text: str) -> Document:
    return Document(id=f"id-{name}", path=name, text=text, sha256="0" * 64, reader="txt/1")


Opening = Callable[..., DocumentStore]


def written(path: Path, readouts: Iterable[Parsed]) -> dict[str, str]:
    """Write documents into a store file; return their digests by id."""
    writer = StoreWriter(path)
    digests = {one.document.id: writer.add(one, root="r") for one in readouts}
    writer.close()
    return digests


@pytest.fixture(params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Return what stores documents in one database or the other and opens it."""

    def opened(*readouts: Parsed) -> DocumentStore:
        path = tmp_path / "store.sqlite"
        digests = written(path, readouts)
        if request.param == "sqlite":
            return Store(path)
        url, name = request.getfixturevalue("postgres_url"), f"t_{uuid4().hex[:12]}"
        manifest = manifest_of(digests, sum(len(one.passages) for one in readouts))
        postgres.push(url, name, path, manifest, [(b"\xed\xa0\x80", 2)])
        assert postgres.missing(url, name, manifest) == ()
        return postgres.PostgresStore(url, name, manifest.version)

    return opened


def manifest_of(digests: Mapping[str, str], passages: int, version: str = "0" * 16) -> Manifest:
    documents = tuple((one, digest, "") for one, digest in sorted(digests.items()))
    statistics = Statistics(passages, 1.0, 1.0)
    return Manifest(version, FORMAT, None, passages, statistics, documents, (), ())


def test_everything_comes_back(stored: Opening) -> None:
    readouts = [read_out(document(name, text)) for name, text in sorted(TEXTS.items())]
    store = stored(*readouts)
    assert [one.path for one in store.documents()] == sorted(TEXTS)
    for readout in readouts:
        one = readout.document.id
        assert store.document(one) == readout.document
        assert store.stored(one).noise == (("space", 1),)
        assert store.sections(one) == readout.sections
        assert store.sentences(one) == readout.sentences
        assert store.enumerations(one) == readout.enumerations
        assert store.passages_of(one) == readout.passages
        assert store.passages_of(one, 0) == readout.passages
        assert store.passages_of(one, 1) == ()
        ids = [passage.id for passage in reversed(readout.passages)]
        assert store.passages(ids) == tuple(reversed(readout.passages))
        assert store.figures(documents=[one]) == readout.figures
    store.close()


def test_bom_crlf_and_astral_text_keep_their_offsets(stored: Opening) -> None:
    text = "\ufeff标 题\r\n𠀀𠀁 库存 9件\u0000。\r\n\ud800"
    readout = read_out(document("a.txt", text))
    store = stored(readout)
    assert store.document("id-a.txt").text == text
    for sentence in store.sentences("id-a.txt"):
        for i, character in enumerate(sentence.view.text):
            assert readout.document.quote(sentence.view.original(Span(i, i + 1))) == character


def test_sentences_by_section_and_span(stored: Opening) -> None:
    readout = read_out(document("a.txt", "甲乙\n丙丁\n戊己\n"))
    store = stored(readout)
    assert [s.number for s in store.sentences("id-a.txt", within=Span(3, 5))] == [1]
    assert [s.number for s in store.sentences("id-a.txt", within=Span(1, 4))] == [0, 1]
    assert store.sentences("id-a.txt", section=4) == ()
    assert [s.number for s in store.sentences("id-a.txt", numbers=range(-2, 2))] == [0, 1]


def test_figures_of_some_sentences_alone(stored: Opening) -> None:
    readout = read_out(document("a.txt", "甲件\n乙件\n丙件\n"))
    told = [figure("id-a.txt", number, Span(0, 2)) for number in range(3)]
    limit = replace(told[1], limit=True, measure='乙"sentence":2')
    store = stored(replace(readout, figures=(*told, limit)))
    assert store.figures_in("id-a.txt", [1, 2, 7]) == (told[1], told[2])
    assert store.figures_in("id-a.txt", []) == store.figures_in("id-b.txt", [1]) == ()


def test_figures_of_more_documents_than_are_kept_ready(
    stored: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.documents._CACHED_SENTENCES", 2)
    names = ("a.txt", "b.txt", "c.txt")
    told = {n: figure(f"id-{n}", 0, Span(0, 2)) for n in names}
    made = (replace(read_out(document(n, "甲件\n")), figures=(told[n],)) for n in names)
    store = stored(*made)
    for name in names * 2:
        assert store.figures_in(f"id-{name}", [0]) == (told[name],)


def test_cells_of_tables_are_read_by_themselves(stored: Opening) -> None:
    cells = (Cell(Span(0, 1), 0, 0, 0), Cell(Span(1, 2), 0, 1, 0, Span(0, 1)))
    readout = read_out(document("a.txt", "甲件\n"))
    store = stored(replace(readout, document=replace(readout.document, cells=cells)))
    assert store.document("id-a.txt") == readout.document
    assert store.cells("id-a.txt") == cells
    assert store.cells("id-b.txt") == ()


def test_figures_by_place_measure_and_period(stored: Opening) -> None:
    readout = read_out(document("a.txt", "甲件\n"))
    base = figure("id-a.txt", 0, Span(0, 2))
    assert base.period is not None
    open_end = replace(base.period, start="2031-03", end=None)
    figures = (
        base,
        replace(base, subject=None, measure="商标注册"),
        replace(base, period=open_end),
        replace(base, period=None),
    )
    store = stored(replace(readout, figures=figures))
    assert store.figures() == figures
    assert store.figures(place="东区") == (base, figures[2], figures[3])
    assert store.figures(measure="商标") == (figures[1],)
    assert store.figures(period=("2031", "2031")) == figures[:3]
    assert store.figures(period=("2032", "2033")) == (figures[2],)
    assert store.figures(period=("2030", "2030")) == ()
    assert store.figures(period=("2031-01", "2031-02")) == figures[:2]
    assert store.figures(documents=[]) == ()


def test_removing_a_document_leaves_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    writer = StoreWriter(path)
    for name, text in TEXTS.items():
        writer.add(read_out(document(name, text)), root="r")
    for name in TEXTS:
        writer.remove(f"id-{name}")
    writer.close()
    connection = sqlite3.connect(path)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if not table.startswith("sqlite_"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    connection.close()


def test_the_digest_tells_readings_apart(tmp_path: Path) -> None:
    readout = read_out(document("a.txt", "甲件\n"))
    digests = set()
    variants = [readout, replace(readout, figures=()), replace(readout, noise=())]
    for number, variant in enumerate([*variants, readout]):
        writer = StoreWriter(tmp_path / f"{number}.sqlite")
        digests.add(writer.add(variant, root="r"))
        writer.close()
    assert len(digests) == 3


def test_what_is_not_there_is_said(stored: Opening, tmp_path: Path) -> None:
    store = stored()
    with pytest.raises(BadRequest, match="no-such"):
        store.document("no-such")
    with pytest.raises(BadRequest, match="no-such"):
        store.stored("no-such")
    with pytest.raises(BadRequest, match="p9"):
        store.passages(["p9"])


def test_a_file_that_is_not_there_or_torn_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="absent"):
        Store(tmp_path / "absent.sqlite")
    (tmp_path / "torn.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Store(tmp_path / "torn.sqlite").documents()


def test_a_record_of_another_form_is_said(tmp_path: Path) -> None:
    written(tmp_path / "store.sqlite", [read_out(document("a.txt", TEXTS["港口.txt"]))])
    with sqlite3.connect(tmp_path / "store.sqlite") as database:
        database.execute("UPDATE documents SET metadata = CAST(metadata AS TEXT)")
    with pytest.raises(IndexDamaged, match="run policyqa ingest"):
        Store(tmp_path / "store.sqlite").documents()


def test_versions_share_what_they_have_in_common(tmp_path: Path, postgres_url: str) -> None:
    path, name = tmp_path / "store.sqlite", f"t_{uuid4().hex[:12]}"
    digests = written(path, [read_out(document(one, text)) for one, text in TEXTS.items()])
    both = [("1" * 16, digests), ("2" * 16, dict(list(digests.items())[:2]))]
    for version, own in both:
        postgres.push(postgres_url, name, path, manifest_of(own, 0, version), [(b"a", len(own))])
    stores = [postgres.PostgresStore(postgres_url, name, version) for version, _ in both]
    assert [len(one.documents()) for one in stores] == [3, 2]
    assert [one.frequencies(["a", "b"]) for one in stores] == [{"a": 3}, {"a": 2}]
    count = f"SELECT count(*) FROM {postgres.schema_of(name)}.documents"
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as there:
        assert there.execute(count).fetchone() == (3,)
        postgres.drop(postgres_url, name, {"2" * 16})
        assert there.execute(count).fetchone() == (2,)
    assert postgres.versions_there(postgres_url, name) == {"2" * 16}
    assert (
        "no version 1111" in postgres.missing(postgres_url, name, manifest_of({}, 0, "1" * 16))[0]
    )


def test_a_damaged_version_is_told_and_made_anew(tmp_path: Path, postgres_url: str) -> None:
    path, name = tmp_path / "store.sqlite", f"t_{uuid4().hex[:12]}"
    readouts = [read_out(document(one, text)) for one, text in TEXTS.items()]
    manifest = manifest_of(written(path, readouts), sum(len(one.passages) for one in readouts))
    postgres.push(postgres_url, name, path, manifest, [])
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as there:
        schema = postgres.schema_of(name)
        there.execute(f"DELETE FROM {schema}.documents WHERE path = '东区.txt'")
        there.execute(f"DELETE FROM {schema}.passages WHERE document = 'id-西区.txt'")
    assert len(postgres.missing(postgres_url, name, manifest)) == 2
    postgres.push(postgres_url, name, path, manifest, [], anew=True)
    assert postgres.missing(postgres_url, name, manifest) == ()


def test_threads_read_side_by_side(stored: Opening) -> None:
    store = stored(read_out(document("a.txt", "甲件\n")))
    found: list[int] = []
    threads = [
        Thread(target=lambda: (found.append(len(store.sentences("id-a.txt"))), store.close()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 4


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 400)), max_size=20), st.data())
def test_any_map_comes_back(steps: list[tuple[int, int]], data: st.DataObject) -> None:
    starts, ends = array("I"), array("I")
    for step, width in steps:
        start = (starts[-1] if starts else 70_000) + step
        starts.append(start)
        ends.append(max(start + width, ends[-1] if ends else 0))
    view = Mapped("字" * len(steps), starts, ends)
    assert decode_map(view.text, *encode_map(view)) == view


@pytest.mark.parametrize("offset", [0, 5, 70_000])
def test_a_plain_text_needs_no_map(offset: int) -> None:
    view = Mapped.identity("一二三", offset)
    assert encode_map(view) == (offset, None)
    assert decode_map(view.text, offset, None) == view


DECIMALS = st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15
)


@settings(max_examples=60, deadline=None)
@given(DECIMALS, DECIMALS, st.booleans(), st.sampled_from(QuantityType), st.sampled_from(Bound))
def test_any_quantity_comes_back(
    low: Decimal, high: Decimal, ranged: bool, kind: QuantityType, bound: Bound
) -> None:
    one: Quantity = replace(
        quantity(),
        type=kind,
        value=None if ranged else low,
        min=low if ranged else None,
        max=high if ranged else None,
        normalized_value=None,
        unit_inferred=ranged,
        bound=bound,
    )
    given_figure = replace(figure("d", 7, Span(1, 9)), quantity=one, section=3)
    back = load(Figure, dump(given_figure))
    assert back == given_figure
    assert str(back.quantity) == str(one)


def test_cells_and_metadata_come_back() -> None:
    cells = (
        Cell(Span(1, 3), 0, 1, 2, Span(0, 0), None),
        Cell(Span(4, 4), 5, 6, 7, None, Span(8, 9)),
    )
    assert load_all(Cell, dump(cells)) == cells
    for metadata in (Metadata(), Metadata(title="题", published=date(2031, 5, 4))):
        assert load(Metadata, dump(metadata)) == metadata


def test_a_torn_record_is_not_read_as_something_else() -> None:
    with pytest.raises(ValueError, match="Cell lacks"):
        load(Cell, b'{"row":1}')
