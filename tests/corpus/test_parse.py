"""Parsing: all that is read out of a document, and what gives no figures."""

from pathlib import Path

from corpus.parse import parse
from corpus.read import read_file
from tests.corpus.outlining import document_of

TEXT = """园区质量提升经验
——苏州市工作纪实
2018年，我市新增企业120家。

一、成效

(一)总量增长。2018年园区收入达到16

亿元，税收3亿元。
出所：2019年4月2日付け某ウェブサイト
"""


def test_everything_is_read() -> None:
    parsed = parse(document_of(TEXT))
    assert parsed.document.metadata.title == "园区质量提升经验"
    assert parsed.document.metadata.region == "苏州市"
    assert parsed.document.text == TEXT
    assert [section.heading for section in parsed.sections] == ["", "一、成效", "(一)总量增长"]
    assert any(noise.kind == "page_break" for noise in parsed.noise)
    quotes = [parsed.document.quote(figure.span) for figure in parsed.figures]
    assert "120家" in quotes
    assert all("付け" not in quote and "4月" not in quote for quote in quotes)


def test_parsing_twice_gives_the_same(real_corpus: Path) -> None:
    path = sorted(real_corpus.glob("*.txt"))[0]
    document = read_file(path, root=real_corpus)
    assert parse(document) == parse(document)


def test_reports(datasets: Path, tmp_path: Path) -> None:
    """A hundredth of the public reports: each has a title, and passages within its sections."""
    import tarfile

    with tarfile.open(datasets / "gov_reports.tar.xz") as archive:
        names = sorted(n for n in archive.getnames() if n.endswith(".md"))[::100]
        archive.extractall(tmp_path, members=[archive.getmember(n) for n in names], filter="data")
    for name in names:
        document = read_file(tmp_path / name, root=tmp_path)
        parsed = parse(document)
        assert parsed.document.metadata.title
        assert parsed.passages
        for passage in parsed.passages:
            assert len(passage.span) <= 400
            assert passage.span.end <= parsed.sections[passage.section].span.end
