"""Whisper by faster-whisper, from a folder on this computer, on the CPU."""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Final

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import tqdm

from app.core.errors import SpeechError
from app.core.transcript import Word
from app.speech.engines.memory import keep_memory
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Heard, Request
from app.speech.model_folder import check_model_folder
from app.speech.pieces import Limits, Piece, cut
from app.speech.voice import find_speech

# Whisper hears 30 s at a time, and 28 leave room for the rounding of its frames. Joining up to 10 s
# is the compromise: of nine answers read by the test model 0.6 % of the words were wrong with 8 s,
# 1.3 % with 10 s, 3.5 % with 12 s and 7 % with 14 s, while each window saved is saved in full.
PIECES: Final = Limits(join=10 * SAMPLE_RATE_HZ, limit=28 * SAMPLE_RATE_HZ)

# More threads than that gain little on pieces this short.
MAX_THREADS: Final = 4

# Two pieces at a time: the threads of one piece wait for each other a good part of the time. A
# minute's answer took 1.1 s instead of 1.9 s on two cores, with the same words.
READERS: Final = 2

# Whisper was taught to leave fillers out; a prompt with some brings part of them back. It must be
# short: longer ones have swallowed whole sentences (m-bain/whisperX#693). English only: German
# "um" is a word.
FILLER_PROMPT: Final = "Um, uh."

# Terms compete with the text for the model's 448 positions, of which a prompt may take half.
MAX_TERMS_CHARS: Final = 300

# OpenAI's own limits (whisper/transcribe.py, defaults of `transcribe`): a piece that falls short
# of them is heard again with less likely words allowed, or is no speech at all.
TEMPERATURES: Final = (0.0, 0.2, 0.4, 0.6)
DOUBTFUL_LOG_PROBABILITY: Final = -1.0
DOUBTFUL_COMPRESSION: Final = 2.4
NO_SPEECH_PROBABILITY: Final = 0.6

# 28 s of the fastest speech are some 160 tokens; more is the model going round in circles.
MAX_NEW_TOKENS: Final = 200

# A word less likely than this, and long enough to be one of the trade, may have been misheard.
UNSURE_PROBABILITY: Final = 0.4
UNSURE_LETTERS: Final = 4
# A second reading must not be surer merely because it leaves the difficult part out.
LEAST_WORDS_KEPT: Final = 0.75

log = logging.getLogger(__name__)


def load(folder: Path) -> "WhisperEngine":
    """Load a model and warm it up.

    Raises:
        SpeechError: The folder holds no whole model, or this computer cannot run it.
    """
    info = check_model_folder(folder)
    keep_memory()
    # faster-whisper's progress bars, though switched off, would take a semaphore of the system,
    # and the program would complain about it at its end.
    tqdm.set_lock(threading.RLock())
    try:
        model = WhisperModel(
            str(info.folder),
            device="cpu",  # "auto" finds a GPU whose libraries may abort the process
            compute_type="int8",
            cpu_threads=min(MAX_THREADS, os.cpu_count() or 1),
            num_workers=READERS,
            local_files_only=True,
        )
        _check_mels(model, info.folder)
        engine = WhisperEngine(model, info.name)
        engine.warm_up()
    except (RuntimeError, ValueError, MemoryError, OSError) as error:
        log.warning("cannot load %s: %s", info.folder, error)
        raise SpeechError(
            f"The speech model {info.name} could not be loaded: it is damaged, or this computer "
            "has too little memory for it.",
            hint="Get the folder again, or choose a smaller model.",
        ) from error
    return engine


def _check_mels(model: WhisperModel, folder: Path) -> None:
    """Refuse a model that hears other frequencies than it would be given.

    Raises:
        SpeechError: It does, as large-v3 does without its preprocessor_config.json.
    """
    if model.model.n_mels != model.feature_extractor.mel_filters.shape[0]:
        raise SpeechError(
            f"preprocessor_config.json is missing in {folder}, or belongs to another model.",
            hint="Get the whole folder again.",
        )


