"""Sound files of any kind as 16 kHz mono samples, a block at a time.

Memory stays bounded however long the file is. Our own takes are read with the standard library;
everything else (FLAC, MP3, M4A, Opus, the sound of a video ...) by the FFmpeg inside PyAV.
"""

import contextlib
import logging
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.resampler import AudioResampler
from av.container import InputContainer

from app.core.errors import SpeechError
from app.speech.hearing import SAMPLE_RATE_HZ, Audio

# A whole answer fits into one block, and a block into 8 MB.
BLOCK_LENGTH: Final = 120 * SAMPLE_RATE_HZ

# Longer than any interview; beyond it, most likely the wrong file was picked.
MAX_DURATION_S: Final = 4 * 3600

_WAV_HEADER_BYTES: Final = 44

log = logging.getLogger(__name__)


def duration_s(path: Path) -> float | None:
    """Return how long a sound file says it lasts, in seconds; None when it does not say.

    Raises:
        SpeechError: It is no readable sound file, or longer than MAX_DURATION_S.
    """
    _check_file(path)
    if _is_own_wav(path):
        with wave.open(str(path), "rb") as file:
            seconds = file.getnframes() / SAMPLE_RATE_HZ
    else:
        with _open(path) as container:
            if container.duration is None:
                return None
            seconds = container.duration / av.time_base
    if seconds > MAX_DURATION_S:
        raise _too_long(path)
    return seconds


def read_blocks(path: Path) -> Iterator[Audio]:
    """Yield the sound of a file in blocks of at most BLOCK_LENGTH samples.

    Several channels are mixed into one, other sample rates converted. A file that breaks off is
    read as far as it goes; one with no samples in it yields nothing.

    Raises:
        SpeechError: It is no readable sound file, holds samples that are no numbers, or is longer
            than MAX_DURATION_S.
    """
    _check_file(path)
    length = 0
    for block in _wav_blocks(path) if _is_own_wav(path) else _av_blocks(path):
        length += len(block)
        if length > MAX_DURATION_S * SAMPLE_RATE_HZ:
            raise _too_long(path)
        if not np.isfinite(block).all():
            raise SpeechError(
                f"{path.name} is damaged: some of its samples are not numbers.",
                hint="Save the recording again from the program it came from.",
            )
        yield np.clip(block, -1.0, 1.0)


def read_stretch(path: Path, start: int, end: int) -> Audio:
    """Return the samples [start, end) of one of our own takes, which may still be growing.

    Raises:
        SpeechError: It is gone, or no take of ours.
    """
    _check_file(path)
    try:
        with wave.open(str(path), "rb") as file:
            file.setpos(min(start, file.getnframes()))
            return _samples(file.readframes(end - start))
    except (wave.Error, EOFError, OSError) as error:
        raise _unreadable(path) from error


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise SpeechError(
            f"There is no file {path}.", hint="It may have been moved, renamed or deleted."
        )
    if path.stat().st_size == 0:
        raise SpeechError(f"{path.name} is empty.", hint="Choose another recording.")


def _too_long(path: Path) -> SpeechError:
    return SpeechError(
        f"{path.name} is longer than {MAX_DURATION_S // 3600} hours.",
        hint="Cut out the part you want to look at, and choose that.",
    )


def _unreadable(path: Path) -> SpeechError:
    return SpeechError(
        f"{path.name} cannot be read as sound.",
        hint="Choose a recording such as WAV, FLAC, MP3, M4A or Opus.",
    )


# Our own takes ------------------------------------------------------------------


def _is_own_wav(path: Path) -> bool:
    try:
        with wave.open(str(path), "rb") as file:
            shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            # Some writers fill in the length only when they close the file.
            complete = file.getnframes() > 0 or path.stat().st_size <= _WAV_HEADER_BYTES
    except (wave.Error, EOFError, OSError):
        return False
    return shape == (1, 2, SAMPLE_RATE_HZ) and complete


def _wav_blocks(path: Path) -> Iterator[Audio]:
    with wave.open(str(path), "rb") as file:
        while frames := file.readframes(BLOCK_LENGTH):
            yield _samples(frames)


def _samples(frames: bytes) -> Audio:
    whole = frames[: len(frames) // 2 * 2]  # half a sample, where the file breaks off
    return np.frombuffer(whole, dtype="<i2").astype(np.float32) / np.float32(32768)


# All other files ----------------------------------------------------------------


@contextlib.contextmanager
def _open(path: Path) -> Iterator[InputContainer]:
    """Open a file with FFmpeg, which may follow no address a playlist names.

    Raises:
        SpeechError: It is no sound file, or reading it failed.
    """
    try:
        with av.open(
            f"file:{path}", options={"protocol_whitelist": "file"}, metadata_errors="ignore"
        ) as container:
            if not container.streams.audio:
                raise SpeechError(f"There is no sound in {path.name}.")
            yield container
    except (av.error.FFmpegError, ValueError) as error:
        log.info("cannot decode a %s file: %s", path.suffix, type(error).__name__)
        raise _unreadable(path) from error


def _av_blocks(path: Path) -> Iterator[Audio]:
    waiting: list[Audio] = []
    with _open(path) as container:
        for part in _resampled(container):
            waiting.append(part)
            if sum(map(len, waiting)) >= BLOCK_LENGTH:
                joined = np.concatenate(waiting)
                yield joined[:BLOCK_LENGTH]
                waiting = [joined[BLOCK_LENGTH:]]
    if waiting and sum(map(len, waiting)):
        yield np.concatenate(waiting)


def _resampled(container: InputContainer) -> Iterator[Audio]:
    resampler = AudioResampler(format="fltp", rate=SAMPLE_RATE_HZ)  # the channels stay apart
    decoded = False
    for frame in _frames(container):
        decoded = True
        yield from _mixed(resampler.resample(frame))
    if decoded:
        yield from _mixed(resampler.resample(None))


def _frames(container: InputContainer) -> Iterator[av.AudioFrame]:
    """Yield what can be decoded; a broken packet, as at the end of a cut file, is left out."""
    stream = container.streams.audio[0]
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                return
            for frame in packet.decode():
                frame.pts = None  # gaps in the clock of a damaged file are no samples
                yield frame
        except av.error.InvalidDataError:
            log.debug("left out a packet that cannot be decoded")


def _mixed(frames: Iterable[av.AudioFrame]) -> Iterator[Audio]:
    """Average the channels; FFmpeg's own mix would be 3 dB louder and may clip."""
    for frame in frames:
        yield frame.to_ndarray().mean(axis=0, dtype=np.float32)
