"""Questions at scale: what is certain, what is asked, what an answer is worth."""

import io
import tarfile
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import BadRequest
from eval.certain import by_key, certain_figures, head_of
from eval.scale import ARCHIVE, lines, run
from eval.scale_judge import agrees
from eval.scale_questions import questions

BULLETIN = """---
title: 中华人民共和国{year}年国民经济和社会发展统计公报
---

**中华人民共和国{year}年国民经济和社会发展统计公报[1]**

国家统计局

## 一、综合

全年国内生产总值[2]{gdp}亿元，比上年增长{growth}%，其中第一产业增加值{first}亿元，增长2.5%。全年平均约3000亿元。年末城镇总人口①{people}万人。

## 二、产品

产品名称 单 位 产 量 比上年增长%
- 水泥 万吨 {cement}.0 3.1
- 卷 烟 亿支 {people}.5 2.8
"""

REPORT = """---
title: {delivered}年{province}政府工作报告
---

——{delivered}年1月10日在{province}第十届人民代表大会第一次会议上

各位代表：

**一、{year}年工作回顾**

{year}年，全省生产总值{gdp}亿元，增长{growth}%；粮食总产量{grain}万吨；五年来累计完成投资9999亿元。

**二、{delivered}年工作安排**

今年全省生产总值8888亿元，固定资产投资7777亿元。
"""


def documents() -> dict[str, str]:
    made = {}
    for n, year in enumerate(range(2006, 2012)):
        made[f"公报/{year}.md"] = BULLETIN.format(
            year=year,
            gdp=210000 + 7 * n,
            growth=f"9.{n}",
            first=24000 + 11 * n,
            people=131000 + 13 * n,
            cement=88000 + 17 * n,
        )
        for m, province in enumerate(("青海省", "甘肃省", "海南省")):
            made[f"报告/{province}/{year + 1}.md"] = REPORT.format(
                province=province,
                delivered=year + 1,
                year=year,
                gdp=1000 + 100 * m + 19 * n,
                growth=f"1{m}.{n}",
                grain=300 + 50 * m + 3 * n,
            )
    return made


def figures() -> list[tuple[str, int, str, str, Decimal, str]]:
    return [
        (one.place, one.year, one.measure, one.aspect, one.value, one.unit)
        for name, text in documents().items()
        for one in certain_figures(name, text)
    ]


def test_whose_a_document_is_stands_in_its_head() -> None:
    texts = documents()
    bulletin, report = head_of(texts["公报/2008.md"]), head_of(texts["报告/甘肃省/2009.md"])
    assert bulletin is not None
    assert (bulletin.place, bulletin.year) == ("全国", 2008)
    assert report is not None
    assert (report.place, report.delivered) == ("甘肃省", 2009)
    assert head_of("2009年工作报告\n\n青海省和甘肃省2008年的合作。") is None
    old = head_of("中华人民共和国国家统计局关于一九八五年国民经济和社会发展统计公报")
    assert old is not None
    assert old.year == 1985


def test_certain_is_what_its_own_year_and_place_stand_at() -> None:
    found = figures()
    assert ("全国", 2008, "国内生产总值", "amount", Decimal(210014), "亿元") in found
    assert ("全国", 2008, "国内生产总值", "增长", Decimal("9.2"), "%") in found
    assert ("全国", 2008, "第一产业增加值", "amount", Decimal(24022), "亿元") in found
    assert ("全国", 2008, "城镇总人口", "amount", Decimal(131026), "万人") in found
    assert ("全国", 2008, "水泥产量", "amount", Decimal("88034.0"), "万吨") in found
    assert ("甘肃省", 2008, "生产总值", "amount", Decimal(1138), "亿元") in found
    assert ("甘肃省", 2008, "粮食总产量", "amount", Decimal(356), "万吨") in found


def test_other_times_and_rough_figures_are_not_certain() -> None:
    values = {int(value) for *_, value, _ in figures()}
    assert not values & {3000, 9999, 8888, 7777}


def test_what_one_document_tells_twice_otherwise_is_not_certain() -> None:
    text = documents()["公报/2008.md"]
    twice = f"{text}\n全年国内生产总值199999亿元。\n"
    table = by_key(certain_figures("公报/2008.md", twice))
    assert ("全国", 2008, "生产总值", False) not in table
    assert ("全国", 2008, "生产总值", True) in table


def test_questions_follow_their_seed_and_part_by_place() -> None:
    texts = documents()
    table = by_key(one for name, text in texts.items() for one in certain_figures(name, text))
    made = questions(table, tuple(texts.values()), 60, 3)
    assert made == questions(table, tuple(texts.values()), 60, 3)
    assert made != questions(table, tuple(texts.values()), 60, 4)
    parts: dict[object, set[str]] = {}
    for one in made:
        whose = one.year % 2 if one.place == "全国" else one.place
        parts.setdefault(whose, set()).add(one.part)
    assert all(len(found) == 1 for found in parts.values())
    assert {one.part for one in made} == {"tune", "report"}
    assert {one.script for one in made} == {"hans", "hant"}
    traps = {trap for one in made for trap in one.traps}
    assert {"growth", "amount beside growth", "adjacent year", "row", "no document"} <= traps
    for one in made:
        assert bool(one.figures) != ("no document" in one.traps)


@pytest.mark.parametrize(
    ("answer", "stated", "same"),
    [
        ("1260582亿元", "1260582亿元", True),
        ("126.06万亿元", "1260582亿元", True),
        ("126万亿元", "1260582亿元", True),
        ("1,260,582亿元", "1260582亿元", True),
        ("125万亿元", "1260582亿元", False),
        ("100万亿元", "1260582亿元", False),
        ("1260582亿元", "1249990亿元", False),
        ("5.2%", "5.2%", True),
        ("5%", "5.2%", False),
        ("5.2亿元", "5.2%", False),
        ("1.43万亿斤", "71488万吨", True),
        ("1.43万亿斤", "70488万吨", False),
        ("没有", "5.2%", False),
    ],
)
def test_a_figure_and_its_rounding_agree(answer: str, stated: str, same: bool) -> None:
    assert agrees(answer, stated) is same


def test_the_whole_run_over_a_small_archive(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    datasets.mkdir()
    with pytest.raises(BadRequest, match=ARCHIVE):
        run(datasets, tmp_path / "var", count=4, seed=1, overrides=(), progress=silent)
    with tarfile.open(datasets / ARCHIVE, "w:xz") as packed:
        for name, text in documents().items():
            data = text.encode()
            told = tarfile.TarInfo(name)
            told.size = len(data)
            packed.addfile(told, io.BytesIO(data))
    words = ("index.model.name=none",)
    place = tmp_path / "var"
    first = run(datasets, place, count=40, seed=1, overrides=words, progress=silent)
    assert first.documents == len(documents())
    built = sorted(place.glob("home/index/*/index.json"))
    again = run(datasets, place, count=40, seed=1, overrides=words, progress=silent)
    assert sorted(place.glob("home/index/*/index.json")) == built  # nothing was read anew
    assert len(built) == 1
    assert [j.answer for _, j in again.asked] == [j.answer for _, j in first.asked]
    outcomes = [judged.outcome for question, judged in first.asked if question.figures]
    assert outcomes.count("right") >= 0.9 * len(outcomes)
    assert "other" not in outcomes
    shown = "\n".join(lines(first))
    assert "tune part" in shown
    assert "report part" in shown


def silent(_stage: str, _done: int, _total: int) -> None:
    """Hear of progress and say nothing."""
