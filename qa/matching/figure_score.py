"""How well a figure answers a question: the sum of what speaks for it and against it.

The weights were set by hand on the tuning part; `policyqa eval --part tune` measures a change.
"""

import re

import rjieba

from corpus.attribution.clauses import content, unframed
from corpus.document import Bound, Figure, QuantityType
from qa.asking.terms import counted_noun
from qa.draft import Scene
from qa.matching.align import match
from qa.matching.exactness import is_exact
from qa.matching.figure_faults import PART, only_added, passing, whose_words
from qa.matching.fitness import FigureFit
from qa.matching.surroundings import Around, nouns
from qa.phrases.deed import deed_told, deed_turned
from qa.task import Task

OF_WHICH = 0.08  # for a part of a sentence of parts that the question names beside the whole
EXACT = 0.06  # for a figure whose measure says no more than the question
BOUND = 0.08  # for a limit where the question asks for one
UPPER = re.compile(r"最多|上限|最高|不超过|以内|至多|封顶|限额|不得超过")
LOWER = re.compile(r"至少|最少|下限|最低|不少于|不低于|起码|门槛")
_CALLED_UPPER = re.compile(r"(?:上限|限额|封顶)[㐀-鿿]{0,2}$")  # 月缴存额上限为3000元
_CALLED_LOWER = re.compile(r"(?:下限|起点|底线)[㐀-鿿]{0,2}$")
WHOLE = ("全体", "全部", "总体", "整体")  # words of a measure that single nothing out
SAID_WELL = 0.8  # match from which a question says a word of a part's name
EACH = 0.1  # for what is told of each one where that is asked, off for what is told of all
EACH_ONE = re.compile(r"[每单](?:[件家个项名人户套单宗所案篇]|一[件家个项名户])(?![天日月年])")
ALL = re.compile(r"合计|总[计额数经]|共计|累计")
SCOPE = re.compile(r"[全我本该][国省市区县州盟旗镇乡境域]|年[末底初]")  # whose and when, not what
TERM = 0.06  # for a time that is called one, where a time is asked for: 发放期限36个月
TERM_NAME = re.compile(r"期限|时限|周期|有效期|时间|时长")
_OF_CASE = re.compile(r"[^，。；]{2,24}的(?=，)")  # 30日内未办理的，: it tells a case
ENDS = 0.012  # a character that a measure's end has in common with the question's
_ASKED_OF = re.compile(
    r"([㐀-鿿A-Za-z]{3,16}?)(?:分别)?(?:是|为|有|达到?|到了?|了){0,3}(?:多少|几)"
)
DEED = 0.12  # for a time behind which stands what is to be done in it
DEED_TOLD = 0.6
TURNED = 0.1  # off for one in which that is not done
SUPERLATIVE = 0.15  # for 最快 where the question asks for 最快 or 最短
EXTREMES = (
    re.compile(r"最[快短早少低小]"),
    re.compile(r"最[慢长久晚]"),
    re.compile(r"最[高大多]|上限|限额|封顶"),
)
_MOST = ("最高", "最多")


def score_of(
    task: Task, figure: Figure, around: Around, sides: FigureFit, coverage: float, precision: float
) -> float:
    """Return how well a figure answers: about 1 when everything asked for stands at it."""
    exact = figure.quantity.bound is Bound.EXACT
    untimed = figure.quantity.type is QuantityType.DURATION and not sides.typed
    return (
        0.72 * coverage
        + 0.14 * precision
        + 0.03 * sides.unit
        + 0.03 * sides.place
        + 0.04 * sides.period
        + 0.04 * sides.aspect
        + 0.02 * around.scene.retrieval
        + 0.01 * exact
        + EXACT * is_exact(task.question, figure)
        - 0.1 * untimed
        + _worded(task, figure, around)
        + (ENDS * _ends_alike(task, figure) if sides.allowed else 0.0)
        - passing(task, figure, around, sides, precision)
    )


def _worded(task: Task, figure: Figure, around: Around) -> float:
    """Return what the wording around the figure adds: it is led up to and counts as asked."""
    text, local = around.scene.text, around.local
    heads = [t.text for t in task.aligner.terms if t.head]
    added = 0.08 * _led_alike(task, figure, text, local.start)
    added += SUPERLATIVE * _superlative(task, figure)
    if text[local.start : local.start + 2] in _MOST and EXTREMES[2].search(task.question.view):
        added += SUPERLATIVE - BOUND
    added += 0.06 * counts_alike(task, figure, text[local.end : local.end + 12])
    added += 0.05 * bool(heads and match(heads[0], figure.measure) >= 0.8)
    added += OF_WHICH * bool(around.whole and _is_named(figure.measure, task.question.view))
    added += BOUND * _bound_asked(task, figure)
    if EACH_ONE.search(task.question.view):
        added += EACH * bool(EACH_ONE.search(around.clause))
        added -= EACH * bool(ALL.search(around.clause))
    if figure.quantity.type is QuantityType.DURATION:
        added += DEED * deed_told(task.question.view, text, local.end)
        added += TERM * (TERM_NAME.search(figure.measure) is not None)
        added -= PART * (_OF_CASE.match(text, local.end) is not None)
        added -= TURNED * deed_turned(task.question.view, text, local.end)
    period = figure.period
    if period is not None and not period.start and not period.end:
        added += 0.06 * (period.text in task.question.view)
    return added


