"""Whether something grew or fell: a direction asserted without a number, and the text's own."""

import re
from dataclasses import replace

from corpus.attribution.aspects import seen_aspect
from corpus.document import Aspect, Figure, QuantityType
from qa.answerers.figure import candidates_for, draft
from qa.asking.wanted import RATES, Wanted
from qa.contract import Kind
from qa.draft import Draft, Scene
from qa.matching.align import says
from qa.matching.candidates import Candidate
from qa.task import Task

UP = re.compile(
    r"增长|上升|提高|提升|增加|上涨|增多|扩大|走高|攀升|正增长|增了|涨了|升了|变[多大高]"
)
DOWN = re.compile(
    r"负增长|下降|减少|降低|下滑|下跌|回落|萎缩|缩小|走低|减了|跌了|降了|倒退|变[少小低]|缩水"
)
# A direction that is asserted of the whole, not named as a goal or a measure: 有增长吗, 是上升的吗
ASSERTED = re.compile(
    rf"(?P<way>{UP.pattern}|{DOWN.pattern})(?:的|了|态势|趋势|过){{0,4}}(?:吗|没有?|么|嘛|吧|还是|，|？|$)"
)
SURE = 0.7  # coverage from which a growth is of what is asked
NAMED = 0.55  # where what rose is named by the figure's own words: 利润总额…，下降4.6%
CLAUSE = 16  # code points in front of a figure in which its direction stands


def rising(task: Task, view: str) -> Draft | None:
    """Answer whether something rose or fell; `view` is the assertion without its asking words."""
    asked = ASSERTED.search(view)
    found = moved(task) if asked is not None else None
    if asked is None or found is None:
        return None
    way, best, drafted = found
    word = "是" if way == (-1 if DOWN.fullmatch(asked["way"]) else 1) else "否"
    answer = f"{word}，{told(best.scene, best.figure)}"
    return replace(drafted, kind=Kind.YES_NO, answer=answer, warnings=())


def moved(task: Task) -> tuple[int, Candidate, Draft] | None:
    """Return 1 or -1, and the figure that says that what is asked of rose or fell.

    By what part it did is taken before by how many: 增长5%, 减少112人次.
    """
    own = tuple(t for t in task.aligner.terms if not UP.search(t.text) and not DOWN.search(t.text))
    aligner = task.aligner.weighing(own or task.aligner.terms)
    for types in (RATES, frozenset[QuantityType]()):
        question = replace(task.question, wanted=Wanted(types), aspect=Aspect.GROWTH, premises=())
        sub = replace(task, question=question, aligner=aligner)
        found = candidates_for(sub)
        nouns = [t.text for t in own if t.noun and len(t.text) > 1]
        named = [c for c in found if nouns and says(nouns[-1], c.figure.measure + c.figure.context)]
        good = [c for c in named or found if c.coverage.score >= (NAMED if named else SURE)]
        for best in good:
            way = direction(best.scene, best.figure)
            if way is not None:
                return way, best, draft(sub, best, good)
    return None


def direction(scene: Scene, figure: Figure) -> int | None:
    """Return 1 for a growth, -1 for a fall, None for what is neither."""
    quantity = figure.quantity
    if quantity.type is QuantityType.RANK or seen_aspect(figure) is not Aspect.GROWTH:
        return None
    value = quantity.normalized_value
    if value is not None and value < 0:
        return -1
    at = scene.sentence.view.locate(figure.span).start
    before = re.split("[，；。]", scene.text[max(0, at - CLAUSE) : at])[-1]
    falls = [m.start() for m in DOWN.finditer(before)]
    rises = [m.start() for m in UP.finditer(DOWN.sub(lambda m: "，" * len(m[0]), before))]
    if not falls and not rises:
        return 1 if value is not None else None
    return -1 if max(falls, default=-1) > max(rises, default=-1) else 1


def told(scene: Scene, figure: Figure) -> str:
    """Return the figure behind the words that lead up to it: 同比下降3.4%."""
    span = scene.sentence.view.locate(figure.span)
    before = re.split("[，；。：]", scene.text[max(0, span.start - CLAUSE) : span.start])[-1]
    return (before + scene.text[span.start : span.end]).strip()
