"""The demonstration: the sample documents that come with the program, and what to ask of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from corpus.errors import BadRequest

__all__ = ["QUESTIONS", "refuse_others", "sample_folder"]

# A figure, the same in the other script, a growth rate, a list, English, and one that the
# documents do not answer.
QUESTIONS = (
    "石景山区累计专利申请多少件？",
    "深圳2013年的中國專利申請量是多少？",
    "2013年深圳市PCT国际专利申请同比增长多少？",
    "中关村示范区知识产权工作存在哪些差距？",
    "How many patent applications did Zhongguancun's enterprises file in 2018?",
    "石景山区2019年的专利申请量是多少？",
)


@contextmanager
def sample_folder() -> Iterator[Path]:
    """Yield the folder of the sample documents as files."""
    with as_file(files("corpus").joinpath("samples")) as folder:
        yield folder


def refuse_others(home: Path, folder: Path) -> None:
    """Raise BadRequest when a home holds documents that are not the samples."""
    if not (home / "home.json").is_file():
        return
    from corpus.library import Library

    others = [root.path for root in Library(home).roots if root.path != str(folder.resolve())]
    if others:
        raise BadRequest(
            f"{str(home)!r} holds the documents of {others[0]!r}; the samples need a --home of "
            "their own"
        )
