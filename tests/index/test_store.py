"""What goes into a store comes out of it as it was."""

import sqlite3
from array import array
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codec import dump, load, load_all
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
from index.records import decode_map, encode_map
from index.store import Store
from index.writer import StoreWriter
from tests.index.material import TEXTS, figure, quantity, read_out


def document(name: str, text: str) -> Document:
    return Document(id=f"id-{name}", path=name, text=text, sha256="0" * 64, reader="txt/1")


def stored(tmp_path: Path, *readouts: Parsed) -> Store:
    writer = StoreWriter(tmp_path / "store.sqlite")
    for readout in readouts:
        writer.add(readout, root="r")
    writer.close()
    return Store(tmp_path / "store.sqlite")


def test_everything_comes_back(tmp_path: Path) -> None:
    readouts = [read_out(document(name, text)) for name, text in sorted(TEXTS.items())]
    store = stored(tmp_path, *readouts)
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


def test_bom_crlf_and_astral_text_keep_their_offsets(tmp_path: Path) -> None:
    text = "\ufeff标 题\r\n𠀀𠀁 库存 9件\u0000。\r\n\ud800"
    readout = read_out(document("a.txt", text))
    store = stored(tmp_path, readout)
    assert store.document("id-a.txt").text == text
    for sentence in store.sentences("id-a.txt"):
        for i, character in enumerate(sentence.view.text):
            assert readout.document.quote(sentence.view.original(Span(i, i + 1))) == character


def test_sentences_by_section_and_span(tmp_path: Path) -> None:
    readout = read_out(document("a.txt", "甲乙\n丙丁\n戊己\n"))
    store = stored(tmp_path, readout)
    assert [s.number for s in store.sentences("id-a.txt", within=Span(3, 5))] == [1]
    assert [s.number for s in store.sentences("id-a.txt", within=Span(1, 4))] == [0, 1]
    assert store.sentences("id-a.txt", section=4) == ()


def test_figures_by_place_measure_and_period(tmp_path: Path) -> None:
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
    store = stored(tmp_path, replace(readout, figures=figures))
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


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    store = stored(tmp_path)
    with pytest.raises(BadRequest, match="no-such"):
        store.document("no-such")
    with pytest.raises(BadRequest, match="no-such"):
        store.stored("no-such")
    with pytest.raises(BadRequest, match="p9"):
        store.passages(["p9"])
    with pytest.raises(IndexDamaged, match="absent"):
        Store(tmp_path / "absent.sqlite")
    (tmp_path / "torn.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(IndexDamaged, match="cannot be read"):
        Store(tmp_path / "torn.sqlite").documents()


def test_threads_read_side_by_side(tmp_path: Path) -> None:
    store = stored(tmp_path, read_out(document("a.txt", "甲件\n")))
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
