import re
from html.parser import HTMLParser
from pathlib import Path

from eval.records import Header, Run
from eval.report import render, write_report
from eval.summary import summarise
from tests.eval.build import REFUSED, answerable, question, record, value

ASKED = [
    question(answerable(values=(value("1", "件"),)), id="a"),
    question(answerable(strings=(("<甲>",),)), id="b", kind="entity", traps=("noise",)),
    question(REFUSED, id="c"),
]
RECORDS = (
    record("a", answer="秘1件"),
    record("b", right=False, confidence=0.4, ranks={"fusion": 3, "words": 5, "vectors": None}),
    record("c", status="not_found", confidence=None, citations=(), ranks={}),
)
RUN = Run(Header("2026-01-01", "<abc>", "sample", "c0ffee", "tune"), RECORDS)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)


def test_the_report_stands_alone() -> None:
    html = render(RUN, summarise(ASKED, RECORDS))
    tags = Tags()
    tags.feed(html)
    assert tags.seen.count("svg") == tags.seen.count("h2") - 2  # goals and all measures: no plot
    assert not {"script", "link", "img"} & set(tags.seen)
    assert "&lt;abc&gt;" in html
    assert not re.search(r"""(?:href|src)=["']https?:""", html.replace("xmlns", ""))


def test_no_answer_stands_in_the_report() -> None:
    assert "秘" not in render(RUN, summarise(ASKED, RECORDS))


def test_the_same_run_gives_the_same_report(tmp_path: Path) -> None:
    summary = summarise(ASKED, RECORDS)
    write_report(RUN, summary, tmp_path / "new" / "one.html")
    assert (tmp_path / "new" / "one.html").read_text("utf-8") == render(RUN, summary)


def test_a_run_of_refusals_has_a_report_too() -> None:
    only = (RECORDS[2],)
    assert "Goals" in render(Run(RUN.header, only), summarise(ASKED, only))
