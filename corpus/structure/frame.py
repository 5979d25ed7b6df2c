"""The frame around a text: date lines, fields, addressees, bylines, footers, signatures.

Such lines say something of the document and nothing of its subject, so they give metadata and are
no evidence for figures. The rules read the view (Simplified, half-width letters and digits).
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.structure.lines import Line


class Frame(StrEnum):
    """What a line of the frame is."""

    DATE = "date"
    FIELD = "field"  # 来源: …, 最后修订: …
    NUMBER = "number"  # 文号
    ISSUER = "issuer"
    ADDRESSEE = "addressee"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    FOOTER = "footer"
    SIGNATURE = "signature"
    CONTENTS = "contents"


_YEAR = r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})"
_DAY = r"[\d一二三四五六七八九十]{1,3}"
DATE_LINE = re.compile(
    rf"[(（]?\s*(?:{_YEAR}\s*年\s*{_DAY}\s*月(?:\s*{_DAY}\s*[日号])?"
    r"|[12]\d{3}([-/.])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)\s*[)）]?"
)
DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s*[〔\[(（【“\"‘]\s*[12]\d{3}\s*(?:年\s*)?[〕\])）】”\"’]\s*第?\s*\d{1,4}\s*号"
)
_NUMBER_LINE = re.compile(rf"[(（]?\s*{DOCUMENT_NUMBER.pattern}\s*[)）]?")
# The names of fields that portals and printers put around a text.
FIELD_NAME = (
    r"(作者|来源|出处|出所|文章来源|信息来源|发布时间|发布日期|发文日期|成文日期|印发日期|公布日期|施行日期|实施日期|生效日期|执行日期|失效日期|废止日期|有效期至|有效期限?|日期|时间"
    r"|最后修订|最后更新|更新时间|修订时间|发文字号|文号|字号|索引号|公文种类|主题分类|主题词|关键词|标题"
    r"|发布机构|发文机关|发文机构|发布单位|责任编辑|责编|编辑|记者|撰稿|审核|浏览次数|点击数|阅读)\s*[:：]\s*"
)
FIELD = re.compile(FIELD_NAME + r"(.*)")
# 2023-11-24 07:15  来源：晨报  记者某某
_DATED_SOURCE = re.compile(rf"{DATE_LINE.pattern}\s+(?:{FIELD_NAME}|记者|本报记者).*")
# 因工作需要，某局决定公开招聘46名，现将有关事项公告如下： opens the text and addresses nobody.
_ADDRESSEE = re.compile(
    r"(?!.*(?:如下|现将|决定|根据|按照|[下以]列))(?=.*(?:各|政府|机构|单位|部门|委员会|代表|同志|先生|女士)).{2,160}[:：]"
)
_URL = re.compile(r"[<(]?\s*(?:https?://|www\.)\S+\s*[>)]?")
_KANA = re.compile(r"[\u3041-\u30ff]")
_BYLINE = re.compile(
    r"[(（][^()（）。]{0,80}(?:报\s|日报|晚报|新华社|记者|通讯员|责编|责任编辑|编辑[:：]|供稿|提供|整理|作者|来源|原载|[/／][文图摄]|摄影?[)）])[^()（）。]{0,80}[)）]?"
)
# Endings of the names of bodies that sign or issue a document.
BODY_NAME = re.compile(
    r"(?:[局委厅部院署社办处司会府行]|政府|办公[厅室]|委员会|管委会|中心|公司|集团|协会|法院|检察院|大学|联席会议)$"
)
# A body and a day on one line, as bulletins have them below their name.
NAME_AND_DATE = re.compile(
    r"(?P<name>[^，。；：、\d]{3,30}(?:[局委厅部院署处司府室]|管委会|委员会|中心))[ \t]*"
    rf"{_YEAR}\s*年\s*{_DAY}\s*月\s*{_DAY}\s*日"
)
_ENDS = "。！？；，、：:;,!?….—"
_LONGEST_NAME = 30


def is_open(text: str) -> bool:
    """True when a line does not end as a sentence or clause does."""
    return text[-1] not in _ENDS


def is_byline(text: str) -> bool:
    """True for a bracketed note on who wrote, edited or first printed a text."""
    return bool(_BYLINE.fullmatch(text))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and is_open(text) and bool(BODY_NAME.search(text))


def frame(lines: Sequence[Line]) -> dict[int, Frame]:
    """Return what the lines of the frame are, by their number."""
    kinds: dict[int, Frame] = {}
    foreign = _foreign(lines)
    body_begins = next(
        (n for n, line in enumerate(lines) if len(line.text) > 60 and line.text[-1] in "。！？”"),
        len(lines),
    )
    for number, line in enumerate(lines):
        kind = _alone(line, foreign=foreign)
        if kind is None and number < min(body_begins, 12):
            kind = _at_the_head(line)
        if kind is not None:
            kinds[number] = kind
    _values_of_fields(lines, kinds)
    _issuers(lines, kinds)
    _signature(lines, kinds)
    _contents(lines, kinds)
    return kinds


def _foreign(lines: Sequence[Line]) -> bool:
    """True when kana is rare enough for a line that has it to be of another language."""
    kana = sum(len(_KANA.findall(line.text)) for line in lines)
    return kana * 10 < sum(len(line.text) for line in lines)


def _alone(line: Line, *, foreign: bool) -> Frame | None:
    """Return what a line is by its own form."""
    text = line.text
    if len(text) > 200 or line.row or line.hashes:
        return None
    if DATE_LINE.fullmatch(text):
        return Frame.DATE
    if _NUMBER_LINE.fullmatch(text):
        return Frame.NUMBER
    if _URL.fullmatch(text) or (foreign and len(_KANA.findall(text)) > 1):
        return Frame.FOOTER
    if FIELD.fullmatch(text) and len(text) <= 80:
        return Frame.FIELD
    if is_byline(text):
        return Frame.BYLINE
    return None


def _at_the_head(line: Line) -> Frame | None:
    """Return what a line is that stands before the first paragraph of the text."""
    text = line.text
    dashed = text.startswith(("——", "--", "――", "—"))
    if dashed and len(text) <= 80 and "。" not in text:
        return Frame.SUBTITLE
    if re.fullmatch(r"[(（][^。]{2,60}[)）]", text):
        return Frame.SUBTITLE
    if NAME_AND_DATE.fullmatch(text) or (len(text) <= 80 and _DATED_SOURCE.fullmatch(text)):
        return Frame.DATE
    if _ADDRESSEE.fullmatch(text) and not line.hashes:
        return Frame.ADDRESSEE
    return None


def _values_of_fields(lines: Sequence[Line], kinds: dict[int, Frame]) -> None:
    """A field without a value takes the next line where both are points of one list."""
    for number, kind in list(kinds.items()):
        if kind is not Frame.FIELD or number + 1 >= len(lines):
            continue
        field = FIELD.fullmatch(lines[number].text)
        following = lines[number + 1]
        if field and not field.group(2) and following.bullet == lines[number].bullet:
            short = len(following.text) <= 60 and is_open(following.text)
            if short and (lines[number].bullet or not following.gap):
                kinds.setdefault(number + 1, Frame.FIELD)


def _issuers(lines: Sequence[Line], kinds: dict[int, Frame]) -> None:
    """The name of a body directly above or below a date line issued the text.

    Above a line that names its source stands the headline.
    """
    for number, kind in list(kinds.items()):
        if kind is not Frame.DATE or _DATED_SOURCE.fullmatch(lines[number].text):
            continue
        above = number - 1
        while above >= 0 and above not in kinds and _is_name(lines[above].text):
            kinds[above] = Frame.ISSUER
            above -= 1
        below = number + 1
        if below < len(lines) and below not in kinds and _is_name(lines[below].text):
            kinds[below] = Frame.ISSUER


def _signature(lines: Sequence[Line], kinds: dict[int, Frame]) -> None:
    """Names and dates after the last paragraph sign the text."""
    number = len(lines) - 1
    tail: list[int] = []
    while number > 0 and (number in kinds or _is_name(lines[number].text)):
        if number not in kinds or kinds[number] is Frame.ISSUER:
            tail.append(number)
        number -= 1
    if number <= 0 or not lines[number].text.endswith(("。", "！", "”", ")", "）", "；")):
        return
    for found in tail:
        kinds[found] = Frame.SIGNATURE


def _contents(lines: Sequence[Line], kinds: dict[int, Frame]) -> None:
    """A run of short lines that all come again later is a table of contents."""
    keys = [_entry(line.text) for line in lines]
    last = {key: number for number, key in enumerate(keys) if key}
    run: list[int] = []
    for number, key in enumerate([*keys, ""]):
        if key and last[key] > number:
            run.append(number)
            continue
        if len(run) >= 3 and last[keys[run[0]]] > run[-1]:
            for entry in run:
                kinds[entry] = Frame.CONTENTS
            if run[0] and _CONTENTS.fullmatch(lines[run[0] - 1].text):
                kinds[run[0] - 1] = Frame.CONTENTS
        run = []
    _after_contents(lines, kinds)


def _after_contents(lines: Sequence[Line], kinds: dict[int, Frame]) -> None:
    """Numbered short lines right below 目录 are entries, also where their text is left out."""
    for number, line in enumerate(lines):
        if not _CONTENTS.fullmatch(line.text):
            continue
        seen: set[str] = set()
        end = number + 1
        while end < len(lines) and _NUMBERED_ENTRY.match(lines[end].text):
            entry = _entry(lines[end].text)
            if not entry or entry in seen:  # again: the text itself begins
                break
            seen.add(entry)
            end += 1
        if len(seen) > 2:
            kinds.update(dict.fromkeys(range(number, end), Frame.CONTENTS))


_CONTENTS = re.compile(r"目\s*[录次]")
_NUMBERED_ENTRY = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[编篇章节部条]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]"
)


def _entry(text: str) -> str:
    """Return what an entry of a table of contents and its heading share; "" for sentences."""
    if len(text) > 60 or not is_open(text):
        return ""
    bare = re.sub(r"(?:(?<![.·…\s])[.·…\s]{2,}|\s)\d{1,4}$", "", text)
    return re.sub(r"[\s\u3000]+", "", bare)
