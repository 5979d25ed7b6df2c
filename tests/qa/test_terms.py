"""The content words of a question, and which one names what is asked for."""

import pytest

from qa.asking.terms import PLACE_WEIGHT, Term, counted_noun, terms_of
from qa.question import read_question


def words(text: str) -> dict[str, Term]:
    return {t.text: t for t in read_question(text).terms}


def heads(text: str) -> list[str]:
    return [t.text for t in read_question(text).terms if t.head]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("海盐县2031年专利申请量是多少？", "专利申请"),
        ("海盐县引进了多少名专家？", "专家"),
        ("海盐县有多少家企业入选？", "企业"),
        ("办理时限是几天？", "时限"),
        ("2031年软件产业的税收是多少？", "税收"),
    ],
)
def test_the_head_is_the_noun_counted_or_measured(text: str, head: str) -> None:
    assert heads(text) == [head]


def test_asking_words_units_and_frames_are_no_terms() -> None:
    found = words("请问海盐县2031年一共有多少件专利？")
    assert set(found) == {"海盐", "专利"}


def test_a_place_is_a_light_term_under_its_short_name() -> None:
    assert words("海盐县有多少件专利？")["海盐"].weight == PLACE_WEIGHT
    assert "2031" not in words("2031年有多少件专利？")


def test_common_words_weigh_less_than_nouns_and_long_nouns_most() -> None:
    found = words("知识产权质押融资的金额总量是多少？")
    assert found["总量"].weight < found["融资"].weight < found["知识产权"].weight


def test_each_word_is_a_term_once() -> None:
    texts = [t.text for t in terms_of("专利申请和专利申请的专利申请有多少？", [])]
    assert texts == list(dict.fromkeys(texts)) == ["专利申请"]


@pytest.mark.parametrize(
    ("view", "noun"),
    [
        ("引进了多少名专家？", "专家"),
        ("有多少家科技企业入选？", "企业"),
        ("专利申请量是多少？", None),
        ("谁牵头？", None),
    ],
)
def test_the_noun_that_is_counted(view: str, noun: str | None) -> None:
    assert counted_noun(view) == noun


def test_an_english_word_without_a_chinese_one_is_light() -> None:
    found = words("How many zorblax patents were filed?")
    assert found["zorblax"].weight < found["专利"].weight
