"""Clauses, and what in them is content."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.attribution.clauses import blank, clauses, content, unframed
from corpus.document import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲，乙；丙：丁。", ["甲", "乙", "丙", "丁"]),
        ("共1,234件，其中甲12,500件", ["共1,234件", "其中甲12,500件"]),
        ("甲,乙3,丙", ["甲", "乙3", "丙"]),
        ("甲、乙和丙", ["甲、乙和丙"]),
        ("，，", []),
    ],
)
def test_cut(text: str, expected: list[str]) -> None:
    assert [text[c.start : c.end] for c in clauses(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同比增长", ""),
        ("比上年上涨", ""),
        ("其中登记量达到", "登记量"),
        ("累计为企业融资7.35亿元", "企业融资亿元"),
        ("R&D经费", "RD经费"),
    ],
)
def test_content(text: str, expected: str) -> None:
    assert content(text) == expected


@given(st.text(alphabet="甲乙丙达到了，；。,123 ", max_size=40))
def test_clauses_lie_in_order_and_hold_all_but_marks(text: str) -> None:
    found = clauses(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(text[c.start : c.end] for c in found)
    assert all(kept.count(c) == text.count(c) for c in "甲乙丙123")


@given(st.text(max_size=30), st.integers(0, 10), st.integers(0, 10))
def test_blanking_keeps_the_length(text: str, start: int, length: int) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    blanked = blank(text, [span])
    assert len(blanked) == len(text)
    assert blanked[: span.start] == text[: span.start]
    assert not blanked[span.start : span.end].strip()


def test_framing_words_become_spaces() -> None:
    assert unframed("达到5亿").strip() == "5亿"
