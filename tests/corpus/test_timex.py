import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.periods import periods
from corpus.timex.recognise import times
from tests.corpus.timing import is_linear

NOW = datetime(2021, 5, 12, 10, 30)  # a Wednesday

# text, then (stretch, kind, timex, its readings) of each time
TABLE: list[tuple[str, list[tuple[str, str, str, list[str]]]]] = [
    ("二〇二一年六月三日", [("二〇二一年六月三日", "date", "2021-06-03", ["2021-06-03"])]),
    ("６月３日交", [("６月３日", "date", "XXXX-06-03", ["2020-06-03", "2021-06-03"])]),
    ("三月初七", [("三月初七", "date", "XXXX-03-07", ["2021-03-07", "2022-03-07"])]),
    ("2021年2月31日", [("2021年2月31日", "date", "2021-02-31", [])]),
    ("31日", [("31日", "date", "XXXX-XX-31", ["2021-03-31", "2021-05-31"])]),
    ("上週五", [("上週五", "date", "2021-05-07", ["2021-05-07"])]),
    ("第三号文件", []),
    ("共9号", []),
    ("《明天以后》一书", []),
    ("今年", [("今年", "daterange", "2021", ["2021-01-01~2021-05-12"])]),
    ("去年", [("去年", "daterange", "2020", ["2020-01-01~2021-01-01"])]),
    (
        "2019年下半年",
        [
            (
                "2019年下半年",
                "daterange",
                "(2019-07-01,2020-01-01,P6M)",
                ["2019-07-01~2020-01-01"],
            )
        ],
    ),
    (
        "2022年前三季度",
        [
            (
                "2022年前三季度",
                "daterange",
                "(2022-01-01,2022-10-01,P9M)",
                ["2022-01-01~2022-10-01"],
            )
        ],
    ),
    ("光绪三年", [("光绪三年", "daterange", "1877", ["1877-01-01~1878-01-01"])]),
    (
        "今后五年",
        [("今后五年", "daterange", "(2021-05-13,2026-05-13,P5Y)", ["2021-05-13~2026-05-13"])],
    ),
    (
        "2016年3月至5月",
        [
            (
                "2016年3月至5月",
                "daterange",
                "(2016-03-01,2016-05-01,P2M)",
                ["2016-03-01~2016-05-01"],
            )
        ],
    ),
    (
        "2016年11月至2月",
        [
            (
                "2016年11月至2月",
                "daterange",
                "(2016-11-01,2017-02-01,P3M)",
                ["2016-11-01~2017-02-01"],
            )
        ],
    ),
    ("2019年7月1日前", [("2019年7月1日前", "daterange", "2019-07-01", ["~2019-07-01"])]),
    ("自2019年7月起", [("自2019年7月起", "daterange", "2019-07", ["2019-07-01~"])]),
    ("10年前", [("10年前", "date", "2011-05-12", ["2011-05-12"])]),
    ("2010年前", [("2010年前", "daterange", "2010", ["~2010-01-01"])]),
    ("两年零三个月", [("两年零三个月", "duration", "P2Y3M", ["70848000"])]),
    ("下午三点半", [("下午三点半", "time", "T15:30", ["15:30:00"])]),
    ("三点意见", []),
    (
        "后天上午九点到十一点",
        [
            (
                "后天上午九点到十一点",
                "datetimerange",
                "(2021-05-14T09,2021-05-14T11,PT2H)",
                ["2021-05-14 09:00:00~2021-05-14 11:00:00"],
            )
        ],
    ),
    ("每个月", [("每个月", "set", "P1M", [])]),
    ("电话86-10-66778899，地址10.0.3.12", []),
]


def shown(reading: object) -> str:
    value, start, end = (getattr(reading, name) for name in ("value", "start", "end"))
    if start or end:
        return f"{start or ''}~{end or ''}"
    return value or ""


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_table(text: str, expected: list[tuple[str, str, str, list[str]]]) -> None:
    found = [
        (
            text[m.span.start : m.span.end],
            m.kind,
            m.timex,
            [one for one in map(shown, m.readings) if one],
        )
        for m in times(text, NOW)
    ]
    assert found == expected


def test_a_bound_keeps_the_time_without_its_words() -> None:
    (moment,) = times("截至2016年", NOW)
    assert (moment.modifier, moment.span.start, moment.span.end) == ("before", 0, 7)
    assert moment.bare is not None
    assert (moment.bare.span.start, moment.bare.kind) == (2, "daterange")


ALPHABET = (
    "零一二两三十百千年月日号周天半季度上下前后初至到从每个分秒点时世纪代农历大"
    "0123456789.-/:~ ，《》"
)


@given(st.text(alphabet=ALPHABET, max_size=40))
@settings(max_examples=500, deadline=None)
def test_spans_are_ordered_and_inside(text: str) -> None:
    end = 0
    for found in times(text, NOW):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.readings
        end = found.span.end


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_reads_as_itself_however_it_is_written(day: date) -> None:
    for text in (f"{day}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日"):
        (found,) = times(text, NOW)
        assert [one.value for one in found.readings] == [f"{day}"]


@pytest.mark.parametrize(
    "unit", ["1", "一", "1-", "2018年", "1月", "3天", "两天又", "12:30:", "正月", "《", "1年多"]
)
def test_time_is_linear(unit: str) -> None:
    assert is_linear(lambda text: times(text, NOW), unit)


# Where policy text means something else than the cases: line of the case, what the recogniser
# gives (as they want), and what `periods` reads: (kind, start, end).
POLICY = {
    312: ("2009-01-01~2010-01-01", ("year", "2009", "2009")),  # the last day belongs to a year
    317: ("2017-03-22", None),  # 最近 names no day
    336: ("2015-10-01 09:20:00", ("month", "2015-10", "2015-10")),  # days by the moon are not read
    378: ("~2018-01-01", ("until", None, "2018")),  # which bound is in is told by the text's use
    380: ("~2018-01-01", ("until", None, "2018")),  # the year named is part of it
    392: ("2018-01-01~2018-07-16", ("relative", "2018", "2018")),  # this year is all of it
    393: ("2008-07-24~2018-07-24", ("relative", "2008-07", "2018-07")),
    401: ("2018-09-20", None),  # days told from the day of speaking are none of a document
    541: ("1870-01-01~1880-01-01", ("range", "1870", "1879")),
}


@pytest.mark.parametrize("line", POLICY)
def test_policy_reads_otherwise(datasets: Path, line: int) -> None:
    cases = (datasets / "recognizers" / "cases.jsonl").read_text("utf-8").splitlines()
    case = json.loads(cases[line - 1])
    reference = datetime.fromisoformat(case["context"]["ReferenceDateTime"])
    bare, read = POLICY[line]
    assert shown(times(case["input"], reference)[0].readings[0]) == bare
    found = [(p.kind, p.start, p.end) for p in periods(case["input"], reference.date())]
    assert found == ([] if read is None else [read])
