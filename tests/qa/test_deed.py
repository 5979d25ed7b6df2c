"""What is done behind a time is told past the place and occasion of it."""

from qa.phrases.deed import deed_told

TEXT = "2021年3月，岚川试验平台成立；2023年9月，在第七届岚川创新论坛上，岚川数据港成立。"


def test_occasions_in_between_do_not_hide_the_deed() -> None:
    view = "岚川数据港什么时候成立？"
    later = TEXT.index("9月") + 2
    assert deed_told(view, TEXT, later) == 1
    assert deed_told(view, TEXT[: TEXT.index("岚川数据港")], later) < 1
