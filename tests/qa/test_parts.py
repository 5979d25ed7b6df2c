"""Questions with several parts, and each part as a question of its own."""

import pytest

from qa.asking.parts import askings, coordinated, measures, one_each
from qa.question import read_question


def each(text: str) -> tuple[str, ...]:
    view = read_question(text).view
    return one_each(view, coordinated(view))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "2031年和2032年的专利申请量分别是多少？",
            ("2031年的专利申请量是多少？", "2032年的专利申请量是多少？"),
        ),
        (
            "海盐县、嘉善县和平湖市的专利申请量分别是多少？",
            (
                "海盐县的专利申请量是多少？",
                "嘉善县的专利申请量是多少？",
                "平湖市的专利申请量是多少？",
            ),
        ),
        (
            "2031、2032年专利申请量各是多少？",
            ("2031年专利申请量是多少？", "2032年专利申请量是多少？"),
        ),
        (
            "2031年海鹽縣與嘉善縣的專利申請量分別是多少？",
            ("2031年海盐县的专利申请量是多少？", "2031年嘉善县的专利申请量是多少？"),
        ),
    ],
)
def test_coordinated_places_and_years_are_asked_one_by_one(
    text: str, parts: tuple[str, ...]
) -> None:
    assert each(text) == parts


@pytest.mark.parametrize(
    "text",
    ["海盐县专利申请量是多少？", "海盐县2031年专利申请量是多少？", "谁牵头？", "海盐县知识产权局"],
)
def test_one_place_or_year_is_no_group(text: str) -> None:
    assert coordinated(read_question(text).view) == ()


def test_measures_that_are_handed_out() -> None:
    question = read_question("2031年海盐县的专利申请量、授权量和商标注册量分别是多少？")
    parts = measures(question)
    assert len(parts) == 3
    for part, word in zip(parts, ("专利申请量", "授权量", "商标注册量"), strict=True):
        assert word in part
        assert "2031年" in part
        assert "海盐县" in part
        assert "分别" not in part


def test_several_askings_share_place_and_year() -> None:
    question = read_question("2031年海盐县专利申请量是多少，商标注册量是多少？")
    assert askings(question) == ("2031年海盐县专利申请量是多少", "2031年海盐县商标注册量是多少")


def test_askings_of_their_own_place_keep_it() -> None:
    parts = askings(read_question("海盐县有多少家企业，嘉善县有多少家企业？"))
    assert [("海盐县" in p, "嘉善县" in p) for p in parts] == [(True, False), (False, True)]


@pytest.mark.parametrize("text", ["海盐县专利申请量是多少？", "在海盐县，谁牵头？", "，？"])
def test_one_asking_is_no_part(text: str) -> None:
    assert askings(read_question(text)) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "青屿县要新增多少耕地、林地、湿地？",
            ("青屿县要新增多少耕地？", "青屿县要新增多少林地？", "青屿县要新增多少湿地？"),
        ),
        (
            "2031年青屿县的专利申请量、授权量要达到多少？",
            ("2031年青屿县的专利申请量要达到多少？", "2031年青屿县的授权量要达到多少？"),
        ),
        (
            "青屿县的示范企业和试点企业，总数各有多少家",
            ("青屿县的示范企业，总数有多少家", "青屿县的试点企业，总数有多少家"),
        ),
        ("青松公司和白石公司的收入是多少？", ()),  # one measure, which the first has not
    ],
)
def test_measures_strung_on_one_asking_word(text: str, parts: tuple[str, ...]) -> None:
    assert measures(read_question(text)) == parts
