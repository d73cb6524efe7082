"""How long a minute of speech keeps this computer busy, for every model and without having it.

The time of a model is a fixed part and a part for each layer. Models of the true width with few
layers are made, loaded and timed over one piece of speech, with two counts of layers for each
width; the rest is a straight line. Hearing and writing are timed apart, as models have different
numbers of layers for them. `python -m tests.benchmarks.model_speed` compares with whole models.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, replace
from operator import attrgetter
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import numpy as np
from ctranslate2 import StorageView
from ctranslate2.models import Whisper
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from app.speech.decode import read_blocks
from app.speech.engine import ENGINES, POCKETSPHINX
from app.speech.engines.whisper import MAX_NEW_TOKENS, MAX_THREADS, READERS
from app.speech.hearing import SAMPLE_RATE_HZ, Audio, Request
from app.speech.jobs import MeasureSpeed, SpeedMeasured
from app.speech.random_model import END, START, TRANSCRIBE, token_names, write_model
from app.speech.shapes import ENGLISH_TOKENS, LARGE_V3_TOKENS, SHAPES, Shape
from app.speech.voice import find_speech
from app.speech.worker import Handler

# A minute of the shipped answer is cut into nine pieces, and every piece costs a whole window.
# Speakers of English say some 150 words in a minute, the upper end of the band for a good pace in
# `app.analysis.delivery`; a word is about 4/3 tokens (https://help.openai.com/en/articles/4936856).
# Pieces that are read a second time, because they are doubtful, come on top.
PIECES_PER_MIN: Final = 9
TOKENS_PER_PIECE: Final = 200 // PIECES_PER_MIN

PIECE_S: Final = 60 / PIECES_PER_MIN
PIECE_FRAMES: Final = round(100 * PIECE_S)
WINDOW_FRAMES: Final = 3000  # whatever the length of a piece

DRAFT_TRIAL_S: Final = 1.5

# A slow or busy computer is spared the wider models: theirs are estimated from the narrower ones.
ENOUGH_S: Final = 30.0
# Where the part of a layer that grows with the width would cost as much as the one that grows
# with its square, by the five widths on one machine.
EVEN_WIDTH: Final = 2000


@dataclass(frozen=True, slots=True)
class Trial:
    """A width to measure, with few and with more layers of each kind."""

    shape: Shape
    layers: tuple[int, int]


# The other widths lie between these on a curve: of base and medium, measured as well, a layer's
# hearing was 3 % quicker and 5 % slower than that. Wide layers are slow to make and to run, and
# long enough to be told apart by one more.
TRIALS: Final = (
    Trial(Shape(384, 1, 1, ENGLISH_TOKENS), (1, 4)),
    Trial(Shape(768, 1, 1, ENGLISH_TOKENS), (1, 3)),
    Trial(Shape(1280, 1, 1, LARGE_V3_TOKENS, mel_bands=128), (1, 2)),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """Processor seconds for one piece: a fixed part, and a part for each layer."""

    fixed_s: float
    layer_s: float

    def at(self, layers: int) -> float:
        return self.fixed_s + layers * self.layer_s


@dataclass(frozen=True, slots=True)
class _Width:
    """What a piece costs a model of some width."""

    hear: _Line
    write: _Line

    def piece_s(self, shape: Shape) -> float:
        return self.hear.at(shape.encoder_layers) + self.write.at(shape.decoder_layers)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one piece has cost, in processor seconds, and how many processors worked at a time."""

    hear_s: float
    write_s: float
    processors: float


class SpeedTest:
    """Does the job of `app.speech.jobs`, in a worker of its own: it uses a lot of memory."""

    def __init__(self, trials: Sequence[Trial] = TRIALS, enough_s: float = ENOUGH_S) -> None:
        self._trials = trials
        self._enough_s = enough_s

    @property
    def handlers(self) -> Mapping[type, Handler]:
        """What a worker's toolbox needs to know."""
        return {MeasureSpeed: self.measure}

    def measure(self, job: MeasureSpeed) -> Iterator[SpeedMeasured]:
        """Yield what is known, after each width.

        Raises:
            SpeechError: The sound cannot be read.
            OSError: There is no room for the models, 200 MB.
        """
        began_s = perf_counter()
        sound = next(read_blocks(job.sound))
        sound_s = _sound_s(sound)
        draft_s = _draft_s(sound)
        yield SpeedMeasured({}, draft_s)
        widths: dict[int, _Width] = {}
        processors = 1.0
        for trial in self._trials:
            width_began_s = perf_counter()
            widths[trial.shape.width], used = _measure_width(trial)
            processors = max(processors, used)
            now_s = perf_counter()
            enough = now_s - began_s + 2 * (now_s - width_began_s) > self._enough_s
            if len(widths) > 1 or enough:  # one width alone says little about the others
                known = _Known(widths, processors, sound_s)
                yield SpeedMeasured(known.estimates(), draft_s, processors)
            if enough:
                break


def _sound_s(sound: Audio) -> float:
    """Return the seconds it takes to find the speech in a piece and to prepare it."""
    piece = sound[: round(PIECE_S * SAMPLE_RATE_HZ)]
    extract = FeatureExtractor()
    find_speech(piece)  # loads the detector
    began_s = process_time()
    find_speech(piece)
    extract(piece)
    return process_time() - began_s


