"""The network that is trained: e5's encoder, a span head and an answerability head.

Twelve post-norm layers of width 384 over the bundled model's word embeddings, which stay as they
are. Written out here, and not taken from transformers, since its attention takes twice the time in
bfloat16 on a processor without a matrix unit.
"""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["HEADS", "HIDDEN", "LAYERS", "POSITIONS", "Embeddings", "Network", "Scores"]

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 384, 12, 12, 1536, 512
_EPSILON = 1e-12
_DROPOUT = 0.1  # as the encoder was trained
_PARTS = {  # a layer's names here and in BertModel
    "out": "attention.output.dense",
    "norm_1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm_2": "output.LayerNorm",
}


class Scores(NamedTuple):
    """Logits. `tokens` has shape (batch, length, 3): start, end, inside; `answers` (batch,)."""

    tokens: Tensor
    answers: Tensor


class Embeddings(nn.Module):
    """Word, position and type embeddings with their norm; never trained."""

    def __init__(self, tensors: dict[str, Tensor]) -> None:
        super().__init__()
        name = "embeddings.{}".format
        words = tensors[name("word_embeddings.weight")].to(torch.bfloat16)
        self.words = nn.Embedding.from_pretrained(words)
        types = tensors[name("token_type_embeddings.weight")][0]
        positions = tensors[name("position_embeddings.weight")] + types
        self.positions = nn.Embedding.from_pretrained(positions)
        self.norm = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.norm.weight.data = tensors[name("LayerNorm.weight")]
        self.norm.bias.data = tensors[name("LayerNorm.bias")]
        self.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the layers' input, shape (batch, length, 384), for ids (batch, length)."""
        places = torch.arange(ids.shape[1])
        embedded: Tensor = self.norm(self.words(ids).float() + self.positions(places))
        return embedded


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm_1 = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm_2 = nn.LayerNorm(HIDDEN, eps=_EPSILON)
        self.dropped = nn.Dropout(_DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        split = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = split[0], split[1], split[2]
        scores = query * (HIDDEN // HEADS) ** -0.5 @ key.transpose(-1, -2) + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm_1(x + self.dropped(self.out(mixed)))
        return self.norm_2(x + self.dropped(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Layers and heads over embedded tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.token_head = nn.Linear(HIDDEN, 3)
        self.answer_head = nn.Linear(HIDDEN, 1)

    def load_encoder(self, tensors: dict[str, Tensor]) -> None:
        """Take over the layers of a BertModel."""
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}.".__add__
            own = layer.state_dict()
            for kind in ("weight", "bias"):
                attention = name("attention.self.")
                own[f"qkv.{kind}"] = torch.cat(
                    [tensors[f"{attention}{part}.{kind}"] for part in ("query", "key", "value")]
                )
                for here, there in _PARTS.items():
                    own[f"{here}.{kind}"] = tensors[f"{name(there)}.{kind}"]
            layer.load_state_dict(own)

    def forward(self, embedded: Tensor, real: Tensor) -> Scores:
        """Return the logits for inputs (batch, length, 384); `real` tells tokens from padding."""
        dtype = self.layers[0].out.weight.dtype
        mask = torch.zeros(real.shape, dtype=dtype).masked_fill(~real, -1e4)[:, None, None]
        x = embedded.to(dtype)
        for layer in self.layers:
            x = layer(x, mask)
        x = x.to(self.token_head.weight.dtype)
        return Scores(self.token_head(x), self.answer_head(x[:, 0])[:, 0])


def read_weights(folder: Path) -> dict[str, Tensor]:
    """Return the tensors of a converted model folder."""
    from safetensors.torch import load_file

    tensors: dict[str, Tensor] = load_file(folder / "0_Transformer" / "model.safetensors")
    return tensors
