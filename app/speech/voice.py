"""Where in a take somebody speaks, by the Silero voice detector that faster-whisper ships.

Without it Whisper writes sentences nobody said into silence and noise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from faster_whisper.vad import VadOptions, get_speech_timestamps, get_vad_model
from numpy.typing import NDArray

from app.speech.hearing import SAMPLE_RATE_HZ, Audio
from app.speech.pieces import Span

# A pause of 0.3 s separates utterances, and 0.15 s around them keep soft first and last sounds.
# Chosen on four answers of 60-93 s (flite and espeak voices, pauses 0.15-2.5 s).
PAUSE_S: Final = 0.3
_OPTIONS: Final = VadOptions(min_silence_duration_ms=round(1000 * PAUSE_S), speech_pad_ms=150)

# After half a minute of silence the detector notices a voice 0.4 s late, and a first word was lost.
# After short pauses it is in time, and beginning earlier only makes other pieces: with 0.25 s more
# before each utterance Whisper base had 8.1 instead of 7.0 % of the words of six answers wrong.
LONG_SILENCE_S: Final = 3.0
LATE_S: Final = 0.25

# The detector says one probability for each 512 samples.
_CHUNK: Final = 512
CHUNK_S: Final = _CHUNK / SAMPLE_RATE_HZ
# Silero's own two limits: speech begins above the first and has ended below the second.
SPEECH: Final = 0.5
NO_SPEECH: Final = 0.35


def find_speech(audio: Audio) -> list[Span]:
    """Return the utterances, in order; about 2.5 ms of work per second of sound."""
    spans: list[Span] = []
    for found in get_speech_timestamps(audio, _OPTIONS):
        silent_since = spans[-1].end if spans else 0
        start = found["start"]
        if start - silent_since > LONG_SILENCE_S * SAMPLE_RATE_HZ:
            start -= round(LATE_S * SAMPLE_RATE_HZ)
        spans.append(Span(start, found["end"]))
    return spans


@dataclass(frozen=True, slots=True)
class Voice:
    """How likely somebody speaks, from moment to moment.

    Attributes:
        probabilities: 0..1, shape (n,), one for each CHUNK_S.
    """

    probabilities: NDArray[np.float32]

    @property
    def voiced_s(self) -> float:
        """How long somebody speaks."""
        return float((self.probabilities >= SPEECH).sum()) * CHUNK_S

    def surest(self, start_s: float, end_s: float) -> float:
        """Return the highest probability between two moments; 0 outside the sound."""
        first = max(0, int(start_s / CHUNK_S))
        return float(self.probabilities[first : int(end_s / CHUNK_S) + 1].max(initial=0.0))

    def between(self, start_s: float, end_s: float) -> "Voice":
        """Return the part between two moments."""
        first = max(0, int(start_s / CHUNK_S))
        return Voice(self.probabilities[first : int(end_s / CHUNK_S) + 1])

    def runs(self) -> list[tuple[float, float]]:
        """Return the stretches with a voice, (start_s, end_s); pauses under PAUSE_S are none."""
        joined: list[tuple[float, float]] = []
        for start_s, end_s in self._voiced():
            if joined and start_s - joined[-1][1] < PAUSE_S:
                start_s = joined.pop()[0]
            joined.append((start_s, end_s))
        return joined

    def _voiced(self) -> Iterator[tuple[float, float]]:
        begun: int | None = None
        for index, probability in enumerate((*self.probabilities.tolist(), 0.0)):
            if begun is None and probability >= SPEECH:
                begun = index
            elif begun is not None and probability < NO_SPEECH:
                yield begun * CHUNK_S, index * CHUNK_S
                begun = None


def hear_voice(audio: Audio) -> Voice:
    """Return the voice in a sound; as much work as find_speech."""
    padded = np.pad(audio, (0, -len(audio) % _CHUNK))
    if not len(padded):
        return Voice(np.zeros(0, np.float32))
    return Voice(np.asarray(get_vad_model()(padded), np.float32).reshape(-1))
