"""Questions made from official reports by pattern: figures, names, lists, reasons, what is done.

A report is cut into short texts under its title. A pattern finds a clause whose parts are sure, and
words a question for one of them; the span is exact by construction. From the same clause come
questions that its text does not answer: another year, another place, another measure.
"""

import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from corpus.errors import BadRequest
from corpus.mapped import Span
from corpus.script import fold_text
from eval.reader.examples import Example, Reading

__all__ = ["ARCHIVE", "report_examples", "report_readings"]

ARCHIVE = "gov_reports.tar.xz"
_SHORTEST, _LONGEST = 120, 380  # characters of a text: the product's passages have at most 400
_SOURCE = "reports"
_TITLE = re.compile(r"^title:\s*(.+)$", re.M)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_PLACE = re.compile(
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川"
    r"|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆"
)
_UNIT = (
    r"(?:万亿元|亿元|万元|亿美元|万美元|元|亿斤|万吨|吨|万亩|亩|公里|平方公里|万人|人|万户|户|家|个"
    r"|项|件|所|座|平方米|千瓦|万千瓦|张|个百分点|%)"
)
_NOUN = r"(?<![\u4e00-\u9fff）)])[\u4e00-\u9fff（）()]{3,16}?"  # from where a clause begins
_VERB = (
    r"发展|推进|加强|建设|完善|实施|支持|鼓励|培育|打造|提高|落实|开展|建立|健全|深化|优化|推动"
    r"|促进|加快|扩大|规范|引导|组织|设立|成立|启动|新建|改造|引进|出台|制定|举办|取消|降低"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A question, the answer's parts as ranges of the sentence, and near questions without one."""

    question: str
    parts: tuple[tuple[int, int], ...]
    wrong: tuple[str, ...] = ()


def report_readings(folder: Path) -> Iterator[Reading]:
    """Yield the reports' texts, each under its report's title."""
    path = folder / ARCHIVE
    if not path.is_file():
        raise BadRequest(f"{path} is missing: name the folder that holds {ARCHIVE}")
    with tarfile.open(path, "r:xz") as archive:
        for member in archive:
            handle = archive.extractfile(member) if member.name.endswith(".md") else None
            if handle is not None:
                yield from _cut(member.name, handle.read().decode("utf-8", "replace"))


def report_examples(
    readings: list[Reading], count: int, random: Random, per_text: int = 3
) -> list[Example]:
    """Make about `count` questions from texts drawn at random; a third of them has no answer."""
    found: list[Example] = []
    for reading in random.sample(readings, len(readings)):
        if len(found) >= count:
            break
        made = [one for sentence in _sentences(reading.text) for one in _made(sentence, random)]
        for start, one in random.sample(made, min(per_text, len(made))):
            if one.wrong and random.random() < 0.4:
                question = random.choice(one.wrong)
                found.append(Example(fold_text(question), reading, (), _SOURCE))
                continue
            spans = tuple(Span(start + a, start + b) for a, b in one.parts)
            found.append(Example(fold_text(one.question), reading, spans, _SOURCE))
    return found


def _cut(name: str, raw: str) -> Iterator[Reading]:
    title = _TITLE.search(raw)
    heading = fold_text(title.group(1).strip()) if title else ""
    body = _FRONT.sub("", raw).replace("*", "").replace("#", "")
    taken, start = "", 0
    for paragraph in body.split("\n"):
        text = fold_text(paragraph.strip())
        if not text or text.startswith(("|", "!", "<", "http")):
            continue
        for sentence in _SENTENCE.findall(text):
            if len(taken) + len(sentence) > _LONGEST and len(taken) >= _SHORTEST:
                yield Reading(f"{name}-{start}", heading, taken)
                start += len(taken)
                taken = ""
            taken = (taken + sentence)[:_LONGEST]
    if len(taken) >= _SHORTEST:
        yield Reading(f"{name}-{start}", heading, taken)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        yield match.start(), match.group()


def _made(sentence: tuple[int, str], random: Random) -> Iterator[tuple[int, _Found]]:
    start, text = sentence
    for maker in _MAKERS:
        for found in maker(text, random):
            yield start, found


_AMOUNT = re.compile(
    rf"(?P<measure>{_NOUN})(?:达到|达|为|实现|完成|增加到|突破|超过)(?P<amount>[\d.]+{_UNIT})"
)
_GROWTH = re.compile(
    rf"(?P<measure>{_NOUN})(?:比上年|同比|年均)?(?:增长|下降|提高)(?P<amount>[\d.]+(?:%|个百分点|倍))"
)
_COUNTED = re.compile(
    rf"(?P<verb>新增|新建|建成|引进|培育|完成|改造|解决|安排|投入|新开工)(?P<measure>[\u4e00-\u9fff]{{2,12}}?)"
    rf"(?P<amount>[\d.]+(?:多)?{_UNIT})"
)


_AMOUNTS = ("{}是多少?", "{}达到多少?", "{}有多少?", "{}为多少?", "{}多少")
_GROWTHS = ("{}增长了多少?", "{}的增速是多少?", "{}变化幅度是多少?", "{}增幅多少?")


def _figures(text: str, random: Random) -> Iterator[_Found]:
    for match in _AMOUNT.finditer(text):
        yield _asked(match, match["measure"], random.choice(_AMOUNTS), random)
    for match in _GROWTH.finditer(text):
        yield _asked(match, match["measure"], random.choice(_GROWTHS), random)
    for match in _COUNTED.finditer(text):
        form = random.choice(("{0}{{}}多少?", "{0}了多少{{}}?", "{{}}{0}多少?"))
        yield _asked(match, match["measure"], form.format(match["verb"]), random)


def _asked(match: re.Match[str], measure: str, form: str, random: Random) -> _Found:
    question = form.format(measure)
    year = _YEAR.search(match.string)
    wrong = [form.format(other) for other in _other_measures(measure, random)]
    if year is not None and year.start() < match.start("amount"):
        other = f"{int(year.group()[:4]) + random.choice((-2, -1, 1, 2))}年"
        wrong.append(other + question)
        if other in match.string:
            wrong.pop()
        question = random.choice((year.group(), "")) + question
    return _Found(question, (match.span("amount"),), tuple(wrong))


_MEASURES = (
    "地区生产总值",
    "财政收入",
    "固定资产投资",
    "社会消费品零售总额",
    "进出口总额",
    "粮食产量",
    "森林覆盖率",
    "城镇新增就业",
    "人均可支配收入",
    "专利申请量",
    "发明专利授权量",
    "高新技术企业数量",
    "旅游收入",
    "研发经费投入",
    "公路里程",
    "技术合同成交额",
    "实际利用外资",
    "工业增加值",
    "质押融资金额",
    "商标注册量",
)


def _other_measures(measure: str, random: Random) -> Iterator[str]:
    other = random.choice(_MEASURES)
    if not set(other[:4]) & set(measure):
        yield other


_LIST = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<lead>[\u4e00-\u9fff]{2,12}?)(?P<members>(?:[\u4e00-\u9fffA-Za-z0-9]{2,10}、){2,8}[\u4e00-\u9fffA-Za-z0-9]{2,10}?)"
    r"等(?P<count>[\d一二三四五六七八九十]*)(?:个|项|大|类|家|种)?(?P<kind>[\u4e00-\u9fff]{2,8})(?=[，。；、,])"
)


