"""Versions of one document, and which of them holds when."""

from datetime import date

from corpus.document import Dated, Metadata, Repeal, Span
from index.documents import StoredDocument
from index.lineage import Lineage, lineage

AT = Span(0, 1)


def stored(name: str, **told: object) -> StoredDocument:
    fields = {k: Dated(v, AT) if k in ("effective", "expires") else v for k, v in told.items()}  # type: ignore[arg-type]
    meta = Metadata(**{"region": "云溪区", **fields})  # type: ignore[arg-type]
    return StoredDocument(name, "r", f"{name}.txt", meta, "", "", "txt/1", 10, ())


def related(found: Lineage, name: str) -> list[tuple[str, str]]:
    return [(one.document_id, one.relation) for one in found.of(name).versions]


def test_a_rule_of_the_same_title_takes_the_place_of_the_older() -> None:
    found = lineage(
        [
            stored("a", title="云溪区创新券管理暂行办法", published=date(2012, 3, 1)),
            stored("b", title="云溪区创新券管理办法（2016年修订）", published=date(2016, 3, 1)),
            stored("c", title="关于印发《云溪区创新券管理办法》的通知", published=date(2020, 1, 1)),
        ]
    )
    assert related(found, "a") == [("b", "newer"), ("c", "newer")]
    assert related(found, "b") == [("a", "older"), ("c", "newer")]
    assert found.superseded(date(2016, 2, 28)) == frozenset()
    assert found.superseded(date(2016, 3, 1)) == {"a"}
    assert found.superseded(date(2021, 1, 1)) == {"a", "b"}
    assert found.of("a").superseded_by == "b"
    assert not found.of("a").has_ended(date(2021, 1, 1))


def test_reports_of_other_years_are_editions() -> None:
    found = lineage(
        [
            stored("a", title="云溪区2015年政府工作报告", published=date(2015, 1, 20)),
            stored("b", title="云溪区2016年政府工作报告", published=date(2016, 1, 20)),
            stored("c", title="云溪区2016年工作方案", published=date(2016, 1, 20)),
            stored("d", title="云溪区2017年工作方案", published=date(2017, 1, 20)),
        ]
    )
    assert related(found, "a") == [("b", "edition")]
    assert related(found, "c") == [("d", "edition")]
    assert not found.has_versions
    assert not found.superseded(date(2030, 1, 1))


def test_a_document_ended_by_name_or_number() -> None:
    ending = (
        Repeal("云溪区专利资助规定", None, None, AT),
        Repeal(None, "云政发〔2011〕5号", date(2017, 7, 1), AT),
    )
    found = lineage(
        [
            stored("a", title="云溪区专利资助规定", published=date(2010, 1, 1)),
            stored("b", title="关于人才补贴的通知", document_number="云政发〔2011〕5号"),
            stored("c", title="云溪区知识产权资助办法", effective=date(2017, 5, 1), repeals=ending),
        ]
    )
    assert found.of("a").repealed == date(2017, 5, 1)
    assert found.of("b").repealed == date(2017, 7, 1)
    assert found.of("a").has_ended(date(2017, 5, 1))
    assert not found.of("a").has_ended(date(2017, 4, 30))
    assert related(found, "c") == [("b", "older"), ("a", "older")]


def test_a_decision_that_ends_documents_is_no_version_of_them() -> None:
    found = lineage(
        [
            stored("a", title="云溪区专利资助规定", published=date(2010, 1, 1)),
            stored(
                "b",
                title="关于废止部分文件的决定",
                published=date(2018, 1, 1),
                repeals=(Repeal("云溪区专利资助规定", None, None, AT),),
            ),
        ]
    )
    assert found.of("a").repealed == date(2018, 1, 1)
    assert related(found, "a") == []


def test_other_places_drafts_copies_and_undated_ones_are_not_linked() -> None:
    title = "创新券管理办法"
    found = lineage(
        [
            stored("a", title=title, published=date(2012, 3, 1)),
            stored("b", title=title, published=date(2014, 3, 1), region="金华市"),
            stored("c", title=f"{title}（征求意见稿）", published=date(2015, 3, 1)),
            stored("d", title=title, published=date(2012, 3, 1)),
            stored("e", title=title),
        ]
    )
    assert not found.has_versions
    assert all(not one.versions for one in found.standings.values())


def test_a_term_that_is_over() -> None:
    found = lineage([stored("a", title="云溪区扶持政策", expires=date(2019, 12, 31))])
    assert not found.of("a").has_ended(date(2019, 12, 31))
    assert found.of("a").has_ended(date(2020, 1, 1))
