"""Trains the network on one processor core; needs torch.

    python -m tests.tinywhisper.training clips.pickle FOLDER [--short 1050] [--full 450]

Writes tokenizer.json and network.pt into FOLDER. First come short windows of one sentence at any
place of the 30 s, which teach it to hear, then real windows of 30 s with several sentences.
"""

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional, utils

from tests.tinywhisper.clips import load
from tests.tinywhisper.network import TinyWhisper
from tests.tinywhisper.shape import POSITIONS, WINDOW_FRAMES
from tests.tinywhisper.tokens import build_tokenizer, text_token_count
from tests.tinywhisper.windows import IGNORED, Batch, Shape, WindowMaker

FRAME_WEIGHT: Final = 0.7
LOOK_WEIGHT: Final = 0.3
REPORT_EVERY: Final = 25


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the training.

    Attributes:
        steps: How many batches.
        rate: The highest learning rate; it rises to it and falls along a cosine.
        warm_up: After how many steps it is reached.
        full: Whether windows have 30 s, or only one sentence.
    """

    steps: int
    rate: float
    warm_up: int
    full: bool

    def rate_at(self, step: int) -> float:
        """Return the learning rate of a step."""
        rise = min(1.0, (step + 1) / self.warm_up)
        fall = 0.5 * (1 + math.cos(math.pi * step / self.steps))
        return self.rate * rise * (0.02 + 0.98 * fall)


@dataclass(frozen=True, slots=True)
class Losses:
    """How wrong a batch was: the words, the words at each frame, where was looked."""

    words: Tensor
    frames: Tensor
    looks: Tensor

    @property
    def total(self) -> Tensor:
        """What is made smaller."""
        return self.words + FRAME_WEIGHT * self.frames + LOOK_WEIGHT * self.looks


def losses(network: TinyWhisper, batch: Batch, first_position: int) -> Losses:
    """Return how wrong the network is about a batch."""
    memory = network.encode(torch.from_numpy(batch.mel), first_position)
    scores, looks = network.decode(torch.from_numpy(batch.tokens), memory)
    now, following = torch.from_numpy(batch.said_now), torch.from_numpy(batch.said_next)
    return Losses(
        words=functional.cross_entropy(
            scores.flatten(0, 1),
            torch.from_numpy(batch.targets).flatten(),
            ignore_index=IGNORED,
            label_smoothing=0.02,
        ),
        frames=functional.cross_entropy(
            network.word_at_frame(memory).flatten(0, 1),
            torch.from_numpy(batch.frame_words).flatten(),
        ),
        looks=_look_loss(looks[0][:, 0], now)
        + _look_loss(looks[-1][:, 0], following)
        + 0.5 * _look_loss(looks[-1][:, 1], following),
    )


def _look_loss(weights: Tensor, wanted: Tensor) -> Tensor:
    """Return how little a head looks where the word was spoken (the voice tells us)."""
    told = wanted.sum(-1) > 0
    if not told.any():
        return weights.sum() * 0
    return -torch.log((weights * wanted).sum(-1)[told] + 1e-4).mean()


def _shapes(phase: Phase, seed: int) -> Iterator[tuple[int, Shape]]:
    """Yield the size of each batch and the shape of its windows."""
    rng = np.random.default_rng(seed)
    if phase.full:
        yield from repeat((5, Shape(WINDOW_FRAMES, 6, 0)), phase.steps)
        return
    for step in range(phase.steps):
        frames = int(rng.choice([480, 600, 720]))
        first = int(rng.integers(0, POSITIONS - frames // 2 + 1)) if step % 2 else 0
        yield 16, Shape(frames, 1, first)


def train(network: TinyWhisper, maker: WindowMaker, phases: Sequence[Phase], seed: int) -> None:
    """Train the network in place, and report now and then."""
    began_s, seen = time.monotonic(), []
    network.train()
    for phase in phases:
        optimizer = torch.optim.AdamW(
            network.parameters(), phase.rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        for step, (size, shape) in enumerate(_shapes(phase, seed)):
            for group in optimizer.param_groups:
                group["lr"] = phase.rate_at(step)
            found = losses(network, maker.batch(size, shape), shape.first_position)
            optimizer.zero_grad(set_to_none=True)
            found.total.backward()
            utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            seen.append([found.words.item(), found.frames.item(), found.looks.item()])
            if len(seen) % REPORT_EVERY == 0:
                means = np.mean(seen[-REPORT_EVERY:], axis=0).round(3)
                minutes = (time.monotonic() - began_s) / 60
                print(
                    f"{len(seen)} steps, {minutes:.1f} min: words, frames, looks {means}",
                    flush=True,
                )


def main() -> None:
    """Train and write the network and its tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("clips", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--short", type=int, default=1050)
    parser.add_argument("--full", type=int, default=450)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    options.folder.mkdir(parents=True, exist_ok=True)
    tokenizer = build_tokenizer(options.folder / "tokenizer.json")
    maker = WindowMaker(load(options.clips), tokenizer, options.seed)
    network = TinyWhisper(text_token_count(tokenizer))
    phases = (Phase(options.short, 2e-3, 100, False), Phase(options.full, 1e-3, 20, True))
    train(network, maker, phases, options.seed)
    torch.save(network.state_dict(), options.folder / "network.pt")


if __name__ == "__main__":
    main()
