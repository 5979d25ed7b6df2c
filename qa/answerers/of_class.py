"""One measure over all things of a class that the text names: 哪些乡镇收入超过…, 三个产业谁最高.

What `standings` is for places that a table knows, this is for industries, towns, zones, firms:
their names end in the word for the class, and each is asked after by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import rjieba

from corpus.clauses import content
from corpus.document import Quantity
from corpus.numerals import number
from corpus.periods import periods
from corpus.script import fold_text
from qa.answerers.compare import find
from qa.answerers.figure import candidates_for, draft
from qa.answerers.reckon import Found, ahead
from qa.answerers.standings import DONE, comparable, limit_of, listed, within
from qa.answerers.standings import MOST as LEADING
from qa.candidates import Candidate, candidate, rank
from qa.contract import Kind, RefusalCode
from qa.counted_series import counted, counted_behind
from qa.draft import Draft, Refused
from qa.fit import Fit
from qa.lexicon import endings, introducing, predicates
from qa.operands import Operand, operands
from qa.rank import ranked
from qa.spread import measured
from qa.task import Task

__all__ = ["answer_of_class"]

_UNIT = r"(?:个|座|家|类|种|大|项|条|处|所|支|款|批)"
_NUMERAL = r"(?:[两二三四五六七八九十]|\d{1,2})"
_NOUN = r"[㐀-鿿]{1,8}?"
_GROUPS = (
    re.compile(
        rf"(?<![第\d])(?P<count>{_NUMERAL}){_UNIT}(?P<class>{_NOUN})(?:里面?|当中|之中|之间|中)"
    ),
    re.compile(
        rf"(?<![第\d])(?P<count>{_NUMERAL}){_UNIT}(?P<class>{_NOUN})，?(?:是|有)?(?:哪(?:些|几{_UNIT}?|{_UNIT})|谁)"
    ),
    re.compile(rf"(?:是|有)?哪(?:些|几{_UNIT}?|一?{_UNIT})(?P<class>[㐀-鿿]{{1,8}})"),
    re.compile(rf"的?(?:是|为)(?:哪一?{_UNIT})(?P<class>[㐀-鿿]{{1,4}}?)(?=[？。]*$)"),
    re.compile(
        rf"的(?P<class>[㐀-鿿]{{2,4}})(?:都|分别)?(?:是|有)(?:哪(?:些|几{_UNIT}?|一?{_UNIT})|谁)"
    ),
)
MOST = re.compile(rf"{LEADING.pattern}|最[快慢长短强早晚]")
_WHICH = re.compile(rf"哪一?{_UNIT}|谁")
_EDGE = re.compile(r"^(?:的|里面?|当中|中|，)+|(?:达到?|有|在|是|为|的|都|均|里面?|当中|中){1,8}$")
_NAMING = ("n", "j", "v", "a", "b", "e", "i", "l", "s", "f", "x")  # tags of what a name is made of
_NO_NAME = re.compile(r"^(?:全|各|本|该|这|那|其|等|多|几|每|另|我|一批|[两二三四五六七八九十\d]+)")
_NO_AREA = re.compile(
    r"(?:[社小厂园景矿库]|开发|示范|保税)区$|^[地山城郊辖林牧灾校片专特港湾]区$|(?:主|老|新|中心)城区$|该县$"
)
_COUNTED = re.compile(rf"(?:{_NUMERAL}|多|各){_UNIT}?$")  # 五座滨江新城 are no name
_TOWNS = {
    "乡镇": ("镇", "乡"),
    "镇乡": ("镇", "乡"),
    "县区": ("县", "区"),
    "区县": ("县", "区"),
    "县市区": ("县", "市", "区"),
    "市县区": ("县", "市", "区"),
    "街镇": ("街道", "镇"),
    "镇街": ("街道", "镇"),
}
_OF_STANDINGS = ("城市", "市", "省", "省份", "地区", "地方", "国家")  # a table knows their names
_AREA = re.compile(
    r"县市区|市县区|县区|区县|乡镇|镇乡|街镇|镇街|街道|[镇乡县区州村](?![㐀-鿿]?[区村镇])"
)
_OWNER = re.compile(r"^[㐀-鿿]{2,4}?[省市区县州](?=[㐀-鿿]{2})")
LONGEST = 10  # code points of a name
NEAREST = 3  # sentences whose section and document's headings are looked through for names
SAID = 0.56  # coverage from which a run of figures is of the measure, as for any figure
READINGS = 3  # figures that may be a thing's, best first
MOST_NAMES = 14  # names asked after, some 5 ms each


@dataclass(frozen=True, slots=True)
class _Asked:
    kinds: tuple[str, ...]  # what the names end in
    measure: str
    place: str
    period: str
    owner: str  # an area that no table knows, of which all of them are
    limit: Quantity | None
    count: int | None


def answer_of_class(task: Task) -> Draft | Refused | None:
    """Answer what is asked of all things of a class, None where nothing such is asked."""
    asked = None if task.question.kind is Kind.YES_NO else _read(task.question.view)
    if asked is None or operands(task.question.view):
        return None
    named = _by_names(task, asked)
    if named is not None and (isinstance(named, Refused) or asked.limit is not None):
        return named
    run = _by_run(task, asked)
    if isinstance(run, Draft) and (named is None or len(run.figures) > len(named.figures)):
        return run  # one sentence tells of more of them than their names lead to
    return named or run or _by_counts(task, asked)


def _by_names(task: Task, asked: _Asked) -> Draft | Refused | None:
    """Ask after each thing whose name ends in the class."""
    named = [
        Operand(name, f"{asked.place}{name}{asked.period}{asked.measure}多少")
        for name in _names(task, asked)
    ]
    named = _with_figures(task, named[:MOST_NAMES], asked)
    if len(named) < 2 or (asked.count is not None and asked.count != len(named)):
        return None
    found = find(task, named)
    return None if isinstance(found, Refused) else _told(task, asked, found)


def _by_run(task: Task, asked: _Asked) -> Draft | Refused | None:
    """Take the things that a sentence tells by turns, each with its figure: 甲港96个、乙港61个…."""
    sub = task.again(f"{asked.place}{asked.period}{asked.measure}多少")
    sub = replace(sub, question=replace(sub.question, kind=Kind.FIGURE))
    claims = rank(sub)
    for best in claims[:MOST_NAMES]:
        if best.coverage.score < SAID or not best.fit.allowed or not _is_owned(best, asked):
            continue
        text, view = best.scene.text, best.scene.sentence.view
        for run in counted(text):
            members = [
                (one, claim)
                for one in run.members
                for claim in claims
                if claim.scene is best.scene and one.contains(view.locate(claim.figure.span))
            ]
            right = asked.count in (None, len(run.members)) and len(members) == len(run.members)
            if not right or best not in [claim for _, claim in members]:
                continue
            told = text + best.scene.headings + best.scene.lead
            if not any(kind in told for kind in asked.kinds if len(kind) > 1):
                continue  # so many of something else
            made = [(m, draft(sub, claim, [claim])) for m, claim in members]
            found = [
                Found(_name(text[m.start : view.locate(d.figures[0].figure.span).start], asked),
                      d.figures[0], d)
                for m, d in made
            ]  # fmt: skip
            return _told(task, asked, found)
    return None


def _by_counts(task: Task, asked: _Asked) -> Draft | Refused | None:
    """Take the things that a sentence counts by turns, each behind its number: 11件商标."""
    sub = task.again(f"{asked.place}{asked.period}{asked.measure}多少")
    for one in ranked(replace(sub, question=replace(sub.question, kind=Kind.FIGURE)))[:NEAREST]:
        view, figures = one.scene.sentence.view, one.scene.figures
        spans = [view.locate(figure.span) for figure in figures]
        for run in counted_behind(one.scene.text, spans) if one.coverage.score >= SAID else ():
            own = [figures[spans.index(span)] for span, _ in run]
            units = {figure.quantity.normalized_unit for figure in own}
            if asked.count not in (None, len(run)) or len(units) > 1:
                continue
            if asked.count is None and not all(n.endswith(asked.kinds) for _, n in run):
                continue
            claims = [candidate(sub, one.scene, figure) for figure in own]
            if any(claim.fit.place is Fit.NO or claim.fit.period is Fit.NO for claim in claims):
                continue
            made = [draft(sub, claim, [claim]) for claim in claims]
            names = [name for _, name in run]
            return _told(
                task, asked, [Found(n, d.figures[0], d) for n, d in zip(names, made, strict=True)]
            )
    return None


def _name(told: str, asked: _Asked) -> str:
    """Return a member's name without the words of the measure, which the first one may have."""
    words = [w for w, _ in rjieba.tag(told)]
    while len(words) > 1 and (words[-1] in asked.measure or words[-1] in predicates()):
        words.pop()
    return "".join(words)


