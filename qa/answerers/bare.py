"""Questions that are nothing but key words: 甲市 累计 专利申请 asks for the figure so called."""

import re

from qa.answerers.figure import answer_figure
from qa.contract import Kind
from qa.draft import Draft
from qa.question import Question
from qa.task import Task

__all__ = ["answer_bare"]

_ASKS = re.compile(
    r"多少|几|哪|谁|什么|[为如]何|何[时人地处者种项谓]|怎|吗|呢|是否|是不是|有没有|能否|多[大高久长]|是$|指$|"
    r"意思|含义|定义|介绍|说明|列出"
)
# What its surroundings say of the words of a figure that they name wholly, and of any other one;
# by hand, over key words made of the tuning questions.
NAMED = 0.8
TOLD = 0.95
WORDS = 2  # content words without which key words tell no figure


def is_bare(question: Question) -> bool:
    """True for key words, which ask with none of the asking words."""
    return (
        question.language == "zh"
        and question.kind is Kind.SPAN
        and _ASKS.search(question.view) is None
    )


def answer_bare(task: Task) -> Draft | None:
    """Answer key words with the figure that they name wholly; None where there is none."""
    if not is_bare(task.question) or len(task.question.terms) < WORDS:
        return None
    found = answer_figure(task)
    if not isinstance(found, Draft):
        return None
    covered, whole = found.features["coverage"], found.features["precision"] >= 1
    enough = whole and covered >= NAMED
    return found if enough or (_of_amounts(task.question) and covered >= TOLD) else None


def _of_amounts(question: Question) -> bool:
    """True for words that are told of amounts: a year, 累计, 授信."""
    return bool(question.periods or question.aspect or question.wanted.types)
