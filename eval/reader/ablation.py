"""Rules only, reader only, both: the gold's questions by kind and script, with paired tests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.compare import Paired
from eval.evidence import Corpus
from eval.gold import Question
from eval.judge import judge
from eval.metrics import Share
from eval.reader.paragraphs import Progress
from eval.reader.rows import measured
from qa.answerers.reading import answer_reading
from qa.contract import AskRequest, AskResponse, RefusalCode
from qa.decide import decide, unread
from qa.draft import Draft, Refused
from qa.run import Choose
from qa.task import Task
from qa.verify import supported

__all__ = ["MODES", "Outcome", "accuracies", "lines", "measure", "reader_alone"]

MODES = ("rules", "reader", "both")


class Asked(Protocol):
    """What is measured: answers, chosen between rules and reader as one says."""

    def ask_with_draft(
        self, request: AskRequest, choose: Choose = ...
    ) -> tuple[AskResponse, Draft | Refused]:
        """Answer a question."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a question in one mode."""

    right: bool
    wrong_figure: bool
    refused: bool


def reader_alone(task: Task, _: Draft | Refused) -> Draft | Refused:
    """Take the reader's answer, and its refusal: below logit 0, or where it finds nothing."""
    verdict = task.verdict()
    if verdict is not None and verdict.found and verdict.found[0].answers >= 0:
        own = answer_reading(task, verdict)
        if own is not None and supported(own):
            return own
    return Refused(RefusalCode.NO_EVIDENCE)


_CHOICES: Mapping[str, Choose] = {"rules": unread, "reader": reader_alone, "both": decide}


def measure(
    questions: Sequence[Question], home: Asked, progress: Progress
) -> dict[str, dict[str, Outcome]]:
    """Return the outcomes by mode and question id."""
    found: dict[str, dict[str, Outcome]] = {mode: {} for mode in MODES}
    for done, one in enumerate(questions, 1):
        request = AskRequest(question=one.question)
        for mode in MODES:
            response, _ = home.ask_with_draft(request, _CHOICES[mode])
            verdict = judge(one, response)
            refused = response.status.value == "not_found"
            found[mode][one.id] = Outcome(verdict.right, verdict.wrong_figure, refused)
        progress("ablation", done, len(questions))
    return found


def accuracies(outcomes: Mapping[str, Mapping[str, Outcome]]) -> dict[str, float]:
    """Return the share of right answers by mode, for the log of report runs."""
    return {
        f"ablation {mode}": Share.over([one.right for one in own.values()]).value
        for mode, own in outcomes.items()
    }


def lines(
    questions: Sequence[Question], corpus: Corpus, outcomes: Mapping[str, Mapping[str, Outcome]]
) -> Iterator[str]:
    """Yield the table: aggregates alone, so that it may be of the report part."""
    yield f"ablation: {len(questions)} questions, {corpus.edition.value} documents"
    head = " ".join(f"{mode:21}" for mode in MODES)
    yield f"{'right':22} {'n':>5} {head} both/rules: win loss p"
    for name, ids in groups(questions).items():
        yield _line(name, ids, outcomes, "right")
    answerable = [one.id for one in questions if one.expected.answerable]
    rest = [one.id for one in questions if not one.expected.answerable]
    yield _line("unanswerable refused", rest, outcomes, "refused")
    yield _line("answerable refused", answerable, outcomes, "refused")
    yield _line("wrong figure", [one.id for one in questions], outcomes, "wrong_figure")
    everything = [one.id for one in questions]
    for mode in MODES[1:]:
        pair = paired(everything, outcomes[MODES[0]], outcomes[mode], "right")
        yield (
            f"{mode} against rules, right: win {pair.wins}, tie {pair.ties}, loss {pair.losses},"
            f" p {pair.p_value:.4f}"
        )


def groups(questions: Sequence[Question]) -> dict[str, list[str]]:
    """Return the ids of all questions, and of the answerable by kind and by script."""
    found: dict[str, list[str]] = {"all": [one.id for one in questions]}
    for one in sorted(questions, key=lambda one: (one.kind, one.id)):
        if one.expected.answerable:
            found.setdefault(f"kind {one.kind}", []).append(one.id)
    for one in sorted(questions, key=lambda one: (one.script, one.id)):
        found.setdefault(f"script {one.script}", []).append(one.id)
    return found


def paired(
    ids: Sequence[str], first: Mapping[str, Outcome], second: Mapping[str, Outcome], what: str
) -> Paired:
    """Pair two modes by one outcome; wins are questions of which it is true in the second only."""
    told = [(getattr(first[one], what), getattr(second[one], what)) for one in ids]
    wins, losses = sum(b and not a for a, b in told), sum(a and not b for a, b in told)
    return Paired(what, wins, len(told) - wins - losses, losses)


def _line(
    name: str, ids: Sequence[str], outcomes: Mapping[str, Mapping[str, Outcome]], what: str
) -> str:
    shares = [Share.over([getattr(outcomes[mode][one], what) for one in ids]) for mode in MODES]
    pair = paired(ids, outcomes["rules"], outcomes["both"], what)
    told = " ".join(measured(one) for one in shares)
    return f"{name:22} {len(ids):5} {told} {pair.wins:15} {pair.losses:4} {pair.p_value:.4f}"