def _lists(text: str, random: Random) -> Iterator[_Found]:
    for match in _LIST.finditer(text):
        head = re.match(rf"(?:{_VERB})+|.*?(?:{_VERB}|在|对|以|把)", match["lead"])
        cut = len(head.group()) if head else len(match["lead"])
        first = match["lead"][cut:]
        at = match.start("members") - len(first)
        parts = []
        for member in (first + match["members"]).split("、"):
            parts.append((at, at + len(member)))
            at += len(member) + 1
        form = random.choice(("{}有哪些?", "{}包括哪些?", "{}是哪几个?", "列出{}"))
        yield _Found(form.format(match["kind"]), tuple(parts))


_DONE = re.compile(
    rf"(?:^|[，,；])(?P<adverb>大力|积极|全面|深入|着力|扎实|继续)?(?P<verb>{_VERB})(?P<object>[^，。；,、]{{4,30}})(?=[，。；,])"
)
_REASON = re.compile(
    r"(?:^|[，,])为了?(?P<purpose>[^，。；为着]{5,30})，(?P<deed>[^，。；]{6,30})(?=[，。；])"
)
_MEANS = re.compile(
    r"(?:通过|采取|依托)(?P<means>[^，。；了]{4,24})(?:，|等方式，?)(?P<deed>[^，。；]{6,24})(?=[，。；])"
)


