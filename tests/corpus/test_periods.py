from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.periods import dates, periods
from tests.corpus.timing import is_linear

# text → each period as "kind text start end precision"
TABLE: list[tuple[str, list[str]]] = [
    ("2013年，", ["year 2013年 2013 2013 year"]),
    ("2012年度", ["year 2012年度 2012 2012 year"]),
    ("2015年底", ["year 2015年底 2015 2015 year"]),
    ("二〇一三年", ["year 二〇一三年 2013 2013 year"]),
    ("二零一五年三月", ["month 二零一五年三月 2015-03 2015-03 month"]),
    ("民国102年", ["year 民国102年 2013 2013 year"]),
    ("中华民国112年3月15日核定", ["day 中华民国112年3月15日 2023-03-15 2023-03-15 day"]),
    ("民国一百零二年", ["year 民国一百零二年 2013 2013 year"]),
    ("计划(112年至115年)", ["range 112年至115年 2023 2026 year"]),
    ("至115年底,辅导", ["until 至115年底 None 2026 year"]),
    (
        "自112年4月1日起至112年5月31日止",
        ["range 112年4月1日起至112年5月31日 2023-04-01 2023-05-31 day"],
    ),
    ("111年营业额较110年成长", ["year 111年 2022 2022 year", "year 110年 2021 2021 year"]),
    ("使用年限120年", []),
    ("达到100年一遇", []),
    ("2013年8月，", ["month 2013年8月 2013-08 2013-08 month"]),
    ("2012 年 12 月 14 日", ["day 2012 年 12 月 14 日 2012-12-14 2012-12-14 day"]),
    ("2021-01-09 11:36", ["day 2021-01-09 2021-01-09 2021-01-09 day"]),
    ("2021/1/9", ["day 2021/1/9 2021-01-09 2021-01-09 day"]),
    ("2014、2015年", ["year 2014 2014 2014 year", "year 2015年 2015 2015 year"]),
    ("2014年和2015年", ["year 2014年 2014 2014 year", "year 2015年 2015 2015 year"]),
    ("(2019-2021)", ["range 2019-2021 2019 2021 year"]),
    ("2014-2016年", ["range 2014-2016年 2014 2016 year"]),
    ("2014年至2016年", ["range 2014年至2016年 2014 2016 year"]),
    ("2014年3月至2016年5月", ["range 2014年3月至2016年5月 2014-03 2016-05 month"]),
    ("2021年3月1日至5月31日", ["range 2021年3月1日至5月31日 2021-03-01 2021-05-31 day"]),
    ("受理时间为4月5日至7日", ["relative 4月5日至7日 None None None"]),
    ("2021至22年度", ["range 2021至22年度 2021 2022 year"]),
    ("2015/16年度", ["range 2015/16年度 2015 2016 year"]),
    ("第十一个五年规划", ["plan 第十一个五年规划 2006 2010 year"]),
    ("第八个五年级", []),
    ("今年1至6月", ["relative 今年1至6月 None None None"]),
    (
        "2019年投产，当年11月达产",
        ["year 2019年 2019 2019 year", "month 当年11月 2019-11 2019-11 month"],
    ),
    ("2013年三至一季度", []),
    ("2020年前三季度", ["quarter 2020年前三季度 2020-01 2020-09 quarter"]),
    ("2024年首季", ["quarter 2024年首季 2024-01 2024-03 quarter"]),
    ("2024年第3季", ["quarter 2024年第3季 2024-07 2024-09 quarter"]),
    ("2024年首三季", ["quarter 2024年首三季 2024-01 2024-09 quarter"]),
    ("2024年第二季节目", ["year 2024年 2024 2024 year"]),
    ("二零二三至二四年度", ["range 二零二三至二四年度 2023 2024 year"]),
    ("本市112年研發支出", ["year 112年 2023 2023 year"]),
    ("全校120年的歷史", []),
    ("2020年第二季度", ["quarter 2020年第二季度 2020-04 2020-06 quarter"]),
    ("2020年上半年", ["half 2020年上半年 2020-01 2020-06 quarter"]),
    ("2020年1-9月", ["range 2020年1-9月 2020-01 2020-09 month"]),
    ("“十二五”时期", ["plan “十二五”时期 2011 2015 year"]),
    ("十三五规划", ["plan 十三五规划 2016 2020 year"]),
    ("“十五”期间", ["plan “十五”期间 2001 2005 year"]),
    ("十四五以来", ["since 十四五以来 2021 None year"]),
    ("十五家，二十五项", []),
    ("体现在，项目前期，不同年龄，四季游牧", []),
    (
        "由2012年的3亿增加到2017年的5亿",
        ["year 2012年 2012 2012 year", "year 2017年 2017 2017 year"],
    ),
    ("创下的是建市以来最好成绩", ["since 建市以来 None None None"]),
    ("2017年以来", ["since 2017年以来 2017 None year"]),
    ("2013年起", ["since 2013年起 2013 None year"]),
    ("2019年至今", ["since 2019年至今 2019 None year"]),
    ("到2021年，", ["until 到2021年 None 2021 year"]),
    ("截至2015年底", ["until 截至2015年底 None 2015 year"]),
    ("2015年底前", ["until 2015年底前 None 2015 year"]),
    ("达到2015年水平", ["year 2015年 2015 2015 year"]),
    ("截至目前", ["until 截至目前 None None None"]),
    ("试点以来，", ["since 试点以来 None None None"]),
    ("，工作启动以来，", ["since 工作启动以来 None None None"]),
    ("近三年", ["relative 近三年 None None None"]),
    ("三年来", ["relative 三年来 None None None"]),
    ("过去一年多以来", ["relative 过去一年多以来 None None None"]),
    ("连续6年", ["relative 连续6年 None None None"]),
    ("去年", ["relative 去年 None None None"]),
    (
        "2019年9月启动，10月完成",
        [
            "month 2019年9月 2019-09 2019-09 month",
            "month 10月 2019-10 2019-10 month",
        ],
    ),
    ("一季度", ["relative 一季度 None None None"]),
    ("2022年4月底前", ["until 2022年4月底前 None 2022-04 month"]),
    ("2022年4月中旬", ["month 2022年4月中旬 2022-04 2022-04 month"]),
    ("2022年4月初中入学", ["month 2022年4月 2022-04 2022-04 month"]),
    ("2028年前后", ["year 2028年 2028 2028 year"]),
    ("2022年二季度末", ["quarter 2022年二季度末 2022-04 2022-06 quarter"]),
    ("2022年一季度至三季度", ["quarter 2022年一季度至三季度 2022-01 2022-09 quarter"]),
    ("2022/2023学年", ["range 2022/2023学年 2022 2023 year"]),
    ("上世纪60年代", ["range 上世纪60年代 1960 1969 year"]),
    ("十九世纪八十年代", ["range 十九世纪八十年代 1880 1889 year"]),
    ("七十年代以来", ["since 七十年代以来 1970 None year"]),
    ("二十年代", ["relative 二十年代 None None None"]),
    (
        "2022年启动，截至8月末完成一半，10月底前完工",
        [
            "year 2022年 2022 2022 year",
            "until 截至8月末 None 2022-08 month",
            "until 10月底前 None 2022-10 month",
        ],
    ),
    ("青年内部，三年内，每年底前", ["relative 每年 None None None"]),
    ("〔2012〕28号，12330，2015家，1949", []),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[str]) -> None:
    assert [f"{p.kind} {p.text} {p.start} {p.end} {p.precision}" for p in periods(text)] == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("去年", "2015", "2015"),
        ("今年", "2016", "2016"),
        ("近三年", "2013-06", "2016-06"),
        ("未来五年", "2016-06", "2021-06"),
        ("三年来", "2013-06", "2016-06"),
        ("截至目前", None, "2016-06-30"),
        ("上半年", "2016-01", "2016-06"),
        ("今年以来", "2016", None),
        ("去年11月", "2015-11", "2015-11"),
        ("今年前三季度", "2016-01", "2016-09"),
        ("上年末", "2015", "2015"),
        ("截至去年底", None, "2015"),
        ("今年9月底前", None, "2016-09"),
        ("力争年底前", None, "2016"),
        ("年内", "2016", "2016"),
        ("上月", "2016-05", "2016-05"),
        ("上季度末", "2016-01", "2016-03"),
        ("未来三到五年", "2016-06", "2021-06"),
        ("前11个月", "2016-01", "2016-11"),
        ("在开工前6个月", "2015-12", "2016-06"),
    ],
)
def test_relative_to_a_reference(text: str, start: str | None, end: str | None) -> None:
    (read,) = periods(text, date(2016, 6, 30))
    assert (read.start, read.end) == (start, end)


