"""The tokenizer: byte-level BPE of the grammar's sentences, Whisper's marks and its timestamps."""

from pathlib import Path
from typing import Final

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from tests.tinywhisper.grammar import sentences
from tests.tinywhisper.shape import POSITIONS_PER_S, TIMESTAMPS

END: Final = "<|endoftext|>"
START: Final = "<|startoftranscript|>"
ENGLISH: Final = "<|en|>"
BEFORE: Final = "<|startofprev|>"
NO_SPEECH: Final = "<|nospeech|>"
NO_TIMESTAMPS: Final = "<|notimestamps|>"

# faster-whisper expects this order, and the timestamps right behind the last.
SPECIAL: Final = (
    END,
    START,
    ENGLISH,
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    BEFORE,
    NO_SPEECH,
    NO_TIMESTAMPS,
)


def build_tokenizer(path: Path) -> Tokenizer:
    """Learn the tokens from the grammar and save them."""
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        [f" {text}" for text in sentences().for_training],
        trainers.BpeTrainer(vocab_size=1200, show_progress=False, initial_alphabet=alphabet),
    )
    times = (f"<|{i / POSITIONS_PER_S:.2f}|>" for i in range(TIMESTAMPS))
    tokenizer.add_special_tokens([*SPECIAL, *times])
    tokenizer.save(str(path))
    return tokenizer


def id_of(tokenizer: Tokenizer, token: str) -> int:
    """Return the number of a token.

    Raises:
        KeyError: The tokenizer does not have it.
    """
    number: int | None = tokenizer.token_to_id(token)
    if number is None:
        raise KeyError(token)
    return number


def text_token_count(tokenizer: Tokenizer) -> int:
    """Return how many tokens there are before the timestamps."""
    return id_of(tokenizer, NO_TIMESTAMPS) + 1
