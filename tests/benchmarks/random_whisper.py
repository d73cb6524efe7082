"""A folder that faster-whisper loads as any model, with random weights of a real one's shape.

    python -m tests.benchmarks.random_whisper base.en FOLDER [--tokens 30]

It takes the time and the memory of the real model; what it writes is made-up words, `--tokens` of
them for every piece it is given, whatever is said there.
"""

import argparse
import json
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from app.speech.random_model import token_names, write_model
from app.speech.shapes import SHAPES

TOKENS: Final = 30  # a piece of 9 s


def build(size: str, folder: Path, tokens: int = TOKENS) -> Path:
    """Write a model folder, and return it.

    Args:
        size: A name in SHAPES, such as "base.en".
        folder: The folder; made when it is not there, and then empty.
        tokens: How many tokens it writes for every piece, besides the times around them.
    """
    shape = SHAPES[size]
    folder.mkdir(parents=True, exist_ok=True)
    write_model(shape, folder, tokens)
    _write_tokenizer(token_names(shape), folder)
    settings = {"feature_size": shape.mel_bands, "sampling_rate": 16_000, "hop_length": 160}
    settings |= {"chunk_length": 30, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(settings), "utf-8")
    return folder


def _write_tokenizer(names: list[str], folder: Path) -> None:
    tokenizer = Tokenizer(models.BPE({name: number for number, name in enumerate(names)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.save(str(folder / "tokenizer.json"))


def main() -> None:
    """Write one and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("size", choices=SHAPES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tokens", type=int, default=TOKENS)
    options = parser.parse_args()
    build(options.size, options.folder, options.tokens)
    for file in sorted(options.folder.iterdir()):
        print(f"{file.stat().st_size / 1e6:8.1f} MB  {file.name}")


if __name__ == "__main__":
    main()
