"""What a paper was and what it is, by a decision that amends it: 将“三年”修改为“五年”."""

import re
from collections.abc import Iterator

from corpus.document import Span
from qa.contract import Kind
from qa.draft import Draft, Scene, Statement, features_by_form
from qa.matching.rank import pairs_shared
from qa.quote import plain, window
from qa.task import Task

__all__ = ["answer_amended"]

SPOKEN_OF = 0.45  # coverage of a sentence that amends what is asked about
MAX_ANSWER = 60  # code points of a short answer, by the contract
_CHANGED = re.compile(
    r"“(?P<old>[^“”]{2,60})”(?:统一|相应)?(?:修改|修订|调整|变更|替换|改)为：?“(?P<new>[^“”]{2,80})”"
)
_FORMER = re.compile(r"(?:修[改订]|调整|变更|改动?)(?:之|以)?前|原来|以前|从前|原先|原本|先前")
_NOW = re.compile(
    r"(?:修[改订]|调整|变更)(?:之|以)?后|(?:修改|调整|变更|改)[成为]|现在|如今|目前|新规定"
)
_BODY = re.compile(r"(?:[局委厅部办院署处]|委员会|部门|机关|中心|政府)$")
_ASKS_BODY = re.compile(r"(?:哪[个一家]?|什么)(?:部门|单位|机构|机关|局|主管)|谁|归哪|由哪")
_KINDS = (Kind.ENTITY, Kind.SPAN)


def answer_amended(task: Task) -> Draft | None:
    """Return what stood before an amendment or what stands now; None where none is asked for."""
    view = task.question.view
    former = _FORMER.search(view) is not None
    if task.question.kind not in _KINDS or not (former or _NOW.search(view)):
        return None
    found = sorted(_amended(task), key=lambda f: (-f[0], f[1].sentence.number))
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    _, scene, change = found[0]
    span = Span(*change.span("old" if former else "new"))
    answer = plain(scene.evidence(span).quote).strip("，。；：、 ")
    features = features_by_form(scene.retrieval)
    statement = Statement((window(scene, Span(*change.span())),))
    return Draft(task.question.kind, answer[:MAX_ANSWER], (statement,), features=features)


def _amended(task: Task) -> Iterator[tuple[float, Scene, re.Match[str]]]:
    """Yield the amendments that may be meant, each with how well it says what is asked."""
    view = task.question.view
    body = _ASKS_BODY.search(view) is not None
    for scene in task.scenes:
        for change in _CHANGED.finditer(scene.text):
            bodies = _BODY.search(change["old"]) is not None
            if body is not bodies:
                continue
            held = task.cover(scene).score
            shared = pairs_shared(view, change["old"] + change["new"])
            if held >= SPOKEN_OF and (body or shared > 0):
                yield held + shared, scene, change