def _told(task: Task, asked: _Asked, found: list[Found]) -> Draft | Refused | None:
    """Say which one is ahead, or which ones keep to the limit, in the order of the text."""
    found.sort(key=lambda one: (one.use.evidence.document.id, one.use.figure.span.start))
    if not comparable(found, asked.limit):
        return None
    if asked.limit is None:
        return ahead(task, found)
    kept = [one for one in found if within(one.value, asked.limit)]
    if not kept and asked.count is None:
        nearest = tuple(one.use.evidence for one in found)
        return Refused(RefusalCode.NO_EVIDENCE, nearest)
    return listed(kept, found, many=False, parts=len(found), missing=())


def _read(view: str) -> _Asked | None:
    """Take a question apart; None where it asks for no limit and for nothing that is ahead."""
    limit = limit_of(view)
    most = MOST.search(view)
    group = next((m for pattern in _GROUPS for m in [pattern.search(view)] if m), None)
    if group is None or not (limit or most):
        return None
    noun = _class_of(group)
    if not noun or noun in _OF_STANDINGS:
        return None
    ends = group.start("class") + group["class"].index(noun) + len(noun)
    cut = [(group.start(), max(ends, group.end()) if group.re is not _GROUPS[2] else ends)]
    cut += [(limit.span.start, limit.span.end)] if limit is not None else []
    cut += [m.span() for m in MOST.finditer(view)]
    which = re.compile(rf"(?:是|为)?(?:{_WHICH.pattern})(?:{re.escape(noun)})?")
    cut += [m.span() for m in which.finditer(view) if not group.start() <= m.start() < group.end()]
    rest = view
    for start, end in sorted(cut, reverse=True):
        rest = rest[:start] + "，" + rest[end:]
    parts = [_EDGE.sub("", part) for part in re.split(r"[，？。]", DONE.sub("，", rest))]
    measure, scope = measured("，".join(parts))
    if len(content(measure)) < 2:
        return None
    count = group.groupdict().get("count")
    measure = _EDGE.sub("", measure)
    times = periods(scope)
    period = scope[times[0].span.start : times[0].span.end] if times else ""
    owner = _OWNER.match(measure)
    measure = measure[owner.end() :] if owner else measure
    return _Asked(
        _kinds(noun),
        measure,
        scope.replace(period, ""),
        period,
        owner[0][:-1] if owner and len(owner[0]) > 2 else "",
        limit,
        int(number(count.replace("两", "二"))) if count else None,
    )


