"""Takes on disk."""

import errno
import os
import resource
import stat
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from app.audio.wav import TakeWriter, clock, read_frames, read_take, waveform
from app.core.errors import StorageError
from tests.audio.support import tone, write_wav


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: the system then behaves as with a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def write_seconds(writer: TakeWriter, length_s: int) -> None:
    for _ in range(10 * length_s):
        writer.write(tone(0.1))


def test_what_was_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = TakeWriter(path)
    writer.write(tone(0.5))
    writer.close()
    assert read_frames(path).tobytes() == tone(0.5)
    assert writer.duration_s == 0.5


def test_the_file_is_valid_after_every_write(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = TakeWriter(path)
    for count in range(5):
        assert read_take(path).size == count * 800
        writer.write(tone(0.05))
    writer.close()


def test_only_the_owner_can_read_a_take(tmp_path: Path) -> None:
    TakeWriter(tmp_path / "take.wav").close()
    assert stat.S_IMODE((tmp_path / "take.wav").stat().st_mode) == 0o600


def test_a_full_disk_keeps_what_was_written_and_says_how_much(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = TakeWriter(path)
    with (
        disk_of(3 * 32000),
        pytest.raises(StorageError, match=r"0:02 of this take is safe") as full,
    ):
        write_seconds(writer, 10)
    assert full.value.hint
    assert os.strerror(errno.EFBIG) in str(full.value)
    assert read_take(path).size == round(writer.duration_s * 16000) == 46400
    assert path.stat().st_size == 44 + 2 * 46400


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file"):
        TakeWriter(tmp_path / "gone" / "take.wav")


def test_a_discarded_take_leaves_no_file(tmp_path: Path) -> None:
    writer = TakeWriter(tmp_path / "take.wav")
    writer.write(tone(0.1))
    writer.discard()
    assert not (tmp_path / "take.wav").exists()


def test_full_scale_is_read_as_one(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "take.wav", np.array([-32768, 0, 16384], np.int16).tobytes())
    take = read_take(path)
    assert take.dtype == np.float32
    assert take.tolist() == [-1.0, 0.0, 0.5]


def test_a_take_whose_end_is_missing_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "take.wav", tone(1.0))
    os.truncate(path, 44 + 1001)
    assert read_take(path).size == 500
    assert len(waveform(read_frames(path), 4)) == 4


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all" * 10])
def test_a_file_that_is_no_sound_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"take\.wav is damaged"):
        read_take(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"take\.wav could not be read \(No such file"):
        read_take(tmp_path / "take.wav")


@pytest.mark.parametrize(("channels", "rate_hz"), [(2, 16000), (1, 8000)])
def test_another_format_is_told(tmp_path: Path, channels: int, rate_hz: int) -> None:
    path = write_wav(tmp_path / "take.wav", tone(0.1), channels=channels, rate_hz=rate_hz)
    with pytest.raises(StorageError, match="not 16 kHz mono"):
        read_take(path)


def test_a_waveform_has_the_extremes_of_each_stretch(tmp_path: Path) -> None:
    samples = np.array([0, 8192, -8192, 0, 16384, 0, 0, -32768], np.int16)
    path = write_wav(tmp_path / "take.wav", samples.tobytes())
    assert waveform(read_frames(path), 2) == [(-0.25, 0.25), (-1.0, 0.5)]


def test_a_waveform_of_a_short_take_has_a_bucket_for_each_sample(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "take.wav", np.array([1, 2], np.int16).tobytes())
    assert len(waveform(read_frames(path), 500)) == 2
    assert waveform(read_frames(write_wav(tmp_path / "empty.wav", b"")), 500) == []


def test_the_stretches_of_a_waveform_cover_the_whole_take(tmp_path: Path) -> None:
    samples = np.zeros(1003, np.int16)
    samples[-1] = 32767
    path = write_wav(tmp_path / "take.wav", samples.tobytes())
    assert len(waveform(read_frames(path), 10)) == 10
    assert waveform(read_frames(path), 10)[-1][1] > 0.99


def test_other_programs_can_read_a_take_that_was_never_closed(tmp_path: Path) -> None:
    writer = TakeWriter(tmp_path / "take.wav")
    writer.write(tone(0.3))
    with wave.open(str(tmp_path / "take.wav")) as file:
        assert file.getnframes() == 4800
    writer.close()


@pytest.mark.parametrize(("time_s", "text"), [(0, "0:00"), (72.9, "1:12"), (3605, "60:05")])
def test_a_time_is_written_as_a_person_writes_it(time_s: float, text: str) -> None:
    assert clock(time_s) == text
