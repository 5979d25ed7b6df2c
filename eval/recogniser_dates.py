"""The recogniser of times in the words of the cases: what a model wants of a result.

The parsers of the cases look at one kind of time, without the words that make it a bound, and want
the reading before and the one after the reference day; the model wants all kinds and all readings.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from corpus.timex.atoms import Moment, Reading
from corpus.timex.recognise import times
from eval.recognisers import Case, Found, Recogniser

__all__ = ["DATE_MODELS"]

_NO_DAY = "0001-01-01"  # how the parsers write a day that the calendar does not have
_POINTS = frozenset(["date", "time", "datetime"])


def _times(case: Case) -> tuple[Moment, ...]:
    """Find the times of a case; those that need no day to count from give none."""
    reference = datetime.fromisoformat(case.reference) if case.reference else datetime(2000, 1, 1)
    return times(case.input, reference)


def _model(case: Case) -> Iterator[Found]:
    for moment in _times(case):
        values = [_value(moment, reading) for reading in moment.readings]
        yield Found((moment.span.start, moment.span.end), {"values": values})


def _value(moment: Moment, reading: Reading) -> Mapping[str, object]:
    told = {"value": reading.value, "start": reading.start, "end": reading.end}
    value: dict[str, object] = {name: one for name, one in told.items() if one is not None}
    if not value:
        value["value"] = "not resolved"
    if moment.lunar:
        value["isLunar"] = True
    if moment.modifier and moment.bare:
        value["Mod"] = moment.modifier
        point = moment.bare.kind in _POINTS
        value["sourceEntity"] = "datetimepoint" if point else "datetimerange"
    return {"timex": reading.timex, "type": moment.kind, **value}


def _parser(kind: str) -> Recogniser:
    def parse(case: Case) -> Iterator[Found]:
        for moment in _times(case):
            core = moment.bare or moment
            if core.kind == kind:
                resolution = {
                    "Timex": core.timex,
                    "PastResolution": _resolution(kind, core.readings[0]),
                    "FutureResolution": _resolution(kind, core.readings[-1]),
                }
                yield Found((core.span.start, core.span.end), resolution)

    return parse


def _resolution(kind: str, reading: Reading) -> Mapping[str, object]:
    if kind == "daterange":
        return {"startDate": reading.start, "endDate": reading.end} if reading.start else {}
    return {kind: reading.value or _NO_DAY}


DATE_MODELS: Mapping[str, Recogniser] = {
    "DateTime/DateParser": _parser("date"),
    "DateTime/DatePeriodParser": _parser("daterange"),
    "DateTime/DurationParser": _parser("duration"),
    "DateTime/DateTimeModel": _model,
}
