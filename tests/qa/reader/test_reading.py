"""From logits to stretches: every one lies in a sentence of a passage that was read."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.document import Span
from qa.reader.inputs import Cut, Input, Tokens
from qa.reader.reading import LONGEST_ANSWER, WITHIN, best_spans, log_softmax, pages, read
from tests.qa.reader.made import scenes

TEXT = (
    "夜间开放由区文化局牵头。\n\n试点共有七个街道，资金由财政承担。每月检查一次，结果向社会公布。"
)


@cache
def tokens_of_the_model() -> Tokens:
    """Return the cutter over the bundled model's vocabulary."""
    from index.e5_file import E5File, bundled_file
    from index.unigram import tokenizer

    file = bundled_file()
    assert file
    return Tokens(tokenizer(E5File(file).vocabulary(), words=True))


class OneToken:
    """A tokenizer that makes a token of each character."""

    class Cut:
        def __init__(self, text: str) -> None:
            self.ids = [ord(c) for c in text]
            self.offsets = [(n, n + 1) for n in range(len(text))]

    def encode(self, text: str, *, add_special_tokens: bool) -> "OneToken.Cut":
        assert not add_special_tokens
        return OneToken.Cut(text)


class Pointing:
    """An engine that points at the first place of some words."""

    def __init__(self, words: str) -> None:
        self.tokens = Tokens(OneToken())
        self.words = words

    def __call__(self, inputs: Sequence[Input]) -> list[tuple[NDArray[np.float32], float]]:
        return [self._one(one) for one in inputs]

    def _one(self, one: Input) -> tuple[NDArray[np.float32], float]:
        logits = np.full((len(one.ids), 3), -9, np.float32)
        at = "".join(map(chr, one.text.ids)).find(self.words)
        if at < 0:
            return logits, -5.0
        first, last = one.offset + at, one.offset + at + len(self.words)
        logits[first, 0] = logits[last - 1, 1] = 9
        logits[first:last, 2] = 9
        return logits, 4.0


def test_a_stretch_is_found_in_its_own_sentence_and_its_quote_is_its_slice() -> None:
    for words in ("区文化局", "财政", "每月检查一次"):
        best = read("由谁牵头?", scenes(TEXT), Pointing(words)).found[0]  # type: ignore[arg-type]
        assert best.scene.text[best.span.start : best.span.end] == words
        assert best.scene.evidence(best.span).quote == words
        assert [s.text[m.start : m.end] for s, m in best.members] == [words]
        assert best.likely > 0.9


def test_what_no_text_answers_is_unlikely() -> None:
    verdict = read("什么时候?", scenes(TEXT), Pointing("不在其中"))  # type: ignore[arg-type]
    assert verdict.answers < 0
    assert all(one.likely < 0.1 for one in verdict.found)


def test_as_many_texts_are_read_as_the_budget_holds() -> None:
    many = scenes("\n\n".join(f"第{n}项规定了{'许多' * 90}内容。" for n in range(9)))
    assert len({scene.passage.id for scene in many}) > 4
    seen: list[int] = []

    class Counting(Pointing):
        def __call__(self, inputs):  # type: ignore[no-untyped-def]
            seen.append(sum(len(one.ids) for one in inputs))
            return super().__call__(inputs)

    read("内容?", many, Counting("内容"), budget=700)  # type: ignore[arg-type]
    assert 300 < seen[0] <= 700


def test_nothing_to_read_is_an_empty_verdict() -> None:
    assert read("内容?", (), Pointing("内容")).found == ()  # type: ignore[arg-type]


LOGIT = st.floats(-9, 9, width=32)


@given(st.lists(st.tuples(LOGIT, LOGIT, LOGIT), min_size=1, max_size=90))
def test_spans_are_ordered_and_run_forward(logits: list[tuple[float, float, float]]) -> None:
    table = np.array(logits, np.float32)
    starts, ends = log_softmax(table[:, 0]), log_softmax(table[:, 1])

    def worth(first: int, last: int) -> float:
        return float(starts[first] + ends[last] + WITHIN * table[first : last + 1, 2].sum())

    found = best_spans(table)
    worths = [worth(a, b) for a, b, _ in found]
    assert found
    assert all(one >= other - 1e-3 for one, other in pairwise(worths))
    assert all(0 <= a <= b < len(logits) and b - a < LONGEST_ANSWER for a, b, _ in found)
    assert all(score == starts[a] + ends[b] for a, b, score in found)
    lengths = range(len(logits))
    best = max(worth(a, b) for a in lengths for b in lengths[a : a + LONGEST_ANSWER])
    assert abs(worths[0] - best) < 1e-3


def test_what_lies_within_decides_between_like_ends() -> None:
    table = np.zeros((6, 3), np.float32)
    table[[1, 2], 0] = 5  # either may begin it
    table[4, 1] = 9
    table[2:5, 2] = 4
    table[1, 2] = -4
    assert best_spans(table)[0][:2] == (2, 4)
    table[1, 2] = 4
    assert best_spans(table)[0][:2] == (1, 4)


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(["设站七个。", "资金由财政承担，每月检查。", "公布结果；"]),
        min_size=1,
        max_size=9,
    )
)
def test_every_place_of_a_page_is_a_place_of_a_sentence(parts: list[str]) -> None:
    for page in pages(scenes("".join(parts))):
        for start in range(len(page.text)):
            scene, span = page.place(Span(start, start + 1))
            assert scene.text[span.start : span.end] == page.text[start]


def test_a_long_text_is_cut_into_windows_that_overlap() -> None:
    tokens = Tokens(OneToken())
    text = "试点" * 300
    inputs = tokens.inputs("哪里?", [("标题", text)], longest=200)
    assert all(len(one.ids) <= 200 for one in inputs)
    covered = {n for one in inputs for n in range(one.text.places[0][0], one.text.places[-1][1])}
    assert covered == set(range(len(text)))
    assert inputs[1].text.places[0][0] < inputs[0].text.places[-1][1]
    assert isinstance(inputs[0].text, Cut)


def test_a_token_stays_within_a_word() -> None:
    # as a whole 年起 and 是中国 are pieces of the vocabulary: 2008年 could not be an answer
    cut = tokens_of_the_model().cut("自2008年起，园区是中国首个试点。")
    ends = {b for _, b in cut.places}
    starts = {a for a, _ in cut.places}
    assert {6, 11} <= ends & starts


@settings(max_examples=60)
@given(st.text("年起是中国试点2081.%《》 a　", max_size=40))
@example("  两 处 空白")
def test_tokens_stand_one_behind_the_other(text: str) -> None:
    cut = tokens_of_the_model().cut(text)
    assert len(cut.ids) == len(cut.places)
    assert all(0 <= a <= b <= len(text) for a, b in cut.places)
    assert all(one[1] <= next_[0] or one == next_ for one, next_ in pairwise(cut.places))
    assert tokens_of_the_model().cut(text) == cut
