"""Files of every kind become documents, or are refused with a reason."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.document import Document
from corpus.errors import UnreadableFile
from corpus.read import READABLE_SUFFIXES, read_file


def read(folder: Path, name: str, raw: bytes) -> Document:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return read_file(path, root=folder)


def cells(document: Document) -> list[tuple[str, str | None, str | None]]:
    """Return each cell's words with those of its row and column header."""
    return [
        (
            document.quote(cell.span),
            document.quote(cell.row_header) if cell.row_header else None,
            document.quote(cell.column_header) if cell.column_header else None,
        )
        for cell in document.cells
    ]


def test_txt_is_the_decoded_bytes(tmp_path: Path) -> None:
    raw = "\ufeff甲\r\n乙\n".encode()
    document = read(tmp_path, "sub/甲.TXT", raw)
    assert document.text == "\ufeff甲\r\n乙\n"
    assert document.path == "sub/甲.TXT"
    assert document.sha256 == sha256(raw).hexdigest()
    assert document.reader == "txt/1"


def test_id_is_stable_by_root_and_path(tmp_path: Path) -> None:
    one = read(tmp_path / "root", "a.txt", b"one")
    assert one.id == read(tmp_path / "root", "a.txt", b"other").id
    assert one.id != read(tmp_path / "root", "b.txt", b"one").id
    assert one.id != read(tmp_path / "elsewhere", "a.txt", b"one").id


def test_markdown_cells(tmp_path: Path) -> None:
    text = "# 题\n\n| 指标 | 2019年 |\n|---|--:|\n| <br>**专利** | 5件 |\n| a\\|b | |\n"
    document = read(tmp_path, "a.md", text.encode())
    assert document.text == text
    assert cells(document) == [
        ("指标", None, None),
        ("2019年", None, None),
        ("专利", None, "指标"),
        ("5件", "专利", "2019年"),
        ("a\\|b", None, "指标"),
    ]


