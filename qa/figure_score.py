"""How well a figure answers a question: the sum of what speaks for it and against it.

The weights were set by hand on the tuning part; `policyqa eval --part tune` measures a change.
"""

import re
from functools import lru_cache

import rjieba

from corpus.aspects import NEW, seen_aspect
from corpus.clauses import content, unframed
from corpus.document import Aspect, Bound, Figure, QuantityType
from qa.align import match, parts_of, says
from qa.deed import deed_told, deed_turned
from qa.draft import Scene
from qa.exactness import is_exact, is_planned
from qa.fit import FigureFit, Fit
from qa.question import Question
from qa.surroundings import Around, condition_of, nouns
from qa.task import Task
from qa.terms import counted_noun

PART = 0.1  # off for 其中…: a part of what was named before, when the question does not name it
OF_WHICH = 0.08  # for a part of a sentence of parts that the question names beside the whole
PLANNED = 0.1  # off for what was expected, where the question asks for what was
EXACT = 0.06  # for a figure whose measure says no more than the question
PART_NAMED = 0.65  # precision from which the question names the part
UNASKED = 0.3  # share of a condition's nouns below which the question does not speak of it
BOUND = 0.08  # for a limit where the question asks for one
UPPER = re.compile(r"最多|上限|最高|不超过|以内|至多|封顶|限额|不得超过")
LOWER = re.compile(r"至少|下限|最低|不少于|不低于|起码|门槛")
WHOLE = ("全体", "全部", "总体", "整体")  # words of a measure that single nothing out
SAID_WELL = 0.8  # match from which a question says a word of a part's name
EACH = 0.1  # for what is told of each one where that is asked, off for what is told of all
EACH_ONE = re.compile(r"[每单](?:[件家个项名人户套单宗所案篇]|一[件家个项名户])(?![天日月年])")
ALL = re.compile(r"合计|总[计额数经]|共计|累计")
SCOPE = re.compile(r"[全我本该][国省市区县州盟旗镇乡]|年[末底初]")  # whose and when, not what
TERM = 0.06  # for a time that is called one, where a time is asked for: 发放期限36个月
TERM_NAME = re.compile(r"期限|时限|周期|有效期|时间|时长")
_OF_CASE = re.compile(r"[^，。；]{2,24}的(?=，)")  # 30日内未办理的，: it tells a case
ENDS = 0.012  # a character that a measure's end has in common with the question's
_ASKED_OF = re.compile(r"([㐀-鿿A-Za-z]{3,16}?)(?:分别)?(?:是|为|有|达到?|到了?|了)*(?:多少|几)")
CLAIMED = 0.1  # off for a figure beside which another one is said to be of the deed
DEED_WEIGHT = 0.3  # of a verb that tells a deed
DEED = 0.12  # for a time behind which stands what is to be done in it
DEED_TOLD = 0.6
TURNED = 0.1  # off for one in which that is not done
WAS = 0.15  # off for what was before a change
SUPERLATIVE = 0.15  # for 最快 where the question asks for 最快 or 最短
EXTREMES = (
    re.compile(r"最[快短早少低小]"),
    re.compile(r"最[慢长久晚]"),
    re.compile(r"最[高大多]|上限|限额|封顶"),
)
_MOST = ("最高", "最多")
NARROWER = 0.08  # off for a kind of what is asked for: 发明专利 where 专利 is
SUMMED = 0.05  # off for what was summed up so far, where a year is asked for
RUNNING = re.compile(r"累[计积]|总|合计|一?共|至|以来|来|止|历年|历史|迄今|目前|底|末")
_LESS = re.compile(  # what makes a part of a whole: 规模以上工业, 高新区完成投资
    r"规模以上|规上|限额以上|限上|市区|(?:主|中心)?城区|[省市区县]本级|[省市区县央]属|民营|国有|外资"
    r"|(?:高新|开发|保税|示范|产业|科技|经开)[园区]|其中[省市区县镇]级"
)
RISE = re.compile(r"[增升涨]|提高|扩大|[成]长")
FALL = re.compile(r"[降跌减缩]|回落|下滑")
REACHED = re.compile(r"(?:达到?|有)了?(?:多少|几)|总[量数]")
_YEARS_AGO = r"(?:[一二两三四五六七八九十几]|\d{1,2})年前"
LONG_AGO = re.compile(rf"原来|原先|以前|此前|原本|{_YEARS_AGO}")
FORMER = re.compile(
    rf"[由从]|原来|原先|以前|之前|此前|原本|过去(?!的?[一二两三四五六七八九十\d]+年)|{_YEARS_AGO}"
)


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
        - _passing(task, figure, around, sides, precision)
    )


def _worded(task: Task, figure: Figure, around: Around) -> float:
    """Return what the wording around the figure adds: it is led up to and counts as asked."""
    text, local = around.scene.text, around.local
    heads = [t.text for t in task.aligner.terms if t.head]
    added = 0.08 * _led_alike(task, figure, text, local.start)
    added += SUPERLATIVE * _superlative(task, figure)
    if text[local.start : local.start + 2] in _MOST and EXTREMES[2].search(task.question.view):
        added += SUPERLATIVE - BOUND
    added += 0.06 * _counts_alike(task, figure, text[local.end : local.end + 12])
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


def _passing(
    task: Task, figure: Figure, around: Around, sides: FigureFit, precision: float
) -> float:
    """Return what counts against a figure that is told in passing, of a part, or of the future."""
    quantity, question = figure.quantity, task.question
    against = 0.0
    if unasked_condition(task, around.scene, figure):
        against += PART  # 属于特色企业的，最高600万元: not for all
    if quantity.value == 1 and quantity.unit[:1] in "百千万亿":
        against += PART  # 过百件: a threshold rather than a figure
    if quantity.bound is Bound.MORE_THAN and around.scene.text[around.local.end :][:1] == "的":
        against += PART  # 过百件的企业: it tells which ones, not how many
    named = max(precision, _said(task, figure.measure)) if figure.measure else precision
    if _unnamed_part(figure, question.view, named):
        against += PART
    if opposite(task, figure) or _of_unasked_scope(figure, question.view):
        against += PART
    if (
        figure.aspect is Aspect.CUMULATIVE
        and question.periods
        and not RUNNING.search(question.view)
    ):
        against += SUMMED
    against += NARROWER * _is_narrower(figure.measure, question.view)
    against += CLAIMED * _told_of_another(task, figure, around.scene)
    if _only_added(question, figure):
        against += PART
    if is_planned(question, around.scene, figure):
        against += PLANNED
    if figure.former and sides.period is not Fit.YES:
        against += 0 if FORMER.search(question.view) else WAS
        against -= WAS if LONG_AGO.search(question.view) else 0
    return against


def _told_of_another(task: Task, figure: Figure, scene: Scene) -> bool:
    """True where a deed asked about is another figure's of the sentence: 新收40件，审结35件."""
    own = figure.measure + figure.context
    unit = figure.quantity.normalized_unit
    others = [
        f
        for f in scene.figures
        if f.measure != figure.measure and f.quantity.normalized_unit == unit
    ]
    return any(
        not says(t.text, own) and any(f.measure.endswith(t.text) for f in others)
        for t in task.aligner.terms
        if others and not t.noun and len(t.text) > 1 and t.weight >= DEED_WEIGHT
    )


def _only_added(question: Question, figure: Figure) -> bool:
    """True for what was added where the question asks what there is: 低保人数达到多少."""
    added = figure.aspect is Aspect.NEW and NEW.search(figure.measure) is not None
    return added and REACHED.search(question.view) is not None and "新" not in question.view


def unasked_condition(task: Task, scene: Scene, figure: Figure) -> bool:
    """True when a figure holds on a condition of which the question says nothing."""
    words = nouns(condition_of(scene.text, scene.sentence.view.locate(figure.span)))
    asked = task.question.view
    return bool(words) and sum(match(w, asked) for w in words) < UNASKED * len(words)


def _unnamed_part(figure: Figure, view: str, precision: float) -> bool:
    """True for a figure of 其中…, a part that the question does not name."""
    grown = seen_aspect(figure) is Aspect.GROWTH and figure.context.startswith("其中")
    if not (grown or figure.measure.startswith("其中")):
        return False
    whose = _whose(figure.context if grown else figure.measure)
    if precision < PART_NAMED or any(match(word, view) < PART_NAMED for word in whose):
        return True
    return not grown and any(not match(word, view) for word in _kinds(figure.measure))


