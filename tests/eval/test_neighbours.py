"""Figures of one sentence: the made-up documents, what counts as right, and the floor."""

import pytest

from eval.commands_quality import CONFLICT_SEED
from eval.neighbours import DOCUMENTS, Asked, Reply, lines, made, measure

MOST_WRONG = 0.03  # of the answers on the sentences to tune on; measured


def test_the_documents_of_a_seed() -> None:
    one, again, other = (made(seed, "near_first") for seed in (1, 1, 2))
    assert one == again
    assert one.documents != other.documents
    assert len(one.documents) == DOCUMENTS


@pytest.mark.parametrize("patterns", ["near_first", "near_second"])
def test_each_question_is_after_a_figure_of_its_document(patterns: str) -> None:
    told = made(3, patterns)
    texts = "\n".join(told.documents.values())
    assert all(asked.value in texts for asked in told.questions)
    assert not any("{" in asked.question for asked in told.questions)


@pytest.mark.parametrize(
    ("status", "answer", "right", "wrong"),
    [
        ("answered", "3120件", True, False),
        ("answered", "约3120件", True, False),
        ("answered", "3480件", False, True),
        ("conflict", "3120件；3480件", False, True),
        ("other_period", "", False, False),
    ],
)
def test_what_counts(status: str, answer: str, right: bool, wrong: bool) -> None:
    reply = Reply(Asked("甲市2015年专利授权量是多少？", "v1", 0, "3120件"), status, answer)
    assert (reply.right, reply.wrong) == (right, wrong)


def test_the_floor_is_held() -> None:
    replies = measure(made(CONFLICT_SEED, "near_first"))
    told = "\n".join(lines(replies, "near_first"))
    assert sum(r.wrong for r in replies) <= MOST_WRONG * len(replies), told
