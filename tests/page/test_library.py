"""Documents: the list, uploading, following the job, asking what was uploaded, deleting."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.page.conftest import ask, opened, visit
from tests.service.conftest import running

NEW = "# 青禾县专利工作通报\n\n2022年,青禾县共申请专利4128件,同比增长9.6%。\n"


@pytest.fixture
def changing(browser: Browser, page_home: Path, tmp_path: Path) -> Iterator[Page]:
    """Return a page over a home that may be changed."""
    home = Path(shutil.copytree(page_home, tmp_path / "home"))
    with running(home) as one:
        yield from opened(browser, one.url)


def test_the_list_is_sifted_and_leads_to_the_documents(page: Page) -> None:
    visit(page, "#/documents")
    entries = page.locator(".library-entry")
    expect(entries).to_have_count(6)
    page.fill("#library-filter", "北京")
    expect(entries).to_have_count(1)
    expect(page.locator(".remove")).to_have_count(0)  # a folder's documents are the folder's
    entries.locator("a").click()
    expect(page.locator("#view-document h1")).to_contain_text("战略性新兴产业")


def test_a_file_is_uploaded_asked_and_deleted(changing: Page) -> None:
    page = changing
    visit(page, "#/documents")
    files = [
        {"name": "通报 2022.txt", "mimeType": "text/plain", "buffer": NEW.encode()},
        {"name": "照片.txt", "mimeType": "text/plain", "buffer": b"\x89PNG\r\n\x1a\n\x00\x00"},
    ]
    page.set_input_files("#files", files)
    job = page.locator(".job")
    expect(job).to_contain_text("通报 2022.txt")
    expect(job).to_have_attribute("data-state", "done", timeout=60_000)
    expect(job).to_contain_text("新增 1 份")
    expect(job).to_contain_text("1 份未能读取")
    expect(page.locator(".library-entry")).to_have_count(7)
    page.click('.nav [data-view="ask"]')
    ask(page, "青禾县2022年申请专利多少件？")
    expect(page.locator(".short")).to_have_text("4128件")
    expect(page.locator(".card h4")).to_have_text("青禾县专利工作通报")
    page.click('.nav [data-view="documents"]')
    page.click(".remove")
    page.locator(".dialog .solid").click()
    expect(page.locator(".job").first).to_have_attribute("data-state", "done", timeout=60_000)
    expect(page.locator(".library-entry")).to_have_count(6)


def test_a_job_that_was_begun_elsewhere_is_followed(page: Page) -> None:
    job = {"id": "j1", "kind": "upload", "state": "running", "names": ["大文件.pdf"]}
    job |= {"root": None, "stage": "embed", "done": 3, "total": 9, "result": None, "error": None}
    made = {"document_id": "d1", "name": "大文件.pdf"}
    result = {"added": ["大文件.pdf"], "failed": [], "documents": [made]}
    page.route("**/v1/jobs?*", lambda route: route.fulfill(json={"items": [job]}))
    looks: list[str] = []

    def look(route: Route) -> None:
        looks.append(route.request.url)
        ended = {**job, "state": "done", "result": result}
        route.fulfill(json=job if len(looks) == 1 else ended)

    page.route("**/v1/jobs/j1", look)
    visit(page, "#/documents")
    line = page.locator(".job")
    expect(line).to_contain_text("编制索引")
    expect(line).to_contain_text("3/9")
    expect(line).to_have_attribute("data-state", "done")
    expect(line.locator(".job-document")).to_have_attribute("href", "#/document/d1")


def test_a_file_that_nothing_reads_is_told(changing: Page) -> None:
    visit(changing, "#/documents")
    picture = {"name": "照片.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n\x00\x00"}
    changing.set_input_files("#files", [picture])
    expect(changing.locator(".job")).to_have_attribute("data-state", "failed", timeout=30_000)
    expect(changing.locator(".job")).to_contain_text("照片.png")


def test_an_empty_home_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home") as one:
        for page in opened(browser, one.url):
            page.locator(".holding a").click()
            expect(page.locator(".notice")).to_contain_text("还没有文件")
