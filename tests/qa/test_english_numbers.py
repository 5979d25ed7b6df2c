import pytest

from qa.asking.english_numbers import in_chinese_dates, in_chinese_units


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("more than 600 million yuan", "more than 6亿元"),
        ("1.2 billion RMB", "12亿元"),
        ("30 thousand patents", "3万 patents"),
        ("1,574 patents in 2013", "1,574 patents in 2013"),
        ("2 thousand", "2000"),
    ],
)
def test_large_numbers_take_the_units_of_the_corpus(english: str, chinese: str) -> None:
    assert in_chinese_units(english) == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("approved by the end of March 2032", "approved 截至2032年3月底"),
        ("opened in May 2031", "opened in 2031年5月"),
        ("by the end of 2035", "到2035年底"),
        ("in the first three quarters of 2031", "in the 2031年前三季度"),
        ("may 12 firms join", "may 12 firms join"),
    ],
)
def test_dates_become_chinese(english: str, chinese: str) -> None:
    assert in_chinese_dates(english) == chinese
