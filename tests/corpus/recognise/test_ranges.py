import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.recognise import ordinals, ranges
from tests.corpus.timing import is_linear

TABLE: list[tuple[str, list[tuple[str, str]]]] = [
    ("得分大于60小于等于80", [("大于60小于等于80", "(60,80]")]),
    ("不低于五十且不超过九十", [("不低于五十且不超过九十", "[50,90]")]),
    ("在五和八之间", [("在五和八之间", "[5,8)")]),
    ("介於12與15之間", [("介於12與15之間", "[12,15)")]),
    ("有3至6个", [("3至6", "[3,6)")]),
    ("从二到四", [("从二到四", "[2,4)")]),
    ("三到五万", [("三到五万", "[30000,50000)")]),
    ("八千到一万", [("八千到一万", "[8000,10000)")]),
    ("六十以上、七十以下", [("六十以上、七十以下", "(60,70)")]),
    ("六十及以上", [("六十及以上", "[60,)")]),
    ("40人以下", [("40人以下", "(,40)")]),
    ("超过了百分之七", [("超过了百分之七", "(7,)")]),
    ("不到二十", [("不到二十", "(,20)")]),
    ("四百余", [("四百余", "(400,)")]),
    ("比 30 高", [("比 30 高", "(30,)")]),
    ("y等于七", [("等于七", "[7,7]")]),
    ("大于9且z小于30", [("大于9", "(9,)"), ("小于30", "(,30)")]),
    ("大于30小于9", [("大于30", "(30,)"), ("小于9", "(,9)")]),
    # none
    ("5和8", []),
    ("9-3", []),
    ("通过3项，经过4年", []),
    ("不等于5", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(text[one.span.start : one.span.end], one.interval) for one in ranges(text)]
    assert found == expected


def test_the_far_end_is_open_unless_it_is_asked_for() -> None:
    assert [one.interval for one in ranges("5到8")] == ["[5,8)"]
    assert [one.interval for one in ranges("5到8", closed=True)] == ["[5,8]"]
    assert [one.interval for one in ranges("大于5小于8", closed=True)] == ["(5,8)"]


@given(
    st.text(alphabet="一二十百万大小于等不超过至少多和到之间以上下或在比 0123.,-~<=第", max_size=40)
)
@settings(max_examples=500, deadline=None)
def test_ranges_are_ordered_and_hold_something(text: str) -> None:
    end = 0
    for found in ranges(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
        assert found.low is not None or found.high is not None
        if found.low is not None and found.high is not None:
            assert found.low <= found.high


@pytest.mark.parametrize("unit", ["1", "大于1", "一到", "或者", "1以上", " ", "比1大"])
def test_time_is_linear(unit: str) -> None:
    assert is_linear(ranges, unit)


def test_ordinals_are_counted_from_the_start() -> None:
    text = "第四名、第 12 号、第五万个；其四"
    found = [(text[one.span.start : one.span.end], int(one.value)) for one in ordinals(text)]
    assert found == [("第四", 4), ("第 12", 12), ("第五万", 50000)]
