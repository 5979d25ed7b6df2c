"""The figure of a text that a question itself states: 129家申报企业平均每家多少, 按77.01%推算."""

from corpus.document import Quantity
from qa.answerers.figure import draft
from qa.draft import Draft
from qa.matching.candidates import is_given, rank
from qa.matching.fitness import Fit
from qa.task import Task

__all__ = ["as_given"]

LED_TO = 0.3  # coverage from which the question's words lead to a figure that it also states


def as_given(task: Task, given: Quantity | None) -> Draft | None:
    """Return the figure that has the value given, None where no text at hand has it."""
    wanted = task.question.wanted.types
    if given is None or (wanted and given.type not in wanted):
        return None  # 129家企业的销售额: whose, and not how much
    alike = [
        c
        for c in rank(task)
        if is_given(c, given) and c.fit.place is not Fit.NO and c.coverage.score >= LED_TO
    ]
    return draft(task, alike[0], alike[:1]) if alike else None
