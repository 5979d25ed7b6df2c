import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from corpus.errors import BadRequest, PolicyqaError
from eval.cli import evaluate
from eval.gate import Floors, write_floors
from eval.gold import Part, Question
from eval.records import Header, Run
from eval.session import Wish, evaluate_once
from tests.eval.build import record

PLAIN = Wish(
    part="tune",
    corpus=None,
    samples=True,
    show_failures=False,
    kind=None,
    check_gold=False,
    gate=False,
    raise_floors=False,
    report=None,
    out=None,
    overrides=(),
)


def wish(**changes: Any) -> Wish:
    fields = {name: getattr(PLAIN, name) for name in Wish.__dataclass_fields__}
    return Wish(**{**fields, **changes})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question rightly without an assistant; return the ids asked."""
    ids: list[str] = []

    def answered(questions: list[Question], corpus: Any, part: Part, *_: Any) -> Run:
        ids.extend(one.id for one in questions)
        top = Header("2026-01-01T00:00:00", "abc", corpus.edition.value, corpus.checksum, part)
        return Run(top, tuple(_right(one) for one in questions))

    monkeypatch.setattr("eval.session.run_part", answered)
    return ids


def _right(one: Question) -> Any:
    if one.expected.answerable:
        return record(one.id, answer="秘密")
    return record(one.id, status="not_found", confidence=None, ranks={}, answer="")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from eval.cli import main; sys.argv = ['policyqa', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'pydantic', 'matplotlib', 'torch', 'opencc', 'faiss'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.strip() == "[]"
    assert "eval" in done.stdout


def test_every_option_is_a_wish() -> None:
    options = [one for one in evaluate.params if isinstance(one, click.Option)]
    names = {one.name for one in options if one.expose_value}
    assert names == set(Wish.__dataclass_fields__)


def test_check_gold_counts_the_parts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    evaluate_once(tmp_path, wish(check_gold=True))
    out = capsys.readouterr().out
    assert out.startswith("tune: ")
    assert "sample documents" in out


def test_single_questions_of_the_report_part_stay_hidden(tmp_path: Path) -> None:
    for change in ({"show_failures": True}, {"kind": "date"}):
        with pytest.raises(BadRequest, match="tuning part only"):
            evaluate_once(tmp_path, wish(part="report", **change))


def test_a_report_run_prints_aggregates_and_is_logged(
    asked: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    evaluate_once(tmp_path, wish(part="report"))
    out = capsys.readouterr().out
    assert not any(one in out for one in asked)
    assert "100.0%" in out
    assert len((tmp_path / "report-runs.jsonl").read_text("utf-8").splitlines()) == 1
    evaluate_once(tmp_path, wish())
    assert len((tmp_path / "report-runs.jsonl").read_text("utf-8").splitlines()) == 1


def test_runs_over_real_documents_keep_no_words(
    asked: list[str], real_corpus: Path, tmp_path: Path
) -> None:
    evaluate_once(tmp_path, wish(samples=False, corpus=real_corpus, out=tmp_path / "run.jsonl"))
    assert "秘密" not in (tmp_path / "run.jsonl").read_text("utf-8")


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[dict[str, Floors]], Path]:
    path = tmp_path / "floors.json"

    def put(values: dict[str, Floors]) -> Path:
        write_floors(values, path)
        monkeypatch.setattr("eval.session.FLOORS_FILE", path)
        monkeypatch.setattr("eval.session.read_floors", lambda: values)
        return path

    return put


def test_the_gate_closes_on_a_drop(
    asked: list[str], floors: Callable[[dict[str, Floors]], Path], tmp_path: Path
) -> None:
    floors({"sample": Floors("other", 1, {"quote length p95": 5})})
    with pytest.raises(PolicyqaError, match=r"sample: the sample documents(.|\n)*quote length"):
        evaluate_once(tmp_path, wish(gate=True))


def test_a_gate_without_floors_is_closed(
    asked: list[str], floors: Callable[[dict[str, Floors]], Path], tmp_path: Path
) -> None:
    floors({})
    with pytest.raises(PolicyqaError, match="no floors yet"):
        evaluate_once(tmp_path, wish(gate=True))


def test_raised_floors_open_the_gate(
    asked: list[str], floors: Callable[[dict[str, Floors]], Path], tmp_path: Path
) -> None:
    from eval.gate import read_floors

    path = floors({})
    evaluate_once(tmp_path, wish(raise_floors=True))
    raised = read_floors(path)
    assert raised["sample"].values["accuracy"] == 1
    floors(raised)
    evaluate_once(tmp_path, wish(gate=True))


def test_a_bad_option_is_bad_use() -> None:
    assert CliRunner().invoke(evaluate, ["--part", "nothing"]).exit_code == 2