def _deeds(text: str, random: Random) -> Iterator[_Found]:
    for match in _DONE.finditer(text):
        verb = match["verb"]
        form = random.choice(
            ("{0}了什么?", "要{0}什么?", "{0}哪些方面?", "{0}的是什么?", "{1}{0}什么?")
        )
        question = form.format(verb, match["adverb"] or "")
        before = text[: match.start()].strip("，,")
        topic = re.split("[，,；。]", before)[-1] if before else ""
        if 4 <= len(topic) <= 14 and not re.search(r"[\d、]", topic):
            yield _Found(f"在{topic}方面,{question}", (match.span("object"),))
        elif text.count(verb) == 1 and random.random() < 0.2:
            yield _Found(question, (match.span("object"),))


def _reasons(text: str, random: Random) -> Iterator[_Found]:
    for match in _REASON.finditer(text):
        form = random.choice(("为什么{}?", "{}是为了什么?", "{}的目的是什么?"))
        yield _Found(form.format(match["deed"]), (match.span("purpose"),))
    for match in _MEANS.finditer(text):
        form = random.choice(("怎样{}?", "通过什么{}?", "{}靠什么?", "如何{}?"))
        yield _Found(form.format(match["deed"]), (match.span("means"),))


_TITLED = re.compile(
    r"(?P<verb>出台|印发|制定|颁布|修订|实施|发布|编制|通过|落实|签署)(?:了|实施)?(?P<title>《[^》]{4,40}》)"
)
_DATED = re.compile(
    r"(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?)(?:，|,)?(?P<deed>[\u4e00-\u9fff《》“”]{6,24})(?=[，。；])"
)
_WHO = re.compile(
    r"(?:^|[，,；。])由(?P<who>[\u4e00-\u9fff]{3,16}?)(?P<deed>(?:牵头|负责|主办|承担|组织|建设|投资)[^，。；]{2,20})(?=[，。；])"
)
_RANK = re.compile(
    rf"(?P<measure>{_NOUN})(?:居|位居|列|排名)(?P<rank>(?:全国|西部|全省|世界)?第[一二三四五六七八九十\d]+位?)"
)


def _names(text: str, random: Random) -> Iterator[_Found]:
    for match in _TITLED.finditer(text):
        form = random.choice(("{}了什么文件?", "{}的是哪部文件?", "{}了哪项政策?", "{}什么?"))
        yield _Found(form.format(match["verb"]), (match.span("title"),))
    for match in _DATED.finditer(text):
        form = random.choice(("{}是什么时候?", "什么时候{}?", "{}在哪一天?", "{}的时间?"))
        yield _Found(form.format(match["deed"]), (match.span("date"),))
    for match in _WHO.finditer(text):
        form = random.choice(("由谁{}?", "哪个单位{}?", "谁{}?"))
        yield _Found(form.format(match["deed"]), (match.span("who"),))
    for match in _RANK.finditer(text):
        form = random.choice(("{}排第几?", "{}居第几位?", "{}的名次?"))
        yield _Found(form.format(match["measure"]), (match.span("rank"),))


_MAKERS: tuple[Callable[[str, Random], Iterator[_Found]], ...] = (
    _figures,
    _lists,
    _deeds,
    _reasons,
    _names,
)
