"""Several years that a question tells of without naming them."""

from dataclasses import replace

import pytest

from corpus.document import Aspect, Figure, Period, Span
from qa.asking.span_asked import span_fits
from tests.corpus.measuring import read


def _figure(text: str, kind: str, aspect: Aspect) -> Figure:
    made = read("全市新增泊位640个。")["640个"]
    period = Period(kind, Span(0, len(text)), text, "2018", "2022", "year")
    return replace(made, period=period, aspect=aspect)


@pytest.mark.parametrize(
    ("view", "text", "kind", "aspect", "fits"),
    [
        ("过去五年新增泊位多少个", "五年来", "range", Aspect.NEW, True),
        ("这五年新增泊位多少个", "过去的五年", "range", Aspect.NEW, True),
        ("五年累计新增泊位多少个", "2022年", "year", Aspect.NEW, False),
        ("近三年新增泊位多少个", "五年来", "range", Aspect.NEW, False),
        ("今后五年新增泊位多少个", "过去五年", "range", Aspect.NEW, False),
        ("过去五年新增泊位多少个", "2023年", "year", Aspect.TARGET, False),
        ("过去五年泊位达到多少个", "2022年", "year", Aspect.ACTUAL, None),
        ("新增泊位多少个", "五年来", "range", Aspect.NEW, None),
    ],
)
def test_years_asked_for(
    view: str, text: str, kind: str, aspect: Aspect, fits: bool | None
) -> None:
    assert span_fits(view, _figure(text, kind, aspect)) is fits


@pytest.mark.parametrize(("years", "fits"), [("两", True), ("三", False)])
def test_years_between_a_base_and_what_is_held_against_it(years: str, fits: bool) -> None:
    figure = read("2033年全市融资额约为2031年的6倍。")["6倍"]
    assert figure.base is not None
    assert span_fits(f"融资额{years}年间翻了几倍", figure) is fits
