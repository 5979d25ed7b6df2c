import json
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import BadRequest
from eval.public import PublicSet, Retrieved, _rankings, against, lines, load_set, whole
from index.search import Hit


def write_set(folder: Path) -> None:
    (folder / "drcd").mkdir()
    articles = [
        {
            "paragraphs": [
                {"context": f"第{n}段", "qas": [{"question": f"{n}甲?"}, {"question": f"{n}乙?"}]}
            ]
        }
        for n in range(4)
    ]
    (folder / "drcd" / "DRCD_dev.json").write_text(json.dumps({"data": articles}), "utf-8")


def test_a_limit_spreads_the_questions_and_keeps_the_paragraphs(tmp_path: Path) -> None:
    write_set(tmp_path)
    assert len(load_set("drcd", tmp_path).questions) == 4 * 2
    found = load_set("drcd", tmp_path, 4)
    assert [paragraph for _, paragraph in found.questions] == [0, 1, 2, 3]
    assert len(found.paragraphs) == 4


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"DRCD_dev\.json"):
        load_set("drcd", tmp_path)
    with pytest.raises(BadRequest, match="no public set"):
        load_set("squad", tmp_path)


def test_a_paragraph_is_one_passage() -> None:
    parsed = whole(Document("d", "00001.txt", "甲。\n乙。", "", "txt/1"))
    assert [parsed.document.quote(one.span) for one in parsed.passages] == ["甲。\n乙。"]


def test_recall_and_reciprocal_rank() -> None:
    ranks = dict.fromkeys(("words", "vectors", "fusion"), (1, 2, None, 20))
    found = Retrieved("same", 4, ranks)
    assert found.recall("words", 1).value == 1 / 4
    assert found.recall("words", 5).value == 2 / 4
    assert found.reciprocal_rank("fusion") == (1 / 1 + 1 / 2) / 4
    public = PublicSet("drcd", ("甲",), (("甲?", 0),), "t2s")
    assert len(list(lines(public, [found]))) == 2 + 3 + 1 + 2


def test_the_fusion_is_paired_with_a_leg() -> None:
    ranks = {"words": (1, 1, 2, 3), "vectors": (1, 1, 1, 1), "fusion": (1, 2, 1, 2)}
    pair = against(Retrieved("same", 4, ranks), "words")
    assert (pair.wins, pair.ties, pair.losses) == (1, 2, 1)


def test_weights_are_tried_on_the_same_hits() -> None:
    hits = (
        Hit("p1", "d1", 0.7, 2.0, 1, 0.80, 2),
        Hit("p2", "d2", 0.3, 1.0, 2, 0.90, 1),
        Hit("p3", "d3", 0.0, None, None, 0.70, 3),
    )
    found = _rankings(hits, {"d1": 1, "d2": 2, "d3": 3}, (0.0, 1.0))
    assert found["words"] == [1, 2]
    assert found["vectors"] == [2, 1, 3]
    assert found["fusion"] == found["at 0"] == [1, 2, 3]
    assert found["at 1"] == [2, 1, 3]
