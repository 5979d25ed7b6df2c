"""Whose papers a text in Traditional script is one of."""

from pathlib import Path

import pytest

from corpus.parse import parse
from corpus.read import read_file


@pytest.mark.parametrize(
    ("text", "region"),
    [
        (
            "統計組工作匯報\n本年度總開支為3,400萬港元。\n有關建議將提交立法會審議。\n",
            "香港特别行政区",
        ),
        ("水利組新聞稿\n核定補助新臺幣1,200萬元，自113年度起實施。\n", "台湾省"),
        ("統計組工作匯報\n本年度總開支為三千萬元。\n", None),
        ("统计组工作汇报\n本年度总开支为3400万港元。\n", None),
    ],
)
def test_money_and_organs_tell_whose_paper_it_is(
    tmp_path: Path, text: str, region: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert parse(read_file(path, root=tmp_path)).document.metadata.region == region


def test_a_press_release_is_called_by_its_headline_and_dated_by_the_republic(
    tmp_path: Path,
) -> None:
    path = tmp_path / "b.txt"
    path.write_text(
        "水利組　新聞稿\n發布日期：113年5月6日\n\n雨水貯留補助加碼 今年度共核定31案\n\n"
        "水利組今日說明，雨水貯留設施之補助自即日起受理申請，歡迎各校踴躍提出，額滿為止，"
        "詳細之規定請參閱網頁所載之說明及附件。\n",
        encoding="utf-8",
    )
    told = parse(read_file(path, root=tmp_path)).document.metadata
    assert (told.title or "").startswith("雨水貯留")
    assert str(told.published) == "2024-05-06"
