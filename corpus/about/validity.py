"""From when until when a document holds, and which others it ends, as its text says so.

自…起施行, 有效期至…, 有效期五年, 试行两年, 自…至…止; 《…》同时废止, 代替《…》. What the text says
of another thing (证书有效期三年, 新标准自…起执行) or tells of another document's beginning is not
its own. The rules read the search form; spans point into `Document.text`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.document import Dated, Repeal, Sentence, Span
from corpus.numbers.numerals import number
from corpus.structure.frame import DOCUMENT_NUMBER
from corpus.times.days import DAY, day_of, last_day_of, years_later

__all__ = ["Validity", "validity"]

# What official documents call themselves: 本办法, 本实施细则, 本通知.
_OWN = (
    r"本[一-鿿]{0,6}?(?:办法|规定|条例|细则|意见|通知|措施|方案|规划|公告|通告|法|规则|准则|指南|制度|决定"
    r"|标准|目录|文件|政策|规程|章程|指引|批复|计划|要点|令|文|纲要|决议|公约|条款)"
)
_MARKER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+条|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*"
)
_TERM = r"(?P<term>\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?P<unit>年|个月|个年度)"
_BEGINS = re.compile(
    rf"(?:自|从)\s*(?:(?P<day>{DAY})|(?:发布|公布|印发|颁布|发文|下发|签发|批准)之?日)\s*(?:起|之日起)?"
    r"(?:\s*(?P<delay>\d{1,3}|[一二三四五六七八九十]{1,3})\s*(?P<step>[日天]|个月)(?:之?后|起)*)?"
    r"\s*(?:正式|开始|全面)?(?:施行|实施|执行|生效|试行|实行)(?=[，。；、:()（）\s]|$)"
)
_LASTS = rf"(?:自\s*(?P<first>{DAY})\s*起?\s*)?(?:截止|截至|至|到)\s*(?P<last>{DAY})\s*止?"
_TERM_NAME = (
    r"(?:有效期|试行期|施行期|执行期|实施期|暂行期|政策期|适用期)限?(?:暂?定)?(?:为|是)?\s*"
)
_ENDS = re.compile(
    rf"(?:{_TERM_NAME}(?:{_LASTS}|{_TERM})"
    rf"|(?:有效|施行|执行|实施|试行)(?:至|到)\s*(?P<until>{DAY})\s*止?"
    r"|(?:试行|暂行|施行|执行)(?P<short>\d{1,2}|[一二两三四五六七八九十]{1,2})年(?=[，。；]|$))"
)
_FROM_TO = re.compile(
    rf"自\s*(?P<first>{DAY})\s*起?(?:施行|实施|执行|试行)?[，]?\s*至\s*(?P<last>{DAY})\s*止"
)
_PROMULGATED = re.compile(r"现予|予以(?:公布|发布|印发)|印发给|印发你|现(?:公布|发布|印发)")
_OWN_ENDED = re.compile(
    rf"{_OWN}(?:已|现)?(?:自|于|从)\s*(?P<day>{DAY})\s*起?(?:予以)?(?:废止|失效|停止执行)"
)
_REPEALS = re.compile(
    r"(?:同时|即行|一并|予以|相应|自行|立即|均|也|即)?(?:废止|失效)|停止(?:执行|施行)|不再(?:执行|施行)"
)
_REPEALS_NEXT = re.compile(r"(?:废止|代替|取代|替代)(?:了)?(?=《|原《|[一-鿿]{1,12}[〔\[(])")
_REPEALED_FROM = re.compile(rf"(?:自|从)\s*({DAY})\s*起\s*[一-鿿]{{0,4}}(?:废止|失效|停止)")
_BASIS = re.compile(r"(?:根据|依据|按照|依照|遵照|参照|按)[^，；。]*$")
_BOOK = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》\s*(?:[(（]([^()（）]{4,40})[)）])?")
_FIELDS = (
    (
        "effective",
        re.compile(rf"(?:施行|实施|生效|执行)(?:日期|时间)\s*[:：]\s*({DAY}|[\d./-]{{8,10}})"),
    ),
    (
        "expires",
        re.compile(
            rf"(?:失效日期|失效时间|有效期限?(?:至|截至)?)\s*[:：]\s*至?({DAY}|[\d./-]{{8,10}})"
        ),
    ),
    ("repealed", re.compile(rf"废止(?:日期|时间)\s*[:：]\s*({DAY}|[\d./-]{{8,10}})")),
)


@dataclass(frozen=True, slots=True)
class Validity:
    """When a document holds, and which others it ends."""

    effective: Dated | None = None
    expires: Dated | None = None
    repealed: Dated | None = None
    repeals: tuple[Repeal, ...] = ()


def validity(sentences: Sequence[Sentence], published: date | None) -> Validity:
    """Read what the sentences of a document say; the last that speaks of it decides."""
    effective = expires = repealed = None
    repeals: list[Repeal] = []
    about = False  # the sentence in front said when the document begins
    for sentence in sentences:
        text = sentence.view.text
        if not _MAY_TELL.search(text):
            about = False
            continue
        fields = {name: found for name, rule in _FIELDS if (found := rule.search(text))}
        if "effective" in fields and effective is None:
            effective = _dated(sentence, fields["effective"], day_of(fields["effective"][1]))
        if "expires" in fields and expires is None:
            expires = _dated(sentence, fields["expires"], last_day_of(fields["expires"][1]))
        if "repealed" in fields:
            repealed = _dated(sentence, fields["repealed"], day_of(fields["repealed"][1]))
        begins = _own_beginning(sentence, published)
        effective = begins or effective
        ends = _own_end(sentence, effective, published, about=about or begins is not None)
        if ends is not None:
            first, last = ends
            effective, expires = effective or first, last
        ended = _OWN_ENDED.search(text)
        if ended:
            repealed = _dated(sentence, ended, day_of(ended["day"])) or repealed
        repeals += _repeals(sentence, begins)
        about = begins is not None
    return Validity(effective, expires, repealed, tuple(repeals))


_MAY_TELL = re.compile(
    r"施行|实施|执行|生效|试行|实行|有效|废止|失效|日止|月止|年止|代替|取代|替代"
)


def _dated(sentence: Sentence, found: "re.Match[str]", day: date | None) -> Dated | None:
    if day is None:
        return None
    return Dated(day, sentence.view.original(Span(*found.span())))


def _is_own(text: str, at: int) -> bool:
    """True when what a sentence says at an offset is said of the document itself."""
    before = _MARKER.sub("", text[:at], count=1) if at else ""
    if not before.strip():
        return True
    clause = re.split(r"[，；。:：]", before)[-1].strip()
    if re.fullmatch(rf"(?:现行)?{_OWN}(?:及其[^，]*)?(?:自|从|的)?", clause):
        return True
    return not clause and (
        re.search(rf"(?:^|[，。；]){_OWN}", before) is not None
        or _PROMULGATED.search(before) is not None
    )


def _own_beginning(sentence: Sentence, published: date | None) -> Dated | None:
    text = sentence.view.text
    for found in _BEGINS.finditer(text):
        if not _is_own(text, found.start()):
            continue
        day = day_of(found["day"]) if found["day"] else published
        if day is not None and found["delay"]:
            delay = int(number(found["delay"]))
            months = found["step"] == "个月"
            day = years_later(day, 0, delay) if months else day
            day += timedelta(days=1 if months else delay)
        return _dated(sentence, found, day)
    return None


def _own_end(
    sentence: Sentence, effective: Dated | None, published: date | None, *, about: bool
) -> tuple[Dated | None, Dated | None] | None:
    """Return first and last day of a term that the document gives itself."""
    text = sentence.view.text
    found = _FROM_TO.search(text)
    if found and _is_own(text, found.start()):
        return _dated(sentence, found, day_of(found["first"])), _dated(
            sentence, found, last_day_of(found["last"])
        )
    for found in _ENDS.finditer(text):
        clause = re.split(r"[，；。:：()（）]", text[: found.start()])[-1]
        bare = not _MARKER.sub("", clause, count=1).strip()
        if not (re.fullmatch(rf"{_OWN}的?", clause.strip()) or (bare and about)):
            continue
        named = found["last"] or found["until"]
        if named:
            first = day_of(found["first"]) if found["first"] else None
            return _dated(sentence, found, first), _dated(sentence, found, last_day_of(named))
        begins = effective.day if effective else published
        term = int(number(found["term"] or found["short"]))
        if begins is not None:
            months = found["unit"] == "个月"
            last = years_later(begins, 0 if months else term, term if months else 0)
            return None, _dated(sentence, found, last)
    return None


def _repeals(sentence: Sentence, begins: Dated | None) -> list[Repeal]:
    """Return which documents a sentence ends, and when where it says so."""
    text = sentence.view.text
    stretches = [
        (_clause_start(text, verb.start()), verb.start()) for verb in _REPEALS.finditer(text)
    ]
    for verb in _REPEALS_NEXT.finditer(text):
        stop = re.search(r"[；。]", text[verb.end() :])
        stretches.append((verb.end(), verb.end() + stop.start() if stop else len(text)))
    said = _REPEALED_FROM.search(text)
    day = day_of(said[1]) if said else begins.day if begins else None
    return [
        Repeal(title, cited, day, sentence.view.original(span))
        for start, end in stretches
        for title, cited, span in _named(text, start, end)
    ]


def _named(text: str, start: int, end: int) -> list[tuple[str | None, str | None, Span]]:
    """Return the documents that a stretch names, by title, by number, or both."""
    found: list[tuple[str | None, str | None, Span]] = []
    taken: list[Span] = []
    for book in _BOOK.finditer(text, start, end):
        if _BASIS.search(text[start : book.start()]):
            continue
        cited = DOCUMENT_NUMBER.search(book[2]) if book[2] else None
        found.append((book[1], cited[0] if cited else None, Span(*book.span())))
        taken.append(Span(*book.span()))
    for cited in DOCUMENT_NUMBER.finditer(text, start, end):
        span = Span(*cited.span())
        if not any(one.overlaps(span) for one in taken) and not _BASIS.search(
            text[start : cited.start()]
        ):
            found.append((None, re.sub(r"^(?:.*[的和及与]|原)", "", cited[0]), span))
    return found


def _clause_start(text: str, at: int) -> int:
    """Return where the clause begins that an offset is in; commas within 《》 and () are inside."""
    depth = 0
    for place in range(at - 1, -1, -1):
        if text[place] in "》)）":
            depth += 1
        elif text[place] in "《(（":
            depth -= 1
        elif depth <= 0 and text[place] in "，；。":
            return place + 1
    return 0
