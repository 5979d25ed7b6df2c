from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import PolicyqaError
from eval.agreement import Pair, lines, measure, same
from tests.eval.build import REFUSED, question
from tests.qa.asking import assistant_over

TEXTS = {
    "丁.txt": "丁县年报\n2031年丁县建成书屋 29座。\n",
    "戊.txt": "戊县年报\n2031年戊县建成书屋 34座。\n",
}


@pytest.fixture
def pairs(tmp_path: Path) -> tuple[Pair, ...]:
    assistant = assistant_over(tmp_path, TEXTS)
    asked = [question(REFUSED, question=f"2031年{one}县建成书屋多少座？") for one in "丁戊"]
    return measure(asked, assistant, assistant, lambda *_: None)


def test_an_engine_agrees_with_itself(pairs: tuple[Pair, ...]) -> None:
    assert [one.local.answer for one in pairs] == ["29座", "34座"]
    first, second, *_ = lines(pairs)
    assert first == "2 questions: the same answer to 100.0%"
    assert second.endswith("100.0%")


def test_another_answer_or_another_source_is_a_difference(pairs: tuple[Pair, ...]) -> None:
    one, other = pairs
    assert same(one.local, one.remote)
    assert not same(one.local, other.local)
    assert not same(one.local, one.local.model_copy(update={"answer": "30座"}))
    elsewhere = other.local.citations[0]
    assert not same(one.local, one.local.model_copy(update={"citations": (elsewhere,)}))
    assert same(one.local, one.local.model_copy(update={"timings_ms": {}, "id": "other"}))


def test_too_few_of_the_same_answers_fail(pairs: tuple[Pair, ...]) -> None:
    one, other = pairs
    told: list[str] = []
    with pytest.raises(PolicyqaError, match=r"50\.0% .*98%"):
        told.extend(lines((one, replace(other, remote=one.remote))))
    assert any("34座" in line for line in told)
