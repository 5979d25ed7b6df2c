"""Tables without lines: what is one, what is none, and what its cells say."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Aspect
from corpus.parse import parse
from corpus.read import read_file
from corpus.readers.plain_tables import plain_cells

POINTS = """# 江西省2013年发展公报

**表1：2013年主要产品产量**

- 产品名称 单位 产量 比上年增长%
- 布 万米 620.5 -3.1
- 其中：棉布 万米 201.0 4.4
- 发 电 量 亿千瓦时 88.2 6.0
"""


def table_of(text: str) -> list[list[str]]:
    rows: dict[tuple[int, int], list[str]] = {}
    for cell in plain_cells(text):
        rows.setdefault((cell.table, cell.row), []).append(text[cell.span.start : cell.span.end])
    return list(rows.values())


def test_points_of_a_list_with_spaces() -> None:
    assert table_of(POINTS) == [
        ["产品名称", "单位", "产量", "比上年增长%"],
        ["布", "万米", "620.5", "-3.1"],
        ["其中：棉布", "万米", "201.0", "4.4"],
        ["发 电 量", "亿千瓦时", "88.2", "6.0"],
    ]


def test_tabs() -> None:
    text = "地区\t户数\t比上年增长（%）\n甲县\t1,204\t5.0\n乙县\t988\t—\n\n以上为初步统计。\n"
    assert table_of(text) == [
        ["地区", "户数", "比上年增长（%）"],
        ["甲县", "1,204", "5.0"],
        ["乙县", "988", "—"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "第一章 总则 1\n第二章 布局 5\n第三章 保障 9\n",  # contents: no line of headers
        "甲市 改革攻坚\n乙市 服务转型\n丙市 创新引领\n",
        "名称 数量\n钢笔 5\n纸张 6\n",  # two columns of two rows say too little
        "会议于9月 5 日举行。\n共有 30 家企业参加。\n签约 12 项。\n",
        "项目 金额\n\n道路 500\n\n桥梁 600\n\n",
    ],
)
def test_no_tables(text: str) -> None:
    assert table_of(text) == []


def test_figures_of_a_plain_table(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(POINTS, encoding="utf-8")
    found = parse(read_file(path, root=tmp_path)).figures
    assert [(f.measure, f.quantity.value, f.quantity.unit) for f in found[:2]] == [
        ("布，产量", found[0].quantity.value, "万米"),
        ("布，比上年增长", found[1].quantity.value, "%"),
    ]
    assert str(found[0].quantity.value) == "620.5"
    assert found[0].period is not None
    assert found[0].period.start == "2013"
    assert "布" in found[2].context


def test_rows_are_no_points_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(POINTS, encoding="utf-8")
    assert parse(read_file(path, root=tmp_path)).enumerations == ()


@given(st.text(alphabet="甲乙年 \t\n\r0123.,-—%单位：。|", max_size=120))
@settings(max_examples=200, deadline=None)
def test_cells_are_inside_and_apart(text: str) -> None:
    end = 0
    for cell in plain_cells(text):
        assert end <= cell.span.start < cell.span.end <= len(text)
        assert "\n" not in text[cell.span.start : cell.span.end]
        end = cell.span.end


def test_rows_named_by_years_are_rows_of_a_table() -> None:
    cells = plain_cells("年度　件數　金額\n111　72　6,150\n112　97　8,640\n")
    assert len(cells) == 9


def test_headers_are_spaced_out() -> None:
    head = "- 产品名称 单 位 产 量 比上年增长%\n"
    text = f"{head}- 布 亿米 84.8 3.3\n- 卷 烟 亿支 251.9 2.8\n- 纱 万吨 29.0 9.8\n"
    assert table_of(text) == [
        ["产品名称", "单 位", "产 量", "比上年增长%"],
        ["布", "亿米", "84.8", "3.3"],
        ["卷 烟", "亿支", "251.9", "2.8"],
        ["纱", "万吨", "29.0", "9.8"],
    ]


def test_a_row_of_sums_in_bold_is_a_row() -> None:
    text = "- 行 业 投资额 增长%\n- **总 计** **36** **2.1**\n- 采掘业 13 1.8\n- 仓储业 9 3.0\n"
    assert [row[1:] for row in table_of(text)] == [
        ["投资额", "增长%"],
        ["**36**", "**2.1**"],
        ["13", "1.8"],
        ["9", "3.0"],
    ]


FEW_HEADS = """# 2013年发展公报

运输情况如下：

2013年 比上年增长％
货物周转量 305 亿吨公里 4．1
铁 路 119 亿吨公里 3．2
公 路 41 亿吨公里 持平
其中：专线 11 亿吨公里 -1．8
旅客周转量 78 亿人公里 12．5

2013年各类价格上涨幅度(％)

1、零售价格 13．2
其中：城镇 15．4
25个大中城市 18．6
2、服务价格 27．1
农村 24．3
"""


def test_heads_that_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FEW_HEADS, encoding="utf-8")
    found = {f"{f.quantity.value}": f for f in parse(read_file(path, root=tmp_path)).figures}
    assert found["119"].quantity.unit == "亿吨公里"
    assert ("铁路" in found["119"].measure, "货物周转量" in found["119"].context) == (True, True)
    assert "货物" not in found["78"].context  # the next amount is a whole of its own
    assert "公路" in found["-1.8"].context or "货物周转量" in found["-1.8"].context
    assert found["3.2"].aspect is Aspect.GROWTH
    assert "25个大中城市" in found["18.6"].measure
    assert "零售价格" in found["18.6"].context
    assert "服务价格" in found["24.3"].context
    assert found["24.3"].period is not None
    assert found["24.3"].period.start == "2013"
