"""A take that grows, written down a stretch at a time by the tiny Whisper model."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import SpeechError
from app.core.transcript import Transcript, Word
from app.speech.engine import POCKETSPHINX, WHISPER, EngineChoice
from app.speech.hearing import SAMPLE_RATE_HZ
from app.speech.jobs import StretchFound, StretchHeard, TranscribeFile, TranscribeNext
from app.speech.transcribe import Listener
from tests.speech.sounds import ANSWER, ANSWER_TEXT, TINY_MODEL, noise, word_error_rate, write_wav
from tests.speech.sounds import read_wav as read

pytestmark = pytest.mark.slow
CHOICE = EngineChoice(WHISPER, TINY_MODEL)
STEP = SAMPLE_RATE_HZ // 2


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener()


def follow(
    listener: Listener, path: Path, frames: int, choice: EngineChoice = CHOICE
) -> Iterator[StretchHeard]:
    """Look twice a second of sound, as the program does, and then for the rest."""
    written = 0
    for until in [*range(STEP, frames, STEP), frames]:
        while written < until:
            job = TranscribeNext(path, written, until, until == frames, choice)
            heard = [x for x in listener.transcribe_next(job) if isinstance(x, StretchHeard)]
            if not heard:
                break
            written = heard[0].until_frame
            yield heard[0]


def words_of(stretches: list[StretchHeard]) -> list[Word]:
    return [word for stretch in stretches for word in stretch.words]


def whole(listener: Listener, path: Path) -> Transcript:
    *_, transcript = listener.transcribe(TranscribeFile(path, CHOICE))
    assert isinstance(transcript, Transcript)
    return transcript


def test_the_words_and_their_times_are_those_of_the_whole_take(listener: Listener) -> None:
    stretches = list(follow(listener, ANSWER, len(read(ANSWER))))
    words = words_of(stretches)
    assert len(stretches) >= 4
    # The model stumbles over one sentence when it shares a stretch with the one before.
    assert word_error_rate(ANSWER_TEXT.read_text(), " ".join(w.text for w in words)) <= 0.08
    pairs = list(takewhile(_is_same_word, zip(words, whole(listener, ANSWER).words, strict=False)))
    late_s = [abs(a.start_s - b.start_s) for a, b in pairs]
    assert len(late_s) > 100
    assert np.median(late_s) < 0.1
    assert max(late_s) < 0.5


def _is_same_word(pair: tuple[Word, Word]) -> bool:
    return pair[0].text == pair[1].text


def test_little_is_left_when_the_recording_stops_in_a_pause(listener: Listener) -> None:
    frames = len(read(ANSWER))
    *before, last = follow(listener, ANSWER, frames)
    assert frames - before[-1].until_frame <= 12 * SAMPLE_RATE_HZ
    assert last.until_frame == frames


def test_times_count_from_the_start_of_the_take(listener: Listener, tmp_path: Path) -> None:
    sound = np.concatenate([noise(40, 0.001), read(ANSWER)[: 8 * SAMPLE_RATE_HZ]])
    path = write_wav(tmp_path / "late.wav", sound)
    words = words_of(list(follow(listener, path, len(sound))))
    assert words[0].start_s > 40


def test_silence_has_no_words_and_does_not_hold_up_the_end(
    listener: Listener, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "quiet.wav", noise(70, 0.001))
    stretches = list(follow(listener, path, 70 * SAMPLE_RATE_HZ))
    assert words_of(stretches) == []
    assert stretches[-1].until_frame == 70 * SAMPLE_RATE_HZ


def test_a_file_shorter_than_was_said_is_read_to_its_end(
    listener: Listener, tmp_path: Path
) -> None:
    path = write_wav(tmp_path / "cut.wav", read(ANSWER)[: 6 * SAMPLE_RATE_HZ])
    stretches = list(follow(listener, path, 60 * SAMPLE_RATE_HZ))
    assert "canary" in " ".join(w.text for w in words_of(stretches))
    assert stretches[-1].until_frame == 60 * SAMPLE_RATE_HZ


def test_a_stretch_is_announced_before_it_is_read(listener: Listener) -> None:
    frames = len(read(ANSWER))
    first, second = listener.transcribe_next(TranscribeNext(ANSWER, 0, frames, True, CHOICE))
    assert isinstance(first, StretchFound)
    assert isinstance(second, StretchHeard)
    assert first.until_frame == second.until_frame


def test_the_draft_engine_follows_too(listener: Listener) -> None:
    frames = 14 * SAMPLE_RATE_HZ
    choice = EngineChoice(POCKETSPHINX)
    stretches = list(follow(listener, ANSWER, frames, choice))
    assert len(words_of(stretches)) > 15


def test_a_take_that_is_gone_fails_in_words(listener: Listener, tmp_path: Path) -> None:
    job = TranscribeNext(tmp_path / "gone.wav", 0, 16_000, True, CHOICE)
    with pytest.raises(SpeechError, match="no file"):
        list(listener.transcribe_next(job))
