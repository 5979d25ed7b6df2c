"""The network that ships: it reads, alike in any company, and a damaged file is told."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import PolicyqaError
from qa.reader.engine import CARD, FOLDER, GRAPH, WEIGHTS, Engine
from qa.reader.reader import Reader
from qa.reader.reading import read
from tests.qa.reader.made import scenes

TEXT = (
    "第一条 夜间开放工作由云溪区文化局牵头，区财政局负责安排经费。"
    "第二条 2031年试点扩大到九个街道，开放时间延长到晚上十点。"
)
LARGEST = 25_000_000  # bytes of weights that may ship


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    try:
        yield Engine()
    except PolicyqaError as error:
        if os.environ.get("REQUIRE_ALL") == "1":
            raise
        pytest.skip(str(error))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("夜间开放由哪个单位牵头?", "云溪区文化局"),
        ("谁负责安排经费?", "区财政局"),
        ("开放到几点?", "晚上十点"),
    ],
)
def test_it_reads(engine: Engine, question: str, words: str) -> None:
    best = read(question, scenes(TEXT), engine).found[0]
    found = best.scene.text[best.span.start : best.span.end]
    assert words in found or found in words
    assert best.answers > 0


def test_a_question_is_read_alike_alone_and_among_others(engine: Engine) -> None:
    alone = engine.tokens.inputs("谁负责安排经费?", [("办法", "区财政局负责安排经费。")])
    among = [*alone, *engine.tokens.inputs("几点?", [("办法", TEXT * 2)])]
    (one, sure), (both, surely) = engine(alone)[0], engine(among)[0]
    assert np.array_equal(one, both)
    assert sure == surely


def test_the_card_tells_what_ships(engine: Engine) -> None:
    card = json.loads((FOLDER / CARD).read_bytes())
    assert card["bytes"] == (FOLDER / WEIGHTS).stat().st_size <= LARGEST
    assert card["sha256"][WEIGHTS].startswith(engine.id.removeprefix("reader/"))
    assert {"base", "licence", "examples", "steps", "seed"} <= card.keys()


@pytest.mark.parametrize("name", [WEIGHTS, GRAPH])
def test_a_damaged_file_is_refused_by_name(engine: Engine, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(FOLDER, folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(PolicyqaError, match=name):
        Engine(folder)


def test_a_folder_without_a_reader_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyqaError, match="no reader"):
        Engine(tmp_path)


def test_a_reader_that_is_not_wanted_reads_nothing() -> None:
    assert Reader(wanted=False).read("谁?", scenes(TEXT)) is None
