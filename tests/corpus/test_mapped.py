"""A mapped text always knows which of the original's characters each of its own stands for."""

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.mapped import Edit, Mapped, Span

TEXT = "建设1600 亿元园区"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-3, -1)])
def test_a_span_is_checked_when_born(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_contain_and_overlap() -> None:
    assert Span(2, 8).contains(Span(2, 8))
    assert not Span(2, 8).contains(Span(1, 3))
    assert Span(2, 4).overlaps(Span(3, 9))
    assert not Span(2, 4).overlaps(Span(4, 9))
    assert len(Span(2, 8)) == 6


def test_a_map_as_long_as_its_text() -> None:
    with pytest.raises(ValueError, match="2/1 for 3"):
        Mapped("三个字", array("I", [0, 1]), array("I", [1]))


def test_the_identity_maps_each_character_onto_itself() -> None:
    view = Mapped.identity(TEXT, offset=10)
    assert view.text == TEXT
    assert view.original(Span(2, 6)) == Span(12, 16)
    assert view.locate(Span(12, 16)) == Span(2, 6)


def test_what_is_dropped_is_spanned_by_its_neighbours() -> None:
    view = Mapped.identity(TEXT).edit([Edit(6, 7, "")])
    assert view.text == "建设1600亿元园区"
    assert view.original(Span(2, 8)) == Span(2, 9)
    assert view.locate(Span(2, 9)) == Span(2, 8)
    assert view.locate(Span(6, 7)) == Span(6, 6)  # nothing is left of it


def test_a_replacement_of_another_length_stands_for_all_it_replaced() -> None:
    view = Mapped.identity("去年營收達三億").edit([Edit(2, 4, "营业收入")])
    assert view.text == "去年营业收入達三億"
    assert view.original(Span(3, 4)) == Span(2, 4)
    assert view.original(Span(0, 3)) == Span(0, 4)


def test_a_replacement_of_like_length_is_mapped_one_by_one() -> None:
    view = Mapped.identity("軟體產業").edit([Edit(0, 2, "软件")])
    assert view.original(Span(1, 2)) == Span(1, 2)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(4, 2, "")],
        [Edit(0, 3, ""), Edit(2, 4, "")],
        [Edit(5, 6, ""), Edit(0, 1, "")],
        [Edit(0, 99, "")],
    ],
)
def test_edits_come_in_order_and_inside(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        Mapped.identity(TEXT).edit(edits)


def test_a_span_outside_the_view_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a view of 11"):
        Mapped.identity(TEXT).original(Span(0, 99))


def test_the_ends_of_a_text_have_empty_ranges() -> None:
    view = Mapped.identity("ab", offset=5)
    assert view.original(Span(0, 0)) == Span(5, 5)
    assert view.original(Span(2, 2)) == Span(7, 7)
    assert Mapped.identity("").original(Span(0, 0)) == Span(0, 0)


def edits_of(text: str) -> st.SearchStrategy[list[Edit]]:
    """Return edits in order and without overlap, deletions mostly."""
    cuts = st.lists(st.integers(0, len(text)), max_size=8).map(sorted)
    replacements = st.lists(st.sampled_from(["", "", "x", "新的", "Δ\U00020000"]), min_size=4)
    return st.tuples(cuts, replacements).map(
        lambda pair: [
            Edit(start, end, replacement)
            for start, end, replacement in zip(pair[0][::2], pair[0][1::2], pair[1], strict=False)
            if start < end
        ]
    )


@settings(max_examples=200, deadline=None)
@given(st.data(), st.text(max_size=40))
def test_any_edits_keep_the_map_in_order_and_their_text(data: st.DataObject, text: str) -> None:
    view = Mapped.identity(text)
    for _ in range(2):
        edits = data.draw(edits_of(view.text))
        pieces, done = [], 0
        for start, end, replacement in edits:
            pieces += [view.text[done:start], replacement]
            done = end
        expected = "".join([*pieces, view.text[done:]])
        view = view.edit(edits)
        assert view.text == expected
    assert list(view.starts) == sorted(view.starts)
    assert list(view.ends) == sorted(view.ends)
    for at, character in enumerate(view.text):
        span = view.original(Span(at, at + 1))
        assert 0 <= span.start < span.end <= len(text)
        assert view.locate(span).contains(Span(at, at + 1))
        if len(span) == 1 and character not in "x新的Δ\U00020000":
            assert text[span.start] == character


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_slice_keeps_its_part_of_the_map(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    view = Mapped.identity(text, offset=3)
    part = view.slice(Span(start, end))
    assert part.text == text[start:end]
    assert (
        part.original(Span(0, len(part.text))) == view.original(Span(start, end)) or not part.text
    )
