"""Exact match and F1 of span answers, as CMRC 2018 scores them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

__all__ = ["exact", "f1"]

_TOKEN = re.compile(r"[a-z0-9]+|[^\W_]")


def _pieces(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def exact(answer: str, accepted: Sequence[str]) -> bool:
    """Tell whether an answer is one of the accepted, punctuation and case aside."""
    return any(_pieces(answer) == _pieces(one) for one in accepted)


def f1(answer: str, accepted: Sequence[str]) -> float:
    """Return the best overlap with an accepted answer: the longest stretch that both share."""
    return max((_f1(_pieces(answer), _pieces(one)) for one in accepted), default=0.0)


def _f1(answer: list[str], accepted: list[str]) -> float:
    match = SequenceMatcher(None, answer, accepted, autojunk=False).find_longest_match()
    if not match.size:
        return 0.0
    precision, recall = match.size / len(answer), match.size / len(accepted)
    return 2 * precision * recall / (precision + recall)
