"""Whether a question wants several things put in order, and which way: 由高到低排序, 怎么排位次."""

import re

__all__ = ["ORDERED", "ascending", "unordered"]

_UP, _DOWN = "低小少慢晚弱短", "高大多快早强长"
ORDERED = re.compile(
    rf"(?:从|由)[{_UP}{_DOWN}](?:到|至|往|而)[{_UP}{_DOWN}]"
    r"(?:的?顺序|的?次序)?(?:怎么|如何|依次)?(?:排|列|说|数)?(?:[一个]?下|个?序|列|名|出来?)*|"
    r"(?:的?(?:排名|位次|名次|次序|顺序)?(?:是|应|该){0,3})(?:怎么|怎样|如何)排(?:列|名次?|位次|序|次序|顺序)?|"
    r"的?(?:排名|位次|名次)(?:顺序|次序|情况)?(?:分别)?(?:是|为)?(?:怎么样|怎样|如何|怎么)的?|"
    r"排[个一]?(?:序|列)|排个名次?|排一?下|排名(?=[？。]*$)"
)
_ASCENDING = re.compile(rf"(?:从|由)[{_UP}]")


def ascending(view: str) -> bool:
    """True where the least comes first."""
    return _ASCENDING.search(view) is not None


def unordered(view: str) -> str:
    """Return the question with which of them is ahead asked for in place of the order."""
    return ORDERED.sub("，哪个最高，", view).rstrip("，？。") + "？"
