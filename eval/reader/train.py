"""Training of the reader: seeded, on one or two cores, taken up again where it was left.

The layers compute in bfloat16 and step in float32. `state.pt` in the work folder holds all that a
run needs to go on; `log.jsonl` a line for every hundred steps and every measure. The rate falls to
0 twice; what ships is an average of the weights at both ends (`turn.pt` keeps the first).
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from eval.reader.examples import Example
from eval.reader.network import Embeddings, Network, read_weights
from eval.reader.sampling import Batch, Sampler, batched, encode
from eval.reader.scoring import exact, f1
from qa.reader.inputs import Tokens
from qa.reader.reading import best_spans

__all__ = ["Recipe", "Trainer", "rate_at", "span_scores"]

_KEPT = 100  # steps between two lines of the log
_WHOLE = 480  # tokens of an input when measuring
_FIRST = 0.35  # share of the weights at the turn: better on CMRC and DRCD than either end alone


@dataclass(frozen=True, slots=True)
class Recipe:
    """How much is learnt and how fast. One step is one batch.

    At `turn` the rate has fallen to 0; it rises again once and falls until the last step.
    """

    steps: int = 4800
    turn: int = 2620
    batch: int = 16
    rate: float = 1.5e-4
    warm_up: int = 150
    decay: float = 0.01
    clip: float = 1.0
    seed: int = 20261122
    threads: int = 1
    measure_every: int = 400
    save_every: int = 100


def rate_at(recipe: Recipe, step: int) -> float:
    """Return the learning rate of a step, counted from 0."""
    if step < recipe.warm_up:
        return recipe.rate * (step + 1) / recipe.warm_up
    end = recipe.turn if step < recipe.turn < recipe.steps else recipe.steps
    return recipe.rate * (end - step) / (end - recipe.warm_up)


class Trainer:
    """A network under training, with the float32 copy that its optimizer moves."""

    def __init__(self, model: Path, work: Path, recipe: Recipe) -> None:
        torch.set_num_threads(recipe.threads)
        torch.manual_seed(recipe.seed)
        tensors = read_weights(model)
        self.recipe, self.work = recipe, work
        self.embeddings = Embeddings(tensors)
        self.network = Network()
        self.network.load_encoder(tensors)
        self.network.layers.to(torch.bfloat16)
        self.own = list(self.network.parameters())
        self.master = [p.detach().float().clone() for p in self.own]
        self.optimizer = torch.optim.AdamW(
            self.master, lr=recipe.rate, weight_decay=recipe.decay, fused=True
        )
        self.step = 0
        work.mkdir(parents=True, exist_ok=True)

    @property
    def _state(self) -> Path:
        return self.work / "state.pt"

    @property
    def _turn(self) -> Path:
        return self.work / "turn.pt"

    def resume(self) -> bool:
        """Take up the state of the work folder; False when there is none."""
        if not self._state.is_file():
            return False
        state = torch.load(self._state, weights_only=True)
        self.step = state["step"]
        for mine, kept in zip(self.master, state["master"], strict=True):
            mine.copy_(kept)
        self.optimizer.load_state_dict(state["optimizer"])
        self._hand_over()
        return True

    def save(self) -> None:
        """Keep the state, whole or not at all; what it is at the turn stays."""
        beside = self._state.with_suffix(".tmp")
        state = {
            "step": self.step,
            "master": self.master,
            "optimizer": self.optimizer.state_dict(),
            "names": [name for name, _ in self.network.named_parameters()],
        }
        torch.save(state, beside)
        beside.replace(self._state)
        if self.step == self.recipe.turn < self.recipe.steps:
            shutil.copyfile(self._state, self._turn)

    def averaged(self) -> dict[str, Tensor]:
        """Return the float32 weights by name, those of the turn averaged in once it is behind."""
        names = [name for name, _ in self.network.named_parameters()]
        last = [one.detach() for one in self.master]
        if self.step <= self.recipe.turn or not self._turn.is_file():
            return dict(zip(names, last, strict=True))
        first = torch.load(self._turn, weights_only=True)["master"]
        both = [torch.lerp(a, b.detach(), _FIRST) for a, b in zip(last, first, strict=True)]
        return dict(zip(names, both, strict=True))

    def run(
        self,
        sampler: Sampler,
        examples: Sequence[Example],
        weights: Sequence[float],
        watched: Mapping[str, Sequence[Example]],
        report: Callable[[str, int, int], None] = lambda *_: None,
    ) -> None:
        """Train up to the recipe's last step, measuring `watched` on the way."""
        recipe = self.recipe
        # a resumed run draws on: the same draws would be learnt twice
        batches = sampler.batches(examples, weights, Random(recipe.seed + self.step))
        losses: list[float] = []
        began, seen = time.monotonic(), 0
        self.network.train()
        while self.step < recipe.steps:
            batch = next(batches)
            losses.append(self._learn(batch))
            seen += len(batch.ids)
            self.step += 1
            report("trained", self.step, recipe.steps)
            if self.step % _KEPT == 0:
                speed = seen / (time.monotonic() - began)
                self._note(loss=sum(losses) / len(losses), examples_per_second=speed)
                losses = []
            if self.step % recipe.save_every == 0 or self.step in (recipe.turn, recipe.steps):
                self.save()
            if self.step % recipe.measure_every == 0 or self.step == recipe.steps:
                for name, some in watched.items():
                    self._note(watched=name, **span_scores(self, sampler.tokens, some))

    def scores(self, batch: Batch) -> Any:
        """Return the network's logits for a batch."""
        return self.network(self.embeddings(batch.ids), batch.real)

    def _learn(self, batch: Batch) -> float:
        rate = rate_at(self.recipe, self.step)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss = loss_of(self.scores(batch), batch)
        loss.backward()
        for mine, parameter in zip(self.master, self.own, strict=True):
            assert parameter.grad is not None
            mine.grad = parameter.grad.float()
            parameter.grad = None
        torch.nn.utils.clip_grad_norm_(self.master, self.recipe.clip)
        self.optimizer.step()
        self._hand_over()
        return float(loss.detach())

    @torch.no_grad()
    def _hand_over(self) -> None:
        for parameter, mine in zip(self.own, self.master, strict=True):
            parameter.copy_(mine)

    def _note(self, **values: object) -> None:
        line = json.dumps({"step": self.step, "time": round(time.time()), **values})
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


