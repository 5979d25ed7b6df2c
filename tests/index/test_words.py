"""What the tokenizer keeps and what it drops."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.words import FUNCTION_WORDS, words


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "()", "【】", "“”", "‘’", "《》"])
def test_a_document_number_is_one_term_in_any_bracket(brackets: str) -> None:
    opening, closing = brackets
    assert "〔2031〕17号" in words(f"甬政发{opening}2031{closing}17号")
    assert "〔2031〕17号" in words(f"甬政发{opening} 2031 {closing} 17 号")
    assert "〔2031〕17号" not in words(f"甬政发{opening}2031{closing}18号")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("拨打12345热线", "12345"),
        ("PCT申请", "pct"),
        ("5G基站", "5g"),
        ("产值1,234.5万元", "1234.5"),
        ("增长44.4%", "44.4"),
        ("GB/T 19001", "gb/t"),
        ("用C++编写", "c++"),
        ("西区科技简报", "西区"),
        ("カタカナ", "カタカナ"),
    ],
)
def test_numbers_codes_and_names_are_terms(text: str, term: str) -> None:
    assert term in words(text)


def test_a_list_of_numbers_is_not_one_number() -> None:
    assert "2031" in words("2031,2032")
    assert "20312032" not in words("2031,2032")


def test_particles_and_punctuation_are_dropped() -> None:
    assert words("，。、！? -- …“”") == []
    assert words("的了和吗") == []
    assert not FUNCTION_WORDS & set(words("西区的企业和东区的企业有多少家？"))


def test_case_does_not_matter() -> None:
    assert words("PCT e-Mail") == words("pct E-mail")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_cut_into_terms_without_spaces(text: str) -> None:
    terms = words(text)
    assert terms == words(text)
    assert all(term and not any(c.isspace() for c in term) for term in terms)
