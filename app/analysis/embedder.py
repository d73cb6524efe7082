"""Turns sentences into vectors of meaning, with MiniLM run by CTranslate2."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from app.analysis.published import TOKENIZER
from app.analysis.windows import Span
from app.core.errors import AnalysisError

Vectors = NDArray[np.float32]
"""float32, shape (n, 384); rows of unit length unless said otherwise."""

DIMENSION: Final = 384
# Longer than any window (45 words); what stands beyond is cut off.
MAX_TOKENS: Final = 128
# Sixteen texts at a time: larger batches were not faster on two cores, and hold more memory.
BATCH_TEXTS: Final = 16
# Some hundred questions with their phrasings; 1.5 KB each.
KEPT_PHRASES: Final = 2_000
# Twice those of an answer of ten minutes; a sentence of 15 words takes 30 KB.
KEPT_SENTENCES: Final = 300


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The tokens of a sentence: where each stands in it, and what it means, shape (tokens, 384)."""

    spans: tuple[Span, ...]
    rows: Vectors


class Embedder:
    """A loaded embedding model.

    Phrases that come back at each attempt (questions, key points) are kept, and so are sentences,
    as an answer is looked at while it grows; the least recently used dropped first. For one thread
    at a time.
    """

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        """Load the model from a folder that `app.analysis.weights` made.

        Args:
            folder: Holds model.bin, vocabulary.json, config.json and tokenizer.json.
            threads: CPU threads to compute with.

        Raises:
            AnalysisError: The model is missing or damaged.
        """
        try:
            self._tokenizer = _tokenizer(folder / TOKENIZER.name)
            self._encoder = ctranslate2.Encoder(
                str(folder), device="cpu", compute_type="int8_float32", intra_threads=threads
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise AnalysisError(
                "The embedding model could not be loaded.",
                hint=f"Delete the folder {folder}; it is made again at the next start.",
            ) from error
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._read: OrderedDict[str, _Sentence] = OrderedDict()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text, in order."""
        states = self._token_states(self._tokenizer.encode_batch(list(texts)))
        return _rows([tokens.mean(axis=0) for tokens in states])

    def encode_windows(
        self, text: str, sentences: Sequence[Span], windows: Sequence[Span]
    ) -> Vectors:
        """Return one row of unit length for each window of a text, in order.

        Every sentence is read once, and a window is the mean of the tokens in it ("late chunking").
        So overlapping windows cost nothing, and a clause is understood from its sentence.

        Args:
            text: The text that all spans are offsets in.
            sentences: Stretches that are read as one, in order, without overlap.
            windows: Stretches made of the words of the sentences; they may overlap.
        """
        starts, ends, tokens = [0], [0], [np.zeros((1, DIMENSION), np.float32)]
        read = self._read_sentences([text[a:b] for a, b in sentences])
        for (offset, _), sentence in zip(sentences, read, strict=True):
            starts += [offset + start for start, _ in sentence.spans]
            ends += [offset + end for _, end in sentence.spans]
            tokens.append(sentence.rows)
        # Row 0 is nothing: sums up to a token minus sums up to another give the mean between them.
        sums = np.concatenate(tokens).cumsum(axis=0, dtype=np.float64)
        first = np.searchsorted(starts[1:], [start for start, _ in windows], "left")
        last = np.searchsorted(ends[1:], [end for _, end in windows], "right")
        return unit((sums[np.maximum(last, first)] - sums[first]).astype(np.float32))

    def _read_sentences(self, texts: Sequence[str]) -> list["_Sentence"]:
        """Return the tokens of each text, computing only what was not read lately."""
        new = [text for text in dict.fromkeys(texts) if text not in self._read]
        encodings = self._tokenizer.encode_batch(new)
        states = self._token_states(encodings)
        for text, encoding, rows in zip(new, encodings, states, strict=True):
            inside = [index for index, (a, b) in enumerate(encoding.offsets) if b > a]
            spans = tuple(encoding.offsets[index] for index in inside)
            self._read[text] = _Sentence(spans, rows[inside])
        sentences = [self._read[text] for text in texts]
        for text in texts:
            self._read.move_to_end(text)
        while len(self._read) > KEPT_SENTENCES:
            self._read.popitem(last=False)
        return sentences

    def encode_kept(self, phrases: Sequence[str]) -> Vectors:
        """Return the same as `encode`, computing only what was not asked for lately."""
        new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._kept]
        self._kept.update(zip(new, self.encode(new), strict=True))
        vectors = np.zeros((len(phrases), DIMENSION), np.float32)
        for row, phrase in enumerate(phrases):
            vectors[row] = self._kept[phrase]
            self._kept.move_to_end(phrase)
        while len(self._kept) > KEPT_PHRASES:
            self._kept.popitem(last=False)
        return vectors

    def common_words(self, first_rare: int) -> list[str]:
        """Return the words of the vocabulary up to a number, the commonest first.

        It was filled by how often words occur in books and Wikipedia: "thing" is number 2,518,
        "drift" 11,575. Most terms of a trade are no words of it at all.
        """
        tokens = (self._tokenizer.id_to_token(number) for number in range(first_rare))
        return [token for token in tokens if token is not None and token.isalpha()]

    def close(self) -> None:
        """Free the model's memory; the embedder is of no use afterwards."""
        self._encoder.unload_model()
        self._kept.clear()
        self._read.clear()

    def _token_states(self, encodings: Sequence[Encoding]) -> list[Vectors]:
        """Return what the model makes of each text's tokens: shapes (tokens, 384)."""
        # Texts of like length go together, so that little is computed for padding.
        order = sorted(range(len(encodings)), key=lambda index: len(encodings[index].ids))
        states: dict[int, Vectors] = {}
        for start in range(0, len(order), BATCH_TEXTS):
            part = order[start : start + BATCH_TEXTS]
            ids = [encodings[index].ids for index in part]
            output = self._encoder.forward_batch(ids, token_type_ids=[[0] * len(x) for x in ids])
            batch = np.array(output.last_hidden_state)  # (texts, tokens, 384), padded
            states.update((i, rows[: len(x)]) for i, x, rows in zip(part, ids, batch, strict=True))
        return [states[index] for index in range(len(encodings))]


def _rows(means: Sequence[Vectors]) -> Vectors:
    return unit(np.array(means, np.float32).reshape(len(means), DIMENSION))


def unit(vectors: Vectors) -> Vectors:
    """Return the rows scaled to unit length; rows of zeros stay as they are."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return cast("Vectors", vectors / np.maximum(lengths, 1e-6))


def _tokenizer(path: Path) -> Tokenizer:
    # The library raises a bare Exception for a file it cannot read, so check first.
    content = path.read_bytes()
    if sha256(content).hexdigest() != TOKENIZER.sha256:
        raise ValueError(f"{path} is damaged")
    tokenizer = Tokenizer.from_str(content.decode("utf-8"))
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer
