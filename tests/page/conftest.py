"""A real browser before a real server: Debian's chromium, the samples and a document of ours."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from qa.ingest import Ingest
from tests.service.conftest import Running, running

# Without a sandbox: the tests run as root in a container. Without its own calls to the network.
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PATIENCE_MS = 20_000  # a busy machine draws its first chart late
# Characters outside the Basic Multilingual Plane before the figure: code points are not UTF-16.
RARE = """\
# 𠮷祥镇知识产权工作小结

发布日期：2022年1月8日

𠮷祥镇在𬒈石山南麓,以𤭢瓦闻名。2021年,𠮷祥镇共申请专利345件,同比增长12.5%。

<script>document.title = "no"</script> <img src="x" onerror="document.title = 'no'"> &amp; <b>粗</b>
"""


def chromium_or_skip() -> str:
    """Return the browser's path; skip, or fail under REQUIRE_ALL=1."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    message = "no chromium here: apt-get install chromium"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return the browser; it ends with this package, for its event loop is of this thread."""
    path = chromium_or_skip()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="package")
def page_home(samples_ingested: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home of the samples and of a document with rare characters."""
    folder = tmp_path_factory.mktemp("page")
    home = Path(shutil.copytree(samples_ingested, folder / "home"))
    documents = folder / "towns"  # behind the folder of the samples, by name
    documents.mkdir()
    (documents / "rare.txt").write_text(RARE, encoding="utf-8")
    Ingest(home, documents)()
    return home


@pytest.fixture(scope="package")
def site(page_home: Path) -> Iterator[Running]:
    """Return the server of all tests that change no document."""
    with running(page_home) as one:
        yield one


@pytest.fixture
def page(browser: Browser, site: Running) -> Iterator[Page]:
    """Return a new, empty page of a Simplified browser; nothing may go wrong in its console."""
    yield from opened(browser, site.url)


def opened(
    browser: Browser, url: str, *, locale: str = "zh-CN", scheme: str = "light", width: int = 1280
) -> Iterator[Page]:
    """Yield a page that is shown and ready; at the end its console must be free of errors."""
    context = browser.new_context(
        locale=locale,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 860},
        base_url=f"{url}/",
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda line: troubles.append(line.text) if "Content Security" in line.text else None,
    )
    strangers: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((url, "blob:", "data:"))
            else strangers.append(request.url)
        ),
    )
    visit(page, "")
    yield page
    context.close()
    assert not troubles
    assert not strangers, "the page asked another host"


def visit(page: Page, place: str) -> None:
    """Open a place of the page, as from a link in a mail."""
    page.goto("about:blank")
    page.goto(f"./{place}")
    page.wait_for_selector("html[data-ready]")


def ask(page: Page, question: str) -> None:
    """Ask as a clerk does, and wait for the answer."""
    before = page.locator(".turn").count()
    page.fill("#question", question)
    page.keyboard.press("Enter")
    page.locator(".turn").nth(before).locator(".turn-body, .notice").first.wait_for()
