import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpus.document import text_digest
from corpus.library import Library
from qa.cli import cli

Run = Callable[..., Result]
WORDS = ("--set", "index.model.name=none")


def test_help_is_quick_and_names_every_command() -> None:
    program = "from qa.cli import cli; cli(prog_name='policyqa')"
    took = []
    for _ in range(3):  # the best of three: the machine may be busy
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=True
        )
        took.append(time.monotonic() - started)
    assert min(took) < 0.5
    assert all(name in done.stdout for name in cli.commands)


def test_every_command_takes_a_home(policyqa: Run) -> None:
    for name in set(cli.commands) - {"index", "keys", "feedback", "schema"}:
        assert "--home" in policyqa(name, "--help").output, name
    for group in {"index", "keys", "feedback"} & set(cli.commands):
        for name in cli.commands[group].commands:
            assert "--home" in policyqa(group, name, "--help").output, f"{group} {name}"


def test_ingest_reports_and_a_second_run_changes_nothing(
    policyqa: Run, folder: Path, home: Path
) -> None:
    before = policyqa("index", "status", "--json", "--home", home)
    result = policyqa("ingest", folder, "--home", home, "--json", *WORDS)
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["unchanged"] == ["jinhua.txt", "yunxi.txt"]
    assert (report["added"], report["failed"], report["published"]) == ([], [], False)
    assert report["index_version"] == json.loads(before.stdout)["version"]


def test_ingest_follows_changes_and_names_what_it_cannot_read(
    policyqa: Run, tmp_path: Path
) -> None:
    place, home = tmp_path / "in", tmp_path / "home"
    place.mkdir()
    (place / "a.txt").write_text("金华市2031年登记商标905件。", encoding="utf-8")
    (place / "empty.txt").write_bytes(b"")
    result = policyqa("ingest", place, "--home", home, *WORDS)
    assert result.exit_code == 0
    assert "added: a.txt" in result.stdout
    assert "empty.txt" in result.stderr
    (place / "a.txt").unlink()
    (place / "empty.txt").unlink()
    refused = policyqa("ingest", place, "--home", home, *WORDS)
    assert refused.exit_code == 2
    assert "--allow-empty" in refused.stderr
    accepted = policyqa("ingest", place, "--home", home, "--allow-empty", *WORDS)
    assert accepted.exit_code == 0
    assert "removed: a.txt" in accepted.stdout


