"""Whisper's network, small, with what makes it learn in minutes; needs torch.

Two things differ from OpenAI's, and both are gone once the model is exported: the embeddings of
the timestamps come out of one smooth map, and an extra layer names the word at each frame.
"""

import math
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.tinywhisper.shape import (
    DECODER_HEADS,
    DECODER_LAYERS,
    ENCODER_HEADS,
    ENCODER_LAYERS,
    MEL_BANDS,
    POSITIONS,
    TEXT_POSITIONS,
    TIMESTAMPS,
    WIDTH,
)

DROPOUT: Final = 0.05

# Where the heads of the encoder look at first, in positions of 20 ms.
_SHIFTS: Final = (-12, -7, -4, -2, 2, 4, 7, 12)
_SHIFT_GAIN: Final = 1.5


def sinusoids(count: int, width: int) -> Tensor:
    """Return Whisper's embeddings of positions, shape (count, width)."""
    phase = torch.arange(count)[:, None] * _frequencies(width)[None]
    return torch.cat([phase.sin(), phase.cos()], dim=1)


def _frequencies(width: int) -> Tensor:
    return torch.exp(-math.log(10_000) / (width // 2 - 1) * torch.arange(width // 2))


class Attention(nn.Module):
    """Several heads that look from one sequence at another, or at itself."""

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH, bias=False)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)

    def forward(self, x: Tensor, memory: Tensor, *, causal: bool = False) -> Tensor:
        """Return what is seen from x in memory; all have shape (batch, length, width)."""
        seen = functional.scaled_dot_product_attention(*self._split(x, memory), is_causal=causal)
        return self._join(seen)

    def forward_with_weights(self, x: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
        """Return what is seen, and where it was looked at: (batch, heads, length, length)."""
        query, key, value = self._split(x, memory)
        scores = query @ key.transpose(2, 3) * (WIDTH // self.heads) ** -0.5
        weights = scores.softmax(-1)
        return self._join(weights @ value), weights

    def _split(self, x: Tensor, memory: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        query, key, value = self.query(x), self.key(memory), self.value(memory)
        return self._by_head(query), self._by_head(key), self._by_head(value)

    def _by_head(self, x: Tensor) -> Tensor:
        return x.view(len(x), -1, self.heads, WIDTH // self.heads).transpose(1, 2)

    def _join(self, seen: Tensor) -> Tensor:
        return self.out(seen.transpose(1, 2).flatten(2))

    def look_nearby(self) -> None:
        """Make each head begin by looking a fixed distance away.

        A shift of sinusoids is a rotation, so key and query need only some of their frequencies.
        """
        head_width = WIDTH // self.heads
        indices = [int(index) for index in torch.linspace(3, 26, head_width // 2)]
        key, query = self.key.weight.detach(), self.query.weight.detach()
        key *= 0.5
        query *= 0.5
        for head, shift in zip(range(self.heads), _SHIFTS, strict=True):
            for pair, index in enumerate(indices):
                sine, cosine = index, index + WIDTH // 2
                row = head * head_width + 2 * pair
                angle = shift * _frequencies(WIDTH)[index]
                key[row, sine] += _SHIFT_GAIN
                key[row + 1, cosine] += _SHIFT_GAIN
                query[row, sine] += _SHIFT_GAIN * angle.cos()
                query[row, cosine] += _SHIFT_GAIN * angle.sin()
                query[row + 1, cosine] += _SHIFT_GAIN * angle.cos()
                query[row + 1, sine] -= _SHIFT_GAIN * angle.sin()


class FeedForward(nn.Module):
    """The part of a layer that sees one position only."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        """Return x with what it adds."""
        added = self.narrow(functional.gelu(self.wide(self.norm(x))))
        return x + functional.dropout(added, DROPOUT, self.training)


class EncoderLayer(nn.Module):
    """Looks around in the sound."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.attention = Attention(ENCODER_HEADS)
        self.attention.look_nearby()
        self.feed_forward = FeedForward()

    def forward(self, x: Tensor) -> Tensor:
        """Return x with what was seen around."""
        normed = self.norm(x)
        seen = self.attention(normed, normed)
        return self.feed_forward(x + functional.dropout(seen, DROPOUT, self.training))


class DecoderLayer(nn.Module):
    """Looks back in the text, and at the sound."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.attention = Attention(DECODER_HEADS)
        self.sound_norm = nn.LayerNorm(WIDTH)
        self.sound_attention = Attention(DECODER_HEADS)
        self.feed_forward = FeedForward()

    def forward(self, x: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
        """Return x with what was seen, and where in the sound it was."""
        normed = self.norm(x)
        seen = self.attention(normed, normed, causal=True)
        x = x + functional.dropout(seen, DROPOUT, self.training)
        heard, weights = self.sound_attention.forward_with_weights(self.sound_norm(x), memory)
        return self.feed_forward(x + heard), weights


class TinyWhisper(nn.Module):
    """The whole network.

    Args:
        text_tokens: How many tokens there are before the timestamps.
    """

    def __init__(self, text_tokens: int) -> None:
        super().__init__()
        self.text_tokens = text_tokens
        self.first_convolution = nn.Conv1d(MEL_BANDS, WIDTH, 3, padding=1)
        self.second_convolution = nn.Conv1d(WIDTH, WIDTH, 3, stride=2, padding=1)
        self.register_buffer("sound_positions", sinusoids(POSITIONS, WIDTH))
        self.encoder = nn.ModuleList(EncoderLayer() for _ in range(ENCODER_LAYERS))
        self.encoder_norm = nn.LayerNorm(WIDTH)
        self.text_embedding = nn.Embedding(text_tokens, WIDTH)
        self.register_buffer("times", sinusoids(TIMESTAMPS, WIDTH))
        self.time_embedding = nn.Linear(WIDTH, WIDTH)
        self.text_positions = nn.Parameter(sinusoids(TEXT_POSITIONS, WIDTH) * 0.3)
        self.decoder = nn.ModuleList(DecoderLayer() for _ in range(DECODER_LAYERS))
        self.decoder_norm = nn.LayerNorm(WIDTH)
        self.word_at_frame = nn.Linear(WIDTH, text_tokens)
        nn.init.normal_(self.text_embedding.weight, std=0.1)
        nn.init.normal_(self.time_embedding.weight, std=0.012)

    def embeddings(self) -> Tensor:
        """Return the embedding of every token, the timestamps last."""
        return torch.cat([self.text_embedding.weight, self.time_embedding(self.times)])

    def encode(self, mel: Tensor, first_position: int) -> Tensor:
        """Return what is heard, shape (batch, frames / 2, width).

        Args:
            mel: Shape (batch, 80, frames).
            first_position: Where in the 30 s window it begins, in positions of 20 ms.
        """
        x = functional.gelu(self.first_convolution(mel))
        x = functional.gelu(self.second_convolution(x)).transpose(1, 2)
        x = x + self.sound_positions[first_position : first_position + x.shape[1]]
        for layer in self.encoder:
            x = layer(x)
        return self.encoder_norm(x)

    def decode(self, tokens: Tensor, memory: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Return the scores of each next token, and where each layer looked in the sound."""
        embeddings = self.embeddings()
        x = embeddings[tokens] + self.text_positions[: tokens.shape[1]]
        looks = []
        for layer in self.decoder:
            x, weights = layer(x, memory)
            looks.append(weights)
        return self.decoder_norm(x) @ embeddings.T, looks
