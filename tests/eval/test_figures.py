"""How labelled figures are held against those that are read."""

from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise

import pytest

from corpus.errors import BadRequest
from eval.evidence import open_corpus, samples_dir
from eval.figure_fields import FIELDS
from eval.figure_gold import Reading, documents, labels, of_part, second, section_of
from eval.figure_score import agreement, failures, match, measures
from eval.figure_session import evaluate_figures, figure_measures
from eval.gold import Part, _tuning_sections

LABEL = Reading(
    document="000",
    start=10,
    end=14,
    value=Decimal(318),
    min=None,
    max=None,
    unit="件",
    type="count",
    bound="exact",
    aspect="actual",
    subject="云溪区",
    measure="发明专利申请量",
    period=("2031", "2031"),
)


def test_every_label_reads() -> None:
    found = labels()
    assert {one.document for one in found} == set(documents())
    assert len(of_part(found, Part.TUNE)) + len(of_part(found, Part.REPORT)) == len(found)
    assert second()


def test_labels_neither_overlap_nor_stand_twice() -> None:
    for some in (labels(), second()):
        for one, other in pairwise(some):
            assert one.document != other.document or one.end <= other.start


def test_sections_are_those_of_the_gold() -> None:
    known = {section_of(one.document, one.start) for one in labels()}
    tuning = {one for one in known if any(one.startswith(t) for t in _tuning_sections())}
    assert tuning == {one.section for one in labels() if one.part is Part.TUNE}
    assert section_of("003", 0) == "003/头部"
    assert section_of("003", 330) == "003/南京"


@pytest.mark.parametrize(
    ("field", "same", "other"),
    [
        ("unit", {"unit": " 件"}, {"unit": "家"}),
        ("type", {}, {"type": "number"}),
        ("bound", {}, {"bound": "about"}),
        ("aspect", {}, {"aspect": "target"}),
        ("subject", {"subject": "雲溪區"}, {"subject": "东溪区"}),
        ("subject", {"subject": "东海云溪区"}, {"subject": ""}),
        ("measure", {"measure": "發明專利申請"}, {"measure": "专利申请"}),
        ("measure", {"measure": "全部发明专利申请数量"}, {"measure": "发明专利授权量"}),
        ("measure", {"measure": "企业发明专利申请量"}, {"measure": "发明专利申请量达到"}),
        ("measure", {}, {"measure": "发明专利申请费"}),
        ("measure", {}, {"measure": "发明专利申请授权量"}),
        ("period", {"period": (None, "2031")}, {"period": (None, None)}),
        ("period", {}, {"period": ("2031", None)}),
    ],
)
def test_fields(field: str, same: dict[str, object], other: dict[str, object]) -> None:
    assert FIELDS[field](LABEL, replace(LABEL, **same))  # type: ignore[arg-type]
    assert not FIELDS[field](LABEL, replace(LABEL, **other))  # type: ignore[arg-type]


def test_recognition_counts_place_and_value() -> None:
    elsewhere = replace(LABEL, start=40, end=44)
    matched = match(
        [LABEL, elsewhere],
        [
            replace(LABEL, start=8),
            replace(elsewhere, value=Decimal(3)),
            replace(LABEL, start=90, end=95),
        ],
    )
    told = {one.name: one.share for one in measures(matched)}
    assert [(told[n].hits, told[n].of) for n in ("figures recall", "figures precision")] == [  # type: ignore[union-attr]
        (1, 2),
        (1, 3),
    ]
    assert told["figures all right"].hits == 1  # type: ignore[union-attr]
    assert len(failures(matched)) == 3


def test_one_figure_counts_once() -> None:
    late = replace(LABEL, period=("2032", "2032"))
    matched = match([LABEL], [late, LABEL])
    assert matched.pairs == ((LABEL, LABEL),)
    assert matched.strange == ()


def test_names_of_sets_are_not_scored() -> None:
    five = replace(LABEL, value=Decimal(5), unit="大")
    first = replace(LABEL, value=Decimal(1), unit="家", type="rank")
    assert match([five], [first]) == match([], [])


def test_two_labellers_are_held_against_each_other() -> None:
    beyond = replace(LABEL, start=90, end=95)
    found = {one.name: one.value for one in agreement([LABEL, beyond], [LABEL])}
    assert found["agreement recall"] == 1
    assert found["agreement all right"] == 1


def test_the_samples_have_no_labels() -> None:
    assert figure_measures(open_corpus(samples_dir())) == ()
    with pytest.raises(BadRequest, match="real files"):
        evaluate_figures(samples_dir(), Part.TUNE, show_failures=False, by_document=False)


def test_single_figures_of_the_report_part_stay_unread() -> None:
    with pytest.raises(BadRequest, match="tuning part"):
        evaluate_figures(samples_dir(), Part.REPORT, show_failures=True, by_document=False)


def test_labels_are_packed() -> None:
    folder = files("eval") / "gold" / "figures"
    assert (folder / "sections.json").is_file()


def _agree(field: str, one: Reading, other: Reading) -> bool:
    """Hold two readings against each other; who reads first makes no difference."""
    same = FIELDS[field]
    assert same(one, other) == same(other, one)
    return same(one, other)


def test_a_rank_of_a_growth_is_one_of_what_grows() -> None:
    rank = replace(LABEL, type="rank", measure="专利申请增长率")
    grown = replace(rank, measure="专利申请", aspect="growth")
    for field in ("measure", "aspect"):
        assert _agree(field, rank, grown)
    level = replace(grown, aspect="actual")
    assert not _agree("aspect", rank, level)  # a rank by the amount is another one
    rate = replace(rank, type="percent")
    assert not _agree("measure", rate, replace(rate, measure="专利申请", aspect="growth"))


def test_a_rank_is_no_part_of_a_name_and_an_aside_none_of_any() -> None:
    rank = replace(LABEL, type="rank", measure="综合评估排名")
    assert _agree("measure", rank, replace(rank, measure="综合评估"))
    aside = replace(LABEL, measure="服务中心(站)")
    assert _agree("measure", aside, replace(aside, measure="服务中心"))
    assert not _agree("measure", aside, replace(aside, measure="援助中心"))


def test_a_rate_is_a_count_where_its_name_says_of_what() -> None:
    rate = replace(LABEL, measure="每万人专利拥有量", type="per_unit")
    assert _agree("type", rate, replace(rate, type="count"))
    bare = replace(rate, measure="专利拥有量")
    assert not _agree("type", bare, replace(bare, type="count"))


def test_what_stands_as_of_a_day_is_the_sum_up_to_it() -> None:
    stock = replace(LABEL, period=(None, "2031-12"), aspect="cumulative")
    assert _agree("aspect", stock, replace(stock, aspect="actual"))
    assert not _agree("aspect", stock, replace(stock, aspect="new"))
    year = replace(stock, period=("2031", "2031"))
    assert not _agree("aspect", year, replace(year, aspect="actual"))


def test_times_are_the_same_by_their_days() -> None:
    year = replace(LABEL, period=("2031", "2031"))
    assert _agree("period", year, replace(year, period=("2031-01", "2031-12")))
    assert _agree("period", year, replace(year, period=("2031-01-01", "2031-12-31")))
    assert not _agree("period", year, replace(year, period=("2031-01", "2031-11")))
    february = replace(LABEL, period=("2032-02", "2032-02"))
    assert _agree("period", february, replace(LABEL, period=("2032-02-01", "2032-02-29")))