def test_ingest_of_a_folder_without_a_readable_file_fails(policyqa: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    result = policyqa("ingest", tmp_path / "in", "--home", tmp_path / "home", *WORDS)
    assert result.exit_code == 1
    assert "no file" in result.stderr


def test_ingest_refuses_a_missing_folder_and_one_that_holds_the_home(
    policyqa: Run, tmp_path: Path
) -> None:
    missing = policyqa("ingest", tmp_path / "none", "--home", tmp_path / "home", *WORDS)
    assert (missing.exit_code, "none" in missing.stderr) == (2, True)
    inside = policyqa("ingest", tmp_path, "--home", tmp_path / "home", *WORDS)
    assert (inside.exit_code, "lies inside" in inside.stderr) == (2, True)
    assert not (tmp_path / "home").exists()


def test_documents_lists_them(policyqa: Run, ingested: Path) -> None:
    rows = json.loads(policyqa("documents", "--json", "--home", ingested).stdout)
    assert [row["document"] for row in rows] == ["jinhua.txt", "yunxi.txt"]
    plain = policyqa("documents", "--home", ingested).stdout.splitlines()
    assert plain[0].split("\t")[0] == "document"
    assert len(plain) == 3


def test_show_prints_the_text_exactly(policyqa: Run, ingested: Path) -> None:
    library = Library(ingested)
    entry = next(one for one in library.entries() if one.path == "yunxi.txt")
    result = policyqa("show", "yunxi", "--text", "--home", ingested)
    assert text_digest(result.stdout_bytes.decode("utf-8")) == entry.text_sha256


def test_show_span_outline_and_facts(policyqa: Run, ingested: Path) -> None:
    text = policyqa("show", "yunxi.txt", "--text", "--home", ingested).stdout
    start = text.index("318件")
    span = policyqa("show", "yunxi.txt", "--span", f"{start}:{start + 4}", "--home", ingested)
    assert span.stdout == "318件"
    outline = policyqa("show", "yunxi.txt", "--outline", "--home", ingested).stdout
    assert "一、登记情况" in outline
    sections = json.loads(
        policyqa("show", "yunxi.txt", "--outline", "--json", "--home", ingested).stdout
    )
    assert sections[0]["number"] == 0
    facts = json.loads(policyqa("show", "yunxi", "--json", "--home", ingested).stdout)
    assert facts["characters"] == len(text)
    assert policyqa("show", "yunxi", "--noise", "--home", ingested).exit_code == 0


@pytest.mark.parametrize("span", ["5", "a:b", "9:3", "0:999999", ":", "-1:4"])
def test_a_span_that_is_none_is_bad_use(policyqa: Run, ingested: Path, span: str) -> None:
    result = policyqa("show", "yunxi.txt", f"--span={span}", "--home", ingested)
    assert result.exit_code == 2
    assert span in result.stderr


def test_noise_is_shown_in_its_place(policyqa: Run, home: Path, tmp_path: Path) -> None:
    noisy = tmp_path / "noisy"
    noisy.mkdir()
    (noisy / "noisy.txt").write_text("云溪区设立服 务站，商标區(qū)域增长。", encoding="utf-8")
    assert policyqa("ingest", noisy, "--home", home, *WORDS).exit_code == 0
    out = policyqa("show", "noisy.txt", "--noise", "--home", home).stdout
    assert "区设立服【␣】务站" in out
    assert "【(qū)】域增长" in out


def test_show_says_which_documents_there_are(policyqa: Run, ingested: Path) -> None:
    unknown = policyqa("show", "nothing", "--home", ingested)
    assert unknown.exit_code == 2
    assert "yunxi.txt" in unknown.stderr
    ambiguous = policyqa("show", ".txt", "--home", ingested)
    assert ambiguous.exit_code == 2
    assert "2 documents" in ambiguous.stderr


def test_index_status_verify_and_rollback(policyqa: Run, folder: Path, home: Path) -> None:
    assert policyqa("index", "verify", "--home", home).exit_code == 0
    none = policyqa("index", "rollback", "--home", home)
    assert none.exit_code == 2
    version = json.loads(policyqa("index", "status", "--json", "--home", home).stdout)["version"]
    store = home / "index" / version / "store.sqlite"
    store.write_bytes(store.read_bytes() + b"x")
    damaged = policyqa("index", "verify", "--home", home)
    assert damaged.exit_code == 1
    assert "store.sqlite" in damaged.stderr
    assert "Traceback" not in damaged.output


def test_an_ingested_folder_can_be_forgotten(
    policyqa: Run, folder: Path, home: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "new.txt").write_text("临水镇登记商标12件。", encoding="utf-8")
    assert policyqa("ingest", more, "--home", home, *WORDS).exit_code == 0
    unknown = policyqa("forget", tmp_path / "other", "--home", home, *WORDS)
    assert unknown.exit_code == 2
    assert str(more) in unknown.stderr
    (more / "new.txt").unlink()
    more.rmdir()  # the folder need not be there any more
    gone = policyqa("forget", more, "--home", home, *WORDS)
    assert gone.exit_code == 0, gone.output
    assert "removed: new.txt" in gone.stdout
    assert "new.txt" not in policyqa("documents", "--home", home).stdout
    last = policyqa("forget", folder.name, "--home", home, *WORDS)
    assert last.exit_code == 0, last.output
    assert json.loads(policyqa("documents", "--json", "--home", home).stdout) == []
    nothing = policyqa("ask", "登记商标多少件？", "--json", "--home", home, *WORDS)
    assert json.loads(nothing.stdout)["status"] == "not_found"
    assert policyqa("forget", "x", "--home", tmp_path / "none").exit_code == 2


@pytest.mark.parametrize(
    "command", [("documents",), ("figures",), ("show", "x"), ("index", "status"), ("ask", "何时？")]
)
def test_without_an_index_a_command_says_to_ingest(
    policyqa: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = policyqa(*command, "--home", tmp_path / "home")
    assert result.exit_code == 1
    assert "policyqa ingest DIR" in result.stderr
    assert not (tmp_path / "home").exists()


def test_home_comes_from_the_environment(
    policyqa: Run, ingested: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_HOME", str(ingested))
    assert "yunxi.txt" in policyqa("documents").stdout


def test_an_unknown_setting_is_bad_use_and_named(policyqa: Run, folder: Path, home: Path) -> None:
    result = policyqa("ingest", folder, "--home", home, "--set", "index.modle.name=none")
    assert result.exit_code == 2
    assert "index.modle" in result.stderr


def test_doctor_tells_how_things_stand(policyqa: Run, home: Path, tmp_path: Path) -> None:
    rows = json.loads(policyqa("doctor", "--json", "--home", home, *WORDS).stdout)
    states = {row["name"]: row["state"] for row in rows}
    assert states["index"] == states["library"] == states["script"] == "ok"
    assert states["model"] == "note"
    fresh = policyqa("doctor", "--home", tmp_path / "none", *WORDS)
    assert fresh.exit_code == 0
    assert "policyqa ingest DIR" in fresh.stdout
    (home / "policyqa.toml").write_text("nonsense = 1\n", encoding="utf-8")
    for name in ("CURRENT", "CURRENT.copy"):
        (home / "index" / name).write_bytes(b"{")
    broken = policyqa("doctor", "--home", home, *WORDS)
    assert broken.exit_code == 1
    assert "'nonsense'" in broken.stdout
    assert "broken: settings, index" in broken.stderr


def test_backup_and_restore_from_the_command_line(
    policyqa: Run, ingested: Path, tmp_path: Path
) -> None:
    target, other = tmp_path / "home.tar", tmp_path / "other"
    assert policyqa("backup", target, "--home", ingested).exit_code == 0
    assert policyqa("backup", target, "--home", ingested).exit_code == 2
    assert policyqa("restore", target, "--home", other).exit_code == 0
    assert policyqa("restore", target, "--home", other).exit_code == 2
    before = policyqa("documents", "--json", "--home", ingested).stdout
    assert policyqa("documents", "--json", "--home", other).stdout == before
