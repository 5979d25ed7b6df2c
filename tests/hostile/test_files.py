"""Files made to harm end in a document or in a refusal that names them; the folder goes on."""

import subprocess
import sys
from itertools import count
from pathlib import Path
from time import process_time

import pytest

from corpus import read
from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.library import Library
from corpus.parse import parse
from corpus.read import read_file
from corpus.readers import file_limits
from tests.hostile import files


def refusal(folder: Path, name: str, raw: bytes) -> str:
    (folder / name).write_bytes(raw)
    with pytest.raises(UnreadableFile) as caught:
        read_file(folder / name, root=folder)
    message = str(caught.value)
    assert name in message
    return message


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("bomb.docx", files.docx_bomb(600)),
        ("lying.docx", files.lying_docx(4)),
        ("tree.pdf", files.page_tree_loop()),
        ("xref.pdf", files.xref_loop()),
        ("nul.txt", b"\0" * 100_000),
        ("nul.html", b"\0" * 100_000),
        ("deep.html", b"<div>" * 100_000 + "甲市".encode()),
        ("tables.html", b"<table><tr><td>" * 3000 + "甲市".encode()),
        ("not.xlsx.docx", b"PK\x03\x04" + b"\0" * 100),
    ],
)
def test_a_file_made_to_harm_is_refused_at_once(tmp_path: Path, name: str, raw: bytes) -> None:
    begun = process_time()
    refusal(tmp_path, name, raw)
    assert process_time() - begun < 10


def test_the_time_of_a_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "read_seconds", lambda size: 0.5)
    begun = process_time()
    message = refusal(tmp_path, "bomb.pdf", files.stream_bomb(100))
    assert "processor time" in message
    assert process_time() - begun < 10


_GREEDY = """
from corpus.readers import file_limits
from corpus.errors import UnreadableFile
try:
    with file_limits.within("表.docx", 60, 64 * 2**20):
        bytearray(2**30)
except UnreadableFile as error:
    print(error)
assert len(bytearray(2**27)) == 2**27  # afterwards there is as much as before
"""


def test_the_memory_of_a_file_is_bounded() -> None:
    # in a process of its own, as files are read: with threads beside it none is confined
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _GREEDY],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "表.docx: takes more than 64 MiB of memory" in done.stdout


def test_a_limit_ends_with_the_file() -> None:
    with pytest.raises(UnreadableFile, match="processor time"), file_limits.within("a.txt", 0.05):
        sum(1 for _ in count())
    begun = process_time()
    with file_limits.within("b.txt", 0.05):
        pass
    while process_time() - begun < 0.2:
        pass  # no timer is left that would end this


def test_a_hundred_megabytes_of_one_line_are_refused_before_they_are_read(tmp_path: Path) -> None:
    for name in ("line.txt", "line.md", "line.html"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(100 * 2**20)
        with pytest.raises(UnreadableFile, match=rf"{name}.*the limit is \d+; split it"):
            read_file(tmp_path / name, root=tmp_path)


def test_a_text_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_limits, "LONGEST_TEXT", 1000)
    document = Document("x", "长.txt", "甲" * 1001, "0" * 64, "txt/1")
    with pytest.raises(UnreadableFile, match=r"长\.txt: 1001 characters; the limit is 1000"):
        parse(document)


def test_one_bad_file_never_stops_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "好.txt").write_text("甲市2021年工作简报\n\n2021年，甲市修缮古桥12座。\n", "utf-8")
    bad = {
        "a.docx": files.docx_bomb(600),
        "b.pdf": files.page_tree_loop(),
        "c.html": b"<div>" * 100_000 + "甲市".encode(),
        "d.txt": b"\xff\xfe" + b"\x00\xd8" * 100,
        "z.pdf": files.xref_loop(),
    }
    for name, raw in bad.items():
        (folder / name).write_bytes(raw)
    report = Library(tmp_path / "home").ingest(folder)
    assert report.added == ("好.txt",)
    assert [failure.path for failure in report.failed] == sorted(bad)


@pytest.mark.parametrize(
    "text", ["甲市\ud8001万\ud800件。", "2015\udfff年，1\ud8002件。", "\ud800"]
)
def test_lone_surrogates_are_read_over(text: str) -> None:
    parsed = parse(Document("x", "a.txt", text, "0" * 64, "txt/1"))
    assert "\ud800" not in parsed.view.text
    assert "12件" not in parsed.view.text  # nothing closes over what was there


def test_direction_marks_change_no_figure() -> None:
    text = "2015年，甲市授权专利\u202e1\u202c2万件。\n"
    (figure,) = parse(Document("x", "a.txt", text, "0" * 64, "txt/1")).figures
    assert figure.quantity.normalized_value == 120_000


@pytest.mark.timed
def test_a_list_and_a_table_of_many_rows_are_read_in_proportion(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        rows = "".join(f"<tr><td>甲{n}</td><td>{n}</td></tr>" for n in range(count))
        page = f"<ol>{'<li>甲市</li>' * count}</ol><table>{rows}</table>"
        (tmp_path / "a.html").write_text(page, "utf-8")
        begun = process_time()
        read_file(tmp_path / "a.html", root=tmp_path)
        return process_time() - begun

    short = min(seconds(500), seconds(500))
    assert seconds(8000) < 16 * 3 * short + 0.2
