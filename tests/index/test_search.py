"""Searching one pinned version, within filters that fail closed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Metadata
from corpus.errors import BadRequest
from corpus.library import Library
from index.documents import StoredDocument
from index.engine import Remote, SearchEngine, bring_up, open_engine
from index.filters import Filters, select
from index.fuse import fuse, normalise
from index.leaning import Leaning, lean
from index.models import LoadedModel
from index.parameters import IndexParameters, SearchParameters
from tests.engines import ENGINES, remote_of
from tests.index.material import TEXTS, HashModel, model, read_out, write_texts

Opened = Callable[[LoadedModel], SearchEngine]


@pytest.fixture(scope="module", params=ENGINES)
def remote(request: pytest.FixtureRequest) -> Remote | None:
    return remote_of(request)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, remote: Remote | None) -> Opened:
    """Return what opens an index of the texts, with one model or another."""
    place = tmp_path_factory.mktemp("search")
    library = Library(place / "home")
    library.ingest(write_texts(place / "docs"))
    bring_up(library, IndexParameters(), remote, model=model(), parse=read_out)
    return lambda known: open_engine(library.home, IndexParameters(), remote, model=known)


@pytest.fixture(scope="module")
def searcher(opened: Opened) -> SearchEngine:
    return opened(model())


def paths(searcher: SearchEngine, filters: Filters, text: str = "授权专利") -> set[str]:
    hits = searcher.search(text, 50, filters).hits
    return {searcher.store.stored(hit.document_id).path for hit in hits}


def test_the_best_passage_comes_first(searcher: SearchEngine) -> None:
    hits = searcher.search("夜间开放图书馆的试点", 3)
    assert hits.index_version == searcher.version
    assert not hits.words_only
    best = hits.hits[0]
    (passage,) = searcher.store.passages([best.passage_id])
    assert "图书馆" in searcher.store.document(best.document_id).quote(passage.span)
    assert (best.lexical_rank, best.vector_rank) == (1, 1)
    assert best.score == 1.0
    assert [hit.score for hit in hits.hits] == sorted((h.score for h in hits.hits), reverse=True)


def test_a_document_number_is_found_in_other_brackets(searcher: SearchEngine) -> None:
    (hit,) = searcher.search("甬政发[2031]17号", 1).hits
    assert searcher.store.stored(hit.document_id).path == "港口.txt"


def test_equal_scores_are_ordered_by_passage(opened: Opened) -> None:
    alone = opened(LoadedModel(None))
    hits = alone.search("概况", 50).hits  # the heading of every passage
    assert len(hits) == 9
    ids = [hit.passage_id for hit in hits if hit.score == hits[-1].score]
    assert ids == sorted(ids)


def test_words_only_finds_only_what_shares_a_word(
    opened: Callable[[LoadedModel], SearchEngine],
) -> None:
    alone = opened(LoadedModel(None, "the model is away"))
    assert alone.words_only
    assert alone.warnings == ("the model is away",)
    assert alone.search("zebra").hits == ()
    assert alone.search("").hits == ()
    assert all(hit.vector is None for hit in alone.search("专利").hits)


def test_another_model_than_the_index_has_is_not_used(
    opened: Callable[[LoadedModel], SearchEngine],
) -> None:
    other = opened(LoadedModel(HashModel("hash/2")))
    assert other.words_only
    assert "hash/1" in other.warnings[0]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(documents=("东区.txt",)), {"东区.txt"}),
        (Filters(documents=("东区.txt", "港口.txt")), {"东区.txt", "港口.txt"}),
        (Filters(regions=("东区",)), {"东区.txt"}),
        (Filters(regions=("東區", "西区")), {"东区.txt", "西区.txt"}),
        (Filters(published_from=date(2031, 5, 4)), {"港口.txt"}),
        (Filters(published_to=date(2031, 5, 4)), {"港口.txt"}),
        (Filters(), set(TEXTS)),
    ],
)
def test_filters_keep_what_they_name(
    searcher: SearchEngine, filters: Filters, expected: set[str]
) -> None:
    assert paths(searcher, filters) == expected
    assert searcher.search("zebra 专利", 1, filters).documents == len(expected)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(documents=("北区.txt",)),
        Filters(regions=("北区",)),
        Filters(regions=("区",)),
        Filters(issuers=("办公室",)),
        Filters(published_from=date(2031, 5, 5)),
        Filters(published_to=date(2031, 5, 3)),
        Filters(documents=("东区.txt",), regions=("西区",)),
    ],
)
def test_a_filter_that_nothing_passes_is_never_the_whole_corpus(
    searcher: SearchEngine, filters: Filters
) -> None:
    hits = searcher.search("授权专利", 10, filters)
    assert hits.hits == ()
    assert hits.filter_empty
    assert hits.documents == 0


def test_documents_that_lack_a_filtered_field_are_counted(searcher: SearchEngine) -> None:
    assert searcher.search("专利", 3, Filters(regions=("东区",))).lacking == (("region", 1),)
    assert searcher.search("专利", 3, Filters(issuers=("办",))).lacking == (("issuer", 3),)


@pytest.mark.parametrize(
    ("stated", "wanted", "expected"),
    [
        ("北京市", "北京", True),
        ("北京", "北京市", True),
        ("北京市海淀区", "北京", True),
        ("海淀区", "北京", True),
        ("北京市", "海淀区", False),
        ("山西省", "山东", False),
        ("山东省", "山东", True),
        ("臺北市", "台北", True),
        ("吉林市", "吉林省", True),
        ("吉林省", "吉林市", False),
        ("无此地区", "北京", False),
    ],
)
def test_a_region_takes_what_lies_in_it(stated: str, wanted: str, expected: bool) -> None:
    document = StoredDocument("d", "r", "p", Metadata(region=stated), "", "", "", 0, ())
    selection = select([document], Filters(regions=(wanted,)))
    assert bool(selection.documents) is expected


def test_a_filter_with_turned_dates_is_refused() -> None:
    with pytest.raises(BadRequest, match="2032"):
        Filters(published_from=date(2032, 1, 1), published_to=date(2031, 1, 1))


def test_a_pinned_version_goes_on_answering(tmp_path: Path, remote: Remote | None) -> None:
    own = remote and replace(remote, search=f"{remote.search}_pinned")
    library = Library(tmp_path / "home")
    folder = write_texts(tmp_path / "docs")
    library.ingest(folder)
    bring_up(library, IndexParameters(), own, model=model(), parse=read_out)
    pinned = open_engine(library.home, IndexParameters(), own, model=model())
    before = pinned.search("授权专利").hits
    (folder / "东区.txt").unlink()
    library.ingest(folder)
    bring_up(library, IndexParameters(), own, model=model(), parse=read_out)
    assert not pinned.is_current()
    assert pinned.search("授权专利").hits == before
    assert pinned.store.passages([before[0].passage_id])


SCORES = st.lists(st.tuples(st.floats(-5, 50), st.booleans()), min_size=1, max_size=20)


@settings(max_examples=100, deadline=None)
@given(SCORES)
def test_normalised_scores_keep_their_order(scores: list[tuple[float, bool]]) -> None:
    values = np.array([score if found else 0.0 for score, found in scores])
    found = np.array([found for _, found in scores])
    result = normalise(values, found)
    assert ((result >= 0) & (result <= 1)).all()
    assert not result[~found].any()
    if found.any():
        assert result[found].max() == 1.0
        order = np.argsort(values[found], kind="stable")
        assert (np.diff(result[found][order]) >= 0).all()


def test_fusion_is_a_weighted_sum() -> None:
    lexical, shared = np.array([4.0, 2.0, 0.0]), np.array([True, True, False])
    vector = np.array([0.80, 0.90, 0.85])
    got = fuse(lexical, shared, vector, vector_weight=0.3)
    expected = [0.7 * 4 / 4 + 0.3 * 0, 0.7 * 2 / 4 + 0.3 * 1, 0.7 * 0 + 0.3 * 0.05 / 0.10]
    np.testing.assert_allclose(got, expected)
    np.testing.assert_allclose(fuse(lexical, shared, None, vector_weight=0.3), [1, 0.5, 0])


def test_the_sign_of_a_score_decides_nothing() -> None:
    only = normalise(np.array([-0.27]), np.array([True]))
    assert only.tolist() == [1.0]
    assert normalise(np.array([0.0, 0.0]), np.array([True, False])).tolist() == [1.0, 0.0]


def test_search_parameters_are_checked() -> None:
    with pytest.raises(ValueError, match="1\\.5"):
        SearchParameters(vector_weight=1.5)
    with pytest.raises(ValueError, match="pool"):
        SearchParameters(pool=0)


def told(one: str, title: str, region: str | None, published: date | None = None) -> StoredDocument:
    known = Metadata(title=title, region=region, published=published)
    return StoredDocument(one, "r", f"{one}.txt", known, "", "", "txt/1", 1, ())


def test_documents_of_the_place_and_of_the_year_or_the_next_are_leant_to() -> None:
    documents = [
        told("own", "2014年报告", "甘肃省"),
        told("year", "2013年报告", "甘肃省"),
        told("late", "2015年报告", "甘肃省"),
        told("day", "报告", "甘肃省", date(2014, 1, 9)),
        told("part", "2019年报告", "兰州市"),
        told("other", "2013年报告", "海南省"),
        told("nation", "2013年公报", None),
    ]
    given = lean(documents, Leaning(places=("甘肃省",), years=(2013,)))
    assert given["own"] == given["year"] == given["day"]
    assert given["own"] > given["late"] > given["part"] > 0
    assert given["own"] > given["other"] == given["nation"] > 0
    assert not lean(documents, Leaning())
    of_all = lean(documents, Leaning(years=(2013,), nation=True))
    assert max(of_all, key=lambda one: of_all[one]) == "nation"


def test_a_leaning_orders_and_leaves_nothing_out(searcher: SearchEngine) -> None:
    plain = searcher.search("授权专利", 50)
    region = next(one.metadata.region for one in searcher.store.documents() if one.metadata.region)
    leant = searcher.search("授权专利", 50, None, Leaning(places=(region,)))
    assert {hit.passage_id for hit in leant.hits} == {hit.passage_id for hit in plain.hits}
    assert searcher.store.stored(leant.hits[0].document_id).metadata.region == region
