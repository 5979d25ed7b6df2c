"""Questions that the text itself puts and answers, such as 问：可以申请吗？答：不可以."""

import re
from collections.abc import Sequence

from corpus.document import Span
from qa.answerers.asserted_figure import NO, YES
from qa.contract import Kind
from qa.draft import Draft, Evidence, Scene, Statement
from qa.matching.align import Layer
from qa.matching.denial import denies
from qa.matching.fitness import Fit
from qa.matching.place_fit import place_of
from qa.matching.rank import Ranked, features
from qa.quote import plain
from qa.task import Task

ALIKE = 0.7  # coverage from which the text's question is the one that is asked
MISSING_WEIGHT = 0.5  # a noun of this weight that the text's question lacks: it asks another thing
MAX_ANSWER = 60  # code points of a short answer, by the contract
_PUT = re.compile(
    r"(?:吗|么|[能可会要算用]不[能可会要算用][㐀-鿿]{0,60}|能否|可否|是否[^？]{0,120}|有没有[^？]{0,120})[^，。；？]{0,8}[？]$"
)
_OPEN = re.compile(r"(.)[不没]\1|有没有|有无|是否|能否|可否")  # what asks without denying
_WORD = re.compile(
    r"(?P<no>不(?:可以?|能|算|行|需要?|必|用|是|会|得|予|允许|属于)?|否|没有|无需|无须|无法|未)"
    r"(?=$|[，。；])|(?P<yes>可以?|能够?|算|是的?|有|需要?|会|行|要|属于|对)(?=$|[，。；])"
)


def answer_put(task: Task, view: str, order: Sequence[Ranked]) -> Draft | None:
    """Answer as the text answers the same question, where it answers with a word of yes or no."""
    for one in order:
        scene = one.scene
        if not _PUT.search(scene.text) or not _same(task, scene):
            continue
        sentences = task.material(scene.document.id).sentences
        at = scene.sentence.number + 1
        if at >= len(sentences):
            return None
        told = sentences[at]
        word = _WORD.match(told.view.text)
        if word is None:
            return None
        turned = denies(view) != denies(_OPEN.sub("", scene.text))
        said = (word["yes"] is not None) != turned
        further = sentences[at + 1 : at + 2]
        reason = [s for s in further if s.section == told.section and not s.heading]
        spans = [told.span, *(s.span for s in reason)]
        fact = plain(scene.document.quote(Span(told.span.start, spans[-1].end))).strip("。 ")
        answer = f"{YES if said else NO}，{fact}"
        statements = tuple(Statement((Evidence(scene.document, span),)) for span in spans)
        return Draft(
            Kind.YES_NO,
            answer if len(answer) <= MAX_ANSWER else (YES if said else NO),
            statements,
            features=features([one]),
        )
    return None


def _same(task: Task, scene: Scene) -> bool:
    """True when a question of the text asks what is asked."""
    places = [place_of(p.canonical, scene.place, scene) for p in task.question.places]
    if places and max(places) is Fit.NO:
        return False
    around = f"{scene.title}，{scene.headings}"
    coverage = task.aligner.cover((Layer(scene.text, 1.0), Layer(around, 0.8)))
    gone = [t for t in coverage.missing if t.noun and t.weight >= MISSING_WEIGHT]
    return coverage.score >= ALIKE and not gone
