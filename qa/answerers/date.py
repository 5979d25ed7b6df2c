"""Dates: when something of the text was, held against the event that the question names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Period, Span
from corpus.periods import periods
from qa.answerers.figure_date import of_figure, spoken_of, states
from qa.contract import Kind, RefusalCode
from qa.draft import Draft, Refused, Statement
from qa.matching.align import Layer
from qa.matching.rank import Ranked, features, of_place, other_edition, ranked, refuse
from qa.phrases.deed import deed_told
from qa.quote import plain, window
from qa.task import Task

READ = 6  # sentences that are looked into
BEHIND = 0.35  # how far behind the best one a sentence may lie
BEHIND_DUE = 0.75  # and one with an end, where an end is asked for: 申报时间 9月1日至10月15日
SURROUNDED = 0.7  # what the words of title, headings and the sentences in front count for a date
# What counts beside a sentence's score; tuned on the tuning part and the public sets.
TOLD = 0.6  # the question's words in the stretch that the date governs
ABSOLUTE = 0.3  # a date, not 近年来 or 十二五时期
PRECISE = 0.2  # as precise as asked for
BASED = 0.5  # compared with, where a base is asked for
SINCE = 0.3  # 2013年起, where a beginning is asked for
DUE_BY = 0.4  # 于5月8日前, 至4月28日, where an end is asked for
DEED = 0.4  # what is done by then stands behind it: 12月20日前完成验收
UNDUE = 0.5  # off for a whole year, which ends nothing
STATED = 0.5  # a figure that the question states
YEARLY = 0.4  # off for 2023年度, which tells whose thing something is, not when
DUE = re.compile(
    r"截止|截至|最[晚迟]|之前|以前|结束|到期|止|(?:[号日天]|时候|何时)前|前(?:完成|提交|交|报)"
    r"|[到至](?:什么时候|何时|几时|哪一?[天年日]|几[月号])|失效|过期|有效期"
)
_CLOCK = r"(?:\s?(?:上午|下午|中午|晚上?)?\d{1,2}(?::\d{2}|时|点)(?:\d{1,2}分|整)?)?"
_END_WORD = re.compile(r"截止|截至|结束|到期|为止|最[晚迟]")
START = re.compile(r"[起始]|开始|以来")
# From when on a paper holds: it says so in a sentence that names nothing of its matter.
EFFECT_ASKED = re.compile(r"(?:开始|起|正式)?(?:施行|实施|执行|生效|启用|实行|适用|推行)")
_EFFECT = re.compile(r"起?，?(?:正式|开始|全面|试)?(?:施行|实施|执行|生效|启用|实行|试行)")
BASE = re.compile(r"基[数期准]|相比|比较|对比|参照")
_SAYS = re.compile(r"\d|[一二三四五六七八九〇]|年[底末]前|年内")  # 近年来 and 目前 answer no 何时
_PARTS = (
    ("day", re.compile(r"几[日号]|哪[一]?[天日]|日期")),
    ("month", re.compile(r"几月|哪个?月")),
)
_ENDING = re.compile(
    r"(?:(?:春|夏|秋|冬)季(?:学期)?|[上下]半年|年?[初底末中]|[上中下]旬|前后|左右|以前|之前|前(?!十|[一二三四五六七八九])|起(?!草|步|到|来))"
)
_AND = re.compile(
    rf"{_CLOCK}前?(?:、|和|及|至|到|-|—|~)(?:\d{{4}}年)?(?:\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{1,2}}日){_CLOCK}前?"
)
_BY = re.compile(rf"{_CLOCK}(?:前(?!十|[一二三四五六七八九年])|之前|以前|截止|止)")
_TILL = re.compile(r"(?:至|到|截止|截至|-|—|~)(?:时间|日期)?[为是：:]?$")
_SEVERAL = re.compile(r"哪几[天日]|哪段时间|什么时间段|从.{0,4}(?:什么时候|何时).{0,4}到")
# 执行到什么时候: asked of a paper, it is what the paper calls 有效期.
_EXPIRING = re.compile(
    r"(?:执行|施行|实施|有效期?|适用)(?:期限)?[到至]|有效期.{0,6}(?:什么时候|何时|哪)|失效|过期"
)
_VALID = re.compile(r"有效|失效|届满|施行[到至]|执行[到至]")
_RANGE = re.compile(r"[日号时月\d]\s*(?:至|到|—|-|~)\s*\d")
_BOUND = re.compile(r"^(?:截至|截止|至|到)|前$")  # the bound is part of the period
_OPENING = re.compile(
    r"(?:第(?=$)|每年|每逢|(?:每年)?\d{1,2}月(?:\d{1,2}日)?前?[、和及]|\d{1,2}日[、和及])$"
)
_FROM = re.compile(
    r"(?:[自从]?[㐀-鿿]{0,12})?[次当翌](?:[年月日]|工作日)起|(?:[㐀-鿿]{0,12}(?:之日起|日起|期满|后|满))?\d{1,3}个?(?:工作日|月|日|天|年|小时)(?:之?[内前后]|时)"
)
# A line of the page tells when it was put there, and dates nothing of the matter.
_DATELINE = re.compile(
    r"(?:来源|浏览(?:次数|量)?|阅读|字号|字体|发布(?:时间|日期|机构)|发文日期|信息来源|编辑)\s*[：:]"
)
_ISSUED = re.compile(r"(?:印发|发布|公布|签发|发文)(?:[)）。]|$)")
_PUT_THERE = re.compile(
    r"发[布文表稿]|颁布|出台|下发|制定|签[署发]|文件|日期|何时发$|印发|刊[登发]|报道|公布|见报|上网|成文|落款|报纸|消息"
)
_ENDS_ASKED = re.compile(r"到(?:什么时候|何时|几时|哪)|为止|截止|结束|到期|失效|过期|止$")
_LASTS = re.compile(
    r"起?[^，。；\d]{0,8}，(?:试行期|有效期|施行期|实施期|执行期|期限|为期|任期|暂定)限?(?:为|是|共)?"
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?[年月]"
)
_SUBJECT_LINE = re.compile(r"(?:主旨|事由|案由)：")
_TITLED = re.compile(r"《[^《》]*》")  # a year in a title dates nothing else
_PRECISIONS = ("year", "quarter", "month", "day")


@dataclass(frozen=True, slots=True)
class Dated:
    """A period of a sentence held against the question."""

    one: Ranked
    period: Period
    score: float


def answer_date(task: Task) -> Draft | Refused:
    """Answer with the period that stands nearest to the event asked for."""
    told = None if BASE.search(task.question.view) else of_figure(task)
    if told is not None:
        return told
    task = _without_end(task)
    order = ranked(task)
    refusal = refuse(task, order)
    if refusal is not None and DUE.search(task.question.view):
        refusal = refuse(task, _ending(order)) if _ending(order) else refusal
    if refusal is not None:
        return refusal
    order = of_place(task, order)
    found = dated(task, order)
    if not found:
        told = _counted_from(order) or spoken_of(task, order)
        if told is not None:
            return told
        nearest = tuple(window(r.scene) for r in order[:2])
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    best = found[0]
    if other_edition(task.question.view, best.one.scene):
        return Refused(RefusalCode.OTHER_PERIOD, (window(best.one.scene),))
    scene, span = best.one.scene, whole(best.one.scene.text, best.period.span)
    if _ENDS_ASKED.search(task.question.view) and not _ends(scene.text, best.period):
        span = _with_length(scene.text, span)
    answer = plain(scene.evidence(span).quote)
    statement = Statement((window(scene, span),))
    own = best.one if best.one.coverage.score > order[0].coverage.score else None
    return Draft(Kind.DATE, answer, (statement,), features=features(order, own))


def _without_end(task: Task) -> Task:
    """Return the task without the words that only ask for an end: 截止, 结束."""
    kept = tuple(t for t in task.aligner.terms if not _END_WORD.fullmatch(t.text))
    if not kept or len(kept) == len(task.aligner.terms):
        return task
    return replace(task, aligner=task.aligner.weighing(kept))


def _with_length(text: str, span: Span) -> Span:
    """Return a beginning with how long it lasts from then on: 自2023年5月1日起试行，试行期两年."""
    lasts = _LASTS.match(text, span.end)
    return span if lasts is None else Span(span.start, lasts.end())


def due(text: str, span: Span) -> bool:
    """True for a date that ends something: 至4月28日, 5月8日前."""
    own = text[span.start : span.end]
    return bool(_TILL.search(text[: span.start]) or _BY.match(text, span.end) or _BOUND.search(own))


def whole(text: str, span: Span) -> Span:
    """Return a date with what belongs to it: 第四季度, 2023年秋季学期, 6月和12月."""
    start, end = span.start, span.end
    if (ending := _ENDING.match(text, end)) is not None:
        end = ending.end()
    if (further := _AND.match(text, end)) is not None:
        end = further.end()
    if (opening := _OPENING.search(text[:start])) is not None:
        start = opening.start()
    return Span(start, end)


def _counted_from(order: Sequence[Ranked]) -> Draft | None:
    """Answer with a time told from an event: 期满18个月时, 收到申请之日起20个工作日内."""
    for one in order[:READ]:
        if one.score < order[0].score - BEHIND:
            break
        found = _FROM.search(one.scene.text)
        if found is not None:
            span = Span(*found.span())
            statement = Statement((window(one.scene, span),))
            answer = plain(one.scene.evidence(span).quote)
            return Draft(Kind.DATE, answer, (statement,), features=features(order))
    return None


def dated(task: Task, order: Sequence[Ranked]) -> list[Dated]:
    """Return the periods of the best sentences that the question does not name, best first."""
    view = task.question.view
    found = []
    ends, expiring = DUE.search(view) is not None, _EXPIRING.search(view) is not None
    several = _SEVERAL.search(view) is not None
    # how far others lie behind is told from the best that says more than the subject of a paper
    top = next((r.score for r in order if not _SUBJECT_LINE.match(r.scene.text)), 0.0)
    begins = EFFECT_ASKED.search(view) is not None and not expiring
    for n, one in enumerate(order):
        far = n >= READ or one.score < top - BEHIND
        if far and (not (ends or begins) or one.score < top - BEHIND_DUE):
            break
        text = one.scene.text
        if far and one.scene.document.id != order[0].scene.document.id:
            continue
        if _DATELINE.search(text) and not _PUT_THERE.search(view):
            continue
        stretches = periods(text)
        if far:
            stretches = tuple(
                p
                for p in stretches
                if (ends and _ends(text, p)) or (begins and _EFFECT.match(text, p.span.end))
            )
        for n, period in enumerate(stretches):
            if _ISSUED.match(text, period.span.end) and not _PUT_THERE.search(view):
                continue
            yearly = "年度" in text[period.span.start : period.span.end + 1]
            if not _SAYS.search(period.text) or _named(task, period) or (ends and yearly):
                continue
            if any(Span(*m.span()).contains(period.span) for m in _TITLED.finditer(text)):
                continue
            told = task.aligner.cover(
                (
                    Layer(_reach(text, stretches, n), 1.0),
                    Layer(f"{one.scene.title}，{one.scene.headings}，{one.scene.lead}", SURROUNDED),
                )
            ).score
            score = one.score + TOLD * told
            score += ABSOLUTE * (period.kind not in ("plan", "relative"))
            score += PRECISE * _precise(view, period)
            if _compared(text, period.span):  # 比2010年翻一番: it happened at another time
                score += BASED if BASE.search(view) else -BASED
            score += SINCE * (bool(START.search(view)) and period.kind == "since")
            score += DUE_BY * (expiring and _VALID.search(_reach(text, stretches, n)) is not None)
            score += DUE_BY * (begins and _EFFECT.match(text, period.span.end) is not None)
            score += DUE_BY * (several and _RANGE.search(period.text) is not None)
            if ends:
                score += DUE_BY if _ends(text, period) else -UNDUE * (period.precision == "year")
            score += DEED * deed_told(view, text, period.span.end)
            score += STATED * states(task, one.scene)
            score -= YEARLY * yearly
            found.append(Dated(one, period, score))
    return sorted(found, key=lambda d: (-d.score, d.one.scene.document.id, d.period.span))


def _reach(text: str, stretches: Sequence[Period], n: int) -> str:
    """Return what a date governs: from its clause's start to the next date or the next ；."""
    span = stretches[n].span
    floor = stretches[n - 1].span.end if n else 0
    start = max([floor, *(text.rfind(mark, 0, span.start) + 1 for mark in "，；。：")])
    stops = [p.span.start for p in stretches[n + 1 :]]
    stops += [at for mark in "；。" if (at := text.find(mark, span.end)) >= 0]
    return text[start : min(stops, default=len(text))]


def _ends(text: str, period: Period) -> bool:
    """True for a date that ends something, or a time that has its end: 9月1日至10月15日."""
    if text[period.span.end :].startswith(("期间", "之间")):
        return False  # of what was done meanwhile
    return due(text, period.span) or _RANGE.search(period.text) is not None


def _ending(order: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences that tell an end, in their order."""
    near = order[: 2 * READ]
    return [r for r in near if any(_ends(r.scene.text, p) for p in periods(r.scene.text))]


def _named(task: Task, period: Period) -> bool:
    """True for a period that the question itself names."""
    return any(
        (p.start, p.end) == (period.start, period.end) and p.start for p in task.question.periods
    )


def _precise(view: str, period: Period) -> bool:
    """True when a period is as precise as the question wants it."""
    wanted = next((part for part, pattern in _PARTS if pattern.search(view)), "year")
    if period.precision not in _PRECISIONS:
        return False
    return _PRECISIONS.index(period.precision) >= _PRECISIONS.index(wanted)


def _compared(text: str, span: Span) -> bool:
    return bool(re.search(r"(?:比|较|与|同|以)$", text[: span.start]))
