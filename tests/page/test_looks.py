"""How it looks and reads to everybody: axe, languages, themes, widths, keyboard, keys."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from corpus.document import Aspect, Bound
from qa.contract import RefusalCode, Warning
from qa.service.database import open_database
from qa.service.keys import create_key
from qa.service.problems import CODES
from tests.page.conftest import ask, opened, visit
from tests.service.conftest import Running, running

PLACES = {
    "empty": "",
    "answer": "#/ask?q=文化创意产业收入2015年比2014年多多少？",
    "list": "#/ask?q=中关村示范区知识产权工作存在哪些差距？",
    "readings": "#/ask?q=质押融资额是多少？",
    "document": "#/document/{id}?at=772-886&figures=800-805",
    "figures": "#/figures?place=深圳&as=chart",
    "matrix": "#/figures?measure=专利申请&as=matrix",
    "documents": "#/documents",
}
READY = {
    "empty": ".holding a",
    "answer": ".card",
    "list": ".card",
    "readings": ".reading",
    "document": ".paper .span",
    "figures": ".plot .main-svg",
    "matrix": ".matrix-table",
    "documents": ".library-entry",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[str]:
    """Return what axe finds, in a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: Running, scheme: str, width: int) -> None:
    first = site.client.get("/v1/documents").json()["items"][0]["document_id"]
    for page in opened(browser, site.url, scheme=scheme, width=width):
        for name, place in PLACES.items():
            visit(page, place.format(id=first))
            page.wait_for_selector(READY[name])
            assert violations(page) == [], f"{name}, {scheme}, {width}"
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is wider than the window"


def test_theme_and_language_are_switched_and_remembered(page: Page) -> None:
    ask(page, "石景山区累计专利申请多少件？")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.click('[data-theme-choice="dark"]')
    assert page.evaluate(ground) != light
    page.click('[data-language="hant"]')
    expect(page.locator(".copy-answer")).to_have_text("複製答案和出處")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".nav [data-view=figures]")).to_have_text("數字")
    assert page.evaluate(ground) != light
    page.click('[data-language="en"]')
    expect(page.locator(".sources > h3")).to_have_text("Sources")
    page.click('[data-theme-choice="auto"]')
    assert page.evaluate(ground) == light


def test_every_language_has_the_same_words(page: Page) -> None:
    words = page.evaluate(
        """() => Promise.all(["hans", "hant", "en"].map(async (name) =>
            (await import(`./page/texts/${name}.js`)).default))"""
    )
    names = [set(one) for one in words]
    assert names[0] == names[1] == names[2]
    for name in names[0]:
        holes = {tuple(sorted(re.findall(r"\{\w+\}", one[name]))) for one in words}
        assert len(holes) == 1, name


def test_every_word_that_the_code_names_is_there(page: Page) -> None:
    folder = Path(__file__).parents[2] / "qa" / "page"
    words = page.evaluate(
        "import('./page/texts/hans.js').then((found) => Object.keys(found.default))"
    )
    used = set()
    for path in (*folder.glob("js/[!w]*.js"), folder / "index.html"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"""\bt(?:Label|Title|Placeholder)?: "([\w.]+)\"""", text))
        used |= set(re.findall(r"""\bsay\("([\w.]+)\"""", text))
        used |= set(re.findall(r"""data-t(?:-aria-label|-title)?="([\w.]+)\"""", text))
    codes = {
        *(f"problem.{code}" for code in CODES),
        *(f"warning.{code.value}" for code in Warning),
        *(f"refusal.{code.value}" for code in RefusalCode),
        *(f"aspect.{aspect.value}" for aspect in Aspect),
        *(f"bound.{bound.value}" for bound in Bound),
        *(f"jobs.{state}" for state in ("waiting", "running", "done", "failed")),
        *(
            f"job_stage.{stage}"
            for stage in ("wait", "read", "parse", "write", "words", "embed", "publish")
        ),
    }
    assert (used | codes) - set(words) == set()


def test_the_keyboard_is_enough(page: Page) -> None:
    page.keyboard.type("质押融资额是多少？")
    page.keyboard.press("Enter")
    page.wait_for_selector(".reading")
    page.keyboard.press("Shift+Tab")
    for _ in range(30):
        if page.evaluate("document.activeElement.classList.contains('reading')"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").nth(1).locator(".short")).to_be_visible()
    page.locator(".turn").nth(1).locator(".card-title").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#view-document h1")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#view-document")).to_be_visible()
    page.go_back()
    expect(page.locator(".turn").nth(1)).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


def test_the_skip_link_is_first_and_changes_no_place(page: Page) -> None:
    visit(page, "#/figures")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert page.url.endswith("#/figures")


def test_an_answer_is_said_to_screen_readers(page: Page) -> None:
    ask(page, "石景山区累计专利申请多少件？")
    expect(page.locator("#live")).to_contain_text("7716件")


@pytest.fixture
def locked(browser: Browser, page_home: Path) -> Iterator[tuple[Page, str]]:
    """Return a page of a service that wants a key, and a key."""
    database = open_database(page_home, "")
    _, secret = create_key(database, "clerk", ("read",))
    database.dispose()
    with running(page_home, keys_needed=True) as one:
        for page in opened(browser, one.url):
            yield page, secret


def test_a_key_is_asked_for_and_kept_for_the_tab(locked: tuple[Page, str]) -> None:
    page, secret = locked
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("需要访问密钥")
    page.fill("#key-field", "pqa_wrong")
    page.keyboard.press("Enter")
    expect(dialog.locator(".trouble")).to_be_visible()
    page.fill("#key-field", secret)
    page.keyboard.press("Enter")
    expect(page.locator(".holding a")).to_be_visible()
    ask(page, "石景山区累计专利申请多少件？")
    expect(page.locator(".short")).to_have_text("7716件")
    page.click(".verdict-right")
    expect(page.locator(".thanks")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".short")).to_have_text("7716件")
    expect(dialog).to_have_count(0)
    page.click("#key-button")
    expect(dialog).to_be_visible()
    assert violations(page) == []
