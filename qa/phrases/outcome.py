"""What becomes of a matter: a sentence names it in one clause and says in a later one what is done.

关于地块出让事宜，会议认为尚不成熟: the clause with the words of the question decides nothing.
"""

import re
from collections.abc import Sequence

from corpus.document import Sentence, Span
from qa.asking.terms import Term
from qa.matching.align import match
from qa.matching.denial import DENYING

__all__ = ["decided_below", "outcome", "says_last", "told_in"]

SAID = 0.6  # match from which a clause says a word
_TOPIC = re.compile(
    r"(?:^|[、：\s])(?:关于|对于?|针对|就)[^，。；]*$"
    r"|[”》的](?:建议|提案|议案|请求|申请|诉求|意见|要求|事宜|事项|问题|议题|方案|请示|提议|意愿|想法)$"
)
BELOW = 8  # sentences below an item within which it is decided
_ITEM = re.compile(
    r"(?P<case>第[一二三四五六七八九十\d]{1,3}[案项号])|(?P<han>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<inner>\([一二三四五六七八九十]{1,3}\))|(?P<digit>\d{1,2}[.、](?!\d))|(?:案由|议题|议案|提案)[：]"
)
_ASKS_DECISION = re.compile(r"通过|同意|采纳|批准|核准|获批|支持|认可|立项|否决|驳回|退回")
_DECIDES = re.compile(
    r"(?:决议|决定|结论|审[议查定](?:结果|意见|结论)|处理(?:结果|意见)|答复意见|办理结果|会议(?:认为|决定|同意|要求))[：，]?"
)
_AGAINST = re.compile(
    r"暂缓|缓议|保留|暂不|尚不|尚未|不成熟|不具备|不予|不宜|未予|未能|搁置|驳回|否决|退[回请件]|未获?通过|不同意|不支持|不符合|无法"
    r"|难以|不可行|没有(?:法律|政策|上位法)?依据|不再|再议|另行研究"
)
_FOR = re.compile(
    r"(?<![不未])(?:同意|采纳|通过|批准|支持|认可|落实|纳入(?!.{0,12}范围”))|已(?:经)?[㐀-鿿]{2}|原则通过"
)


def outcome(text: str, parts: Sequence[Span], focus: Span) -> tuple[Span, bool | None] | None:
    """Return the clause that decides a matter which the focus only names, True where it grants.

    None for a clause that says something by itself; (focus, None) where nothing is decided.
    """
    if not _TOPIC.search(text[focus.start : focus.end].rstrip("，。；：")):
        return None
    later = [p for p in parts if p.start >= focus.end]
    for part in later:
        clause = text[part.start : part.end]
        if _AGAINST.search(clause):
            return part, False
    for part in later:
        if _FOR.search(text[part.start : part.end]):
            return part, True
    return focus, None


def decided_below(
    view: str, sentences: Sequence[Sentence], number: int
) -> tuple[Sentence, bool] | None:
    """Return the sentence below an item that decides it, True where it grants: 决议：照案通过.

    None where the question asks for no decision, or the item's own sentence tells it.
    """
    own = sentences[number].view.text
    item = _ITEM.match(own)
    if item is None or not _ASKS_DECISION.search(view) or _DECIDES.match(own):
        return None
    for sentence in sentences[number + 1 : number + 1 + BELOW]:
        text = sentence.view.text
        other = _ITEM.match(text)
        if other is not None and other.lastgroup == item.lastgroup:
            return None
        if _DECIDES.match(text):
            against = _AGAINST.search(text) is not None
            return (sentence, not against) if against or _FOR.search(text) else None
    return None


def says_last(terms: Sequence[Term], text: str) -> bool:
    """True for a text with the last word that is asserted, a verb most often."""
    return bool(terms) and len(terms[-1].text) > 1 and match(terms[-1].text, text) >= SAID


def told_in(terms: Sequence[Term], text: str, parts: Sequence[Span], focus: Span) -> Span:
    """Return the clause that says the last word asserted, where the focus does not: 不收取费用."""
    if not terms or len(terms[-1].text) < 2:
        return focus
    last = terms[-1].text
    if match(last, text[focus.start : focus.end]) >= SAID:
        return focus
    saying = [p for p in parts if match(last, text[p.start : p.end]) >= SAID]
    behind = [p for p in saying if p.start >= focus.end]
    denying = [p for p in saying if DENYING.search(text[p.start : p.end])]
    return (behind or denying[-1:] or [focus])[0]
