"""Figures in the forms that communiqués and bulletins write them in."""

from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document, Figure, Parsed
from corpus.parse import parse
from corpus.read import read_file


def parsed(tmp_path: Path, text: str, name: str = "a.txt") -> Parsed:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return parse(read_file(tmp_path / name, root=tmp_path))


def figure(found: Parsed, raw: str) -> Figure:
    document: Document = found.document
    return next(f for f in found.figures if document.quote(f.span) == raw)


@pytest.mark.parametrize(
    ("text", "raw", "measure"),
    [
        ("去年城乡居民人均消费支出分别增长3.1%和4.6%。", "4.6%", "农村居民人均消费支出"),
        ("年末总资产、存贷款余额分别达到7亿元、5亿元和4亿元。", "5亿元", "存款余额"),
        ("年末总资产、存贷款余额分别达到7亿元、5亿元和4亿元。", "7亿元", "年末总资产"),
        (
            "教育、住房保障和就业、文化支出分别为9万元、8万元和7万元。",
            "8万元",
            "住房保障和就业支出",
        ),
        ("城镇住户和农村住户人均收入分别为900元、600元。", "900元", "城镇住户人均收入"),
        ("全年实际利用内资、外资分别增长5%和6%。", "6%", "实际利用外资"),
        ("签约项目50个，其中过亿元的项目12个，过十亿元的项目3个。", "12个", "其中过亿元的项目"),
        ("签约项目50个，其中过亿元的项目12个，过十亿元的项目3个。", "3个", "过十亿元的项目"),
        ("在库项目90个，亿元以上项目41个。", "41个", "亿元以上项目"),
    ],
)
def test_measures(tmp_path: Path, text: str, raw: str, measure: str) -> None:
    assert figure(parsed(tmp_path, text), raw).measure == measure


@pytest.mark.parametrize(
    ("text", "limit", "group"),
    [
        ("产值过百亿元的企业2家。", "过百亿元", "企业"),
        ("商标注册量过百件企业达到35家。", "过百件", "企业"),
    ],
)
def test_a_limit_that_names_what_is_counted_is_told_apart(
    tmp_path: Path, text: str, limit: str, group: str
) -> None:
    found = parsed(tmp_path, text)
    one, other = found.figures
    assert found.document.quote(one.span) == limit
    assert one.subject is not None
    assert (one.limit, one.subject.text, other.limit) == (True, group, False)


def test_a_limit_that_nothing_is_counted_by_is_one(tmp_path: Path) -> None:
    found = parsed(tmp_path, "对投资超过2亿元的项目给予补助。")
    assert [f.measure for f in found.figures] == ["对投资的项目给予补助"]


def test_names_with_their_figures_in_brackets(tmp_path: Path) -> None:
    text = "来件最多的镇为：东岭镇(31件)、西岭镇(22件)；集中的事项依次是噪声(9件)、停车(7件)。"
    found = parsed(tmp_path, text)
    assert (figure(found, "22件").measure, figure(found, "22件").context) == (
        "西岭镇",
        "来件最多的镇",
    )
    assert (figure(found, "7件").measure, figure(found, "7件").context) == ("停车", "集中的事项")


def test_a_bare_receiver_is_given_the_same(tmp_path: Path) -> None:
    found = parsed(tmp_path, "企业引进博士每人每月补贴2000元，高校院所最高4000元。")
    assert figure(found, "最高4000元").context == "企业引进博士每人每月补贴"


def test_part_of_a_year_holds_for_its_paragraph(tmp_path: Path) -> None:
    head = "东岭新区简报\n东岭新区管委会办公室　　2021年7月9日\n\n"
    text = head + "上半年，新区运行平稳。签约项目50个。\n"
    found = parsed(tmp_path, text)
    period = figure(found, "50个").period
    assert period is not None
    assert (period.start, period.end) == ("2021-01", "2021-06")
    assert found.document.metadata.published == date(2021, 7, 9)
    assert found.document.metadata.issuer == "东岭新区管委会办公室"


def test_the_third_sector_is_no_rank_of_the_whole(tmp_path: Path) -> None:
    text = "山西省报告\n\n大同、忻州被列为枢纽城市，全省第三产业增加值增长8.8%。\n"
    subject = figure(parsed(tmp_path, text), "8.8%").subject
    assert subject is not None
    assert subject.place == "山西省"


def test_two_units_above_a_table(tmp_path: Path) -> None:
    rows = ("镇 产值 同比 投资 同比", "东岭镇 12.5 6.2 4.6 -1.1", "西岭镇 10.5 5.2 3.6 2.1")
    table = "".join(row.replace(" ", "\t") + "\n" for row in rows)
    text = "附表：主要指标\n单位：亿元、%\n\n" + table
    found = parsed(tmp_path, text)
    assert figure(found, "12.5").quantity.unit == "亿元"
    assert figure(found, "-1.1").quantity.unit == "%"


def test_the_caption_of_a_chart_lends_no_years_to_what_follows(tmp_path: Path) -> None:
    text = "2031年统计公报\n\n**图3 2027-2031年投资额**\n\n东部片区完成投资545亿元。\n"
    period = figure(parsed(tmp_path, text, "a.md"), "545亿元").period
    assert period is None or period.start == "2031"