def _kinds(noun: str) -> tuple[str, ...]:
    """Return what the names of a class end in."""
    others = (*endings().get(noun, ()), *_TOWNS.get(noun, ()))
    return tuple(dict.fromkeys((*others, noun)))


def _class_of(group: re.Match[str]) -> str:
    """Return the noun that a class is called by: 新城 of 滨江新城, 乡镇 of 乡镇旅游收入."""
    said = group["class"]
    if group.re is not _GROUPS[2]:
        nouns = [w for w, tag in rjieba.tag(said) if tag[0] in "njlvs" and len(w) > 1]
        return nouns[-1] if nouns and said.endswith(nouns[-1]) else said.strip("的")
    area = _AREA.match(said)
    if area:
        return area[0]
    words = rjieba.tag(said)
    noun = next((w for w, tag in words[:2] if tag[0] in "njlv" and len(w) > 1), "")
    return noun if said[: said.find(noun)] == "" or words[0][1][0] in "abvn" else ""


def _names(task: Task, asked: _Asked) -> tuple[str, ...]:
    """Return the names of the class in the sentences at hand, and in what is around the best."""
    texts = [scene.text for scene in task.scenes]
    for scene in task.scenes[:NEAREST]:
        material = task.material(scene.document.id)
        texts += [fold_text(section.heading) for section in material.sections]
        around = (s for s in material.sentences if s.section == scene.sentence.section)
        texts += [sentence.view.text for sentence in around]
    found = (name for text in dict.fromkeys(texts) for name in _ending_in(asked.kinds, text))
    return tuple(dict.fromkeys(name for name in found if name not in asked.kinds))


