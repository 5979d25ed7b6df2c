"""Who may apply: a right that a text gives to those whom it names as its 对象, 条件 or 范围.

A question such as 谁可以申请 asks for no doer: the body that gives out the paper is none of those
who may apply. The sentence is sought that says of whom the paper holds.
"""

import re

from corpus.attribution.clauses import clauses
from corpus.document import Enumeration, Span
from qa.answerers.enumerated import shown
from qa.contract import Kind
from qa.draft import Draft, Evidence, Scene, Statement, features_by_form
from qa.matching.fitness import Fit
from qa.matching.rank import MISSING_WEIGHT, place_fit
from qa.quote import plain, window
from qa.task import Task

__all__ = ["answer_eligible", "asks_who_may"]

MAX_ANSWER = 60  # code points of a short answer, by the contract
OWN, ABOVE = 0.7, 0.4  # for a sentence that says whom it means, or stands under a heading that does
GRANTED = 0.2  # for one that says that somebody may
BARRED = 0.4  # off for one that says who may not
SPOKEN_OF = 0.45  # coverage: what is applied for often stands in the title alone
LOWEST = 0.85  # score below which no sentence tells it
_WHO = (
    r"(?:谁|什么(?:样的)?人|(?:哪[些类种]?|什么(?:样的?)?)(?:人[员群]?|企业|单位|机构|组织|公司|主体|群体|个人|家庭"
    r"|学生|毕业生|老人|老年人|农户|商户|居民|对象|项目|产品|车辆?))"
)
_DEED = (
    r"(?:申[请报领]|报名|领[取到]?|享受|获得|拿到?|参[加评与]|纳入|补贴|报|入[住围选]|揭榜|使用)"
)
_ASKED = re.compile(
    rf"{_WHO}(?:才|都|也)?(?:可以?|能够?|有资格|够资格|符合条件)(?:来|去|被)?{_DEED}"
    rf"|(?:可以?|能够?|有资格){_DEED}[^，？]{{0,24}}的?(?:人|企业|单位|对象)?(?:是|有|包括)(?:谁|哪些)"
    rf"|(?:申[请报]|补[贴助]|奖[励补]|资助|支持|扶持|服务|保障|适用|发放|受理)的?(?:对象|主体|范围|人群)"
    r"(?:是|有|为|包括)?(?:谁|哪些|什么|哪类)"
    rf"|(?:面向|适用于?|针对)的?(?:是|对象是)?{_WHO}|谁有资格|谁符合"
)
_STATES = re.compile(
    r"(?:申[请报领]|补[贴助]|奖[励补]|资助|支持|扶持|服务|保障|救助|适用|发放|受益|参[评加]|评选|招[收生聘录]"
    r"|培训|揭榜|认定|受理|政策)的?(?:对象|主体|范围|条件|资格|人群|要求)"
)
_SUBJECT = re.compile(
    r"(?:人|单位|企业|机构|者|方|主体|个人|家庭)(?:应当?|须|必须|需)?(?:同时)?(?:具备|符合|满足|为|是)"
)
_GRANTS = re.compile(r"适用于|(?<!也)可以?(?:按规定)?(?:申[请报领]|享受|领取)")
_OF_SCOPE = re.compile(r"对象|范围|适用")
_BARS = re.compile(r"不(?:得|予|能|适用|在此|属于|再|享受|可以)")


def asks_who_may(view: str) -> bool:
    """True for a question about those whom a paper gives a right: 谁可以申请, 补贴对象是哪些人."""
    return _ASKED.search(view) is not None


def answer_eligible(task: Task) -> Draft | None:
    """Return whom a text gives the right that is asked about; None where nothing says it."""
    if not asks_who_may(task.question.view):
        return None
    found = [(score, scene) for scene in task.scenes if (score := _score(task, scene)) is not None]
    if not found:
        return None
    score, scene = max(found, key=lambda f: (f[0], -f[1].sentence.number, f[1].document.id))
    if score < LOWEST:
        return None
    features = features_by_form(scene.retrieval, coverage=min(task.cover(scene).score, 1.0))
    listed = _announced(task, scene)
    if listed is not None:
        heads = [item.head for item in listed.items]
        items = tuple(shown(scene.document.quote(head))[:MAX_ANSWER] for head in heads)
        statements = tuple(Statement((Evidence(scene.document, head),)) for head in heads)
        return Draft(Kind.LIST, "；".join(items), statements, items=items, features=features)
    span = _told(scene)
    answer = plain(scene.evidence(span).quote).strip("，。；：、 ")
    return Draft(
        Kind.SPAN, answer[:MAX_ANSWER], (Statement((window(scene, span),)),), features=features
    )


def _score(task: Task, scene: Scene) -> float | None:
    """Return how well a sentence says who may, None where it does not."""
    view = task.question.view
    text, heading = scene.text, scene.headings.rsplit(" ", 1)[-1]
    if scene.sentence.heading or len(text) < 8 or text[-1:] in "？?":
        return None
    if place_fit(task, scene) is Fit.NO:
        return None
    told = OWN * (_STATES.search(text[:16]) is not None or _SUBJECT.search(text[:24]) is not None)
    told = max(told, ABOVE * (_STATES.search(heading) is not None or asks_who_may(heading)))
    told += GRANTED * (_GRANTS.search(text) is not None)
    told += GRANTED * (_OF_SCOPE.search(view) is not None and _OF_SCOPE.search(text) is not None)
    if not told:
        return None
    held = task.cover(scene)
    gone = any(t.noun and t.weight >= MISSING_WEIGHT for t in held.missing)
    if held.score < SPOKEN_OF or gone:
        return None
    return held.score + told - BARRED * (_BARS.search(text) is not None)


def _announced(task: Task, scene: Scene) -> Enumeration | None:
    """Return the items that a sentence announces: 应当具备下列条件：."""
    if not scene.text.rstrip().endswith("："):
        return None
    own = scene.sentence.span
    for enumeration in task.material(scene.document.id).enumerations:
        if (
            enumeration.lead.overlaps(own)
            or own.end <= enumeration.items[0].span.start < own.end + 8
        ):
            return enumeration
    return None


def _told(scene: Scene) -> Span:
    """Return the first clauses of a sentence, as many as an answer holds."""
    parts = clauses(scene.text) or (Span(0, len(scene.text)),)
    end = parts[0].end
    for part in parts[1:]:
        if part.end - parts[0].start > MAX_ANSWER:
            break
        end = part.end
    return Span(parts[0].start, end)
