"""Whether a sentence forbids the deed that a question asks to be allowed: 可以同时享受吗."""

import re
from collections.abc import Sequence

import rjieba

from corpus.document import Span
from qa.lexicon import frame
from qa.matching.align import match
from qa.matching.rank import pairs_shared

# 两项补贴可以同时享受吗: what is asked to be allowed, and what forbids
PERMITTED = re.compile(
    r"(?:可不可以|能不能|能否|可否|可以|能够|允许|准许|[可能](?![行性力动源靠观持]))(?P<deed>[㐀-鿿]{2,12})"
)
FORBIDDEN = re.compile(
    r"不得(?![超少低高多])|不能(?![超少低高多])|不可(?!避|缺|少|分)|不予|不允许|不准|禁止|严禁|不再"
)
_CASE = re.compile(r"的，?$|者，?$")
_LACKING = re.compile(r"[未不无没逾]|拒")  # 未办理登记的: what is left undone is punished
ALLOWED = re.compile(r"(?<!不)可以?(?=[㐀-鿿])")
# 个人饲养烈性犬的，处…罚款: what is punished is not allowed
PUNISHED = re.compile(
    r"处(?!理|置|长|室|于|在|分前)[^，。；]{0,24}(?:罚款|罚金|拘留|徒刑)|没收|责令|吊销|追究[^，。；]{0,8}责任|判监|监禁|属?刑事罪行"
)
DEED = 0.6  # share of the deed's words from which a clause speaks of it


def forbidden(view: str, text: str, parts: Sequence[Span]) -> Span | None:
    """Return the clause that forbids the deed which a question asks to be allowed, if one does."""
    asked = PERMITTED.search(view)
    if asked is None:
        return None
    deed = asked["deed"]
    punished = next((p for p in parts if PUNISHED.search(text[p.start : p.end])), None)
    if punished is not None:
        cases = [
            p for p in parts if p.start < punished.start and _CASE.search(text[p.start : p.end])
        ]
        told = [p for p in cases if told_of(deed, text[p.start : p.end]) >= DEED]
        if told and not _LACKING.search(text[told[0].start : told[0].end]):
            return told[0]
    forbidding = [p for p in parts if FORBIDDEN.search(text[p.start : p.end])]
    best = max(forbidding, key=lambda p: told_of(deed, text[p.start : p.end]), default=None)
    shared = 0.0 if best is None else told_of(deed, text[best.start : best.end])
    allowing = [p for p in parts if p != best and ALLOWED.search(text[p.start : p.end])]
    if any(told_of(deed, text[p.start : p.end]) >= shared for p in allowing):
        return None
    return best if shared >= DEED else None


def told_of(deed: str, clause: str) -> float:
    """Return how far (0-1) a clause speaks of a deed, in its words or in others that mean it."""
    words = [w for w in rjieba.cut(deed) if w not in frame() and len(w) > 1]
    size = sum(map(len, words))
    said = sum(len(w) * match(w, clause) for w in words) / size if size else 0.0
    return max(pairs_shared(deed, clause), said)
