"""Vectors of questions: kept, and begun ahead."""

from collections.abc import Sequence
from threading import Event, get_ident

import numpy as np
import pytest
from numpy.typing import NDArray

from index.queries import QueryVectors


class Counting:
    """An embedder that notes what it embeds, and on which thread; the word 等 waits for leave."""

    id = "counting"
    dimensions = 2

    def __init__(self) -> None:
        self.seen: list[tuple[str, int]] = []
        self.leave = Event()

    def embed_query(self, text: str) -> NDArray[np.float32]:
        if text == "等":
            self.leave.wait(10)
        if text == "坏":
            raise RuntimeError(text)
        self.seen.append((text, get_ident()))
        return np.array([len(text), 1], dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise NotImplementedError


def test_a_question_is_embedded_once() -> None:
    embedder = Counting()
    queries = QueryVectors(embedder)
    assert queries.get("专利").tolist() == queries.get("专利").tolist() == [2, 1]
    assert [text for text, _ in embedder.seen] == ["专利"]


def test_what_is_begun_is_done_on_another_thread_and_not_again() -> None:
    embedder = Counting()
    queries = QueryVectors(embedder)
    queries.begin(["等"])
    embedder.leave.set()
    assert queries.get("等").tolist() == [1, 1]
    queries.begin(["等", "等"])
    assert queries.get("等").tolist() == [1, 1]
    assert len(embedder.seen) == 1


def test_what_waits_for_its_turn_is_done_at_once() -> None:
    embedder = Counting()
    queries = QueryVectors(embedder)
    queries.begin(["等", "专利"])
    assert queries.get("专利").tolist() == [2, 1]  # 等 is still at work
    assert embedder.seen == [("专利", get_ident())]
    embedder.leave.set()
    assert queries.get("等").tolist() == [1, 1]


def test_an_error_reaches_who_asks_and_nobody_else() -> None:
    queries = QueryVectors(Counting())
    queries.begin(["坏", "专利"])
    assert queries.get("专利").tolist() == [2, 1]
    with pytest.raises(RuntimeError, match="坏"):
        queries.get("坏")
