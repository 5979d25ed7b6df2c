"""Everything that can be set in this layer."""

from dataclasses import dataclass, field

from index.bm25 import Bm25Parameters
from index.models import ModelParameters

__all__ = ["Bm25Parameters", "IndexParameters", "ModelParameters", "SearchParameters"]


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """How the two legs are brought together. Nothing here changes what is on disk.

    Recall@1 by weight of the vectors (0: words alone, then 0.2, 0.3, 0.4, 0.5; 1: vectors alone):
    tuning questions over the five real documents 0.881, 0.888, 0.900, 0.896, 0.892; 0.681
    DRCD dev, first 300 paragraphs                0.922, 0.930, 0.928, 0.930, 0.930; 0.855
    CMRC dev, the same                            0.962, 0.965, 0.967, 0.972, 0.978; 0.950
    DuReader dev, the same                        0.840, 0.853, 0.867, 0.880, 0.897; 0.930
    On DuReader, whose questions rarely use the words of the text, fusion stays below the vectors.
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
    read_workers: int = 0  # processes that read files and read them out; 0: one per core
    build_workers: int = 0  # threads that embed passages during a build; 0: one per core

    def __post_init__(self) -> None:
        for name in ("read_workers", "build_workers"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative: {getattr(self, name)}")
