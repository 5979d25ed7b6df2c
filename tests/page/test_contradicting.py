"""What the page shows of figures that contradict one another, or are of two natures."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from qa.ingest import Ingest
from tests.page.conftest import ask, opened
from tests.service.conftest import running

SUMMARY = """\
云溪区2015年知识产权工作总结

云政发〔2016〕1号

2016年1月18日

2015年，全区专利授权量3120件。2015年全区技术合同成交额46亿元。

2016年全区技术合同成交额力争达到60亿元。
"""
PRESS = """\
云溪区亮出2015年成绩单

2016年2月3日

2015年，云溪区授权专利3480件，申请专利6890件。
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server over two documents that disagree."""
    folder = tmp_path_factory.mktemp("contradicting")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "summary.txt").write_text(SUMMARY, encoding="utf-8")
    (documents / "press.txt").write_text(PRESS, encoding="utf-8")
    Ingest(folder / "home", documents)()
    with running(folder / "home") as server:
        yield server.url


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """Return a new page of that server."""
    yield from opened(browser, url)


def test_contradictions_stand_side_by_side_newest_first(page: Page) -> None:
    ask(page, "云溪区2015年专利授权量是多少？")
    expect(page.locator(".conflict-title")).to_be_visible()
    sides = page.locator(".conflict-side")
    expect(sides.locator("mark")).to_have_text(["3480件", "3120件"])
    left, right = (sides.nth(n).bounding_box() for n in range(2))
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    expect(page.locator(".card").nth(1)).to_contain_text("云政发〔2016〕1号")


def test_a_target_beside_an_outcome_is_warned_of(page: Page) -> None:
    ask(page, "云溪区2016年技术合同成交额目标比2015年多多少？")
    expect(page.locator(".short")).to_have_text("14亿元")
    expect(page.locator(".notice.warn")).to_contain_text("一个是目标，一个是实际完成")


def test_what_is_missing_of_several_is_named(page: Page) -> None:
    ask(page, "云溪区2015年专利申请量和专利质押融资额分别是多少？")
    expect(page.locator(".answer")).to_contain_text("问了 2 项，答了 1 项")
    expect(page.locator(".answer")).to_contain_text("专利质押融资额")
