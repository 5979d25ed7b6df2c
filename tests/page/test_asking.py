"""Asking: the answer, its marks and sources, what is copied, follow-up questions."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import ask, opened, visit
from tests.service.conftest import Running

QUESTION = "石景山区累计专利申请多少件？"


def test_a_question_is_answered_with_its_sentence_and_figure(page: Page) -> None:
    expect(page.locator("#question")).to_be_focused()
    ask(page, QUESTION)
    expect(page.locator(".short")).to_have_text("7716件")
    expect(page.locator(".facts")).to_contain_text("石景山区")
    expect(page.locator(".facts")).to_contain_text("我区")
    card = page.locator(".card")
    expect(card.locator("h4")).to_have_text("促区域高端绿色发展 知识产权谱写新篇章")
    expect(card.locator(".card-heading")).to_contain_text("(二)知识产权创新活力足")
    expect(card.locator("mark")).to_have_text("7716件")
    expect(page).to_have_title(re.compile("石景山区"))


def test_a_mark_leads_to_its_source(page: Page) -> None:
    ask(page, "中关村示范区知识产权工作存在哪些差距？")
    expect(page.locator(".items li")).to_have_count(4)
    place = page.url
    page.locator(".items .mark", has_text="[3]").click()
    expect(page.locator(".card").nth(2)).to_be_focused()
    assert page.url == place, "a mark is no step of its own"


def test_a_card_names_issuer_and_date(page: Page) -> None:
    ask(page, "广州市2019年的专利权质押融资额是多少？")
    facts = page.locator(".card").first.locator(".card-facts")
    expect(facts).to_contain_text("安徽新天源建設咨詢有限公司")
    expect(facts).to_contain_text("2021-01-09")


def test_what_is_copied_carries_its_source(page: Page) -> None:
    ask(page, QUESTION)
    page.click(".copy-answer")
    expect(page.locator(".toast")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("7716件（《促区域高端绿色发展 知识产权谱写新篇章》")
    page.click(".copy-footnotes")
    page.wait_for_function("navigator.clipboard.readText().then((t) => t.includes('[1] '))")
    text, note = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert text.endswith("[1]")
    assert note == (
        "[1] 《促区域高端绿色发展 知识产权谱写新篇章》，"
        "一、知识产权事业势头好，亮点多›(二)知识产权创新活力足，第772–886字。"
    )
    page.click(".copy-citation")
    page.wait_for_function("navigator.clipboard.readText().then((t) => t.startsWith('“'))")


def test_without_a_secure_context_copying_goes_the_old_way(page: Page) -> None:
    page.evaluate("Object.defineProperty(globalThis, 'isSecureContext', {value: false})")
    ask(page, QUESTION)
    page.click(".copy-answer")
    page.wait_for_function("navigator.clipboard.readText().then((t) => t.startsWith('7716件'))")


def test_a_calculation_shows_its_operands(page: Page) -> None:
    ask(page, "文化创意产业收入2015年比2014年多多少？")
    expect(page.locator(".short")).to_have_text("30亿")
    expect(page.locator(".calculation li")).to_have_count(2)
    expect(page.locator(".expression")).to_have_text("330 − 300 = 30亿")
    expect(page.locator(".card mark")).to_have_text(["300亿元", "330亿"])


def test_a_follow_up_is_understood_and_the_thread_stays(page: Page) -> None:
    ask(page, "深圳市2013年的中国专利申请量是多少？")
    sent = []
    page.on("request", lambda one: sent.append(one) if one.url.endswith("/v1/ask") else None)
    ask(page, "那PCT国际专利申请呢？")
    expect(page.locator(".turn")).to_have_count(2)
    body = sent[0].post_data_json
    assert body["question"] == "那PCT国际专利申请呢？"
    assert body["history"][0]["question"] == "深圳市2013年的中国专利申请量是多少？"
    expect(page.locator(".turn").nth(1).locator(".answer")).to_contain_text("1.0049")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".turn")).to_have_count(2)
    page.click(".new-thread")
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#question")).to_be_focused()


def test_a_link_to_a_question_asks_it(page: Page) -> None:
    visit(page, f"#/ask?q={QUESTION}")
    expect(page.locator(".short")).to_have_text("7716件")
    page.reload()
    expect(page.locator(".short")).to_have_text("7716件")


def test_the_scope_narrows_the_search_and_chooses_the_script(page: Page) -> None:
    page.click(".scope-opener")
    page.select_option("#scope-script", "hant")
    page.fill("#scope-region", "石景山区")
    expect(page.locator(".count")).to_have_text("2")
    ask(page, QUESTION)
    expect(page.locator(".reply")).to_contain_text("累計申請專利")
    expect(page.locator(".quote")).to_contain_text("累计申请专利")
    page.fill("#scope-region", "火星")
    ask(page, QUESTION)
    expect(page.locator(".refusal").last).to_have_attribute("data-code", "filter_empty")


def test_a_suggestion_is_asked_by_a_click(page: Page) -> None:
    if page.request.get("v1/suggest?n=3").status == 404:
        pytest.skip("no suggestions are served")
    suggestion = page.locator(".suggestions button").first
    words = suggestion.text_content()
    suggestion.click()
    expect(page.locator(".question")).to_have_text(words or "")
    expect(page.locator(".turn-body")).to_be_visible()


def test_an_input_method_ends_a_choice_with_enter_and_sends_nothing(page: Page) -> None:
    page.fill("#question", "石景山")
    page.dispatch_event("#question", "keydown", {"key": "Enter", "isComposing": True})
    expect(page.locator(".turn")).to_have_count(0)


def test_a_question_that_is_too_long_is_told_before_it_is_sent(page: Page) -> None:
    page.fill("#question", "𠮷" * 2001)
    page.keyboard.press("Enter")
    expect(page.locator("#question-trouble")).to_contain_text("2001")
    expect(page.locator(".turn")).to_have_count(0)


def test_an_error_is_explained_and_can_be_tried_again(page: Page) -> None:
    problem = {"code": "rate_limited", "detail": "more than 600", "request_id": "r-1"}
    page.route(
        "**/v1/ask",
        lambda route: route.fulfill(status=429, json=problem, headers={"Retry-After": "7"}),
        times=1,
    )
    ask(page, QUESTION)
    notice = page.locator(".notice.bad")
    expect(notice).to_contain_text("请求太频繁")
    expect(notice).to_contain_text("7 秒")
    expect(notice).to_contain_text("r-1")
    notice.locator("button").click()
    expect(page.locator(".short")).to_have_text("7716件")


def test_an_english_browser_gets_an_english_page(browser: Browser, site: Running) -> None:
    for page in opened(browser, site.url, locale="en-US"):
        ask(page, "How many patent applications did Zhongguancun's enterprises file in 2018?")
        expect(page.locator(".short")).to_have_text("超过8.6万件")
        expect(page.locator(".facts")).to_contain_text("more than")
