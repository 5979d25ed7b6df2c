"""Every regular expression of the project, found by itself, and how it is applied.

Compiled ones are taken out of the modules' globals, wherever they lie in them, and of what cached
functions make of data files; those written inside of functions are read from the sources.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

__all__ = ["PACKAGES", "Used", "patterns", "unread"]

PACKAGES = ("corpus", "index", "qa", "eval")
_ANYWHERE = ("search", "finditer", "findall", "sub", "subn", "split")
_AT_START = ("match", "fullmatch")
_WAYS = (*_ANYWHERE, *_AT_START)
_DEPTH = 4  # of containers that are looked into: tables of rules hold tuples of patterns
_NOT_IMPORTED = ("eval.reader.network", "eval.reader.train")  # torch: seconds, and no patterns


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, where it comes from, and whether it is sought anywhere or at one place only."""

    pattern: re.Pattern[str]
    where: str
    anywhere: bool


def patterns(packages: Iterable[str] = PACKAGES) -> tuple[Used, ...]:
    """Return each pattern over text once, by where it was found first."""
    found: dict[tuple[str, int], Used] = {}
    modules = list(_modules(packages))
    trees = [ast.parse(Path(module.__file__ or "").read_text("utf-8")) for module in modules]
    ways: dict[str, set[str]] = {}
    for tree in trees:
        for name, used_as in _ways(tree).items():
            ways.setdefault(name, set()).update(used_as)
    for module, tree in zip(modules, trees, strict=True):
        own = {**ways, **{name: one for name, one in _ways(tree).items() if name.startswith("_")}}
        for used in (*_held(module, own), *_written(module, tree)):
            key = (used.pattern.pattern, used.pattern.flags)
            known = found.get(key)
            if known is None or (used.anywhere and not known.anywhere):
                found[key] = used
    return tuple(found.values())


def _modules(packages: Iterable[str]) -> Iterator[ModuleType]:
    for name in packages:
        package = importlib.import_module(name)
        yield package
        for info in pkgutil.walk_packages(package.__path__, f"{name}."):
            if info.name not in _NOT_IMPORTED:
                yield importlib.import_module(info.name)


def _held(module: ModuleType, ways: dict[str, set[str]]) -> Iterator[Used]:
    """Yield the compiled patterns in a module's globals; one not seen in use is sought anywhere."""
    for name, value in sorted(vars(module).items()):
        for pattern in _inside(_made(value, module), _DEPTH):
            used = ways.get(name, set())
            anywhere = not used or bool(used & set(_ANYWHERE)) or value is not pattern
            yield Used(pattern, f"{module.__name__}.{name}", anywhere)


def _made(value: object, module: ModuleType) -> object:
    """Return what a cached function of the module makes without being given anything: patterns."""
    function = getattr(value, "__wrapped__", None) if hasattr(value, "cache_info") else None
    if not callable(value) or function is None or function.__module__ != module.__name__:
        return value
    told = inspect.signature(function)
    patterns_made = "Pattern" in str(told.return_annotation)
    return value() if patterns_made and not told.parameters else value


def _inside(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, dict):
        for key, one in value.items():
            yield from _inside(key, depth - 1)
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for field in value.__dataclass_fields__:
            yield from _inside(getattr(value, field, None), depth - 1)


def _ways(tree: ast.AST) -> dict[str, set[str]]:
    """Return how each name of a module is called: NAME.search, NAME.fullmatch."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in _WAYS:
                found.setdefault(node.value.id, set()).add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.setdefault(node.id, set())
    handed = {  # given to another function, which may seek it anywhere
        arg.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for arg in node.args
        if isinstance(arg, ast.Name)
    }
    for name in handed & set(found):
        found[name].add("search")
    return found


def _written(module: ModuleType, tree: ast.AST) -> Iterator[Used]:
    """Yield patterns that stand as literals in calls of `re`."""
    for node, way in _calls(tree):
        pattern = node.args[0]
        if way == "compile":  # a global, which `_held` finds
            continue
        if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
            where = f"{module.__name__}:{node.lineno}"
            yield Used(re.compile(pattern.value), where, way not in _AT_START)


def unread(packages: Iterable[str] = PACKAGES) -> tuple[str, ...]:
    """Return where functions put a pattern together while they run: those are not found here."""
    found: list[str] = []
    for module in _modules(packages):
        tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)]
        within = {id(inner) for one in functions for inner in ast.walk(one)}
        found += [
            f"{module.__name__}:{node.lineno}"
            for node, _ in _calls(tree)
            if id(node) in within and not isinstance(node.args[0], ast.Constant)
        ]
    return tuple(dict.fromkeys(found))


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and node.args
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in (*_WAYS, "compile")
        ):
            yield node, node.func.attr