def _of_unasked_scope(figure: Figure, view: str) -> bool:
    """True for a figure of less than the whole, by a word that the question does not say."""
    whose = figure.subject.place if figure.subject else None
    own = (
        re.sub(f"{re.escape(whose)}[㐀-鿿]{{0,4}}[园区]?", "", figure.measure)
        if whose
        else figure.measure
    )
    return any(found[0] not in view for found in _LESS.finditer(own))


def _is_narrower(measure: str, view: str) -> bool:
    """True where the question says the thing of a compound, and not of which kind it is."""
    for noun in nouns(unframed(measure)):
        parts = [part for part in parts_of(noun) if len(part) > 1]
        said = len(parts) > 1 and noun.endswith(parts[-1]) and parts[-1] in view
        if said and not all(match(part, view) for part in parts[:-1]):
            return True
    return False


@lru_cache(maxsize=4096)
def _kinds(measure: str) -> tuple[str, ...]:
    """Return the words in the compounds of a measure, which tell its kind: 发明 of 其中发明专利."""
    whole = nouns(unframed(measure.removeprefix("其中")))
    return tuple(part for noun in whole for part in parts_of(noun) if 1 < len(part) < len(noun))


@lru_cache(maxsize=4096)
def _whose(measure: str) -> tuple[str, ...]:
    """Return the words of a measure that say where its things are: 其中城镇就业人员."""
    tagged = (*rjieba.tag(measure), *rjieba.tag(unframed(measure)))
    return tuple(dict.fromkeys(word for word, tag in tagged if tag == "ns" and len(word) > 1))


def precision_of(task: Task, figure: Figure) -> float:
    """Return how much of the measure's own nouns the question says; 1/2 when it has none."""
    asked = task.question.view
    if figure.measure.startswith("其中"):  # a part is told by its own name
        own = (*nouns(unframed(figure.measure.removeprefix("其中"))), *_whose(figure.measure))
        if own and all(match(w, asked) >= SAID_WELL for w in own):
            return 1.0
    words = nouns(unframed(figure.measure)) + nouns(unframed(figure.context))[-2:]
    words = tuple(w for w in words if w not in WHOLE and not SCOPE.fullmatch(w))
    if not words:
        return 0.5
    return sum(match(w, asked) for w in words) / len(words)


def _said(task: Task, measure: str) -> float:
    """Return how much of a measure's nouns the question says, whatever its clause inherits."""
    words = nouns(unframed(measure))
    return sum(match(w, task.question.view) for w in words) / len(words) if words else 0.0


def _bound_asked(task: Task, figure: Figure) -> bool:
    """True when the question asks for a limit and the figure is one of that side."""
    bound, view = figure.quantity.bound, task.question.view
    if UPPER.search(view):
        return bound in (Bound.AT_MOST, Bound.LESS_THAN)
    return bool(LOWER.search(view)) and bound in (Bound.AT_LEAST, Bound.MORE_THAN)


def _counts_alike(task: Task, figure: Figure, after: str) -> int:
    """Return 1 when the figure counts the noun the question counts, -1 when it counts another."""
    wanted = counted_noun(task.question.view)
    if figure.quantity.type is not QuantityType.COUNT:
        return 0
    if after[:1].isdecimal():
        return -1  # 5批93家企业: the second one counts them
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


def opposite(task: Task, figure: Figure) -> bool:
    """True for a rise where the question asks for a fall, and the other way round."""
    if seen_aspect(figure) is not Aspect.GROWTH:
        return False
    asked, own = task.question.view, figure.measure
    fell = FALL.search(own) is not None
    if fell == (RISE.search(own) is not None):
        return False
    return (RISE if fell else FALL).search(asked) is not None and not (
        (FALL if fell else RISE).search(asked)
    )


def _ends_alike(task: Task, figure: Figure) -> int:
    """Return how many characters beyond two a measure ends in as the question does in front of its
    asking word, at most four: 已完成投资 for 已完成投资多少.
    """
    asked = _ASKED_OF.search(task.question.view)
    if asked is None or _only_added(task.question, figure):
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
