"""Whether a folder holds a whole Whisper model, told before anything tries to load it.

faster-whisper answers a damaged folder with a message about library versions, a bare Exception
or, when tokenizer.json is missing, 24 s of attempts to reach the network. A file that is whole
but has wrong bytes in it cannot be told apart here.
"""

import json
import os
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from app.core.errors import SpeechError
from app.speech.shapes import MULTILINGUAL_TOKENS

GET_AGAIN: Final = "The download or copy may not have finished: get the whole folder again."
CHOOSE_OTHER: Final = (
    "Choose the folder of a faster-whisper model; it holds model.bin, config.json, "
    "tokenizer.json and a vocabulary file."
)

# The layout of model.bin: https://github.com/OpenNMT/CTranslate2, src/models/model.cc
_NEWEST_BINARY_VERSION: Final = 6
_SPEC: Final = b"WhisperSpec"

# Distilled models have all the tokens, but were taught English alone (huggingface/distil-whisper).
_DISTILLED: Final = re.compile(r"distil-(whisper-)?(small|medium|large-v\d(\.\d)?)(\.en)?$")


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model folder that can be loaded.

    Attributes:
        folder: The folder with model.bin in it.
        name: What the model is called, such as "faster-whisper-base.en".
        size_bytes: Size of model.bin.
        multilingual: Whether it understands other languages than English.
    """

    folder: Path
    name: str
    size_bytes: int
    multilingual: bool = False


def check_model_folder(path: Path) -> ModelInfo:
    """Return what is in a model folder; takes some milliseconds.

    path may also be a model's folder in a Hugging Face cache ("models--Systran--..."), whose
    files are two levels further down.

    Raises:
        SpeechError: It holds no whole Whisper model in CTranslate2's format.
    """
    if not path.is_dir():
        raise SpeechError(f"There is no folder {path}.", hint=CHOOSE_OTHER)
    folder = _snapshot(path) or path
    try:
        _check_weights(folder)
        _check_json(folder / "config.json", dict)
        _check_tokenizer(folder / "tokenizer.json")
        tokens = _check_vocabulary(folder)
        if (folder / "preprocessor_config.json").exists():
            _check_json(folder / "preprocessor_config.json", dict)
        size_bytes = (folder / "model.bin").stat().st_size
    except OSError as error:
        raise SpeechError(
            f"The model in {folder} cannot be read: {error.strerror}.",
            hint="Check that you may read its files and that its disk is there.",
        ) from error
    name = _name(folder)
    multilingual = tokens >= MULTILINGUAL_TOKENS and not _DISTILLED.search(name)
    return ModelInfo(folder, name, size_bytes, multilingual)


def _snapshot(path: Path) -> Path | None:
    """Return the folder with the files of a model in a Hugging Face cache, if path is one."""
    snapshots = path / "snapshots"
    if not snapshots.is_dir():
        return None
    main = path / "refs" / "main"
    if main.is_file() and (named := snapshots / main.read_text("utf-8").strip()).is_dir():
        return named
    found = sorted((entry for entry in snapshots.iterdir() if entry.is_dir()), key=_modified)
    return found[-1] if found else None


def _modified(path: Path) -> float:
    return path.stat().st_mtime


def _name(folder: Path) -> str:
    if folder.parent.name == "snapshots":
        return folder.parent.parent.name.rpartition("--")[2]
    return folder.resolve().name


def _damaged(file: Path) -> SpeechError:
    return SpeechError(f"{file.name} in {file.parent} is damaged.", hint=GET_AGAIN)


def _require(file: Path) -> None:
    if not file.is_file():
        raise SpeechError(f"{file.name} is missing in {file.parent}.", hint=GET_AGAIN)
    if file.stat().st_size == 0:
        raise SpeechError(f"{file.name} in {file.parent} is empty.", hint=GET_AGAIN)


def _check_json(file: Path, kind: type) -> object:
    _require(file)
    try:
        content: object = json.loads(file.read_text("utf-8"))
    except ValueError as error:  # broken JSON or broken UTF-8
        raise _damaged(file) from error
    if not isinstance(content, kind) or not content:
        raise _damaged(file)
    return content


def _check_tokenizer(file: Path) -> None:
    content = _check_json(file, dict)
    model = content.get("model") if isinstance(content, dict) else None
    if not isinstance(model, dict) or not model.get("vocab"):
        raise _damaged(file)


def _check_vocabulary(folder: Path) -> int:
    """Return how many tokens the model knows."""
    text = folder / "vocabulary.txt"
    if text.is_file():
        _require(text)
        return len(text.read_bytes().rstrip(b"\n").split(b"\n"))
    content = _check_json(folder / "vocabulary.json", list)
    return len(content) if isinstance(content, list) else 0


# model.bin ----------------------------------------------------------------------


def _check_weights(folder: Path) -> None:
    file = folder / "model.bin"
    if not file.is_file():
        raise _no_weights(folder)
    _require(file)
    with file.open("rb") as stream:
        try:
            version, spec = _read_head(stream)
            if spec != _SPEC:
                raise _not_whisper(file)
            if version == _NEWEST_BINARY_VERSION:
                _skip_variables(stream)
        except EOFError as error:
            raise SpeechError(f"{file.name} in {folder} is incomplete.", hint=GET_AGAIN) from error


def _no_weights(folder: Path) -> SpeechError:
    foreign = ("*.safetensors", "pytorch_model*.bin", "*.pt", "ggml*.bin")
    if any(next(folder.glob(pattern), None) for pattern in foreign):
        return SpeechError(
            f"The model in {folder} is made for another program.",
            hint="Get the same model converted for faster-whisper. " + CHOOSE_OTHER,
        )
    if any(folder.iterdir()):
        return SpeechError(f"model.bin is missing in {folder}.", hint=CHOOSE_OTHER)
    return SpeechError(f"The folder {folder} is empty.", hint=CHOOSE_OTHER)


def _not_whisper(file: Path) -> SpeechError:
    return SpeechError(
        f"{file.name} in {file.parent} is no Whisper model for faster-whisper, or it is damaged.",
        hint=CHOOSE_OTHER,
    )


def _read_head(stream: BinaryIO) -> tuple[int, bytes]:
    """Return the version of the format and what kind of model it is."""
    (version,) = _numbers(stream, "<I")
    if not 1 <= version <= 255:  # text, an archive, anything: what follows is no length
        return version, b""
    return version, _string(stream).rstrip(b"\0")


def _skip_variables(stream: BinaryIO) -> None:
    """Walk over all weights to the list of aliases behind them.

    Raises:
        EOFError: The file ends before.
    """
    _revision, count = _numbers(stream, "<II")
    for _ in range(count):
        _string(stream)
        (rank,) = _numbers(stream, "<B")
        *_, size_bytes = _numbers(stream, f"<{rank}IBI")
        stream.seek(size_bytes, os.SEEK_CUR)
    _numbers(stream, "<I")


def _string(stream: BinaryIO) -> bytes:
    (length,) = _numbers(stream, "<H")
    return _take(stream, length)


def _numbers(stream: BinaryIO, layout: str) -> tuple[int, ...]:
    return struct.unpack(layout, _take(stream, struct.calcsize(layout)))


def _take(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
