"""From trained weights to what ships: eight-bit matrices in safetensors, and the graph around them.

A matrix has one scale for each output; activations are quantised as they come. The graph names its
weights and holds none of them, so that the weights stay in one plain file with a checksum.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.reader.network import HEADS, HIDDEN, LAYERS
from index.graph import Builder, quantised_matrix
from qa.reader.engine import CARD, GRAPH, WEIGHTS

__all__ = ["export", "quantised"]

_MATRICES = ("qkv", "out", "up", "down")


def export(master: Mapping[str, NDArray[np.float32]], folder: Path, card: Mapping[str, Any]) -> int:
    """Write the reader into a folder; return the bytes of its weights.

    `master` holds the trained tensors by the network's names; `card` what `reader.json` says of
    them beside their checksum.
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors = quantised(master)
    save_file(tensors, folder / WEIGHTS)
    graph = _graph({name: one.shape for name, one in tensors.items()})
    (folder / GRAPH).write_bytes(graph)
    data = (folder / WEIGHTS).read_bytes()
    sums = {name: sha256((folder / name).read_bytes()).hexdigest() for name in (WEIGHTS, GRAPH)}
    whole = {**card, "bytes": len(data), "sha256": sums}
    text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    (folder / CARD).write_text(text, encoding="utf-8")
    return len(data)


def quantised(master: Mapping[str, NDArray[np.float32]]) -> dict[str, NDArray[Any]]:
    """Return the tensors that ship: matrices as int8 (inputs, outputs) with a scale an output."""
    tensors: dict[str, NDArray[Any]] = {}
    for number in range(LAYERS):
        layer = f"layers.{number}."
        for part in _MATRICES:
            steps, scale = quantised_matrix(master[f"{layer}{part}.weight"])
            tensors[f"{layer}{part}.weight"] = steps
            tensors[f"{layer}{part}.scale"] = scale
            tensors[f"{layer}{part}.bias"] = master[f"{layer}{part}.bias"]
        for norm in ("norm_1", "norm_2"):
            for kind in ("weight", "bias"):
                tensors[f"{layer}{norm}.{kind}"] = master[f"{layer}{norm}.{kind}"]
    for head in ("token_head", "answer_head"):
        tensors[f"{head}.weight"] = np.ascontiguousarray(master[f"{head}.weight"].T)
        tensors[f"{head}.bias"] = master[f"{head}.bias"]
    return tensors


def _graph(shapes: Mapping[str, tuple[int, ...]]) -> bytes:
    """Return the serialised graph; `shapes` are those of the weights it is to be given."""
    from onnx import TensorProto, helper

    build = Builder()
    build.constant("none", np.int8(0))
    build.constant("one", np.float32(1))
    build.constant("never", np.float32(1e4))
    build.constant("thin", np.float32((HIDDEN // HEADS) ** -0.5))
    build.constant("by_head", np.array([0, 0, HEADS, HIDDEN // HEADS]))
    build.constant("joined", np.array([0, 0, HIDDEN]))
    build.constant("middle", np.array([1, 2]))
    build.constant("first", np.array(0))
    real = build.add("Cast", ["real"], "real.number", to=TensorProto.FLOAT)
    less = build.add("Sub", [real, "one"], "real.less")
    far = build.add("Mul", [less, "never"], "real.far")
    mask = build.add("Unsqueeze", [far, "middle"], "mask")
    value = "embedded"
    for number in range(LAYERS):
        value = _layer(build, f"layers.{number}", value, mask)
    tokens = build.add("MatMul", [value, "token_head.weight"], "token_head.whole")
    build.add("Add", [tokens, "token_head.bias"], "tokens")
    begin = build.add("Gather", [value, "first"], "begin", axis=1)
    answers = build.add("MatMul", [begin, "answer_head.weight"], "answer_head.whole")
    build.add("Add", [answers, "answer_head.bias"], "answers")
    rows = ["inputs", "length"]
    return build.model(
        "reader",
        [
            helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [*rows, HIDDEN]),
            helper.make_tensor_value_info("real", TensorProto.BOOL, rows),
        ],
        [
            helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [*rows, 3]),
            helper.make_tensor_value_info("answers", TensorProto.FLOAT, ["inputs", 1]),
        ],
        shapes,
        WEIGHTS,
    )


def _layer(build: Builder, name: str, value: str, mask: str) -> str:
    query, key, one = (f"{name}.{part}" for part in ("query", "key", "value"))
    build.split(build.linear(value, f"{name}.qkv"), [query, key, one])
    turned = {}
    for part, order in ((query, [0, 2, 1, 3]), (key, [0, 2, 3, 1]), (one, [0, 2, 1, 3])):
        cut = build.add("Reshape", [part, "by_head"], f"{part}.cut")
        turned[part] = build.add("Transpose", [cut], f"{part}.turned", perm=order)
    thin = build.add("Mul", [turned[query], "thin"], f"{query}.thin")
    scores = build.add("MatMul", [thin, turned[key]], f"{name}.scores")
    masked = build.add("Add", [scores, mask], f"{name}.masked")
    shares = build.add("Softmax", [masked], f"{name}.shares", axis=-1)
    mixed = build.add("MatMul", [shares, turned[one]], f"{name}.mixed")
    back = build.add("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
    whole = build.add("Reshape", [back, "joined"], f"{name}.whole")
    out = build.linear(whole, f"{name}.out")
    middle = build.norm(build.add("Add", [value, out], f"{name}.sum_1"), f"{name}.norm_1")
    up = build.add("Gelu", [build.linear(middle, f"{name}.up")], f"{name}.bent")
    down = build.linear(up, f"{name}.down")
    return build.norm(build.add("Add", [middle, down], f"{name}.sum_2"), f"{name}.norm_2")
