"""Of which kind a file is, by its content."""

import io
import zipfile

import pytest

from corpus.errors import UnreadableFile
from corpus.readers.kind import suffix_of

PAGE = "<!-- 存档 --><!DOCTYPE html><html><body><p>新增绿道12公里。</p></body></html>"


def archive(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, "<w:document/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("raw", "suffix"),
    [
        ("2021年新增绿道12公里。".encode(), ".txt"),
        ("# 通知\n\n| 年 | 公里 |\n|---|---|\n| 2021 | 12 |\n".encode(), ".txt"),
        ("全市新增绿道十二公里，修缮古桥三十七座。".encode("gb18030"), ".txt"),
        ("1 < 2，<p> 是标记".encode(), ".txt"),
        (PAGE.encode(), ".html"),
        (b"\xef\xbb\xbf" + PAGE.encode(), ".html"),
        (PAGE.encode("utf-16"), ".html"),
        (b"%PDF-1.7\n", ".pdf"),
        (archive("word/document.xml"), ".docx"),
    ],
)
def test_the_content_tells(raw: bytes, suffix: str) -> None:
    assert suffix_of(raw, "any.name") == suffix


@pytest.mark.parametrize(
    "raw",
    [b"", b"   \n", b"\0\1\2\3" * 50, archive("xl/workbook.xml"), b"\x89PNG\r\n", b"PK\x03\x04"],
)
def test_what_nothing_reads_is_refused_by_its_name(raw: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"any\.name"):
        suffix_of(raw, "any.name")
