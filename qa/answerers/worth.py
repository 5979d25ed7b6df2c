"""What an operand comes to that may itself be a calculation."""

from qa.answerers.figure import answer_figure
from qa.answerers.follow import follows
from qa.contract import RefusalCode
from qa.draft import Draft, Refused
from qa.task import Task

__all__ = ["worth"]


def worth(task: Task) -> Draft | Refused:
    """Answer an operand by what is worked out of figures, else by the one that is stated."""
    made = task.worked(task) or follows(task, answer_figure(task))
    if isinstance(made, Draft) and not made.figures:
        return Refused(RefusalCode.NO_FIGURE, made.statements[0].evidence)
    return made
