"""Sound files of every kind, whole and broken."""

import os
import socket
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import SpeechError
from app.speech import decode
from app.speech.decode import BLOCK_LENGTH, MAX_DURATION_S, duration_s, read_blocks
from app.speech.hearing import SAMPLE_RATE_HZ, Audio
from tests.speech.sounds import ANSWER, ROOT, encode, film, pitch_hz, read_wav, tone, write_wav


def read(path: Path) -> Audio:
    blocks = list(read_blocks(path))
    assert all(block.dtype == np.float32 and block.ndim == 1 for block in blocks)
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def test_our_own_take_is_read_sample_by_sample(tmp_path: Path) -> None:
    sound = read_wav(ANSWER)
    assert np.array_equal(read(ANSWER), sound)
    assert duration_s(ANSWER) == pytest.approx(len(sound) / SAMPLE_RATE_HZ)


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz"),
    [
        ("a.wav", "pcm_s16le", 44_100),
        ("a.wav", "pcm_s24le", 48_000),
        ("a.wav", "pcm_f32le", 16_000),
        ("a.wav", "pcm_s16le", 8_000),
        ("a.flac", "flac", 44_100),
        ("a.mp3", "libmp3lame", 44_100),
        ("a.m4a", "aac", 44_100),
        ("a.opus", "libopus", 48_000),
        ("a.ogg", "libopus", 24_000),
        ("a.mkv", "pcm_s16le", 22_050),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_usual_format_is_read(
    tmp_path: Path, name: str, codec: str, rate_hz: int, channels: int
) -> None:
    path = encode(tmp_path / name, np.stack([tone(2.0, rate_hz)] * channels), codec, rate_hz)
    sound = read(path)
    assert len(sound) / SAMPLE_RATE_HZ == pytest.approx(2.0, abs=0.1)
    assert pitch_hz(sound) == pytest.approx(440, abs=2)
    assert np.abs(sound[8000:24000]).max() == pytest.approx(0.5, abs=0.05)
    assert duration_s(path) == pytest.approx(2.0, abs=0.1)


def test_the_sound_of_a_video_is_read(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", tone(1.0)[None])
    assert pitch_hz(read(path)) == pytest.approx(440, abs=2)


def test_two_channels_become_their_mean(tmp_path: Path) -> None:
    left, right = tone(1.0), np.zeros(SAMPLE_RATE_HZ, np.float32)
    path = encode(tmp_path / "a.wav", np.stack([left, right]), "pcm_f32le", SAMPLE_RATE_HZ)
    assert np.abs(read(path)).max() == pytest.approx(0.25, abs=0.01)


def test_a_long_file_comes_in_blocks(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "long.wav", np.zeros(BLOCK_LENGTH + 5, np.float32))
    assert [len(block) for block in read_blocks(path)] == [BLOCK_LENGTH, 5]
    flac = encode(
        tmp_path / "long.flac", np.zeros((1, BLOCK_LENGTH + 5), np.float32), "flac", 16_000
    )
    assert [len(block) for block in read_blocks(flac)] == [BLOCK_LENGTH, 5]


def sparse_wav(path: Path, hours: float) -> Path:
    """Write a silent take that needs no room on the disk."""
    write_wav(path, np.zeros(0, np.float32))
    size = int(hours * 3600) * SAMPLE_RATE_HZ * 2
    with path.open("r+b") as file:
        file.seek(4)
        file.write(struct.pack("<I", 36 + size))
        file.seek(40)
        file.write(struct.pack("<I", size))
        file.truncate(44 + size)
    return path


@pytest.mark.slow
def test_three_hours_are_read_in_little_memory(tmp_path: Path) -> None:
    path = sparse_wav(tmp_path / "three-hours.wav", 3)
    script = f"""
        import resource
        from pathlib import Path
        from app.speech.decode import read_blocks
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(sum(map(len, read_blocks(Path({str(path)!r})))))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )
    count, grown_kb = map(int, done.stdout.split())
    assert count == 3 * 3600 * SAMPLE_RATE_HZ
    assert grown_kb < 100_000, "the whole of it would be 691 MB"


def test_more_than_four_hours_are_refused_at_once(tmp_path: Path) -> None:
    path = sparse_wav(tmp_path / "day.wav", 5)
    with pytest.raises(SpeechError, match=r"^day\.wav is longer than 4 hours\.$"):
        duration_s(path)


def test_a_file_that_hides_its_length_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "MAX_DURATION_S", 1)
    path = write_wav(tmp_path / "a.wav", tone(1.5))
    with pytest.raises(SpeechError, match="is longer than"):
        list(read_blocks(path))
    assert MAX_DURATION_S == 4 * 3600


def test_a_take_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "cut.wav", tone(2.0))
    os.truncate(path, 44 + SAMPLE_RATE_HZ * 2 + 1)  # one second, and half a sample
    assert len(read(path)) == SAMPLE_RATE_HZ


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp3", "libmp3lame"), ("a.flac", "flac"), ("a.opus", "libopus")]
)
def test_a_compressed_file_that_breaks_off_is_read_as_far_as_it_goes(
    tmp_path: Path, name: str, codec: str
) -> None:
    path = encode(tmp_path / name, tone(4.0, 48_000)[None], codec, 48_000)
    os.truncate(path, path.stat().st_size // 2)
    assert 1.0 < len(read(path)) / SAMPLE_RATE_HZ < 3.0


def test_a_wav_whose_length_was_never_filled_in_is_read(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "open.wav", tone(1.0))
    with path.open("r+b") as file:
        file.seek(40)
        file.write(bytes(4))
    assert len(read(path)) in (0, SAMPLE_RATE_HZ)


def test_a_take_without_samples_yields_nothing(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "empty.wav", np.zeros(0, np.float32))
    assert list(read_blocks(path)) == []
    assert duration_s(path) == 0.0


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "a.wav is empty."),
        (b"<html>not found</html>" * 50, "a.wav cannot be read as sound."),
        (b"RIFF\x00\x00\x00\x00WAVE", "a.wav cannot be read as sound."),
        (bytes(5000), "a.wav cannot be read as sound."),
        (os.urandom(5000), "a.wav cannot be read as sound."),
    ],
    ids=["empty", "web page", "head only", "zeros", "random"],
)
def test_what_is_no_sound_is_refused_in_words(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    for look in (duration_s, lambda path: list(read_blocks(path))):
        with pytest.raises(SpeechError) as caught:
            look(path)
        assert str(caught.value) == text
        assert caught.value.hint


def test_a_film_without_sound_is_refused_in_words(tmp_path: Path) -> None:
    path = film(tmp_path / "silent.mp4", None)
    with pytest.raises(SpeechError, match=r"There is no sound in silent\.mp4\."):
        duration_s(path)


@pytest.mark.parametrize("path", [Path("no/such/file.wav"), Path("tests")])
def test_a_missing_file_is_refused_in_words(path: Path) -> None:
    with pytest.raises(SpeechError, match="There is no file"):
        list(read_blocks(path))


def test_samples_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    sound = tone(1.0)
    sound[500] = np.nan
    path = encode(tmp_path / "nan.wav", sound[None], "pcm_f32le", SAMPLE_RATE_HZ)
    with pytest.raises(SpeechError, match="some of its samples are not numbers"):
        list(read_blocks(path))


def test_samples_out_of_range_are_clipped(tmp_path: Path) -> None:
    path = encode(tmp_path / "loud.wav", 4 * tone(1.0)[None], "pcm_f32le", SAMPLE_RATE_HZ)
    assert np.abs(read(path)).max() == 1.0


def test_a_playlist_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"
        path.write_text(
            f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}\n#EXT-X-ENDLIST\n"
        )
        server.settimeout(0)
        with pytest.raises(SpeechError):
            list(read_blocks(path))
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody has called


def test_a_name_that_looks_like_an_address_is_a_file(tmp_path: Path) -> None:
    path = encode(tmp_path / "http:a.flac", tone(1.0)[None], "flac", SAMPLE_RATE_HZ)
    assert len(read(path)) == SAMPLE_RATE_HZ
