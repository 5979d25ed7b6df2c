"""Rules only, reader only, both: the gold's questions by kind and script, with paired tests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.compare import Paired
from eval.evidence import Corpus
from eval.gold import Question
from eval.judge import judge
from eval.metrics import Share
from eval.reader.evidence_first import Scenes
from eval.reader.paragraphs import Progress
from eval.reader.rows import measured
from eval.records import Record
from qa.question import read_question
from qa.reader.engine import Engine
from qa.reader.reading import read
from qa.reader.verdict import Verdict

__all__ = ["MODES", "Outcome", "Said", "lines", "of_record", "read_only", "reply"]

MODES = ("rules", "reader", "both")
PASSAGES = 12  # hits that are handed to the reader, as in the product


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a question in one mode."""

    right: bool
    wrong_figure: bool
    refused: bool


@dataclass(frozen=True, slots=True)
class Said:
    """The reader's best stretch as a reply, for judging."""

    status: str
    kind: str = "span"
    answer: str = ""
    items: tuple[str, ...] = ()
    text: str = ""


def of_record(record: Record) -> Outcome:
    """Return the outcome that a run has kept."""
    return Outcome(record.right, record.wrong_figure, record.status == "not_found")


def reply(verdict: Verdict) -> Said:
    """Return the best stretch as the answer, refused below logit 0; its members are a list's."""
    if not verdict.found or verdict.found[0].answers < 0:
        return Said("not_found")
    best = verdict.found[0]
    members = tuple(scene.text[span.start : span.end] for scene, span in best.members)
    answer = best.scene.text[best.span.start : best.span.end]
    items = members if len(members) > 1 else ()
    return Said("answered", "list" if items else "span", answer, items, best.scene.text)


def read_only(
    questions: Sequence[Question], home: Scenes, engine: Engine, progress: Progress
) -> dict[str, Outcome]:
    """Answer with the reader's best stretch alone; no rule is asked."""
    found = {}
    for done, one in enumerate(questions, 1):
        scenes = home.scenes(one.question, PASSAGES)
        said = reply(read(read_question(one.question).view, scenes, engine))
        if one.kind != "list" and said.items:
            said = Said(said.status, "span", said.answer, (), said.text)
        verdict = judge(one, said)
        refused = said.status == "not_found"
        found[one.id] = Outcome(verdict.right, verdict.wrong_figure, refused)
        progress("ablation, reader", done, len(questions))
    return found


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