def _ending_in(kinds: Sequence[str], text: str) -> Iterator[str]:
    """Yield the noun phrases of a text that end in one of the words for a class."""
    for clause in re.split(r"[，。；：、？！“”《》()|\s]", text):
        if not any(kind in clause for kind in kinds):
            continue
        ends, at = [0], 0
        words = rjieba.tag(clause)
        for word, _ in words:
            at += len(word)
            ends.append(at)
        for last, end in enumerate(ends[1:]):
            kind = next((k for k in kinds if clause.endswith(k, 0, end)), None)
            if kind is None:
                continue
            first = last
            while first and _goes_on(words[first - 1]) and end - ends[first - 1] <= LONGEST:
                first -= 1
            while first < last and words[first][0] in introducing():
                first += 1
            name = clause[ends[first] : end]
            counted = _COUNTED.search(clause, 0, ends[first])
            common = _NO_NAME.search(name) or (len(kind) == 1 and _NO_AREA.search(name))
            if len(name) > len(kind) and not counted and not common:
                yield name


def _goes_on(word: tuple[str, str]) -> bool:
    """True for a word that a name may hold in front of its last one."""
    return word[1][0] in _NAMING and word[0] not in predicates()


def _with_figures(task: Task, named: Sequence[Operand], asked: _Asked) -> list[Operand]:
    """Keep the names that the text gives a figure of the measure for.

    A figure is told of the thing that its own words name, else of the one that the heading right
    above it does.
    """
    told: list[tuple[Operand, bool]] = []
    for one in named:
        sub = task.again(one.question)
        good = candidates_for(replace(sub, question=replace(sub.question, kind=Kind.FIGURE)))
        own = [_is_told_of(one.name, claim, asked) for claim in good[:READINGS]]
        if any(own) or any(_is_headed(one.name, claim, asked) for claim in good[:READINGS]):
            whole = any(one.name in claim.scene.title for claim in good[:READINGS])
            told.append((one, any(own) and not whole))
    by_itself = [one for one, own in told if own]
    return by_itself if len(by_itself) > 1 else [one for one, _ in told]


def _is_told_of(name: str, claim: Candidate, asked: _Asked) -> bool:
    """True for a figure whose own words or subject name the thing."""
    figure = claim.figure
    own = next(kind for kind in asked.kinds if name.endswith(kind))
    told = figure.measure + figure.context + (figure.subject.text if figure.subject else "")
    return name.removesuffix(own) in told and _is_owned(claim, asked)


def _is_headed(name: str, claim: Candidate, asked: _Asked) -> bool:
    return name in claim.scene.headings.rsplit(" ", 1)[-1] and _is_owned(claim, asked)


def _is_owned(claim: Candidate, asked: _Asked) -> bool:
    scene = claim.scene
    return asked.owner in scene.text + scene.title + scene.headings
