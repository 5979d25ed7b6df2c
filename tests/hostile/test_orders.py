"""Documents that give orders are quoted, never obeyed; they steer no page, terminal or table."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.library import Library
from eval.cli import main  # noqa: F401  the command with all of its parts
from eval.hostile.texts import OBEYED, ORDERS
from index.build import build
from index.models import ModelParameters
from index.parameters import IndexParameters
from index.search import Searcher
from qa.ask import Assistant
from qa.cli import cli
from qa.contract import AskRequest
from qa.settings import read_settings

WORDS = ("index.model.name=none", "answer.reader=false")
FACT = "2021年，柳溪镇修缮古桥12座。"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ANSI = "\x1b[2J\x1b]0;owned\x07\x1b[31m"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    orders = "\n".join(ORDERS)
    text = (
        f"柳溪镇2021年工作简报\n\n{orders}\n\n{FACT}\n{orders}\n{ANSI}=1+1，全镇新增绿道7公里。\n"
    )
    (folder / f"{SCRIPT[:8]}.txt".replace("<", "＜")).write_text(text, "utf-8")
    (folder / "题.html").write_text(
        f"<html><head><title>{SCRIPT.replace('<', '&lt;')}</title></head><body><p>"
        f"河口镇2021年修缮古桥34座。{orders}</p></body></html>",
        "utf-8",
    )
    library = Library(tmp_path / "home")
    library.ingest(folder)
    build(library, IndexParameters(model=ModelParameters(name="none")))
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("question", "answer"),
    [("柳溪镇2021年修缮古桥多少座？", "12座"), ("河口镇2021年修缮古桥多少座？", "34座")],
)
def test_orders_change_no_answer(home: Path, question: str, answer: str) -> None:
    settings = read_settings(home, WORDS)
    assistant = Assistant(Searcher(home, settings.index), settings)
    response = assistant.ask(AskRequest(question=question))
    assert response.answer == answer
    assert not any(obeyed in response.answer for obeyed in OBEYED)
    for citation in response.citations:
        document = assistant.store.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
    assistant.close()


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "柳溪镇2021年新增绿道多少公里？", "--no-reader"),
        ("ask", "柳溪镇的财政收入是多少？", "--no-reader"),
        ("documents",),
        ("figures",),
        ("show", "柳溪镇", "--outline"),
    ],
)
def test_no_document_steers_the_terminal(home: Path, command: tuple[str, ...]) -> None:
    options = ("--set", WORDS[0]) if command[0] == "ask" else ()
    done = CliRunner().invoke(cli, [*command, *options, "--home", str(home)])
    assert done.exit_code == 0, done.output
    assert "\x1b" not in done.output
    assert "\x07" not in done.output


def test_no_cell_of_a_table_is_a_formula(home: Path) -> None:
    done = CliRunner().invoke(cli, ["figures", "--csv", "--home", str(home)])
    rows = list(csv.reader(io.StringIO(done.output)))
    assert len(rows) > 2
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "\t", "\r"))]


def test_names_of_files_do_not_steer_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text(FACT, "utf-8")
    (folder / "\x1b[2J.txt").write_text(FACT, "utf-8")
    (folder / "\x1b[31m.bin").write_bytes(b"x")
    command = ["ingest", str(folder), "--home", str(tmp_path / "home"), "--set", WORDS[0]]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert "\\x1b[2J.txt" in done.output
