"""What stands around a question: greetings, what the asker is busy with, thanks, “can you tell me”.

None of it is held against a text: 您好，想请教甲市的申请量是多少，谢谢 asks 甲市的申请量是多少.
What an asker has seen or heard (看到乙市的申请量很高，…) may say what is asked of, and stays.
"""

import re
from functools import cache

from corpus.places import places
from qa.asking.kinds import kind_of
from qa.contract import Kind
from qa.lexicon import alternatives

__all__ = ["without_preamble"]

_ASKS = re.compile(
    r"多少|几(?![乎率何])|哪|谁|什么|何[时人地处年者种项]|为何|如何|怎|吗|是否|是不是|有没有|能否|可否|能不能|"
    r"可不可以|多[大高久长]|[边咩乜]"
)
_PIECES = re.compile(r"([，。！；：？\n~…]+)")
_MARKS = "，；：\n~… "
_WHETHER = re.compile(r"[吗么嘛呢](?=[？。！]*$)")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of the data file; {name} in one stands for another of them."""
    known = alternatives("preamble.txt")
    found = known[name]
    while held := re.search(r"\{([a-z_]+)\}", found):
        found = found.replace(held[0], f"(?:{known[held[1]]})")
    return re.compile(found)


def without_preamble(view: str) -> str:
    """Return a question in search form without what leads up to it and what follows.

    A place that only the preamble names goes in front. A text that is nothing else stays.
    """
    parts = _PIECES.split(view.strip())
    told = list(zip(parts[::2], [*parts[1::2], ""], strict=True))
    while told and _is_courtesy(told[-1][0]):
        told.pop()
    kept, gone, led = "", "", False
    for at, (clause, mark) in enumerate(told):
        if _is_courtesy(clause) or (told[at + 1 :] and _is_own(clause)):
            gone += clause + mark
            continue
        bare = _unled(clause, "".join(c + m for c, m in told[at:])[len(clause) :])
        led = led or bare != clause
        kept += (bare if bare != clause else _unseen(clause)) + mark
    kept = kept.rstrip(_MARKS)
    if not kept.strip("？。！"):
        return view
    if led and (plain := _WHETHER.sub("", kept)) != kept and kind_of(plain) is not Kind.SPAN:
        kept = plain
    if gone and not places(kept):
        kept = "".join(gone[p.span.start : p.span.end] for p in places(gone)[:1]) + kept
    return kept


def _is_courtesy(clause: str) -> bool:
    return not clause.strip() or _pattern("courtesy").fullmatch(clause.strip()) is not None


def _is_own(clause: str) -> bool:
    """True for a clause that says what the asker is busy with, and asks nothing."""
    return not _ASKS.search(clause) and _pattern("own").match(clause.strip()) is not None


def _unled(clause: str, rest: str) -> str:
    """Return a clause without “can you tell me”; `rest` is what follows it."""
    lead = _pattern("lead").match(clause)
    if lead is None:
        lead = _pattern("bidden").match(clause)
        if lead is None or not _ASKS.search(clause[lead.end() :] + rest):
            return clause
    return clause[lead.end() :]


def _unseen(clause: str) -> str:
    """Return what an asker has seen or heard without saying that he has."""
    seen = None if _ASKS.search(clause) else _pattern("seen").match(clause)
    return clause[seen.end() :] if seen is not None else clause
