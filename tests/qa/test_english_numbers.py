import pytest

from qa.english_numbers import in_chinese_units


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
