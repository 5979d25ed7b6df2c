"""Questions that lean on what was asked before, as 那2014年呢？ or 该区的增长率是多少？ do.

A follow-up becomes one or several questions that stand alone, the likeliest first; which of them
the documents answer is for the caller to find out. Everything is in search form.
"""

import re
from collections.abc import Sequence

from corpus.attribution.clauses import content
from corpus.document import Span
from qa.asking.parts import ASKING, with_scope
from qa.asking.wanted import aspect_asked
from qa.contract import Turn
from qa.question import ASKING_NUMBER, Question, read_question

__all__ = ["is_bare", "leans", "readings"]

_OPENS = re.compile(r"^(?:那么?|然后|还有|以及|另外|再问一下)[，\s]*")
_ENDS = re.compile(r"的?(?:呢|又如何|怎么样|如何)?(?:(?<![？?。！\s])[？?。！\s]+)?$")
_ELLIPSIS = re.compile(r"呢[？?。！\s]*$")
_FOREIGN = re.compile(
    r"^\s*(?:and|what about|how about|what of)\b|^(?:では|じゃあ?|それでは)", re.I
)
_LONGEST_ELLIPSIS = 16  # code points; longer ones say what they ask
_PLACE_PRONOUN = re.compile(
    r"(?:该|这个?|那个?|此|同一?个?)(?:市|区|县|省|州|城市|地方?|地区|园区|开发区)|那里|那边|那儿|当地|此地"
)
_TIME_PRONOUN = re.compile(r"(?:同|当|该|那一|这一|那)年(?!度?报)|同期|(?:那|这)个?时候|当时")
_THING_PRONOUN = re.compile(
    r"(?:该|这[个家项份]?|那[个家项份]?|此)"
    r"(?:公司|企业|单位|机构|部门|基地|平台|中心|项目|工程|政策|文件|计划|协会|学校|医院|基金|办法|制度)"
    r"|它们?|他们?(?!人)|她们?"
)
_WEIGHTY = 0.3  # weight of a term from which a question says what it is about
_LONGEST_NAME = 30  # code points of an earlier answer that a pronoun may stand for
_OF_IT = re.compile(
    r"率$|占比|比例|比重|增速|增幅|排名|位次|目标|同比"
)  # what may be asked of any figure
_COPULA = re.compile(r"(?:一共|总共|大约|大概|约)?(?:是|有|为|达到|达|共)?$")


def leans(question: Question) -> bool:
    """True when a question cannot be understood without the one before."""
    view = question.view
    if _FOREIGN.search(question.text) or any(
        p.search(view) for p in (_PLACE_PRONOUN, _TIME_PRONOUN, _THING_PRONOUN)
    ):
        return True
    if _ELLIPSIS.search(view) and len(view) <= _LONGEST_ELLIPSIS and not ASKING.search(view):
        return True
    return is_bare(question) or _says_little(question)


def readings(question: Question, history: Sequence[Turn]) -> tuple[str, ...]:
    """Return questions that stand alone for one that follows others, the likeliest first.

    Earlier turns are understood by the turns before them in turn. Empty when nothing can be taken
    over.
    """
    before: Question | None = None
    answer = ""
    for turn in history:
        one = read_question(turn.question)
        if before is not None and leans(one):
            found = _readings(one, before, answer)
            one = read_question(found[0]) if found else one
        before, answer = one, turn.answer
    return _readings(question, before, answer) if before is not None else ()


def _readings(question: Question, before: Question, answer: str) -> tuple[str, ...]:
    if _FOREIGN.search(question.text):
        question = read_question(_FOREIGN.sub("", question.text).strip() or question.text)
    view = _with_names(_OPENS.sub("", question.view), before, answer)
    named = read_question(view) if view else question
    if ASKING.search(view) and not is_bare(named) and not _says_little(named):
        found = [view, with_scope(before, view)]
    else:
        found = _completed(named, before)
    return tuple(dict.fromkeys(one for one in found if one != question.view))


def is_bare(question: Question) -> bool:
    """True when a question names nothing that it asks about, as 2014年是多少."""
    view = question.view
    spans = [p.span for p in question.places] + [p.span for p in question.periods]
    rest = ASKING.sub("", _without(view, spans))
    return len(re.sub(r"\W|那么?|呢|吗|[是有的了又还]", "", rest)) < 2


