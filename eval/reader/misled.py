"""RGB zh_refine, evaluation only: answers among misleading passages, refusals without an answer.

Every passage is a document of its own; a question is asked with a filter on its documents, once on
all of them and once on those that do not answer.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.errors import BadRequest
from corpus.script import fold_text
from eval.compare import Paired
from eval.folding import fold
from eval.home import Opened, opened
from eval.metrics import Share
from eval.reader.own_questions import refusing_lines
from eval.reader.paragraphs import Progress
from eval.reader.refusing import Refusing
from eval.reader.rows import measured, spread
from eval.reader.stretches import Read
from qa.contract import AskRequest, Filters
from qa.decide import decide, unread
from qa.run import Choose

__all__ = ["Case", "Outcome", "ask_product", "holds", "lines", "measure", "read_cases"]

FILE = "rgb/zh_refine.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what an answer has to hold in one of its spellings each, and the passages."""

    number: int
    question: str
    wanted: tuple[tuple[str, ...], ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    def files(self) -> dict[str, str]:
        """Return the passages by the names of their files; those that answer come first."""
        texts = enumerate((*self.positive, *self.negative))
        return {f"{self.number:04}-{n:03}.txt": text for n, text in texts}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question's outcome in one mode: rules, reader, both."""

    found: bool  # the answer, with all passages pooled
    said: bool  # anything at all, with all passages pooled
    refused: bool  # with misleading passages only
    logits: tuple[float, float] | None = None  # that something answers: pooled, misleading only


def read_cases(folder: Path) -> list[Case]:
    """Read the questions; a line of the file holds one."""
    path = folder / FILE
    if not path.is_file():
        raise BadRequest(f"{path} is missing: name the folder that holds {FILE}")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [_case(one) for one in rows if one["positive"] and one["negative"]]


def _case(raw: dict[str, Any]) -> Case:
    wanted = tuple(
        tuple(map(str, one)) if isinstance(one, list) else (str(one),) for one in raw["answer"]
    )
    passages = [
        tuple(text for text in raw[which] if text.strip()) for which in ("positive", "negative")
    ]
    return Case(int(raw["id"]), raw["query"], wanted, passages[0], passages[1])


def holds(answer: str, wanted: Sequence[Sequence[str]]) -> bool:
    """Tell whether an answer holds one spelling of everything that is wanted."""
    folded = fold(answer)
    return all(any(fold(way) in folded for way in ways) for ways in wanted)


def measure(
    folder: Path, var: Path, read: Read, progress: Progress, limit: int | None = None
) -> dict[str, list[Outcome]]:
    """Ask all three: the rules, the reader by itself over every passage, and both."""
    cases = spread(read_cases(folder), limit)
    outcomes = {"reader": [ask_reader(one, read) for one in cases]}
    with TemporaryDirectory(prefix="policyqa-rgb-") as place:
        for case in cases:
            for name, text in case.files().items():
                (Path(place) / name).write_text(text, encoding="utf-8")
        with opened(Path(place), var / "rgb-vectors.sqlite", progress=progress) as home:
            for mode, choose in (("rules", unread), ("both", decide)):
                outcomes[mode] = []
                for done, one in enumerate(cases, 1):
                    outcomes[mode].append(ask_product(one, home, choose))
                    progress(f"rgb, {mode}", done, len(cases))
    return outcomes


def ask_reader(case: Case, read: Read) -> Outcome:
    """Read every passage; the best stretch of all is the answer where its logit is above 0."""
    texts = [("", fold_text(text)) for text in case.files().values()]
    stretches = read(fold_text(case.question), texts)
    misleading = [one for one in stretches if one.text >= len(case.positive)]
    if not stretches or not misleading:
        return Outcome(False, False, True)
    best, worst = stretches[0], misleading[0]
    said = best.answers >= 0
    found = said and holds(best.words, case.wanted)
    return Outcome(found, said, worst.answers < 0, (best.answers, worst.answers))


def ask_product(case: Case, home: Opened, choose: Choose) -> Outcome:
    """Ask with all passages, then with the misleading ones."""
    names = list(case.files())
    outcome = Outcome(False, False, True)
    for only, documents in ((False, names), (True, names[len(case.positive) :])):
        asked = AskRequest(question=case.question, filters=Filters(document=tuple(documents)))
        reply, _ = home.ask_with_draft(asked, choose)
        said = reply.status.value != "not_found"
        if only:
            return replace(outcome, refused=not said)
        words = " ".join((reply.answer, *reply.items))
        outcome = Outcome(said and holds(words, case.wanted), said, True)
    return outcome


def lines(outcomes: dict[str, list[Outcome]]) -> Iterator[str]:
    """Yield the table: a line for each mode, and both paired with the rules."""
    yield f"rgb: {len(outcomes['rules'])} questions, each with its own passages"
    yield f"{'':7} {'answer found':21} {'said, pooled':21} refused, misleading only"
    for mode in ("rules", "reader", "both"):
        own = outcomes[mode]
        columns = [
            Share.over([one.found for one in own]),
            Share.over([one.said for one in own]),
            Share.over([one.refused for one in own]),
        ]
        yield f"{mode:7} " + " ".join(measured(one) for one in columns)
    pairs = list(zip(outcomes["rules"], outcomes["both"], strict=True))
    for name, good in (("found", "found"), ("refused", "refused")):
        told = [(getattr(a, good), getattr(b, good)) for a, b in pairs]
        wins, losses = sum(b and not a for a, b in told), sum(a and not b for a, b in told)
        pair = Paired(name, wins, len(told) - wins - losses, losses)
        yield f"both against rules, {name}: win {wins}, loss {losses}, p {pair.p_value:.4f}"
    logits = [one.logits for one in outcomes["reader"] if one.logits]
    judged = [*((a, True) for a, _ in logits), *((b, False) for _, b in logits)]
    yield from refusing_lines(Refusing(tuple(judged)))
