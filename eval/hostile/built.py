"""Patterns that functions put together while they run, seen by running them.

They hold words of a question or names out of the documents, so that no list of them exists; one or
two are taken from each place that builds some, as the samples are read and questioned.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.hostile.patterns import PACKAGES, Used

__all__ = ["built", "recorded"]

_OF_A_PLACE = 2  # patterns that are kept of one line of code
_EVERY = 4  # of the tuning questions is asked


@contextmanager
def recorded(packages: Sequence[str] = PACKAGES) -> Iterator[list[Used]]:
    """Collect what is compiled in functions of the packages while the block runs."""
    found: list[Used] = []
    seen: dict[str, set[str]] = {}
    compiling: Callable[[Any, int], re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]

    def compiled(pattern: Any, flags: int) -> re.Pattern[Any]:
        made = compiling(pattern, flags)
        used = sys._getframe(1)  # `re.compile`, or another of its functions
        frame = used.f_back or used  # who called it
        module = frame.f_globals.get("__name__", "")
        if module.partition(".")[0] in packages and frame.f_code.co_name != "<module>":
            where = f"{module}:{frame.f_lineno}"
            known = seen.setdefault(where, set())
            if isinstance(made.pattern, str) and len(known | {made.pattern}) <= _OF_A_PLACE:
                if made.pattern not in known:
                    at_start = used.f_code.co_name in ("match", "fullmatch")
                    found.append(Used(made, where, anywhere=not at_start))
                known.add(made.pattern)
        return made

    re._compile = compiled  # type: ignore[attr-defined]
    try:
        yield found
    finally:
        re._compile = compiling  # type: ignore[attr-defined]


def built() -> tuple[Used, ...]:
    """Read the samples, ask questions of the tuning part, and return what was compiled on the way.

    By rules alone: the reader's parts compile nothing of a question.
    """
    from corpus.library import Library
    from eval.gold import Part, load, select
    from index.build import build
    from qa.ask import Assistant
    from qa.contract import AskRequest
    from qa.demo import sample_folder
    from qa.settings import read_settings

    with TemporaryDirectory() as place, sample_folder() as folder, recorded() as found:
        home = Path(place)
        library = Library(home)
        library.ingest(folder)
        settings = read_settings(home, ("index.model.name=none", "answer.reader=false"))
        build(library, settings.index)
        assistant = Assistant.open(home, settings)
        for one in select(load(), Part.TUNE)[::_EVERY]:
            assistant.ask(AskRequest(question=one.question))
        assistant.close()
    return tuple(found)
