"""What the page shows where there is no single answer."""

from playwright.sync_api import Page, expect

from tests.page.conftest import ask


def test_a_refusal_says_why_and_shows_what_is_nearest(page: Page) -> None:
    ask(page, "石景山区2019年的专利申请量是多少？")
    refusal = page.locator(".refusal")
    expect(refusal).to_have_attribute("data-code", "other_period")
    expect(refusal).to_contain_text("文件中是别的时间")
    expect(page.locator(".short")).to_have_count(0)
    expect(page.locator(".sources > h3")).to_have_text("最接近的内容")
    expect(page.locator(".card").first).to_contain_text("7716件")


def test_a_reading_is_chosen_by_a_click(page: Page) -> None:
    ask(page, "质押融资额是多少？")
    expect(page.locator(".refusal")).to_have_attribute("data-code", "ambiguous")
    reading = page.locator(".reading", has_text="54.14亿元")
    expect(reading).to_contain_text("广州市2019年")
    reading.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").nth(1).locator(".short")).to_have_text("54.14亿元")
