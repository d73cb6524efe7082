"""Whisper by faster-whisper, from a folder on this computer, on the CPU."""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import Word as Part
from faster_whisper.transcribe import tqdm

from app.core.errors import SpeechError
from app.core.languages import UNSPACED, base_code, language_name
from app.core.transcript import Word
from app.speech.engines.memory import keep_memory
from app.speech.engines.terms import hotwords_of, may_be_misheard, mend
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Heard, Request
from app.speech.model_folder import check_model_folder
from app.speech.pieces import Limits, Piece, cut
from app.speech.truth import Passage, keep_said, later, plain
from app.speech.voice import Voice, find_speech, hear_voice

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
FILLERS: Final = frozenset({"um", "uh"})

# The width of beam that OpenAI's tool uses; twice the work where nobody waits for it.
CAREFUL_BEAM: Final = 5

# OpenAI's own limits (whisper/transcribe.py, defaults of `transcribe`): a piece that falls short
# of them is heard again with less likely words allowed, or is no speech at all.
TEMPERATURES: Final = (0.0, 0.2, 0.4, 0.6)
DOUBTFUL_LOG_PROBABILITY: Final = -1.0
DOUBTFUL_COMPRESSION: Final = 2.4
NO_SPEECH_PROBABILITY: Final = 0.6

# 28 s of the fastest speech are some 160 tokens; more is the model going round in circles.
MAX_NEW_TOKENS: Final = 200

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
        hear_voice(silence)
        list(self._read(silence, _Prompt("en")))

    def transcribe(self, blocks: Iterable[Audio], request: Request) -> Iterator[Heard]:
        """See the protocol."""
        prompt = _Prompt(self._language(request.language), careful=request.careful)
        pieces = cut(blocks, find_speech, PIECES)
        try:
            with ThreadPoolExecutor(READERS, thread_name_prefix="reader") as pool:
                read = partial(self._hear, prompt=prompt, terms=request.terms)
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
        language, name = base_code(code), language_name(code)
        known = self._model.supported_languages
        if len(known) == 1 and language not in known:
            raise SpeechError(
                f"The speech model {self._name} knows English only, not {name}.",
                hint='Choose a model without ".en" in its name, or set the language to English.',
            )
        # All but the newest models lack the last language of the list, Cantonese.
        has_token = self._model.hf_tokenizer.token_to_id(f"<|{language}|>") is not None
        if language not in known or not has_token:
            raise SpeechError(
                f"The speech model {self._name} does not know {name}.",
                hint="Choose another language or another model in Settings.",
            )
        return language

    def _hear(self, piece: Piece, prompt: "_Prompt", terms: Sequence[str]) -> Sequence[Word]:
        """Return the words of a piece, in seconds from the start of the take."""
        voice = hear_voice(piece.audio)
        words = self._said(piece, voice, prompt)
        if prompt.language == "en" and words and set(plain(words)) <= FILLERS:
            # The prompt has them written into a cough or a breath; without it, nothing is.
            words = words if self._said(piece, voice, replace(prompt, fillers=False)) else []
        if may_be_misheard(words, terms):
            again = self._said(piece, voice, replace(prompt, hotwords=hotwords_of(terms)))
            words = mend(words, again, terms)
        return later(words, piece.start_s)

    def _said(self, piece: Piece, voice: Voice, prompt: "_Prompt") -> list[Word]:
        length_s = len(piece.audio) / SAMPLE_RATE_HZ
        return keep_said(self._read(piece.audio, prompt), voice, length_s)

    def _read(self, audio: Audio, prompt: "_Prompt") -> Iterator[Passage]:
        """Yield what the model writes, true or not, in seconds from the start of the piece."""
        fillers = prompt.fillers and prompt.language == "en"
        segments, _info = self._model.transcribe(
            audio,
            language=prompt.language,
            beam_size=CAREFUL_BEAM if prompt.careful else 1,
            temperature=TEMPERATURES,
            word_timestamps=True,
            condition_on_previous_text=False,
            initial_prompt=FILLER_PROMPT if fillers else None,
            hotwords=prompt.hotwords,
            max_new_tokens=MAX_NEW_TOKENS,
            no_speech_threshold=NO_SPEECH_PROBABILITY,
            log_prob_threshold=DOUBTFUL_LOG_PROBABILITY,
            compression_ratio_threshold=DOUBTFUL_COMPRESSION,
        )
        for segment in segments:
            words = whole_words(segment.words or (), spaced=prompt.language not in UNSPACED)
            yield Passage(words, segment.no_speech_prob, segment.avg_logprob)


@dataclass(frozen=True, slots=True)
class _Prompt:
    """What the model is told before it reads.

    Attributes:
        language: A code it knows; it is never asked to guess.
        hotwords: Terms it may meet; None for none.
        fillers: Whether it is shown some fillers, in English.
        careful: Whether it follows several ways to write the same at a time.
    """

    language: str
    hotwords: str | None = None
    fillers: bool = True
    careful: bool = False


def whole_words(parts: Iterable[Part], *, spaced: bool) -> tuple[Word, ...]:
    """Return the words of a segment.

    faster-whisper takes "real-time" for "real" and "-time", and "1,001" for "1" and ",001": only
    what begins with a space begins a word.

    Args:
        parts: What faster-whisper calls words.
        spaced: Whether the language puts spaces between its words.
    """
    words: list[Word] = []
    for part in parts:
        text = part.word.strip()
        start_s = max(0.0, part.start)
        end_s = max(start_s, part.end)
        probability = min(max(0.0, float(part.probability)), 1.0)
        if words and spaced and text and not part.word.startswith(" "):
            begun = words.pop()
            text, start_s, end_s = begun.text + text, begun.start_s, max(begun.end_s, end_s)
            probability = min(probability, begun.probability)
        if text:
            words.append(Word(text, float(start_s), float(end_s), probability))
    return tuple(words)


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
