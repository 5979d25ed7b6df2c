"""Right and wrong buttons, and what reaches the database."""

from playwright.sync_api import Page, expect
from sqlalchemy import select

from qa.service.database import feedback, open_database
from tests.page.conftest import ask
from tests.service.conftest import Running


def test_a_verdict_is_kept_with_the_answer(page: Page, site: Running) -> None:
    ask(page, "石景山区累计专利申请多少件？")
    page.click(".verdict-right")
    expect(page.locator(".thanks")).to_have_text("已记下，谢谢")
    expect(page.locator(".verdict-right")).to_have_attribute("aria-pressed", "true")
    page.click(".verdict-wrong")
    page.locator(".verdict-form input").fill("7716 件整")
    page.locator(".verdict-form textarea").fill("单位要写清")
    page.click(".verdict-form .solid")
    expect(page.locator(".verdict-wrong")).to_have_attribute("aria-pressed", "true")
    database = open_database(site.home, "")
    with database.connect() as connection:
        rows = connection.execute(select(feedback).order_by(feedback.c.number)).all()
    database.dispose()
    assert [row.verdict for row in rows[-2:]] == ["right", "wrong"]
    assert rows[-1].better == "7716 件整"
    assert rows[-1].citations[0]["start"] == 772