class WhisperEngine:
    """A loaded model. Implements `app.speech.engine.Engine`."""

    def __init__(self, model: WhisperModel, name: str) -> None:
        self._model = model
        self._name = name

    @property
    def model(self) -> str:
        """See the protocol."""
        return self._name

    def warm_up(self) -> None:
        """Run everything once, so that the first answer need not wait for it."""
        silence = np.zeros(SAMPLE_RATE_HZ, np.float32)
        find_speech(silence)
        self._hear(Piece(0, silence), "en", None)

    def transcribe(self, blocks: Iterable[Audio], request: Request) -> Iterator[Heard]:
        """See the protocol."""
        language = self._language(request.language)
        hotwords = _hotwords(request.terms)
        pieces = cut(blocks, find_speech, PIECES)
        try:
            with ThreadPoolExecutor(READERS, thread_name_prefix="reader") as pool:
                read = partial(self._hear, language=language, hotwords=hotwords)
                for piece, words in _read_ahead(pool, read, pieces):
                    yield Heard(tuple(words), piece.end_s)
        except MemoryError as error:
            raise SpeechError(
                "There is too little memory for this speech model.",
                hint="Close other programs, or choose a smaller model in Settings.",
            ) from error

    def _language(self, code: str) -> str:
        """Return the code Whisper uses for a language.

        Raises:
            SpeechError: The model does not know it.
        """
        language = code.lower().partition("-")[0]
        known = self._model.supported_languages
        if language in known:
            return language
        if len(known) == 1:
            raise SpeechError(
                f"The speech model {self._name} knows English only, not '{code}'.",
                hint='Choose a model without ".en" in its name, or set the language to English.',
            )
        raise SpeechError(
            f"Whisper knows no language '{code}'.",
            hint='Set the language in Settings to a code such as "en", "de" or "fr".',
        )

    def _hear(self, piece: Piece, language: str, hotwords: str | None) -> Sequence[Word]:
        """Return the words of a piece, with terms spelt as given where that fits the sound.

        Whisper writes hotwords where nobody said them, and times get worse
        (SYSTRAN/faster-whisper#1356, #853). So they are offered only for a piece in which a word
        is unsure, and believed only when they make the whole of it surer.
        """
        words = list(self._read(piece, language, None))
        if hotwords is None or not any(map(_is_unsure, words)):
            return words
        again = list(self._read(piece, language, hotwords))
        whole = len(again) >= LEAST_WORDS_KEPT * len(words)
        return again if whole and _sureness(again) > _sureness(words) else words

    def _read(self, piece: Piece, language: str, hotwords: str | None) -> Iterator[Word]:
        segments, _info = self._model.transcribe(
            piece.audio,
            language=language,
            beam_size=1,
            temperature=TEMPERATURES,
            word_timestamps=True,
            condition_on_previous_text=False,
            initial_prompt=FILLER_PROMPT if language == "en" else None,
            hotwords=hotwords,
            max_new_tokens=MAX_NEW_TOKENS,
            no_speech_threshold=NO_SPEECH_PROBABILITY,
            log_prob_threshold=DOUBTFUL_LOG_PROBABILITY,
            compression_ratio_threshold=DOUBTFUL_COMPRESSION,
        )
        for segment in segments:
            for word in segment.words or ():
                if text := word.word.strip():
                    start_s = _between(piece.start_s, piece.start_s + word.start, piece.end_s)
                    end_s = _between(start_s, piece.start_s + word.end, piece.end_s)
                    yield Word(text, start_s, end_s, _between(0.0, word.probability, 1.0))


def _read_ahead(
    pool: Executor, read: Callable[[Piece], Sequence[Word]], pieces: Iterable[Piece]
) -> Iterator[tuple[Piece, Sequence[Word]]]:
    """Yield the pieces in their order with what was read, while the next one is being read."""
    waiting: deque[tuple[Piece, Future[Sequence[Word]]]] = deque()
    for piece in pieces:
        waiting.append((piece, pool.submit(read, piece)))
        if len(waiting) == READERS:
            first, reading = waiting.popleft()
            yield first, reading.result()
    for last, reading in waiting:
        yield last, reading.result()


def _is_unsure(word: Word) -> bool:
    return word.probability < UNSURE_PROBABILITY and len(word.text) >= UNSURE_LETTERS


def _sureness(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / max(1, len(words))


def _between(low: float, value: float, high: float) -> float:
    return float(min(max(low, value), high))


def _hotwords(terms: Sequence[str]) -> str | None:
    """Return as many terms as the prompt has room for; None when there are none."""
    kept = [
        term
        for term, length in zip(terms, accumulate(len(term) + 2 for term in terms), strict=True)
        if length <= MAX_TERMS_CHARS
    ]
    return ", ".join(kept) or None
