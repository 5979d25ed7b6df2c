"""The graph of the bundled model's layers. `python -m index.encoder_graph` writes what ships."""

from pathlib import Path

import numpy as np

from index.graph import Builder

__all__ = ["GRAPH", "PARTS", "graph", "shapes"]

GRAPH = Path(__file__).parent / "data" / "encoder.onnx"
HEADS, HIDDEN, INNER, LAYERS = 12, 384, 1536, 12  # multilingual-e5-small
PARTS = {  # matrices of a layer: outputs, inputs, and the names of the model's file that make them
    "qkv": (3 * HIDDEN, HIDDEN, ("q", "k", "v")),
    "out": (HIDDEN, HIDDEN, ("ao",)),
    "up": (INNER, HIDDEN, ("fi",)),
    "down": (HIDDEN, INNER, ("fo",)),
}
NORMS = {"norm_1": "aln", "norm_2": "oln"}


def shapes() -> dict[str, tuple[int, ...]]:
    """Return the shapes of the weights that the graph is handed over when it is loaded."""
    found: dict[str, tuple[int, ...]] = {}
    for number in range(LAYERS):
        for part, (outputs, inputs, _) in PARTS.items():
            name = f"layers.{number}.{part}"
            found[f"{name}.weight"] = inputs, outputs
            found[f"{name}.scale"] = found[f"{name}.bias"] = (outputs,)
        for norm in NORMS:
            name = f"layers.{number}.{norm}"
            found[f"{name}.weight"] = found[f"{name}.bias"] = (HIDDEN,)
    return found


def graph() -> bytes:
    """Return the serialised graph: a text's embedded tokens in, the mean of the last layer out."""
    from onnx import TensorProto, helper

    build = Builder()
    build.constant("none", np.int8(0))
    build.constant("tokens", np.array([1]))
    build.norm_constants()
    value = "embedded"
    for number in range(LAYERS):
        value = _layer(build, f"layers.{number}", value)
    build.add("ReduceMean", [value, "tokens"], "mean", keepdims=0)
    return build.model(
        "encoder",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "length", HIDDEN])],
        [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, HIDDEN])],
        shapes(),
        "weights",
    )


def _layer(build: Builder, name: str, value: str) -> str:
    query, key, one = (f"{name}.{part}" for part in ("query", "key", "value"))
    build.split(build.linear(value, f"{name}.qkv"), [query, key, one])
    mixed = build.add(
        "MultiHeadAttention",
        [query, key, one],
        f"{name}.mixed",
        num_heads=HEADS,
        domain="com.microsoft",
    )
    out = build.linear(mixed, f"{name}.out")
    middle = build.norm_in_steps(build.add("Add", [value, out], f"{name}.sum_1"), f"{name}.norm_1")
    up = build.add("Gelu", [build.linear(middle, f"{name}.up")], f"{name}.bent")
    down = build.linear(up, f"{name}.down")
    return build.norm_in_steps(build.add("Add", [middle, down], f"{name}.sum_2"), f"{name}.norm_2")


if __name__ == "__main__":
    GRAPH.parent.mkdir(exist_ok=True)
    GRAPH.write_bytes(graph())
