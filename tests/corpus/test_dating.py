"""When a figure is of."""

from datetime import date

import pytest

from corpus.document import Aspect, Metadata
from corpus.parse import parse
from corpus.times.named_periods import heading_period
from tests.corpus.measuring import full, read, year_of
from tests.corpus.outlining import document_of


@pytest.mark.parametrize(
    ("text", "gone", "stays"),
    [
        ("近三年累计办理案件87件。", "三年", "87件"),
        ("五年来共建成泊位640个。", "五年", "640个"),
        ("近2年未受处罚，注册满1年。", "2年", "1年"),
    ],
)
def test_a_period_is_no_duration(text: str, gone: str, stays: str) -> None:
    found = read(text)
    assert gone not in found
    assert stays in found


def test_in_a_row_is_a_duration() -> None:
    assert "四年" in read("示范区连续四年获得表彰。")


def test_fullyear_after_its_quarters() -> None:
    found = read(
        "2012年，全市经济平稳运行。\n物价一季度上涨1.2%，二季度上涨1.9%，全年平均比上年上涨2.6%。"
    )
    assert year_of(found["1.2%"]) == "2012-01"
    assert year_of(found["1.9%"]) == "2012-04"
    assert year_of(found["2.6%"]) == "2012"
    assert "物价" in full(found["2.6%"])


def test_years_of_a_plan_and_its_parts() -> None:
    found = read(
        "“十四五”期间全市计划建设厂房30万平方米，其中2022年建设6.5万平方米，2023年建设7.1万平方米。"
    )
    assert year_of(found["30万平方米"]) == "2021"
    assert year_of(found["6.5万平方米"]) == "2022"
    assert year_of(found["7.1万平方米"]) == "2023"
    assert {f.aspect for f in found.values()} == {Aspect.TARGET}


def test_up_to_a_month_of_the_year_spoken_of() -> None:
    found = read("2022年，全市经济平稳。截至8月末，贷款余额310亿元。年底前开工项目25个。")
    period = found["310亿元"].period
    assert period is not None
    assert (period.kind, period.start, period.end) == ("until", None, "2022-08")
    assert found["310亿元"].aspect is Aspect.ACTUAL
    period = found["25个"].period
    assert period is not None
    assert (period.kind, period.end) == ("until", "2022")
    assert found["25个"].aspect is Aspect.TARGET


def test_a_decade_dates_no_figure() -> None:
    found = read("2022年，全市装备还是上世纪70年代的水平，共有机床320台。")
    assert year_of(found["320台"]) == "2022"
    assert set(found) == {"320台"}


def test_the_year_of_the_heading() -> None:
    found = read(
        "一、2013年工作回顾\n\n"
        "国家同意2013—2015年安排移民补助8亿元。财政收入970亿元。\n\n"
        "2013年是“十二五”承上启下之年。出口总额64亿美元。\n\n"
        "二、2014年工作安排\n\n财政收入1100亿元。\n"
    )
    assert year_of(found["8亿元"]) == "2013"
    assert year_of(found["970亿元"]) == "2013"
    assert year_of(found["64亿美元"]) == "2013"
    assert year_of(found["1100亿元"]) == "2014"


def test_the_plan_of_the_title() -> None:
    found = read("粮食产能达到6亿吨。", title="国民经济和社会发展第十三个五年规划纲要")
    assert year_of(found["6亿吨"]) == "2016"


@pytest.mark.parametrize(
    ("text", "quote", "start"),
    [
        ("去年办理登记61笔。", "61笔", "2019"),
        ("今年上半年放款3.3亿元。", "3.3亿元", "2020-01"),
        ("今年新建站点90个。", "90个", "2020"),
        ("目前拥有专利44件。", "44件", None),
        ("近三年培训850人。", "850人", None),
    ],
)
def test_told_from_publication(text: str, quote: str, start: str | None) -> None:
    assert year_of(read(text, date(2020, 8, 3))[quote]) == start


