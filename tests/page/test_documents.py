"""Opening a document at a citation: the right characters, in sight, linkable."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.conftest import ask, visit


def in_sight(page: Page, selector: str) -> bool:
    """Return whether an element lies within the window."""
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] <= 860 - box["height"]


def test_one_click_opens_the_document_at_the_figure(page: Page) -> None:
    ask(page, "文化创意产业收入2015年比2014年多多少？")
    page.click(".open-document")
    expect(page.locator("#view-document h1")).to_have_text("促区域高端绿色发展 知识产权谱写新篇章")
    expect(page.locator(".figure")).to_have_text(["300亿元", "330亿"])
    page.wait_for_timeout(200)
    assert in_sight(page, ".figure")
    assert page.evaluate("scrollY") > 300
    page.go_back()
    expect(page.locator(".short")).to_have_text("30亿")
    page.go_forward()
    expect(page.locator(".figure").first).to_have_text("300亿元")


@pytest.mark.parametrize(
    ("question", "figure"),
    [("𠮷祥镇2021年专利申请多少件？", "345件"), ("𠮷祥镇专利申请同比增长多少？", "12.5%")],
)
def test_behind_characters_of_two_units_the_right_ones_are_marked(
    page: Page, question: str, figure: str
) -> None:
    ask(page, question)
    expect(page.locator(".card mark")).to_have_text(figure)
    page.click(".open-document")
    expect(page.locator(".figure")).to_have_text(figure)
    marked = "".join(page.locator(".span").all_text_contents())
    assert marked == "2021年,𠮷祥镇共申请专利345件,同比增长12.5%。"


def test_the_whole_text_is_there(page: Page) -> None:
    documents = page.request.get("v1/documents").json()["items"]
    for one in documents:
        text = page.request.get(f"v1/documents/{one['document_id']}/text").json()["text"]
        visit(page, f"#/document/{one['document_id']}")
        page.wait_for_selector(".paper")
        lines = page.locator(".line").all_text_contents()
        assert lines == re.split("\r\n|\n|\r|\f", text)


def test_every_span_of_a_link_is_marked_exactly(page: Page) -> None:
    found = page.request.get("v1/figures?limit=500").json()["items"]
    for one in found[::17]:
        place = f"#/document/{one['document_id']}?at={one['quote_start']}-{one['quote_end']}"
        visit(page, f"{place}&figures={one['start']}-{one['end']}")
        page.wait_for_selector(".paper .span")
        shown = "".join(page.locator(".figure").all_text_contents())
        assert shown == re.sub("[\r\n\f]", "", one["raw"])
        span = "".join(page.locator(".span").all_text_contents())
        assert span == re.sub("[\r\n\f]", "", one["quote"])


def test_the_outline_leads_to_its_headings(page: Page) -> None:
    document = page.request.get("v1/documents").json()["items"][0]
    visit(page, f"#/document/{document['document_id']}")
    page.locator(".outline a", has_text="三、下一步工作").click()
    expect(page.locator(".line.heading:focus")).to_contain_text("三、下一步工作")


def test_the_original_can_be_downloaded_under_its_name(page: Page) -> None:
    document = page.request.get("v1/documents").json()["items"][0]
    visit(page, f"#/document/{document['document_id']}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载原件").click()
    assert waiting.value.suggested_filename == "000_district_report.txt"


def test_a_document_that_has_changed_is_told(page: Page) -> None:
    document = page.request.get("v1/documents").json()["items"][0]
    visit(page, f"#/document/{document['document_id']}?at=0-9&version=0123456789ab")
    expect(page.locator(".notice.warn")).to_contain_text("文件在引用之后有改动")


def test_a_document_that_is_gone_is_explained(page: Page) -> None:
    visit(page, "#/document/nothing")
    expect(page.locator("#view-document .notice.bad")).to_contain_text("找不到")
