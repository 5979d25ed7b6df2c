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


def conflict(n: int) -> dict[str, object]:
    """Return a citation whose figure is its sixth to tenth character."""
    return {
        "n": n,
        "document_id": f"d{n}",
        "document": f"{n}.txt",
        "title": f"文件{n}",
        "heading": [],
        "page_start": None,
        "page_end": None,
        "before": "",
        "after": "",
        "quote": f"园区共有企业{n}00家。",
        "start": 10,
        "end": 21,
        "sha256": "0" * 64,
        "issuer": None,
        "document_number": f"京政发〔202{n}〕1号",
        "published": "2021-03-01",
    }


def quantity(n: int) -> dict[str, object]:
    """Return the figure of that citation."""
    return {
        "type": "count",
        "value": f"{n}00",
        "min": None,
        "max": None,
        "unit": "家",
        "normalized_value": f"{n}00",
        "normalized_unit": "家",
        "unit_inferred": False,
        "bound": "exact",
        "aspect": "actual",
        "raw": f"{n}00家",
        "measure": "企业",
        "subject": {"text": "园区", "resolved_from": None},
        "period": None,
        "citation": n,
        "start": 16,
        "end": 20,
    }


def test_conflicts_stand_side_by_side_and_warnings_are_words(page: Page) -> None:
    answer = {
        "schema_version": 1,
        "id": "a",
        "question": "园区有多少企业？",
        "status": "conflict",
        "kind": "figure",
        "answer": "100家",
        "items": [],
        "text": "100家[1]；200家[2]",
        "citation_text": "100家（《文件1》）",
        "statements": [],
        "calculation": None,
        "quantities": [quantity(1), quantity(2)],
        "citations": [conflict(1), conflict(2)],
        "conflicts": [{"quantities": [0, 1], "citations": [1, 2]}],
        "coverage": {"answered": 1, "of": 2, "missing": ["园区面积"]},
        "warnings": ["target_vs_actual"],
        "refusal": None,
        "confidence": 0.5,
        "index_version": "v",
        "timings_ms": {},
    }
    page.route("**/v1/ask", lambda route: route.fulfill(json=answer))
    ask(page, "园区有多少企业？")
    sides = page.locator(".conflict-side")
    expect(sides.locator("mark")).to_have_text(["100家", "200家"])
    left, right = (sides.nth(n).bounding_box() for n in range(2))
    assert left
    assert right
    assert left["y"] == right["y"]
    assert left["x"] < right["x"]
    expect(page.locator(".notice.warn")).to_contain_text("一个是目标，一个是实际完成")
    expect(page.locator(".answer")).to_contain_text("问了 2 项，答了 1 项")
    expect(page.locator(".answer")).to_contain_text("园区面积")
    expect(page.locator(".card").first).to_contain_text("京政发〔2021〕1号")
