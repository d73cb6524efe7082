"""Turns sentences into vectors of meaning, with MiniLM run by CTranslate2."""

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.analysis.weights import TOKENIZER
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


class Embedder:
    """A loaded embedding model.

    Phrases that come back at each attempt (questions, key points) are kept, the least recently
    used dropped first. For one thread at a time.
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

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row of unit length for each text, in order."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        # Texts of like length go together, so that little is computed for padding.
        order = sorted(range(len(ids)), key=lambda index: len(ids[index]))
        vectors = np.zeros((len(ids), DIMENSION), np.float32)
        for start in range(0, len(order), BATCH_TEXTS):
            part = order[start : start + BATCH_TEXTS]
            vectors[part] = self._encode_batch([ids[index] for index in part])
        return vectors

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

    def close(self) -> None:
        """Free the model's memory; the embedder is of no use afterwards."""
        self._encoder.unload_model()
        self._kept.clear()

    def _encode_batch(self, ids: list[list[int]]) -> Vectors:
        output = self._encoder.forward_batch(ids, token_type_ids=[[0] * len(row) for row in ids])
        states = np.array(output.last_hidden_state)  # (texts, tokens, 384)
        lengths = np.array([len(row) for row in ids])
        mask = np.arange(states.shape[1]) < lengths[:, None]
        means = (states * mask[..., None]).sum(axis=1) / lengths[:, None]
        return unit(means.astype(np.float32))


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
