"""The built-in draft engine: PocketSphinx, with the English model inside its package.

On clear read speech about one word in three is wrong, and it hears no fillers. It is good enough
to see roughly what was talked about, not to read or to count (hence `draft` in the table).
"""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from pocketsphinx import Decoder

from app.core.errors import SpeechError
from app.core.languages import is_english, language_name
from app.core.transcript import Word
from app.speech.engines.jargon import PRONUNCIATIONS
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Heard, Request
from app.speech.pieces import Limits, Piece, cut
from app.speech.truth import keep_voiced, later
from app.speech.voice import find_speech, hear_voice

# Longer pieces help it settle on the voice: 29 % of words wrong on two answers, 33 % with 10 s.
PIECES: Final = Limits(join=20 * SAMPLE_RATE_HZ, limit=20 * SAMPLE_RATE_HZ)

# One second of sound is about a quarter of a second of work: how long a cancel may have to wait.
STEP_LENGTH: Final = SAMPLE_RATE_HZ

_FRAMES_PER_S: Final = 100


def load() -> "PocketSphinxEngine":
    """Load the model and teach it some words.

    Raises:
        SpeechError: Its files are missing.
    """
    try:
        decoder = Decoder(samprate=float(SAMPLE_RATE_HZ), loglevel="FATAL")
        known = {w: p for w, p in PRONUNCIATIONS.items() if decoder.lookup_word(w) is None}
        for number, (word, phones) in enumerate(known.items(), start=1):
            decoder.add_word(word, phones, update=number == len(known))
    except (RuntimeError, OSError) as error:
        raise SpeechError(
            "The built-in draft engine is damaged.", hint="Install the program again."
        ) from error
    return PocketSphinxEngine(decoder)


class PocketSphinxEngine:
    """The loaded model. Implements `app.speech.engine.Engine`."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder

    @property
    def model(self) -> str:
        """See the protocol."""
        return ""

    def transcribe(self, blocks: Iterable[Audio], request: Request) -> Iterator[Heard]:
        """See the protocol."""
        if not is_english(request.language):
            raise SpeechError(
                f"The built-in draft engine knows English only, not "
                f"{language_name(request.language)}.",
                hint="Choose a Whisper model in Settings, or set the language to English.",
            )
        for piece in cut(blocks, find_speech, PIECES):
            yield from self._hear(piece)

    def _hear(self, piece: Piece) -> Iterator[Heard]:
        samples = np.round(piece.audio * 32767).astype("<i2")
        self._decoder.start_utt()
        try:
            for at in range(0, len(samples), STEP_LENGTH):
                yield Heard((), piece.start_s + at / SAMPLE_RATE_HZ)
                self._decoder.process_raw(samples[at : at + STEP_LENGTH].tobytes())
        finally:  # also when the caller has heard enough: the next piece starts afresh
            self._decoder.end_utt()
        # Of a tune it writes "ah" and "our"; no word of the shipped answer is lost by this.
        words = keep_voiced(self._words(), hear_voice(piece.audio), piece.end_s - piece.start_s)
        yield Heard(tuple(later(words, piece.start_s)), piece.end_s)

    def _words(self) -> Iterator[Word]:
        """Yield what was heard last, in seconds from the start of the piece."""
        for segment in self._decoder.seg() or ():
            if text := _spoken(segment.word):
                start_s = segment.start_frame / _FRAMES_PER_S
                end_s = (segment.end_frame + 1) / _FRAMES_PER_S
                # Since 5.1 the probability is linear; before, it was a logarithm.
                yield Word(text, start_s, end_s, min(max(float(segment.prob), 0.0), 1.0))


def _spoken(entry: str) -> str:
    """Return the word of a dictionary entry; empty for silence, noise and sentence marks."""
    if entry.startswith(("<", "[", "+")):
        return ""
    return entry.partition("(")[0]
