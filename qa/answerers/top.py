"""Who has the most of something, where a sentence says so itself: 申请量最多的是甲镇."""

import re

from corpus.document import Span
from qa.contract import Kind
from qa.draft import Draft, Statement
from qa.matching.rank import features, ranked
from qa.quote import window
from qa.task import Task

# 最多的是甲镇: the text's own words for what is asked
TOP = re.compile(r"最(?P<way>[多高大少低小快慢])")
TOP_STATED = re.compile(
    r"最(?P<way>[多高大少低小快慢])的[^，。；：]{0,8}?(?:是|为|有)(?P<name>[^，。；：、()]{2,16})"
)
SAME_MOST = "多高大"  # of which one may be said for the other
READ, SURE = 3, 0.55  # sentences looked into for it, and their coverage


def stated_top(task: Task) -> Draft | None:
    """Return who a sentence itself says has the most: 申请量最多的是甲镇(1286件)."""
    asked = TOP.search(task.question.view)
    if asked is None:
        return None
    for one in ranked(task)[:READ]:
        for top in TOP_STATED.finditer(one.scene.text):
            alike = (top["way"] in SAME_MOST) == (asked["way"] in SAME_MOST)
            if not alike or one.coverage.score < SURE:
                continue
            evidence = window(one.scene, Span(*top.span("name")))
            return Draft(
                Kind.ENTITY, top["name"], (Statement((evidence,)),), features=features([one])
            )
    return None
