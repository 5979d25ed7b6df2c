"""Vectors of questions: kept for the next time, and begun ahead of when they are needed."""

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from index.models import Embedder
from index.vectors import embed_query

__all__ = ["QueryVectors"]

_KEPT = 512  # questions, some 0.8 MB; embedding one takes 15 ms and more
_Vector = NDArray[np.float32]


class QueryVectors:
    """The vectors of one model. Safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embed = lru_cache(_KEPT)(lambda text: embed_query(text, embedder))
        self._begun: dict[str, Future[_Vector]] = {}

    def get(self, text: str) -> _Vector:
        """Return a question's vector; what is begun but waits for its turn is done here."""
        begun = self._begun.pop(text, None)
        if begun is None or begun.cancel():
            return self._embed(text)
        return begun.result()

    def begin(self, texts: Iterable[str]) -> None:
        """Embed questions on a thread beside this one, in their order, while it does other work."""
        for text in texts:
            if text not in self._begun:
                future = _beside().submit(self._embed, text)
                self._begun[text] = future
                future.add_done_callback(partial(self._done, text))

    def _done(self, text: str, _: object) -> None:
        self._begun.pop(text, None)


@cache
def _beside() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="embed")
