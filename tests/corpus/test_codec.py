"""Dataclasses to JSON and back, whole."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Aspect, Cell, Figure, Metadata, Quantity, Span, Subject
from corpus.keeping.codec import dump, load, load_all


@dataclass(frozen=True)
class Old:
    name: str


@dataclass(frozen=True)
class New:
    name: str
    note: str | None
    ranks: tuple[int, ...] = ()
    bound: str | None = "exact"


def test_a_record_of_before_a_field_was_added_still_reads() -> None:
    assert load(New, dump(Old("甲"))) == New("甲", None)


def test_none_is_told_from_a_default() -> None:
    for value in (New("甲", None, bound=None), New("甲", "乙", (1, 2)), New("\ud800", "")):
        assert load(New, dump(value)) == value


def test_a_record_that_lacks_a_field_is_not_read_as_something_else() -> None:
    with pytest.raises(ValueError, match="New lacks"):
        load(New, b'{"note":"x"}')
    with pytest.raises(KeyError):
        load(New, b'{"name":"x","colour":"red"}')


OPTIONAL = st.none() | st.text(max_size=4)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: Span(min(p), max(p)))
DECIMALS = st.decimals(
    allow_nan=False, allow_infinity=False, places=3, max_value=10**9, min_value=0
)
QUANTITIES = st.builds(Quantity, value=DECIMALS, min=st.none(), max=st.none()) | st.builds(
    Quantity, value=st.none(), min=DECIMALS, max=st.none() | DECIMALS
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_figure_comes_back(data: st.DataObject) -> None:
    st.register_type_strategy(Span, SPANS)
    st.register_type_strategy(Decimal, DECIMALS)
    st.register_type_strategy(Quantity, QUANTITIES)
    figure = data.draw(st.from_type(Figure))
    back = load(Figure, dump(figure))
    assert back == figure
    assert repr(back) == repr(figure)  # 8.0690 does not become 8.069


def test_the_plain_ones_come_back() -> None:
    cells = (Cell(Span(0, 1), 0, 1, 2, Span(3, 4)), Cell(Span(5, 5), 1, 0, 2))
    assert load_all(Cell, dump(cells)) == cells
    metadata = Metadata(title="题", published=date(2031, 5, 4))
    assert load(Metadata, dump(metadata)) == metadata
    assert dump(Metadata()) == b"{}"
    subject = Subject("东区", place="东区")
    assert load(Subject, dump(subject)) == subject
    assert Aspect("growth") is Aspect.GROWTH
