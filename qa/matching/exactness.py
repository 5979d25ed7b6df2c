"""Whether a figure measures just what a question names, and whether it is yet to come.

Where documents are dense, the same words lead to a whole and to its parts, to a level and what it
is per head, to what was planned and what came of it: only the words that a question does not say,
and the time that a document speaks from, tell them apart.
"""

import re
from functools import lru_cache

import rjieba

from corpus.attribution.clauses import content, unframed
from corpus.document import Aspect, Bound, Figure, Period
from qa.draft import Scene
from qa.matching.align import match
from qa.matching.claim_words import groups
from qa.matching.surroundings import SHORT, nouns
from qa.question import Question

__all__ = ["is_exact", "is_expected", "is_of_named_kind", "is_passed_by_members", "is_planned"]

_SAID = 0.8  # match from which a question says a word
# Whose a figure is and of when, said in its measure: held against the question elsewhere.
_SCOPE = re.compile(
    r"[全我本该][国省市区县州盟旗镇乡境域]|年[末底初]|全年|地方?级?(?=生产)|初步|预计|统计|核算|继续|净?保持|变动|因素|影响"
)
_MEMBERS = re.compile(
    r"(?<!\d)(?P<count>\d+[多余]?[家个户所名])(?:企业|单位|公司|机构|园区|街道|乡镇|学校|人)[^，。；\d]{2,24}$"
)
_RATE = re.compile(r"年均|平均每年|每年|翻.番")
_AIMED = re.compile(r"目标|预期|力争|争取|计划|确保|规划|安排")
_ASKS_AIM = re.compile(r"目标|预期|力争|计划|预计|规划|将")


def is_exact(question: Question, figure: Figure) -> bool:
    """True when the question says every word of what a figure measures.

    Places and times aside: those of a growth are those of what grows.
    """
    if figure.measure.startswith("其中") and not content(figure.measure.removeprefix("其中")):
        return False
    own = _words(figure.measure) if nouns(unframed(figure.measure)) else ()
    if len(content(figure.measure)) <= SHORT:
        own += _words(figure.context)  # 收入330亿元, 升至330亿元 are of what was named before
    rate = _RATE.search(figure.measure)
    if rate and not _RATE.search(question.view):
        return False
    return bool(own) and all(match(word, question.view) >= _SAID for word in own)


@lru_cache(maxsize=8192)
def _words(measure: str) -> tuple[str, ...]:
    """Return the words of a measure that say what it is, places and wording aside."""
    bare = unframed(_SCOPE.sub(" ", measure))
    return tuple(
        word
        for word, tag in rjieba.tag(bare)
        if content(word) and tag not in ("ns", "uj", "d", "p", "c", "f")
    )


def is_of_named_kind(question: Question, figure: Figure) -> bool:
    """True for a figure of a kind that the question does not name: PCT applications of all."""
    named = (word for word in groups("implied") if word in figure.measure)
    return any(not match(word.lower(), question.view) for word in named)


def is_planned(question: Question, scene: Scene, figure: Figure) -> bool:
    """True for what a document expects, where the question asks for what was.

    A year that was not over when a document was published is one that it speaks of in advance.
    """
    if question.aspect is Aspect.TARGET or _ASKS_AIM.search(question.view):
        return False
    return is_expected(scene, figure)


def is_passed_by_members(question: Question, scene: Scene, figure: Figure) -> bool:
    """True for what each of several counted ones passes: 117家企业的申请量过百件.

    It is no level of theirs together, unless the question counts them itself.
    """
    if figure.quantity.bound not in (Bound.MORE_THAN, Bound.AT_LEAST):
        return False
    before = scene.text[: scene.sentence.view.locate(figure.span).start]
    counted = _MEMBERS.search(before)
    return counted is not None and counted["count"] not in question.view


def is_expected(scene: Scene, figure: Figure) -> bool:
    """True for what a document aims at or tells of in advance."""
    if figure.aspect is Aspect.TARGET:
        return True
    before = scene.text[: scene.sentence.view.locate(figure.span).start]
    return bool(_AIMED.search(before)) or _is_ahead(scene, figure.period)


def _is_ahead(scene: Scene, period: Period | None) -> bool:
    published = scene.document.metadata.published
    if published is None or period is None or period.kind != "year" or not period.end:
        return False
    return int(period.end[:4]) >= published.year and published.month < 12
