"""Times counted from an event that the text dates."""

import pytest

from tests.corpus.test_measure_labels import figures


@pytest.mark.parametrize("since", ["试点以来", "试点期"])
def test_a_time_is_counted_from_its_event(since: str) -> None:
    began = "2033年8月，我区经批准，成为第三个国家级试点城市。"
    *_, last = figures(began, f"{since}全区新认定企业379家。")
    assert last.period is not None
    assert (last.period.start, last.period.end) == ("2033-08", None)


def test_an_event_of_others_dates_nothing() -> None:
    began = "2033年8月，总局启动国家级试点城市评定。"
    *_, last = figures(began, "试点以来全区新认定企业379家。")
    assert last.period is not None
    assert last.period.start is None


def test_a_day_holds_for_its_paragraph() -> None:
    *_, last = figures("2033年8月，全区登记商标7件。", "版权登记周期为10天。")
    assert last.period is None


def test_each_year_is_no_year() -> None:
    one, other = figures("2033年登记商标7件。每年新增版权300件。")
    assert one.period is not None
    assert other.period is None


def test_years_dealt_out_hold_for_what_they_are_dealt_to() -> None:
    text = "其中2033年商标申请增长率和2034年商标授权增长率分别达到44%和65%，版权拥有量达到29件。"
    years = [figure.period.start if figure.period else None for figure in figures(text)]
    assert years == ["2033", "2034", None]


def test_the_year_before_is_told_from_the_year_spoken_of() -> None:
    *_, last = figures("2033年，71家企业参加复审，复审企业上年度销售总金额273亿元。")
    assert last.period is not None
    assert (last.period.start, last.period.end) == ("2032", "2032")