def _is_named(measure: str, view: str) -> bool:
    """True where each character of a part's name is said."""
    told = content(measure)
    return bool(told) and set(told) <= set(view)


def precision_of(task: Task, figure: Figure) -> float:
    """Return how much of the measure's own nouns the question says; 1/2 when it has none."""
    asked = task.question.view
    if figure.measure.startswith("其中"):  # a part is told by its own name
        own = (*nouns(unframed(figure.measure.removeprefix("其中"))), *whose_words(figure.measure))
        if own and all(match(w, asked) >= SAID_WELL for w in own):
            return 1.0
    words = nouns(unframed(figure.measure)) + nouns(unframed(figure.context))[-2:]
    words = tuple(w for w in words if w not in WHOLE and not SCOPE.fullmatch(w))
    if not words:
        return 0.5
    return sum(match(w, asked) for w in words) / len(words)


def _bound_asked(task: Task, figure: Figure) -> bool:
    """True when the question asks for a limit and the figure is one of that side."""
    bound, view = figure.quantity.bound, task.question.view
    if UPPER.search(view):
        return bound in (Bound.AT_MOST, Bound.LESS_THAN) or bool(
            _CALLED_UPPER.search(figure.measure)
        )
    below = bound in (Bound.AT_LEAST, Bound.MORE_THAN) or _CALLED_LOWER.search(figure.measure)
    return bool(LOWER.search(view)) and bool(below)


def counts_alike(task: Task, figure: Figure, after: str) -> int:
    """Return 1 when the figure counts the noun the question counts, -1 when it counts another."""
    wanted = counted_noun(task.question.view)
    if figure.quantity.type is not QuantityType.COUNT:
        return 0
    if after[:1].isdecimal():
        return -1  # 5批93家企业: the second one counts them
    after = re.split(r"\d", after)[0]  # 在17个项目中获得94个冠军: the next number counts for itself
    counted = nouns(re.split(r"[，；。、]|以及", after)[0])
    if not counted:
        return 0
    if wanted is None:
        unasked = not task.question.wanted.unit and match(counted[0], task.question.view) < 0.5
        return -1 if unasked else 0
    return 1 if max(match(wanted, after), match(counted[0], wanted)) >= 0.8 else -1


def singled_out(task: Task, scene: Scene, figure: Figure) -> bool:
    """True when the question names the figure's limit, its extreme or the deed it tells."""
    local = scene.sentence.view.locate(figure.span)
    start = local.start
    timed = figure.quantity.type is QuantityType.DURATION
    return (
        _bound_asked(task, figure)
        or (timed and deed_told(task.question.view, scene.text, local.end) >= DEED_TOLD)
        or _superlative(task, figure)
        or _led_alike(task, figure, scene.text, start)
    )


def _superlative(task: Task, figure: Figure) -> bool:
    """True when question and measure both name the same extreme: 最快几天, 最短仅11天."""
    return any(
        words.search(task.question.view) and words.search(figure.measure) for words in EXTREMES
    )


def _ends_alike(task: Task, figure: Figure) -> int:
    """Return how many characters beyond two a measure ends in as the question does in front of its
    asking word, at most four: 已完成投资 for 已完成投资多少.
    """
    asked = _ASKED_OF.search(task.question.view)
    if asked is None or only_added(task.question, figure):
        return 0
    size = 0
    own = (figure.measure.rstrip("达到为是有至了约") or figure.context).replace("的", "")
    for one, other in zip(reversed(asked[1].replace("的", "")), reversed(own), strict=False):
        if one != other:
            break
        size += 1
    return min(max(size - 2, 0), 4)


def _led_alike(task: Task, figure: Figure, text: str, start: int) -> bool:
    """True when the figure is led up to as the question leads up to its asking word: 缩短到."""
    asked = re.search(
        r"([^，、的是有了为到至]{2})[了为到至达]?(?:多少|几|第几)", task.question.view
    )
    if asked is None or not rjieba.tag(asked[1])[-1][1].startswith("v"):
        return False  # 专利几件: the noun is what is counted, it leads up to nothing
    led = text[max(0, start - 3) : start].rstrip("了为到至达").endswith(asked[1])
    return led or asked[1] in figure.measure
