"""Headers of takes, set right by the length of the file."""

import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import StorageError
from app.storage.wav_repair import WavShape, repair
from tests.storage.values import FUZZ

RATE = 16_000


def write_take(path: Path, frames: int, rate: int = RATE) -> bytes:
    sound = b"".join(struct.pack("<h", number % 30_000) for number in range(frames))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound)
    return sound


def heard(path: Path) -> bytes:
    with wave.open(str(path), "rb") as file:
        return file.readframes(file.getnframes())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "take.wav"


def test_a_good_take_is_left_alone(path: Path) -> None:
    write_take(path, 8_000)
    before = path.read_bytes()
    assert WavShape.of(path) == WavShape(RATE, 1, 16_000)
    assert repair(path).duration_s == 0.5
    assert path.read_bytes() == before


@pytest.mark.parametrize("extra", [1, 2, 1600, 3201])
def test_sound_behind_the_header_is_found(path: Path, extra: int) -> None:
    sound = write_take(path, 1_000)
    more = bytes(range(256)) * 13
    with path.open("ab") as file:
        file.write(more[:extra])
    assert WavShape.of(path).damaged
    repair(path)
    assert heard(path) == (sound + more[:extra])[: 2_000 + extra - extra % 2]
    assert not WavShape.of(path).damaged


@pytest.mark.parametrize("kept", [45, 46, 1_044, 1_999])
def test_a_header_that_promises_too_much_is_corrected(path: Path, kept: int) -> None:
    sound = write_take(path, 1_000)
    with path.open("r+b") as file:
        file.truncate(kept)
    repair(path)
    assert heard(path) == sound[: (kept - 44) // 2 * 2]


def test_a_header_of_zeros_is_written_anew(path: Path) -> None:
    sound = write_take(path, 1_000)
    with path.open("r+b") as file:
        file.write(bytes(44))
    assert repair(path).duration_s == 1_000 / RATE
    assert heard(path) == sound


@pytest.mark.parametrize("size", [0, 1, 43, 44])
def test_a_file_without_sound_is_an_empty_take(path: Path, size: int) -> None:
    write_take(path, 0)
    with path.open("r+b") as file:
        file.truncate(size)
    assert repair(path).duration_s == 0
    assert heard(path) == b""


def test_other_formats_keep_their_rate(path: Path) -> None:
    write_take(path, 4_000, rate=8_000)
    assert WavShape.of(path).duration_s == 0.5


@pytest.mark.parametrize("content", [b"no sound, but words; " * 10, b"RIFF" + b"x" * 100])
def test_what_is_no_take_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match="not a take"):
        repair(path)
    assert path.read_bytes() == content


def test_a_missing_take_is_told(path: Path) -> None:
    with pytest.raises(StorageError, match="it is not there"):
        WavShape.of(path)


@FUZZ
@given(head=st.binary(max_size=44), at=st.integers(0, 44), size=st.integers(0, 3_000))
def test_any_damage_is_repaired_or_refused(path: Path, head: bytes, at: int, size: int) -> None:
    write_take(path, 1_000)
    data = bytearray(path.read_bytes())
    data[at : at + len(head)] = head
    path.write_bytes(data[:size])
    try:
        shape = repair(path)
    except StorageError:
        return
    assert not WavShape.of(path).damaged
    assert WavShape.of(path).duration_s == shape.duration_s