def test_an_event_dates_nothing_else() -> None:
    found = read("该公司成立于2012年，专注传感器，拥有商标56件。")
    assert found["56件"].period is None
    found = read("2016年，全市完成2015年度优秀单位的评选工作；另有23家单位获得补助。")
    assert year_of(found["23家"]) == "2016"


def test_what_is_compared_with_has_its_own_period() -> None:
    found = read("2022年收到申请52宗，较2021年的39宗增加33%。")
    assert year_of(found["39宗"]) == "2021"
    assert year_of(found["33%"]) == "2022"
    base = found["33%"].base
    assert base is not None
    assert base.start == "2021"


def test_a_document_tells_its_years_from_its_date() -> None:
    text = "关于园区建设的意见\n\n去年园区产值达到64亿元。\n\n苏州市人民政府\n2019年4月2日\n"
    parsed = parse(document_of(text))
    assert parsed.document.metadata != Metadata()
    figure = next(f for f in parsed.figures if parsed.document.quote(f.span) == "64亿元")
    assert year_of(figure) == "2018"


def test_the_year_of_a_wording_is_no_time() -> None:
    assert heading_period(["创新券管理办法(2017年修订)"], None) is None
    assert heading_period(["收费目录(2019年版)"], None) is None
    found = heading_period(["工作总结(2017年)"], None)
    assert found
    assert found.start == "2017"


def test_the_whole_year_goes_back_from_a_plan_to_the_year() -> None:
    text = "2015年公报\n\n“十二五”时期，粮食产量年均增长3%。全年水果产量120万吨，增长4.5%。"
    found = read(text, date(2016, 2, 1), "2015年公报")
    assert [year_of(figure) for figure in (found["120万吨"], found["4.5%"])] == ["2015", "2015"]


def test_the_years_of_parts_hold_no_further() -> None:
    found = read("两年来投入资金56万元，其中2017年24万元，2018年32万元，资助企业430家。")
    assert [year_of(found[x]) for x in ("24万元", "32万元", "430家")] == ["2017", "2018", None]
    found = read("现有专利9件，其中2018年发明专利3件，商标5件。")
    assert year_of(found["5件"]) == "2018"


def test_years_that_open_a_clause_are_those_of_the_plan() -> None:
    text = "“十一五”期间，产值年均增长14%。2010年产值是“十五”的2.5倍。\n五年新增产能9万吨。"
    found = read(text)
    assert year_of(found["14%"]) == "2006"
    assert "五年" not in found
    assert (found["9万吨"].period or found["14%"].period) == found["14%"].period
    assert year_of(read("2010年产值9万元。三年新增产能9万吨。")["9万吨"]) is None


def test_a_government_report_tells_of_the_year_before() -> None:
    found = read("去年产值9万元。预计2010年完成税收6万元。", title="东海省2011年政府工作报告")
    assert year_of(found["9万元"]) == "2010"
    assert found["6万元"].aspect is Aspect.ACTUAL
    assert year_of(read("去年产值9万元。", title="东海省2011年专利工作报告")["9万元"]) is None


def test_what_began_in_a_year_goes_on_since_then() -> None:
    found = read("自2015年推出以来，已有53人完成培训。")["53人"].period
    assert found is not None
    assert (found.kind, found.start, found.end) == ("since", "2015", None)


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("现将2021年度信访工作情况报告如下：", "2021"),
        ("受市局委托，我向大家通报2021年我市信访工作的主要情况。", "2021"),
        ("现将2021年计划执行情况和2022年计划草案报告如下：", None),
        ("现就做好信访工作通知如下：", None),
    ],
)
def test_the_year_that_a_text_announces_holds_in_its_sections(
    opening: str, year: str | None
) -> None:
    found = read(f"{opening}\n一、受理情况\n全市受理信访件210件，办结率平稳。\n")
    assert year_of(found["210件"]) == year
