"""Areas that no table knows, by their names."""

import pytest

from corpus.area_names import area_at


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("石坝乡有多少户？", "石坝乡"),
        ("西渡镇2015年粮食产量", "西渡镇"),
        ("开发区企业有几家", ""),
        ("得到市级奖励多少", ""),
        ("对多少家市级企业", ""),
        ("2015年产量", ""),
    ],
)
def test_the_area_that_a_text_begins_with(text: str, area: str) -> None:
    assert area_at(text) == area
