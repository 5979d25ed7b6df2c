"""The figures of tables, read through the readers of Markdown and HTML."""

from pathlib import Path

from corpus.document import Figure, Parsed
from corpus.parse import parse
from corpus.read import read_file


def parsed(tmp_path: Path, name: str, text: str) -> Parsed:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return parse(read_file(path, root=tmp_path))


def told(figure: Figure) -> str:
    quantity = figure.quantity
    whose = figure.subject.text if figure.subject else ""
    when = figure.period.text if figure.period else ""
    return f"{whose} {figure.measure} {when} {quantity.value}{quantity.unit} {figure.aspect}"


DISTRICTS = """# 宁波市2018年专利概况

## 一、各区情况

表1 2018年各区专利情况

| 区 | 专利申请量（件） | 授权量同比增长（%） |
| --- | ---: | ---: |
| 海曙区 | 3,120 | 4.5 |
| 江北区 | 2,045 | -1.2 |
| 合计 | 5,165 | 2.1 |
"""


def test_places_in_the_first_column_own_their_rows(tmp_path: Path) -> None:
    found = parsed(tmp_path, "a.md", DISTRICTS)
    assert [told(figure) for figure in found.figures] == [
        "海曙区 专利申请量 2018年 3120件 actual",
        "海曙区 授权量同比增长 2018年 4.5% growth",
        "江北区 专利申请量 2018年 2045件 actual",
        "江北区 授权量同比增长 2018年 -1.2% growth",
        "宁波市 专利申请量 2018年 5165件 actual",
        "宁波市 授权量同比增长 2018年 2.1% growth",
    ]


def test_spans_point_at_the_cells(tmp_path: Path) -> None:
    found = parsed(tmp_path, "a.md", DISTRICTS)
    quotes = [found.document.quote(figure.span) for figure in found.figures]
    assert quotes == ["3,120", "4.5", "2,045", "-1.2", "5,165", "2.1"]
    for figure in found.figures:
        view = found.sentences[figure.sentence].view
        assert view.original(figure.quantity.span) == figure.span
        assert figure.quantity.unit_inferred


def test_years_over_the_columns_and_units_beside(tmp_path: Path) -> None:
    text = """# 温州市近年情况

| 指标 | 单位 | 2016年 | 2017年 |
| --- | --- | --- | --- |
| 立案数 | 件 | 41 | 58 |
| 涉案金额 | 万元 | 320 | 276 |
"""
    assert [told(figure) for figure in parsed(tmp_path, "a.md", text).figures] == [
        "温州市 立案数 2016年 41件 actual",
        "温州市 立案数 2017年 58件 actual",
        "温州市 涉案金额 2016年 320万元 actual",
        "温州市 涉案金额 2017年 276万元 actual",
    ]


def test_years_in_the_first_column(tmp_path: Path) -> None:
    text = """# 绍兴市历年情况

单位：亿元

| 年份 | 质押金额 | 比上年增长% |
| --- | --- | --- |
| 2016 | 12.5 | 8.0 |
| 2017 | 14.1 | 12.8 |
"""
    found = parsed(tmp_path, "a.md", text).figures
    assert [told(figure) for figure in found] == [
        "绍兴市 质押金额 2016年 12.5亿元 actual",
        "绍兴市 比上年增长 2016年 8.0% growth",
        "绍兴市 质押金额 2017年 14.1亿元 actual",
        "绍兴市 比上年增长 2017年 12.8% growth",
    ]
    assert "质押金额" in found[1].context


def test_headers_over_several_columns(tmp_path: Path) -> None:
    text = """<html><body><article><h1>舟山市停车收费标准公告</h1><table>
<tr><th rowspan="2">区域</th><th colspan="2">小型车</th><th colspan="2">大型车</th></tr>
<tr><th>首小时（元）</th><th>以后（元/小时）</th><th>首小时（元）</th><th>以后（元/小时）</th></tr>
<tr><td>甲类区域</td><td>5</td><td>3</td><td>8</td><td>6</td></tr>
</table><p>以上标准自公布之日起施行。</p></article></body></html>"""
    assert [told(figure) for figure in parsed(tmp_path, "a.html", text).figures] == [
        "舟山市 甲类区域，小型车，首小时  5元 actual",
        "舟山市 甲类区域，小型车，以后  3元/小时 actual",
        "舟山市 甲类区域，大型车，首小时  8元 actual",
        "舟山市 甲类区域，大型车，以后  6元/小时 actual",
    ]


def test_numbers_of_rows_and_cells_without_header_are_no_figures(tmp_path: Path) -> None:
    text = """# 名单

| 序号 | 单位名称 | 成立年份 | 投资（万元） | |
| --- | --- | --- | --- | --- |
| 1 | 甲公司 | 2009 | 500 | 77 |
| 2 | 乙公司 | 2011 | — | 78 |
"""
    found = parsed(tmp_path, "a.md", text).figures
    assert [told(figure) for figure in found] == [" 甲公司，投资  500万元 actual"]


def test_parts_know_what_they_are_part_of(tmp_path: Path) -> None:
    text = """# 2018年外贸

表3：2018年出口额（单位：亿美元）

| 指标 | 绝对数 |
| --- | --- |
| 货物出口额 | 840 |
| 其中：一般贸易 | 512 |
"""
    whole, part = parsed(tmp_path, "a.md", text).figures
    assert (whole.measure, part.measure) == ("货物出口额", "一般贸易")
    assert "货物出口额" in part.context
    assert part.quantity.unit == "亿美元"


def test_a_caption_says_whose_a_table_is(tmp_path: Path) -> None:
    rows = "| 指标 | 单位 | 2015年 |\n|---|---|---|\n| 图书馆藏书 | 册 | 3120 |\n"
    text = f"# 桐庐县2015年数据\n\n表1 安吉县2015年主要指标\n\n{rows}\n表2 2015年主要指标\n\n{rows}"
    figures = parsed(tmp_path, "a.md", text).figures
    levels = [f for f in figures if f.quantity.value == 3120]
    assert [f.subject.place if f.subject else None for f in levels] == ["安吉县", "桐庐县"]


def test_columns_headed_by_bare_years_are_of_these_years(tmp_path: Path) -> None:
    rows = "| 指标 | 单位 | 2031 | 2032 |\n|---|---|---|---|\n| 干渠里程 | 公里 | 40 | 70 |\n"
    found = parsed(tmp_path, "a.md", "# 2032年公报\n\n表1 水利情况\n\n" + rows).figures
    assert [(str(f.quantity.value), f.period and f.period.start) for f in found] == [
        ("40", "2031"),
        ("70", "2032"),
    ]
