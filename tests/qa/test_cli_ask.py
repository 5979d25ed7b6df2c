import json
import threading
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from qa.contract import AskResponse
from qa.ingest import Ingest, follow
from qa.schema import answer_schema

Run = Callable[..., Result]
WORDS = ("--set", "index.model.name=none")
QUESTION = "云溪区2031年登记商标多少件？"


def test_a_figure_is_answered_with_its_citation(policyqa: Run, ingested: Path) -> None:
    result = policyqa("ask", QUESTION, "--json", "--home", ingested, *WORDS)
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    jsonschema.validate(answer, json.loads(answer_schema()))
    assert set(answer) == set(AskResponse.model_fields)
    assert answer["answer"] == "318件"
    text = policyqa("show", "yunxi", "--text", "--home", ingested).stdout
    for one in answer["citations"]:
        assert text[one["start"] : one["end"]] == one["quote"]
    shown = policyqa("ask", QUESTION, "--home", ingested, *WORDS).stdout
    assert "【318件】" in shown
    assert "yunxi.txt" in shown


def test_a_refusal_is_done(policyqa: Run, ingested: Path) -> None:
    result = policyqa("ask", "云溪区1987年登记商标多少件？", "--json", "--home", ingested, *WORDS)
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["status"] == "not_found"
    assert answer["answer"] == ""


def test_a_filter_that_matches_nothing_is_said(policyqa: Run, ingested: Path) -> None:
    options = ("--issuer", "不存在的机关", "--json", "--home", ingested, *WORDS)
    answer = json.loads(policyqa("ask", QUESTION, *options).stdout)
    assert answer["refusal"]["code"] == "filter_empty"
    assert "没有计入" in answer["refusal"]["message"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "QUESTION"),
        ((QUESTION, "--batch", "x"), "QUESTION"),
        ((QUESTION, "--out", "x"), "--out"),
        ((QUESTION, "--as-of", "soon"), "as_of"),
        ((QUESTION, "--published-from", "2031-13-01"), "published_from"),
        ((QUESTION, "--published-to", "2031"), "YYYY-MM-DD"),
        ((QUESTION, "--published-to", "86400"), "YYYY-MM-DD"),
        ((QUESTION, "--max-citations", "0"), "max_citations"),
        ((QUESTION, "--script", "latin"), "latin"),
        (("",), "question"),
        (("   ",), "empty"),
        (("问" * 2001,), "question"),
        (("--batch", "missing.jsonl"), "missing.jsonl"),
        ((QUESTION, "--set", "answer.nothing=1"), "answer.nothing"),
    ],
)
def test_bad_use_is_named(
    policyqa: Run, ingested: Path, arguments: tuple[str, ...], named: str
) -> None:
    result = policyqa("ask", *arguments, "--home", ingested, *WORDS)
    assert result.exit_code == 2, result.output
    assert named in result.stderr
    assert "Traceback" not in result.output


def test_a_batch_is_answered_and_a_bad_line_reported(
    policyqa: Run, ingested: Path, tmp_path: Path
) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = [json.dumps({"id": n, "question": QUESTION}) for n in ("a", "b")]
    asked.write_text("\n".join([good[0], "{broken", "", good[1]]) + "\n", encoding="utf-8-sig")
    result = policyqa("ask", "--batch", asked, "--out", out, "--home", ingested, *WORDS)
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["answer"]) for row in rows] == [("a", "318件"), ("b", "318件")]
    asked.write_text("\n".join(good), encoding="utf-8")
    assert (
        policyqa("ask", "--batch", asked, "--out", out, "--home", ingested, *WORDS).exit_code == 0
    )


def test_a_batch_reads_and_writes_the_standard_streams(policyqa: Run, ingested: Path) -> None:
    line = json.dumps({"id": 5, "question": QUESTION}) + "\n"
    result = policyqa("ask", "--batch", "-", "--home", ingested, *WORDS, stdin=line)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["id"] == 5


def test_a_batch_that_cannot_be_written_or_read_is_bad_use(
    policyqa: Run, ingested: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "in.jsonl"
    asked.write_bytes(b"\xff\xfe\x00")
    result = policyqa("ask", "--batch", asked, "--home", ingested, *WORDS)
    assert (result.exit_code, "UTF-8" in result.stderr) == (2, True)
    asked.write_text(json.dumps({"id": 5, "question": QUESTION}), encoding="utf-8")
    out = tmp_path / "none" / "out.jsonl"
    result = policyqa("ask", "--batch", asked, "--out", out, "--home", ingested, *WORDS)
    assert (result.exit_code, "no folder" in result.stderr) == (2, True)


def test_watching_follows_a_new_document(tmp_path: Path) -> None:
    place, home = tmp_path / "in", tmp_path / "home"
    place.mkdir()
    (place / "a.txt").write_text("金华市2031年登记商标905件。", encoding="utf-8")
    run = Ingest(home, place, ("index.model.name=none",))
    run()
    stop = threading.Event()
    timer = threading.Timer(
        1.0, (place / "b.txt").write_text, ["云溪区2031年登记商标318件。"], {"encoding": "utf-8"}
    )
    limit = threading.Timer(60, stop.set)
    timer.start()
    limit.start()
    try:
        report, built = next(outcome for outcome in follow(run, stop) if isinstance(outcome, tuple))
    finally:
        limit.cancel()
        timer.join()
    assert report.added == ("b.txt",)
    assert built.published


def test_the_demonstration_keeps_to_itself(policyqa: Run, ingested: Path) -> None:
    result = policyqa("demo", "--home", ingested, *WORDS)
    assert result.exit_code == 2
    assert "of their own" in result.stderr


def test_the_demonstration_answers_and_tells_how_to_go_on(policyqa: Run, tmp_path: Path) -> None:
    result = policyqa("demo", "--home", tmp_path / "demo", *WORDS)
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n? ") == 6
    assert "7716件" in result.stdout
    assert "未找到答案" in result.stdout
    assert "policyqa ingest DIR" in result.stdout


def test_the_schema_is_printed(policyqa: Run) -> None:
    assert policyqa("schema").stdout == answer_schema()
