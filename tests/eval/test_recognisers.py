import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import BadRequest
from eval.cli import evaluate
from eval.metrics import Share
from eval.recogniser_models import MODELS
from eval.recognisers import Case, Expected, Found, Row, judge, lines, measure, misses, read

# Cases that are right, by model, as measured: `policyqa eval recognisers`.
FLOORS = {
    "Number/NumberModel": 365,  # of 365
    "Number/PercentModel": 152,  # of 152
    "Number/NumberRangeModel": 64,  # of 65
    "Number/NumberRangeModelExperimentalMode": 34,  # of 34
    "Number/OrdinalModel": 7,  # of 7
    "NumberWithUnit/CurrencyModel": 35,  # of 35
    "NumberWithUnit/DimensionModel": 36,  # of 36
    "NumberWithUnit/TemperatureModel": 10,  # of 10
    "NumberWithUnit/AgeModel": 10,  # of 10
    "DateTime/DateParser": 63,  # of 64
    "DateTime/DatePeriodParser": 72,  # of 72
    "DateTime/DurationParser": 14,  # of 14
    "DateTime/DateTimeModel": 260,  # of 264
}


def case(text: str, *results: Expected, model: str = "A/B", peer: bool = True) -> Case:
    return Case(1, model, text, None, results, peer)


@pytest.fixture(scope="module")
def rows(datasets: Path) -> dict[str, Row]:
    return {row.model: row for row in measure(read(datasets), MODELS)}


@pytest.mark.parametrize("model", list(MODELS))
def test_cases_hold(rows: dict[str, Row], model: str) -> None:
    assert rows[model].share.hits >= FLOORS[model], rows[model].failed


@pytest.mark.parametrize("model", list(MODELS))
def test_every_failure_has_its_reason_and_no_reason_outlives_it(
    rows: dict[str, Row], datasets: Path, model: str
) -> None:
    own = {one.line for one in read(datasets) if one.model == model}
    assert set(rows[model].failed) == own & misses().keys()


@pytest.mark.parametrize("model", list(MODELS))
def test_nothing_is_found_where_nothing_is(rows: dict[str, Row], model: str) -> None:
    assert rows[model].silent.hits == rows[model].silent.of, rows[model].failed


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([Found((1, 4), {"value": "5%"})], True),
        ([Found((1, 4), {"value": "5.0%", "more": "x"})], True),
        ([Found((1, 4), {"value": "5"})], False),
        ([Found((1, 4), {"value": None})], False),
        ([Found((0, 4), {"value": "5%"})], False),
        ([], False),
        ([Found((1, 4), {"value": "5%"})] * 2, False),
    ],
)
def test_a_case_is_right_when_all_of_it_is(found: list[Found], right: bool) -> None:
    assert judge(case("共５Ｋ％", Expected("5k%", (1, 4), {"value": "5%"})), found) is right


def test_results_without_a_place_are_held_by_their_text() -> None:
    wanted = case("甲乙", Expected("乙", None, {}))
    assert judge(wanted, [Found((1, 2), {})])
    assert not judge(wanted, [Found((0, 1), {})])


def test_nested_resolutions_are_compared_by_what_is_wanted() -> None:
    wanted = case("甲", Expected("甲", (0, 1), {"values": [{"timex": "P1D"}, {"timex": None}]}))
    values: list[object] = [{"timex": "P1D", "type": "duration"}, {"timex": None}]
    assert judge(wanted, [Found((0, 1), {"values": values})])
    assert not judge(wanted, [Found((0, 1), {"values": values[:1]})])
    assert not judge(wanted, [Found((0, 1), {"values": [{"timex": "P2D"}, {"timex": None}]})])


def write(folder: Path, *cases: dict[str, object]) -> None:
    (folder / "recognizers").mkdir()
    text = "\n".join(json.dumps({"context": None, "not_supported": [], **one}) for one in cases)
    (folder / "recognizers" / "cases.jsonl").write_text(text, "utf-8")


def test_ends_are_inclusive_and_lengths_are_lengths(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"model": "A", "input": "甲乙", "results": [{"Text": "乙", "Start": 1, "End": 1}]},
        {
            "model": "B",
            "input": "甲乙",
            "context": {"ReferenceDateTime": "2020-01-01T00:00:00"},
            "not_supported": ["python"],
            "results": [{"Text": "甲乙", "Start": 0, "Length": 2, "Value": {"a": 1}}],
        },
    )
    first, second = read(tmp_path)
    assert (first.line, first.results[0].place, first.peer) == (1, (1, 2), True)
    assert (second.line, second.results[0].place, second.peer) == (2, (0, 2), False)
    assert second.reference == "2020-01-01T00:00:00"
    assert second.results[0].resolution == {"a": 1}


def test_a_model_is_a_row_beside_the_peer() -> None:
    cases = [case("甲", Expected("甲", (0, 1), {})), case("乙", peer=False)]
    (row,) = measure(cases, {"A/B": lambda _: [Found((0, 1), {})]})
    assert row.share == Share(1, 2)
    assert row.silent == Share(0, 1)
    assert row.peer == Share(1, 2)
    shown = list(lines([row], show_failures=True))
    assert shown[1].split() == ["A/B", "1/2", "50.0%", "1/2", "50.0%", "0/1"]
    assert shown[2].strip() == "1"


def test_the_command_names_what_is_missing(tmp_path: Path) -> None:
    done = CliRunner().invoke(evaluate, ["recognisers", "--datasets", str(tmp_path)])
    assert isinstance(done.exception, BadRequest)
    assert "cases.jsonl" in str(done.exception)