def _says_little(question: Question) -> bool:
    """True when a question names only a face of a figure, as 增长率是多少."""
    return not any(t.weight >= _WEIGHTY for t in question.terms)


def _with_names(view: str, before: Question, answer: str) -> str:
    """Return a question with names in place of its pronouns."""
    place = _first(before.view, [p.span for p in before.places])
    time = _first(before.view, [p.span for p in before.periods])
    thing = answer if _is_name(answer) else place
    for pattern, name in ((_PLACE_PRONOUN, place), (_TIME_PRONOUN, time), (_THING_PRONOUN, thing)):
        found = pattern.search(view) if name else None
        if found:
            view = view[: found.start()] + name + view[found.end() :]
    return view


def _is_name(answer: str) -> bool:
    return 0 < len(answer) <= _LONGEST_NAME and not re.search(r"[0-9，。；]", answer)


def _completed(question: Question, before: Question) -> list[str]:
    """Return the earlier question with what the ellipsis names in the place of its like."""
    fragment = read_question(_ENDS.sub("", question.view).strip() or question.view)
    spans = [p.span for p in fragment.places] + [p.span for p in fragment.periods]
    scoped = _replaced(before, fragment)
    rest = _without(fragment.view, spans)
    asks = ASKING.search(rest)
    named = rest[: asks.start()] if asks else rest
    named = re.sub(r"^(?:的|在|和|与|、|，|\s|是|有)+|(?:的|\s|是|有|又|？)+$", "", named)
    tail = rest[asks.start() :] if asks else ""
    if content(named):
        return _other_matter(read_question(scoped), named, tail)
    if asks and not ASKING_NUMBER.match(tail):  # 为什么, 什么时候: something else of the same
        return [f"{ASKING.sub('', scoped).rstrip('？')}，{tail}"]
    return [scoped]


def _replaced(before: Question, fragment: Question) -> str:
    """Return the earlier question, of the fragment's place and time where it names them."""
    view = before.view
    changes = []
    for own, new in ((before.periods, fragment.periods), (before.places, fragment.places)):
        if not new:
            continue
        words = fragment.view[new[0].span.start : new[-1].span.end]
        first = min((p.span for p in own), default=None, key=lambda s: s.start)
        if first is not None:
            changes.append((first, words))
        else:
            changes.append((Span(0, 0), words))
    for span, words in sorted(changes, key=lambda c: -c[0].start):
        view = view[: span.start] + words + view[span.end :]
    return view


def _other_matter(before: Question, named: str, tail: str) -> list[str]:
    """Return the earlier question about another matter: with one of its words replaced, or anew."""
    head = _head(before.view)
    tail = tail or before.view[len(head) :] or "？"
    spans = _matter_spans(before, head)
    asked_of_it = aspect_asked(named) is not None or _OF_IT.search(named) is not None
    found = [f"{head}{named}是{tail}"] if asked_of_it else []
    if spans:
        last = spans[-1]
        if len(last) >= 2 * len(named):  # 授权 after 专利申请 is 专利授权
            found.append(head[: last.end - len(named)] + named + head[last.end :] + tail)
        alike = [s for s in spans if set(head[s.start : s.end]) & set(named)]
        swapped = (alike or spans)[-1]
        found.append(head[: swapped.start] + named + head[swapped.end :] + tail)
    return [*found, with_scope(before, f"{named}{tail}")]


def _head(view: str) -> str:
    """Return a question up to what asks: 深圳专利申请 of 深圳专利申请是多少."""
    asks = ASKING.search(view)
    return _COPULA.sub("", view[: asks.start()]) if asks else view.rstrip("？")


def _matter_spans(question: Question, head: str) -> list[Span]:
    """Return where the head of a question names its matter: its longer words, in order."""
    named = [(head.rfind(t.text), len(t.text)) for t in question.terms if len(t.text) > 1]
    spans = [Span(at, at + length) for at, length in sorted(named) if at >= 0]
    scope = [p.span for p in question.places] + [p.span for p in question.periods]
    return [s for s in spans if not any(s.overlaps(other) for other in scope)]


def _first(view: str, spans: Sequence[Span]) -> str:
    return view[spans[0].start : spans[0].end] if spans else ""


def _without(view: str, spans: Sequence[Span]) -> str:
    for span in sorted(spans, key=lambda s: -s.start):
        view = view[: span.start] + view[span.end :]
    return view
