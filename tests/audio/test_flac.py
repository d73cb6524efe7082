"""Takes as FLAC: bit by bit what they were, and refused when they are no takes."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from app.audio.flac import read_flac, write_flac
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.wav import read_frames, read_take
from app.core.errors import StorageError
from app.speech.decode import duration_s, read_blocks

RNG = np.random.default_rng(seed=1)
SOUNDS: dict[str, Samples] = {
    "one sample": np.array([-32768], np.int16),
    "a block and a half": RNG.integers(-9, 9, 6912).astype(np.int16),
    "silence": np.zeros(50_000, np.int16),
    "full scale": np.tile(np.array([-32768, 32767], np.int16), 40_000),
    "noise over some pieces": RNG.integers(-32768, 32768, 400_001).astype(np.int16),
}


@pytest.mark.parametrize("what", SOUNDS)
def test_what_is_read_is_what_was_written(tmp_path: Path, what: str) -> None:
    path = tmp_path / "take.flac"
    write_flac(SOUNDS[what], path)
    assert np.array_equal(read_flac(path), SOUNDS[what])
    assert read_frames(path).dtype == np.int16


def test_a_voice_takes_two_thirds_of_the_room(
    tmp_path: Path, render_speech: Callable[[str], Path]
) -> None:
    spoken = render_speech("We version the data, and watch what the model does with it.")
    samples = read_frames(spoken)
    path = tmp_path / "take.flac"
    write_flac(samples, path)
    assert np.array_equal(read_flac(path), samples)
    assert path.stat().st_size < 0.7 * spoken.stat().st_size


def test_the_speech_engine_hears_the_same(tmp_path: Path) -> None:
    path = tmp_path / "take.flac"
    write_flac(SOUNDS["noise over some pieces"], path)
    heard = np.concatenate(list(read_blocks(path)))
    assert np.array_equal(heard, read_take(path))
    assert duration_s(path) == pytest.approx(400_001 / SAMPLE_RATE_HZ)


@pytest.mark.parametrize("content", [b"", b"fLaC", b"RIFF of something else", bytes(5000)])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "take.flac"
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"take\.flac"):
        read_flac(path)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be read"):
        read_flac(tmp_path / "take.flac")


def test_flac_of_another_kind_is_no_take(tmp_path: Path) -> None:
    path = tmp_path / "music.flac"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("flac", rate=44_100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 2000), np.int16), "s16", "stereo")
        frame.sample_rate = 44_100
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    with pytest.raises(StorageError, match="not a take"):
        read_flac(path)


def test_a_cut_file_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "take.flac"
    samples = SOUNDS["noise over some pieces"]
    write_flac(samples, path)
    path.write_bytes(path.read_bytes()[:200_000])
    with pytest.raises(StorageError, match="damaged"):
        read_flac(path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="could not be written"):
        write_flac(SOUNDS["silence"], tmp_path / "nowhere" / "take.flac")
