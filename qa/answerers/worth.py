"""What an operand comes to that may itself be a calculation."""

from qa.contract import RefusalCode
from qa.draft import Draft, Refused
from qa.task import Task

__all__ = ["worth"]


def worth(task: Task) -> Draft | Refused:
    """Answer an operand as any question is answered, by what is worked out or stated."""
    made = task.answered(task)
    if isinstance(made, Draft) and not made.figures:
        return Refused(RefusalCode.NO_FIGURE, made.statements[0].evidence)
    return made
