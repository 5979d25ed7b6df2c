"""Made-up documents whose figures depend on the edition, and which edition a home holds."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from corpus.errors import IndexMissing, PolicyqaError
from corpus.library import Library
from index import versions
from index.search import Searcher
from qa.ask import Assistant
from qa.contract import AskRequest
from qa.settings import read_settings

__all__ = ["WORDS", "State", "debris", "edition", "faults", "write"]

WORDS = "index.model.name=none"
_PLACES = ("柳溪镇", "河口镇", "云台乡", "石桥镇", "白塔乡", "松林镇", "竹园镇", "南坪乡")

State = Mapping[str, str]  # document: text; what a home may hold


def edition(number: int) -> dict[str, str]:
    """Return the documents of an edition: some change, one comes and goes."""
    found = {}
    for at, place in enumerate(_PLACES):
        if at == 7 and number % 2:
            continue
        told = number if at < 3 or at == number % 7 else 0
        found[f"{place}.txt"] = (
            f"{place}2021年工作简报\n\n一、基本情况\n\n"
            f"2021年，{place}修缮古桥{told * 10 + at + 1}座，新增绿道{at + 2}公里。\n"
        )
    return found


def write(folder: Path, state: State) -> None:
    """Let a folder hold a state and nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in state:
            path.unlink()
    for name, text in state.items():
        (folder / name).write_text(text, "utf-8")


def faults(home: Path, allowed: Iterable[State]) -> tuple[str, ...]:
    """Return what is wrong with a home: it serves one of the states whole, and answers from it."""
    states = list(allowed)
    try:
        wrong = list(versions.verify(home / "index"))
    except IndexMissing:
        return () if {} in states else ("nothing serves",)
    except PolicyqaError as error:
        return (f"the index: {error}",)
    wrong += [f"the library: {damage.message}" for damage in Library(home).verify()]
    try:
        settings = read_settings(home, (WORDS, "answer.reader=false"))
        assistant = Assistant(Searcher(home, settings.index), settings)
    except PolicyqaError as error:
        return (*wrong, f"it cannot be opened: {error}")
    held = {one.path: one.sha256 for one in assistant.store.documents()}
    fitting = [state for state in states if held == _digests(state)]
    if not fitting:
        wrong.append(f"it serves none of the states: {sorted(held)}")
    else:
        wrong += _answers(assistant, fitting[0])
    assistant.close()
    return tuple(wrong)


def _digests(state: State) -> dict[str, str]:
    return {name: sha256(text.encode()).hexdigest() for name, text in state.items()}


def _answers(assistant: Assistant, state: State) -> list[str]:
    """Ask after one figure, and return what is wrong with the answer."""
    if not state:
        return []
    name = max(state, key=lambda one: (sha256((one + state[one]).encode()).digest(), one))
    place = name.removesuffix(".txt")
    bridges = state[name].partition("修缮古桥")[2].partition("座")[0]
    answer = assistant.ask(AskRequest(question=f"{place}2021年修缮古桥多少座？"))
    if bridges not in answer.answer:
        return [f"{place} has {bridges}, the answer is {answer.answer!r}"]
    return []


def debris(home: Path) -> tuple[str, ...]:
    """Return files that a dead process left and that a whole run should have taken away."""
    return tuple(
        path.relative_to(home).as_posix()
        for path in sorted(home.rglob("*"))
        if path.name.startswith(".") and path.name != ".gitignore"
    )
