"""The tagger: a small encoder with features added to its word pieces, a label for each piece, pointers from cue to source and content."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from communique.reading.windows import FEATURES, LABELS, PADDING

HEADS, HIDDEN, INNER, LINK = 12, 384, 1536, 64
VOCABULARY, POSITIONS = 30522, 512


class Layer(nn.Module):
    """One encoder layer of BERT: self-attention and a feed-forward network, each with a residual and a norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Encode x (batch x pieces x HIDDEN); mask (batch x 1 x 1 x pieces) is added to the attention's scores."""
        batch, pieces, _ = x.shape
        q, k, v = self.qkv(x).view(batch, pieces, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + mask, dim=-1)
        attended = (weights @ v).transpose(1, 2).reshape(batch, pieces, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Head(nn.Module):
    """What stands on a layer: a label for each piece, and the pointers."""

    def __init__(self) -> None:
        super().__init__()
        self.labels = nn.Linear(HIDDEN, len(LABELS))
        self.links = nn.Linear(HIDDEN, 4 * LINK)
        self.nobody = nn.Parameter(torch.zeros(2))

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores that Tagger.forward tells of."""
        cue_s, source, content, cue_c = self.links(x).chunk(4, dim=-1)
        return self.labels(x), self._point(cue_s, source, mask, 0), self._point(content, cue_c, mask, 1)

    def _point(self, queries: Tensor, keys: Tensor, mask: Tensor, which: int) -> Tensor:
        scores = queries @ keys.transpose(-1, -2) * LINK**-0.5 + mask
        none = self.nobody[which].expand(scores.shape[0], scores.shape[1], 1)
        return torch.cat([scores, none], dim=-1)


class Tagger(nn.Module):
    """Pieces to labels and links; see `forward`."""

    def __init__(self, layers: int = 6, exits: Sequence[int] = (3, 6), dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Parameter(torch.zeros(HIDDEN))
        self.features = nn.Embedding(FEATURES, HIDDEN, padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.01)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.exits = nn.ModuleDict({str(n): Head() for n in exits})
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor) -> dict[str, tuple[Tensor, Tensor, Tensor]]:
        """Score a batch of windows (ids: batch x pieces; features: batch x pieces x WIDTH).

        Returns, by the layer that the head stands on: label scores (batch x pieces x labels); for each piece as a cue the scores of every
        piece as its source, and for each piece as content the scores of every piece as its cue (batch x pieces x pieces + 1; the last
        column stands for none).
        """
        there = ids != PADDING
        mask = (1.0 - there[:, None, None, :].to(torch.float32)) * -1e4
        at = torch.arange(ids.shape[1])
        x = self.words(ids) + self.positions(at)[None] + self.types + self.features(features).sum(2)
        x = self.dropout(self.norm(x))
        found = {}
        for number, layer in enumerate(self.layers, start=1):
            x = layer(x, mask)
            if str(number) in self.exits:
                found[str(number)] = self.exits[str(number)](self.dropout(x), mask[:, 0])
        return found


@dataclass(frozen=True)
class Loss:
    """The parts of the loss of a batch."""

    label: Tensor
    source: Tensor
    content: Tensor

    @property
    def total(self) -> Tensor:
        """The sum that is trained on."""
        return self.label + 0.5 * self.source + 0.25 * self.content


def loss_of(outputs: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor]) -> Loss:
    """Return the loss of scores against gold (see training.batches.collate for the gold's shapes)."""
    labels, source, content = outputs
    label = F.cross_entropy(labels.flatten(0, 1), batch["labels"].flatten(), ignore_index=-100)
    return Loss(label, _pointed(source, batch["cue_at"], batch["source_of"]), _pointed(content, batch["content_at"], batch["cue_of"]))


def _pointed(scores: Tensor, rows: Tensor, right: Tensor) -> Tensor:
    """Negative log share of the right columns; rows (n x 2) name batch and piece, right (n x pieces + 1) the right columns."""
    if not len(rows):
        return scores.sum() * 0
    picked = scores[rows[:, 0], rows[:, 1]].log_softmax(-1)
    return -picked.masked_fill(~right, -1e9).logsumexp(-1).mean()


def load_encoder(model: Tagger, folder: Path) -> None:
    """Fill in the weights of a BERT checkpoint (`model.safetensors`) for as many layers as the model has."""
    from safetensors.torch import load_file

    given = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    state: dict[str, Any] = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"],
        "types": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for number in range(len(model.layers)):
        for kind in ("weight", "bias"):
            there = f"encoder.layer.{number}."
            state |= {
                f"layers.{number}.qkv.{kind}": torch.cat([given[f"{there}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]),
                f"layers.{number}.out.{kind}": given[f"{there}attention.output.dense.{kind}"],
                f"layers.{number}.norm1.{kind}": given[f"{there}attention.output.LayerNorm.{kind}"],
                f"layers.{number}.up.{kind}": given[f"{there}intermediate.dense.{kind}"],
                f"layers.{number}.down.{kind}": given[f"{there}output.dense.{kind}"],
                f"layers.{number}.norm2.{kind}": given[f"{there}output.LayerNorm.{kind}"],
            }
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(not m.startswith(("features", "exits")) for m in missing):
        raise ValueError(f"The checkpoint in {folder} does not fit: {missing} {unexpected}")
