"""What is quoted around an answer, and where it stands."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Span
from corpus.parse import parse
from qa.draft import Scene
from qa.quote import AROUND, MAX_QUOTE, around, page_of, plain, shortened, window

CLAUSE = "{}月全区新增登记企业{}家并且继续推进各项服务"
LONG = "，".join(CLAUSE.format(n, n * 11) for n in range(1, 13)) + "。"


def scenes(text: str) -> list[Scene]:
    document = Document("d", "d.txt", text, "0" * 64, "txt/1")
    parsed = parse(document)
    return [
        Scene(parsed.document, parsed.passages[0], s, "", "", "", None, (), 1.0)
        for s in parsed.sentences
    ]


def test_a_short_sentence_is_quoted_whole() -> None:
    (scene,) = scenes("云溪区登记商标318件，设站7个。")
    assert window(scene, Span(0, 3)).quote == "云溪区登记商标318件，设站7个。"


@pytest.mark.parametrize("words", ["11家", "66家", "132家"])
def test_a_long_sentence_is_cut_at_clauses_around_the_answer(words: str) -> None:
    (scene,) = scenes(LONG)
    at = scene.text.index(words)
    quote = window(scene, Span(at, at + len(words))).quote
    assert words in quote
    assert len(quote) <= MAX_QUOTE
    assert LONG.startswith(quote) or LONG[LONG.index(quote) - 1] == "，"
    assert quote.endswith("。") or LONG[LONG.index(quote) + len(quote)] == "，"


def test_a_long_sentence_without_an_answer_is_quoted_from_its_start() -> None:
    (scene,) = scenes(LONG)
    assert LONG.startswith(window(scene).quote)
    assert len(window(scene).quote) <= MAX_QUOTE


@settings(max_examples=60, deadline=None)
@given(start=st.integers(0, len(LONG) - 1), length=st.integers(1, 12), gap=st.integers(0, 12))
def test_what_is_asked_for_lies_in_its_quote(start: int, length: int, gap: int) -> None:
    clauses = LONG.split("，")
    at = min(gap, len(clauses) - 1)
    clauses[at] = clauses[at].replace("继续", "继 续")  # noise that the view leaves out
    (scene,) = scenes("，".join(clauses))
    end = min(start + length, len(scene.text))
    focus = Span(min(start, end - 1), end)
    evidence = window(scene, focus)
    text = scene.text[focus.start : focus.end]
    if not set(text) & set("，。"):
        assert evidence.span.contains(scene.sentence.view.original(focus))


def test_a_quote_as_shown_is_without_noise_in_its_own_script() -> None:
    assert plain("全區設 立 站 點１６個，覆蓋‚領先‛企業") == "全區設立站點16個，覆蓋‘領先’企業"
    assert plain("区(qū)域创(chuàng)新") == "区域创新"


def test_what_stands_around_a_quote_ends_at_the_texts_borders() -> None:
    document = Document("d", "d.txt", "一二三四五", "0" * 64, "txt/1")
    assert around(document, Span(1, 3)) == ("一", "四五")
    assert around(document, Span(0, 5)) == ("", "")
    long = replace(document, text="头" * 100 + "中" + "尾" * 100)
    assert around(long, Span(100, 101)) == ("头" * AROUND, "尾" * AROUND)


def test_pages_are_counted_from_one() -> None:
    document = Document("d", "d.pdf", "一二三四五六", "0" * 64, "pdf/1", page_starts=(0, 2, 4))
    assert [page_of(document, offset) for offset in range(6)] == [1, 1, 2, 2, 3, 3]
    assert page_of(replace(document, page_starts=()), 3) is None


@pytest.mark.parametrize(
    ("answer", "short"),
    [
        ("318件", "318件"),
        ("一" * 60, "一" * 60),
        ("一" * 61, "一" * 60),
        ("一" * 30 + "；" + "二" * 40, "一" * 30),
        ("一" * 20 + "；" + "二" * 20 + "；" + "三" * 40, "一" * 20 + "；" + "二" * 20),
        ("嘉善县（" + "9150件；" * 12 + "）", "嘉善县"),
        ("一" * 57 + "1,234,567件", "一" * 57),  # never half a number
        ("登记，" + "一" * 55 + "，；二三四", "登记，" + "一" * 55),
        ("9" * 100, "9" * 100),  # a wrong number would be worse than a long one
    ],
)
def test_an_answer_of_many_parts_is_cut_between_them(answer: str, short: str) -> None:
    assert shortened(answer) == short
