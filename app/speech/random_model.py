"""Writes Whisper models with random weights, as slow as the real ones of their shape.

They are there to measure with. What they write means nothing, but how much of it is known: each
token points at the one that follows it, and drowns out the rest. So for every piece of sound a
model writes as many tokens as it is made for, and is sure of each.
"""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from ctranslate2.specs import whisper_spec
from ctranslate2.specs.model_spec import LayerSpec
from numpy.typing import NDArray

from app.speech.shapes import ENGLISH_TOKENS, LARGE_V3_TOKENS, Shape

SOUND_POSITIONS: Final = 1500  # of 20 ms
TEXT_POSITIONS: Final = 448
TIMESTAMPS: Final = 1501

END: Final = "<|endoftext|>"
START: Final = "<|startoftranscript|>"
NO_TIMES: Final = "<|notimestamps|>"
TRANSLATE: Final = "<|translate|>"
TRANSCRIBE: Final = "<|transcribe|>"

END_S: Final = 8.0  # when the last word ends, as the model says it

# Rows of int8 with these steps have about the spread of trained weights.
_WEIGHT_STEP: Final = 0.0005
_EMBEDDING_STEP: Final = 0.0007
# How far the direction to the next token stands out from what the layers add to it.
_LOUDNESS: Final = 100.0

_POOL_BYTES: Final = 1_000_003  # a prime: rows of a matrix do not repeat each other


def token_names(shape: Shape) -> list[str]:
    """Return the vocabulary of a model of that shape, with the published names and places."""
    languages = 100 if shape.tokens == LARGE_V3_TOKENS else 99
    spoken = ["en", "de", "fr", *(f"l{number}" for number in range(3, languages))]
    special = [END, START, *(f"<|{language}|>" for language in spoken)]
    special += [TRANSLATE, TRANSCRIBE, "<|startoflm|>", "<|startofprev|>"]
    special += ["<|nospeech|>", NO_TIMES]
    times = [f"<|{0.02 * step:.2f}|>" for step in range(TIMESTAMPS)]
    count = shape.tokens - len(special) - len(times)
    return [*_texts(count), *special, *times]


def _texts(count: int) -> list[str]:
    """Return the letters byte-level texts are written in, and then made-up words."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = [chr(byte) for byte in printable] + [chr(256 + n) for n in range(68)]
    syllables = ["".join(pair) for pair in itertools.product("bdfgklmnprstvz", "aeiou")]
    words = ("Ġ" + "".join(parts) for parts in itertools.product(syllables, repeat=3))
    return [*letters, *itertools.islice(words, count - len(letters))]


def write_model(shape: Shape, folder: Path, tokens: int) -> None:
    """Write model.bin, config.json and vocabulary.json; about 0.1 s per 100 MB.

    Args:
        shape: The dimensions of the model.
        folder: An empty folder.
        tokens: How many tokens of text it writes for each piece of sound.

    Raises:
        OSError: The disk does not take it.
    """
    names = token_names(shape)
    filler = _Filler(shape)
    spec = whisper_spec.WhisperSpec(
        shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads
    )
    filler.fill_encoder(spec.encoder)
    filler.fill_decoder(spec.decoder, dict(_successors(names, tokens)))
    spec.register_vocabulary(names)
    config = spec.config
    config.suppress_ids, config.suppress_ids_begin, config.lang_ids = [], [], []
    if shape.tokens != ENGLISH_TOKENS:
        config.lang_ids = list(range(names.index(START) + 1, names.index(TRANSLATE)))
    config.alignment_heads = [[shape.decoder_layers - 1, head] for head in range(shape.heads)]
    spec.validate()
    spec.save(str(folder))


def _successors(names: list[str], tokens: int) -> Iterator[tuple[int, int]]:
    """Yield which token follows which: a time, the words, a time, the end."""
    number = {name: index for index, name in enumerate(names)}
    first, last = number["<|0.00|>"], number[f"<|{END_S:.2f}|>"]
    words = np.random.default_rng(0).choice(np.arange(256, number[END]), tokens, replace=False)
    chain = [first, *map(int, words), last, number[END]]
    yield from itertools.pairwise(chain)
    yield number[NO_TIMES], chain[1]
    yield number[START], first
    yield number[TRANSCRIBE], first


class _Filler:
    """Fills in the weights, as int8 wherever CTranslate2 computes with int8."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._random = np.random.default_rng(0)
        self._pool = self._random.integers(-127, 128, _POOL_BYTES, np.int8)

    def fill_encoder(self, spec: LayerSpec) -> None:
        """Fill in the part that hears."""
        width = self._shape.width
        self._matrix(spec.conv1, width, self._shape.mel_bands, 3)
        self._matrix(spec.conv2, width, width, 3)
        spec.position_encodings.encodings = self._numbers(SOUND_POSITIONS, width)
        for layer in spec.layer:
            self._layer(layer)
        self._norm(spec.layer_norm)

    def fill_decoder(self, spec: LayerSpec, successors: Mapping[int, int]) -> None:
        """Fill in the part that writes.

        Published models have the same numbers at its entrance and at its exit. Two tables cost
        the same time, and a little more memory.
        """
        exits = self._bytes(self._shape.tokens, self._shape.width)
        spec.projection.weight = exits
        spec.projection.weight_scale = np.full(len(exits), 1 / _EMBEDDING_STEP, np.float32)
        entrances, froms, tos = exits.copy(), list(successors), list(successors.values())
        entrances[froms] = exits[tos]
        spec.embeddings.weight = entrances
        spec.embeddings.weight_scale = spec.projection.weight_scale.copy()
        spec.embeddings.weight_scale[froms] /= _LOUDNESS
        spec.position_encodings.encodings = self._numbers(TEXT_POSITIONS, self._shape.width)
        for layer in spec.layer:
            self._layer(layer)
            attention = layer.attention
            self._norm(attention.layer_norm)
            for part, times in zip(attention.linear, (1, 2, 1), strict=True):
                self._linear(part, times, 1)
        self._norm(spec.layer_norm)

    def _layer(self, spec: LayerSpec) -> None:
        self._norm(spec.self_attention.layer_norm)
        for part, times in zip(spec.self_attention.linear, (3, 1), strict=True):
            self._linear(part, times, 1)
        self._norm(spec.ffn.layer_norm)
        self._linear(spec.ffn.linear_0, 4, 1)
        self._linear(spec.ffn.linear_1, 1, 4)

    def _linear(self, spec: LayerSpec, outs: int, ins: int) -> None:
        """Fill in a matrix; its sides are given in widths of the model."""
        self._matrix(spec, outs * self._shape.width, ins * self._shape.width)

    def _matrix(self, spec: LayerSpec, rows: int, *rest: int) -> None:
        spec.weight = self._bytes(rows, *rest)
        # Equal numbers in two places would be written once, and not be found when loaded.
        spec.weight_scale = self._random.uniform(0.9, 1.1, rows).astype(np.float32) / np.float32(
            _WEIGHT_STEP
        )
        spec.bias = self._numbers(rows)

    def _norm(self, spec: LayerSpec) -> None:
        spec.gamma = 1 + self._numbers(self._shape.width)
        spec.beta = self._numbers(self._shape.width)

    def _bytes(self, *sides: int) -> NDArray[np.int8]:
        """Return random bytes, cheaply: another stretch of the same ones each time."""
        self._pool = np.roll(self._pool, int(self._random.integers(_POOL_BYTES)))
        return np.resize(self._pool, sides)

    def _numbers(self, *sides: int) -> NDArray[np.float32]:
        return self._random.normal(0, 0.03, sides).astype(np.float32)
