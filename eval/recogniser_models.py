"""Which recogniser answers for which model of the public cases, in the form the cases expect."""

from collections.abc import Iterable, Mapping

from corpus.recognise import numbers
from eval.recogniser_dates import DATE_MODELS
from eval.recognisers import Case, Found, Recogniser

__all__ = ["MODELS"]


def _numbers(case: Case) -> Iterable[Found]:
    for one in numbers(case.input):
        yield Found((one.span.start, one.span.end), {"value": str(one.value)})


MODELS: Mapping[str, Recogniser] = {
    "Number/NumberModel": _numbers,
    **DATE_MODELS,
}