def _draft_s(sound: Audio) -> float | None:
    """Return the seconds the draft engine needs for a minute; None when it is not installed."""
    spec = ENGINES[POCKETSPHINX]
    if not spec.installed:
        return None
    engine = spec.load(None)
    began_s, took_s, until_s = process_time(), 0.0, 0.0
    for heard in engine.transcribe([sound], Request()):
        took_s, until_s = process_time() - began_s, heard.until_s
        if took_s > DRAFT_TRIAL_S:
            break
    return 60 * took_s / until_s if until_s else None


def _measure_width(trial: Trial) -> tuple[_Width, float]:
    """Return what a width costs, and how many processors have worked at a time at best."""
    few, more = trial.layers
    # The larger one first: it takes the memory that the smaller one then finds ready.
    highs = _pieces(replace(trial.shape, encoder_layers=more, decoder_layers=more), times=2)
    lows = _pieces(replace(trial.shape, encoder_layers=few, decoder_layers=few), times=1)
    hear, write = (
        _line(few, min(map(part, lows)), more, min(map(part, highs)))
        for part in (attrgetter("hear_s"), attrgetter("write_s"))
    )
    return _Width(hear, write), max(piece.processors for piece in highs + lows)


def _line(few: int, few_s: float, more: int, more_s: float) -> _Line:
    """Return the line through two measurements; other programs may have disturbed either."""
    layer_s = max(0.0, (more_s - few_s) / (more - few))
    return _Line(max(0.0, more_s - more * layer_s), layer_s)


def _pieces(shape: Shape, times: int) -> list[_Piece]:
    """Read a piece some times.

    As many are read at once as the program reads. The time of the processors is taken, because
    it hardly changes when other programs are busy, and afterwards shared out over those that work
    at a time when the computer is free.
    """
    reader, pieces = _Reader(shape), []
    with ThreadPoolExecutor(READERS) as pool:
        for _ in range(times):
            began_s, began_cpu_s = perf_counter(), process_time()
            heard = list(pool.map(lambda _number: reader.hear(), range(READERS)))
            heard_cpu_s = process_time()
            list(pool.map(reader.write, heard))
            written_cpu_s, took_s = process_time(), perf_counter() - began_s
            pieces.append(
                _Piece(
                    hear_s=(heard_cpu_s - began_cpu_s) / READERS,
                    write_s=(written_cpu_s - heard_cpu_s) / READERS,
                    processors=(written_cpu_s - began_cpu_s) / took_s,
                )
            )
    return pieces


class _Reader:
    """A loaded model with random weights, and what faster-whisper asks of it for one piece."""

    def __init__(self, shape: Shape) -> None:
        numbers = {name: number for number, name in enumerate(token_names(shape))}
        self._end = numbers[END]
        self._start = [numbers[START]]
        if shape.tokens != ENGLISH_TOKENS:
            self._start += [numbers["<|en|>"], numbers[TRANSCRIBE]]
        self._model = _load(shape)
        window = np.random.default_rng(0).normal(0, 1, (1, shape.mel_bands, WINDOW_FRAMES))
        self._window = StorageView.from_array(window.astype(np.float32))

    def hear(self) -> StorageView:
        """Hear a window."""
        return self._model.encode(self._window)

    def write(self, heard: StorageView) -> None:
        """Write the tokens of a piece, and find out when each was said."""
        result = self._model.generate(
            heard,
            [self._start],
            beam_size=1,
            max_length=MAX_NEW_TOKENS,
            return_scores=True,
            return_no_speech_prob=True,
            max_initial_timestamp_index=50,
        )[0]
        text = [token for token in result.sequences_ids[0] if token < self._end]
        self._model.align(heard, self._start, [text], PIECE_FRAMES, median_filter_width=7)


def _load(shape: Shape) -> Whisper:
    with tempfile.TemporaryDirectory(prefix="greenroom-speed-") as folder:
        write_model(shape, Path(folder), TOKENS_PER_PIECE)
        return Whisper(
            folder,
            device="cpu",
            compute_type="int8",
            intra_threads=min(MAX_THREADS, os.cpu_count() or 1),
            inter_threads=READERS,
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What has been measured: widths, processors at work at a time, and seconds for the sound."""

    widths: Mapping[int, _Width]
    processors: float
    sound_s: float

    def estimates(self) -> dict[str, float]:
        """Return the seconds for a minute of speech, by the name of the model."""
        return {
            name: PIECES_PER_MIN
            * (self.sound_s + self._width(shape.width).piece_s(shape) / self.processors)
            for name, shape in SHAPES.items()
        }

    def _width(self, width: int) -> _Width:
        """Return what a width costs: as measured, or on the curve through what was measured.

        Attention costs its width for each pair of positions, the matrices its square.
        """
        if width in self.widths:
            return self.widths[width]
        known = np.array(list(self.widths), np.float64)
        costs = [(*astuple(each.hear), *astuple(each.write)) for each in self.widths.values()]
        factors, *_ = np.linalg.lstsq(_powers(known), np.array(costs), rcond=None)
        found = np.maximum(0.0, (_powers(np.array([width]), len(known)) @ factors)[0])
        hear_s, hear_layer_s, write_s, write_layer_s = map(float, found)
        return _Width(_Line(hear_s, hear_layer_s), _Line(write_s, write_layer_s))


def _powers(widths: NDArray[np.float64], known: int = 0) -> NDArray[np.float64]:
    """Return what costs grow with, shape (widths, 2), or (widths, 1) where one is all we know."""
    if (known or len(widths)) == 1:
        return np.stack([widths + widths**2 / EVEN_WIDTH], axis=1)
    return np.stack([widths, widths**2], axis=1)
