"""The figures view: filters, citations, files, the chart."""

import csv
import io
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.page.conftest import visit


def test_figures_are_filtered_and_lead_to_their_sentences(page: Page) -> None:
    visit(page, "#/figures")
    expect(page.locator(".figures-count")).to_contain_text("个数字")
    page.fill("#figures-place", "深圳")
    page.fill("#figures-period", "2013年")
    expect(page.locator("td.cell-figure a").first).to_have_text("越過8萬件")
    page.select_option("#figures-aspect", "growth")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert "aspect=growth" in page.url
    page.locator("td.cell-figure a", has_text="25.24%").click()
    expect(page.locator(".figure")).to_have_text("25.24%")
    page.go_back()
    expect(page.locator("#figures-place")).to_have_value("深圳")
    expect(page.locator("tbody tr")).to_have_count(3)


def test_more_figures_come_by_pages(page: Page) -> None:
    visit(page, "#/figures")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(100)
    page.click(".more")
    total = page.request.get("v1/figures").json()["total"]
    expect(rows).to_have_count(min(200, total))
    expect(page.locator("tbody tr:nth-child(101) a").first).to_be_focused()


def test_a_document_can_be_chosen_and_a_bad_period_is_explained(page: Page) -> None:
    visit(page, "#/figures")
    page.select_option("#figures-document", label="𠮷祥镇知识产权工作小结")
    expect(page.locator("td.cell-figure")).to_have_count(2)
    page.fill("#figures-period", "从前")
    expect(page.locator(".notice.warn")).to_contain_text("这个时间看不懂")


def test_figures_are_exported_as_csv_and_excel(page: Page, tmp_path: Path) -> None:
    visit(page, "#/figures?place=深圳")
    expect(page.locator("tbody tr").first).to_be_visible()
    shown = page.locator("tbody tr").count()
    saved = {}
    for kind in ("csv", "xlsx"):
        with page.expect_download() as waiting:
            page.click(f".save-{kind}")
        assert waiting.value.suggested_filename == f"figures.{kind}"
        saved[kind] = tmp_path / f"figures.{kind}"
        waiting.value.save_as(saved[kind])
    rows = list(csv.DictReader(io.StringIO(saved["csv"].read_text(encoding="utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(saved["xlsx"].read_bytes()))["figures"]
    table = list(sheet.values)
    raw = table[0].index("raw")
    assert len(rows) == shown
    assert [row[raw] for row in table[1:]] == [row["raw"] for row in rows]


def test_a_chart_is_drawn_of_one_unit_and_leads_to_the_sentence(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda one: loaded.append(one.url))
    visit(page, "#/figures?measure=专利申请")
    expect(page.locator("tbody tr").first).to_be_visible()
    assert not any("plotly" in url for url in loaded), "the library is loaded for the chart alone"
    page.click(".chart-button")
    bars = page.locator(".plot .bars .point")
    expect(bars.first).to_be_visible()
    expect(page.locator("#chart-unit")).to_contain_text("件")
    expect(page.locator(".plot")).to_have_attribute(
        "aria-label", f"图表：{bars.count()} 个数字，单位 件。同样的内容在下面的表中。"
    )
    page.select_option("#chart-way", "time")
    expect(page.locator(".plot .scatterlayer .point").first).to_be_visible()
    page.select_option("#chart-way", "place")
    page.locator("#figures-measure").focus()
    bars.last.click(force=True)
    expect(page.locator("#view-document .figure")).to_be_visible()


def test_a_cross_table_has_a_citation_in_each_cell(page: Page) -> None:
    visit(page, "#/figures?measure=专利申请")
    page.click(".matrix-button")
    table = page.locator(".matrix-table")
    expect(table.locator("thead th", has_text="2013")).to_be_visible()
    row = table.locator("tbody tr", has_text="深圳市")
    row.locator("a", has_text="8.0692萬件").click()
    expect(page.locator("#view-document .figure")).to_have_text("8.0692萬件")
    page.go_back()
    expect(table).to_be_visible()


def test_nothing_is_an_answer_too(page: Page) -> None:
    visit(page, "#/figures?place=火星")
    expect(page.locator(".figures-count")).to_have_text("0 个数字")