def loss_of(scores: Any, batch: Batch) -> Tensor:
    """Return the sum of the losses of start, end, inside and answerability."""
    tokens = scores.tokens.float().masked_fill(~batch.text[:, :, None], -1e4)
    answered = batch.answers
    loss = functional.binary_cross_entropy_with_logits(scores.answers.float(), answered.float())
    inside = functional.binary_cross_entropy_with_logits(
        tokens[:, :, 2][batch.text], batch.inside[batch.text].float()
    )
    loss = loss + 2 * inside
    if answered.any():
        for column, gold in ((0, batch.starts), (1, batch.ends)):
            likely = tokens[answered, :, column].log_softmax(-1)
            hits = likely.masked_fill(~gold[answered], -torch.inf).logsumexp(-1)
            loss = loss - hits.mean()
    return loss


@torch.no_grad()
def span_scores(trainer: Trainer, tokens: Tokens, examples: Sequence[Example]) -> dict[str, float]:
    """Return exact match and F1, given the right text, and how often it is thought to answer."""
    trainer.network.eval()
    hits, overlaps, answering = [], [], []
    order = sorted(examples, key=lambda one: len(one.reading.text))
    for part in _parts(order, 16):
        encoded = [
            encode(tokens, Example(one.question, one.reading, (), one.source), _WHOLE)
            for one in part
        ]
        scores = trainer.scores(batched(encoded))
        found = scores.tokens.float().numpy()
        answering += (scores.answers > 0).tolist()
        for row, (one, cut) in enumerate(zip(part, encoded, strict=True)):
            logits = found[row, cut.offset : cut.offset + len(cut.places)]
            first, last, _ = best_spans(logits)[0]
            answer = one.reading.text[cut.places[first][0] : cut.places[last][1]]
            hits.append(exact(answer, one.answers))
            overlaps.append(f1(answer, one.answers))
    trainer.network.train()
    count = len(examples)
    return {
        "exact": sum(hits) / count,
        "f1": sum(overlaps) / count,
        "answering": sum(answering) / count,
    }


def _parts(examples: Sequence[Example], size: int) -> Iterator[Sequence[Example]]:
    for n in range(0, len(examples), size):
        yield examples[n : n + size]
