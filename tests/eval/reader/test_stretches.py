"""The engine itself, where its weights are there."""

import os

import pytest

from eval.reader.stretches import Read, reading_with
from qa.reader.engine import FOLDER, WEIGHTS, Engine

TEXT = "石桥站建于一九五二年，有九名站员。站长每周巡视一次水渠，雨季每天巡视两次。"


@pytest.fixture(scope="module")
def read() -> Read:
    if not (FOLDER / WEIGHTS).is_file():
        message = f"the reader's weights are not here: {FOLDER / WEIGHTS}"
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return reading_with(Engine())


def test_a_stretch_is_a_part_of_its_text(read: Read) -> None:
    texts = [("", TEXT), ("站务", "水渠长四公里。"), ("", "")]
    found = read("石桥站有几名站员?", texts)
    assert {one.text for one in found} == {0, 1}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert texts[one.text][1][one.span.start : one.span.end] == one.words
        assert one.span_score <= 0
        assert all(part in texts[one.text][1] for part in one.parts)


def test_of_a_long_text_the_best_window_stands(read: Read) -> None:
    long = "渠边种着柳树和杨树，都是附近的人家种下的。" * 60
    (one,) = read("石桥站有几名站员?", [("", long + TEXT)])
    assert one.words in long + TEXT
    assert one.span.start >= len(long)
