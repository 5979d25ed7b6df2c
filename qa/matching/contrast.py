"""Whether a text says of the same matter something else than what a question asserts."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise

import rjieba

from corpus.places import places, short_name
from qa.lexicon import contrasts

MONTH = re.compile(r"(?<![\d.])(\d{1,2})月(?:(\d{1,2})[日号])?(?!\d)")
_DEPUTY = re.compile(r"副(?P<post>[市区县局厅部处院校省]长|主任|组长|书记|主席|总经理)")
# 由X牵头: who does it
_DONE_BY = re.compile(
    r"由(?P<who>[^，。；？]{2,24}?)(?:共同|联合|统一|具体)?(?P<verb>牵头|负责|主管|承担|承办|主办|组建|建设|成立|设立|"
    r"出资|发起|制定|起草|管理|解释|实施|运营|组织|担任|任)"
)
# 费用由X承担, X要自己掏钱: who pays, in whatever verb
_PAYING = (
    r"承担|负担|自理|自付|支付|缴纳|买单|[出掏交付拿花][钱资]|付费|[出付掏](?=$|[吗？，。；的])"
)
_PAID_BY = re.compile(
    rf"由(?P<who>[^，。；？]{{2,24}}?)(?:各|共同|分别|全额|自行|来|按[^，。]{{2,8}}){{0,2}}(?:{_PAYING})"
)
_PAYS = re.compile(
    rf"(?P<who>[㐀-鿿]{{2,4}})(?:还|也|自己|需要?|要|得|须|必须){{1,3}}(?:自己|另外)?(?:{_PAYING})"
    r"|(?P<charged>居民|业主|个人|企业|学生|家长|考生|群众|农户|单位|用户|市民|住户)收费"
)
_PROPER = ("ns", "nr", "nrt", "nt")


def contrary(view: str, clause: str, around: str) -> bool:
    """True when a clause fills the place of an asserted word with another one of its class.

    `around` is all that is said near the clause: a word that stands there is not denied.
    """
    return (
        excluded(view, clause)
        or _other_month(view, clause, around)
        or _other_post(view, clause)
        or _other_doer(view, clause)
        or _other_payer(view, clause)
        or _other_name(view, clause, around)
    )


@cache
def _groups() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(
        tuple(re.compile("|".join(map(re.escape, same.split("/")))) for same in group.split())
        for group in contrasts()
    )


def excluded(view: str, clause: str, inherited: str = "") -> bool:
    """True when a clause has another word of a group than the question, and not the same.

    What it inherits counts for the groups of which it has no word itself: 本科, behind 硕士.
    """
    asserted = _of_groups(view)
    if not asserted:
        return False
    stated = {**_of_groups(inherited), **_of_groups(clause)}
    return any(group in stated and not words & stated[group] for group, words in asserted.items())


@lru_cache(maxsize=8192)  # the measures of a corpus come again with every question
def _of_groups(text: str) -> Mapping[int, frozenset[int]]:
    """Return which words of which groups a text has, groups by their number."""
    found = {
        number: frozenset(n for n, words in enumerate(group) if words.search(text))
        for number, group in enumerate(_groups())
    }
    return {number: words for number, words in found.items() if words}


def _other_month(view: str, clause: str, around: str) -> bool:
    asserted, stated = set(MONTH.findall(view)), set(MONTH.findall(clause))
    if any(day for _, day in asserted) and asserted & set(MONTH.findall(around)):
        return False
    met = any(
        month == other and (not day or not other_day or day == other_day)
        for month, day in asserted
        for other, other_day in stated
    )
    return bool(asserted and stated) and not met


def _other_post(view: str, clause: str) -> bool:
    asserted = {m["post"] for m in _DEPUTY.finditer(view)}
    stated = {m["post"] for m in _DEPUTY.finditer(clause)}
    plain_view, plain_clause = _DEPUTY.sub("", view), _DEPUTY.sub("", clause)
    return any(p in plain_clause for p in asserted - stated) or any(
        p in plain_view for p in stated - asserted if p not in plain_clause
    )


def _other_payer(view: str, clause: str) -> bool:
    asked, stated = _PAID_BY.search(view) or _PAYS.search(view), _PAID_BY.search(clause)
    if asked is None or stated is None or _letters(asked) & _letters(stated):
        return False
    return _of_matter(view, clause[: stated.start()])


def _of_matter(view: str, matter: str) -> bool:
    """True unless a doer is said of another matter: 商户自行搭建的由商户承担, of other costs."""
    return len(matter) < 2 or any(a + b in view for a, b in pairwise(matter))


def _letters(found: re.Match[str] | None) -> set[str]:
    who = next((w for w in found.groups() if w), "") if found else ""
    return set(re.findall(r"[^省市区县的]", who))


def _other_doer(view: str, clause: str) -> bool:
    asserted = {m["verb"]: m["who"] for m in _DONE_BY.finditer(view)}
    stated = {
        m["verb"]: m["who"]
        for m in _DONE_BY.finditer(clause)
        if _of_matter(view, clause[: m.start()])
    }
    return any(
        not set(re.findall(r"[^省市区县的]", asserted[verb])) & set(stated[verb])
        for verb in asserted.keys() & stated.keys()
    )


def _short_for(one: str, other: str) -> bool:
    """True when the one name has its characters from the other, in order: 中科院, 中国科学院."""
    rest = iter(other)
    return all(character in rest for character in one)


@lru_cache(maxsize=4096)
def names_in(text: str) -> Mapping[str, str]:
    """Return the names of people, places and bodies in a text, each with the tag of its kind."""
    return {w: t for w, t in rjieba.tag(text) if t in _PROPER and len(w) > 1}


def _other_name(view: str, clause: str, around: str) -> bool:
    """True when a name is missing and another name of its kind stands in the clause."""
    own = {(w, t) for w, t in rjieba.tag(clause) if t in _PROPER and len(w) > 1 and w not in view}
    lacking = [(w, t) for w, t in rjieba.tag(view) if t in _PROPER and len(w) > 1]
    lacking = [(w, t) for w, t in lacking if w not in around]
    if any(
        t == tag and (tag != "ns" or w[-1] == v[-1]) and not _short_for(v, w)
        for v, tag in lacking
        for w, t in own
    ):
        return True
    if any(
        view[a.span.end : a.span.end + 2] == clause[s.span.end : s.span.end + 2] != ""
        and short_name(a.name) not in around
        for a in places(view)
        for s in places(clause)
        if s.name not in view and view[a.span.end : a.span.end + 2].isalpha()
    ):
        return True  # 上海证券交易所 for 深圳证券交易所
    stated = [p.name for p in places(clause) if p.name not in view]
    asserted = [p.name for p in places(view) if short_name(p.name) not in around]
    return any(a[-1] == b[-1] for a in asserted for b in stated)
