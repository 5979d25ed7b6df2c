"""Everything that can be set in this layer."""

from dataclasses import dataclass, field

from index.bm25 import Bm25Parameters
from index.models import ModelParameters

__all__ = ["Bm25Parameters", "IndexParameters", "ModelParameters", "SearchParameters"]


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """How the two legs are brought together. Nothing here changes what is on disk.

    Recall@1 of the fusion by weight of the vectors, words alone first: tuning questions over the
    five real documents 0.881, at 0.2 0.888, at 0.3 0.900, at 0.4 0.896; first 300 paragraphs of
    DRCD dev 0.927, 0.930, 0.928, 0.933; of CMRC dev 0.962, 0.968, 0.973, 0.977.
    """

    vector_weight: float = 0.3  # of the vectors' score in the sum; the words have the rest
    pool: int = 200  # best passages of each leg that become candidates

    def __post_init__(self) -> None:
        if not 0 <= self.vector_weight <= 1:
            raise ValueError(f"vector_weight must lie between 0 and 1: {self.vector_weight}")
        if self.pool < 1:
            raise ValueError(f"pool must be at least 1: {self.pool}")


@dataclass(frozen=True, slots=True)
class IndexParameters:
    """Parameters of building and searching."""

    bm25: Bm25Parameters = field(default_factory=Bm25Parameters)
    model: ModelParameters = field(default_factory=ModelParameters)
    search: SearchParameters = field(default_factory=SearchParameters)
    build_workers: int = 0  # threads that embed passages during a build; 0: one per core

    def __post_init__(self) -> None:
        if self.build_workers < 0:
            raise ValueError(f"build_workers must not be negative: {self.build_workers}")