def test_dates_are_the_absolute_ones() -> None:
    text = "近三年，2015年3月5日，十二五，目前"
    assert [text[s.start : s.end] for s in dates(text)] == ["2015年3月5日", "十二五"]


TIMES = (
    "0123456789年月日至到-、和一二三十五来以前后起底末旬内代世纪近过去截至今上半季度第〇零“”"
    "规划 民国.，"
)


@given(st.text(alphabet=TIMES, max_size=60), st.none() | st.dates())
@settings(max_examples=500, deadline=None)
def test_spans_are_ordered_and_inside(text: str, reference: date | None) -> None:
    end = 0
    for period in periods(text, reference):
        assert end <= period.span.start < period.span.end <= len(text)
        assert period.text == text[period.span.start : period.span.end]
        if period.start and period.end:
            assert period.start <= period.end
        end = period.span.end


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_every_date_is_read(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        (read,) = periods(f"于{text}，")
        assert (read.kind, read.start, read.text) == ("day", day.isoformat(), text)


@pytest.mark.parametrize(
    "unit", ["2014、", "2014年", "1", "以来", "自a以来", "近三年", "截至", "十五", "1月", "-"]
)
def test_time_is_linear(unit: str) -> None:
    assert is_linear(periods, unit)


def test_reads_the_real_documents(real_corpus: Path) -> None:
    for path in sorted(real_corpus.glob("*.txt")):
        assert periods(path.read_text(encoding="utf-8-sig")), path.name


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("截至2031年3月31日止的年度", "2030-04-01", "2031-03-31"),
        ("截至2031年12月31日止年度", "2031", "2031"),
    ],
)
def test_a_year_of_account_is_told_by_its_last_day(text: str, start: str, end: str) -> None:
    (found,) = periods(text)
    assert (found.start, found.end, found.text) == (start, end, text)


def test_what_grew_to_a_number_of_a_year_is_of_that_year() -> None:
    assert [p.kind for p in periods("由2031年的10家增至2034年底的30家")] == ["year", "year"]
