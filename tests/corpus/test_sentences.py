"""Where sentences end, and where they do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.structure.sentences import sentence_spans


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("甲；乙，丙。", ["甲；乙，丙。"]),
        ("他说：“好。”于是开始。", ["他说：“好。”", "于是开始。"]),
        ("“甲。乙。丙”丁。", ["“甲。乙。丙”丁。"]),
        ("甲(乙。丙)丁。戊。", ["甲(乙。丙)丁。", "戊。"]),
        ("增长3.5%。达1.2亿元。", ["增长3.5%。", "达1.2亿元。"]),
        ("真的吗？！对。", ["真的吗？！", "对。"]),
        ("其中,??怠大华等三家。", ["其中,??怠大华等三家。"]),
        ("甲。 (某报 张三/文)", ["甲。", "(某报 张三/文)"]),
        (
            "It rose by 3.5 per cent. The plan holds.",
            ["It rose by 3.5 per cent.", "The plan holds."],
        ),
        ("特許は増えた。商標も増えた。", ["特許は増えた。", "商標も増えた。"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_long_quotation_is_cut_like_other_text() -> None:
    inside = "这是很长的一段引文，说了许多话。" * 12
    assert len(cut(f"“{inside}”完。")) > 10


@given(st.text(st.sampled_from("甲乙。！？；，“”‘’（）()《》.?! 1a\n"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_all_but_space_is_covered_in_order(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
