"""Which recogniser answers for which model of the public cases, in the form the cases expect."""

from collections.abc import Callable, Iterable, Mapping

from corpus.recognise import (
    BareAmount,
    ages,
    currencies,
    dimensions,
    numbers,
    ordinals,
    percents,
    ranges,
    temperatures,
)
from eval.recogniser_dates import DATE_MODELS
from eval.recognisers import Case, Found, Recogniser

__all__ = ["MODELS"]


def _numbers(case: Case) -> Iterable[Found]:
    for one in numbers(case.input):
        yield Found((one.span.start, one.span.end), {"value": str(one.value)})


def _percents(case: Case) -> Iterable[Found]:
    for one in percents(case.input):
        yield Found((one.span.start, one.span.end), {"value": f"{one.value}%"})


def _ordinals(case: Case) -> Iterable[Found]:
    for one in ordinals(case.input):
        value = str(one.value)
        resolution = {"value": value, "offset": value, "relativeTo": "start"}
        yield Found((one.span.start, one.span.end), resolution)


def _ranges(closed: bool) -> Recogniser:
    def found(case: Case) -> Iterable[Found]:
        for one in ranges(case.input, closed=closed):
            yield Found((one.span.start, one.span.end), {"value": one.interval})

    return found


def _amounts(recognise: Callable[[str], tuple[BareAmount, ...]]) -> Recogniser:
    def found(case: Case) -> Iterable[Found]:
        for one in recognise(case.input):
            value = None if one.value is None else str(one.value)
            resolution = {"value": value, "unit": one.unit.name, "isoCurrency": one.unit.code}
            yield Found((one.span.start, one.span.end), resolution)

    return found


MODELS: Mapping[str, Recogniser] = {
    "Number/NumberModel": _numbers,
    "Number/PercentModel": _percents,
    "Number/NumberRangeModel": _ranges(closed=False),
    "Number/NumberRangeModelExperimentalMode": _ranges(closed=True),
    "Number/OrdinalModel": _ordinals,
    "NumberWithUnit/CurrencyModel": _amounts(currencies),
    "NumberWithUnit/DimensionModel": _amounts(dimensions),
    "NumberWithUnit/TemperatureModel": _amounts(temperatures),
    "NumberWithUnit/AgeModel": _amounts(ages),
    **DATE_MODELS,
}