HTML = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>关于服务的通知_某市政府网</title>
<meta name="PubDate" content="2020-03-04 10:00"><meta name="ContentSource" content="市科技局">
<style>p {{}}</style></head><body><nav>首页 导航</nav><div class="x"><h1>关于服务的通知</h1>
<p>各区：</p><p>第一段<b>粗体</b>文字，<br>第二行。</p><ul><li>甲</li><li>乙</li></ul>
<table><caption>表1</caption>
<tr><th>指标</th><th colspan="2">2019年</th></tr>
<tr><td>专利</td><td>12件</td><td>8%</td></tr>
<tr><td rowspan="2">商标</td><td>30件</td><td>9%</td></tr>
<tr><td>31件</td><td>7%</td></tr></table>
<table><tr><td><p>版式表格</p></td></tr></table>尾段</div>
<script>alert("no")</script><footer>版权所有</footer></body></html>"""


@pytest.mark.parametrize(("charset", "codec"), [("utf-8", "utf-8"), ("gb2312", "gbk")])
def test_html(tmp_path: Path, charset: str, codec: str) -> None:
    document = read(tmp_path, "a.html", HTML.format(charset=charset).encode(codec))
    lines = [line for line in document.text.split("\n") if line]
    assert lines == [
        "# 关于服务的通知",
        "各区：",
        "第一段粗体文字，",
        "第二行。",
        "- 甲",
        "- 乙",
        "表1",
        "指标 | 2019年",
        "专利 | 12件 | 8%",
        "商标 | 30件 | 9%",
        "31件 | 7%",
        "版式表格",
        "尾段",
    ]
    assert ("8%", "专利", "2019年") in cells(document)
    assert ("7%", "商标", "2019年") in cells(document)
    assert document.metadata.title == "关于服务的通知"
    assert str(document.metadata.published) == "2020-03-04"
    assert document.metadata.source == "市科技局"


def docx_bytes() -> bytes:
    document = docx.Document()
    document.core_properties.title = "服务办法"
    document.add_heading("服务办法", 0)
    document.add_heading("一、总则", 1)
    document.add_paragraph("第一段。")
    table = document.add_table(3, 3)
    for row, words in enumerate(
        [("指标", "2018年", "2019年"), ("专利", "5件", "6件"), ("合计", "", "")]
    ):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(2, 1).merge(table.cell(2, 2)).text = "11件"
    document.add_paragraph("尾段。")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_docx(tmp_path: Path) -> None:
    document = read(tmp_path, "a.docx", docx_bytes())
    lines = [line for line in document.text.split("\n") if line]
    assert lines == [
        "# 服务办法",
        "## 一、总则",
        "第一段。",
        "指标 | 2018年 | 2019年",
        "专利 | 5件 | 6件",
        "合计 | 11件",
        "尾段。",
    ]
    assert ("6件", "专利", "2019年") in cells(document)
    assert ("11件", "合计", "2018年") in cells(document)
    assert document.metadata.title == "服务办法"


def test_docx_bomb_is_refused_by_its_declared_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.readers.read_docx._LARGEST_UNPACKED", 2**20)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a/>")
        for number in range(3):
            archive.writestr(f"word/{number}.xml", bytes(2**19))
    with pytest.raises(UnreadableFile, match="unpacks to"):
        read(tmp_path, "a.docx", target.getvalue())


def pdf_bytes(*, encrypt: str | None = None, text: bool = True) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=encrypt)
    canvas.setFont("STSong-Light", 12)
    if text:
        canvas.drawString(72, 780, "服务办法解读")
        canvas.drawString(72, 760, "第一段文字。")
        edges, levels = (72, 172, 272), (700, 680, 660)
        for x in edges:
            canvas.line(x, levels[0], x, levels[-1])
        for y in levels:
            canvas.line(edges[0], y, edges[-1], y)
        for row, words in enumerate([("指标", "2019年"), ("专利", "5件")]):
            for column, word in enumerate(words):
                canvas.drawString(edges[column] + 4, levels[row] - 15, word)
        canvas.drawString(72, 640, "表后文字。")
    canvas.showPage()
    canvas.setFont("STSong-Light", 12)
    if text:
        canvas.drawString(72, 780, "第二页文字。")
    else:
        canvas.rect(72, 72, 200, 200, fill=1)
    canvas.save()
    return target.getvalue()


def test_pdf(tmp_path: Path) -> None:
    document = read(tmp_path, "a.pdf", pdf_bytes())
    lines = [line for line in document.text.split("\n") if line]
    assert lines == [
        "服务办法解读",
        "第一段文字。",
        "指标 | 2019年",
        "专利 | 5件",
        "表后文字。",
        "第二页文字。",
    ]
    assert cells(document)[-1] == ("5件", "专利", "2019年")
    assert [document.text[start:][:3] for start in document.page_starts] == ["服务办", "第二页"]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.docx", b"", "empty"),
        ("a.pdf", b"", "empty"),
        ("a.html", b"", "empty"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no text"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "encrypted"),
        ("a.docx", b"PK\x03\x04broken", "damaged|archive"),
        ("a.docx", "只是文字".encode(), "not a docx"),
        ("a.docx", docx_bytes()[:-300], "get a fresh copy"),
        ("a.pdf", b"%PDF-1.7\nnothing", "damaged|scanned"),
        ("a.pdf", "文字".encode(), "not a pdf"),
        ("a.pdf", pdf_bytes(encrypt="secret"), "encrypted"),
        ("a.pdf", pdf_bytes(text=False), "scanned"),
        ("a.xlsx", b"PK", "not read"),
        ("a", b"text", "not read"),
    ],
)
def test_refusals(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason) as error:
        read(tmp_path, name, raw)
    assert str(error.value).startswith(f"{name}: ")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.txt"):
        read_file(tmp_path / "a.txt", root=tmp_path)


def damaged(whole: bytes) -> st.SearchStrategy[bytes]:
    """Return bytes like those of a file, with a part cut out or overwritten."""
    place = st.integers(0, len(whole))
    return st.builds(
        lambda start, length, filler: whole[:start] + filler + whole[start + length :],
        place,
        st.integers(0, 400),
        st.binary(max_size=40),
    )


BYTES = {
    "txt": st.binary(max_size=300),
    "md": st.one_of(st.binary(max_size=200), st.text("|-:\n 甲a\\`", max_size=60).map(str.encode)),
    "html": st.one_of(st.binary(max_size=300), damaged(HTML.format(charset="utf-8").encode())),
    "docx": st.one_of(st.binary(max_size=300), damaged(docx_bytes())),
    "pdf": st.one_of(st.binary(max_size=300), damaged(pdf_bytes())),
}


@pytest.mark.parametrize("kind", sorted(BYTES))
def test_any_bytes_end_in_a_document_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    assert f".{kind}" in READABLE_SUFFIXES

    @given(BYTES[kind])
    @settings(max_examples=25 if kind in ("docx", "pdf") else 60, deadline=None)
    def check(raw: bytes) -> None:
        try:
            document = read(folder, f"x.{kind}", raw)
        except UnreadableFile as error:
            assert str(error).startswith(f"x.{kind}: ")  # noqa: PT017
            return
        for cell in document.cells:
            assert document.quote(cell.span).strip()

    check()
