"""Composes what training shows the network: sounds, and what to say about them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tests.tinywhisper.clips import Clip
from tests.tinywhisper.shape import MEL_BANDS, MEL_FRAMES_PER_S, POSITIONS_PER_S, TIMESTAMPS
from tests.tinywhisper.tokens import BEFORE, END, NO_SPEECH, NO_TIMESTAMPS, START, id_of

Mel = NDArray[np.float32]

SILENCE: Final = -10.0
IGNORED: Final = -100  # what cross_entropy leaves out

# How often something is done to a window.
_EMPTY: Final = 0.06
_CUT: Final = 0.4
_NOISY: Final = 0.85
_ZEROED: Final = 0.6
_MASKED: Final = 0.5
_PROMPTED: Final = 0.25
_WITH_TIMES: Final = 0.65

_GAPS_FRAMES: Final = (5, 20, 60, 120)
_STAMP_S: Final = 0.06


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of window is wanted.

    Attributes:
        frames: Its length, 100 a second.
        most_sentences: How many sentences may be in it.
        first_position: Where it begins in the 30 s that the encoder knows, 50 a second.
    """

    frames: int
    most_sentences: int
    first_position: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A token the decoder shall say, and when it is heard (in seconds of the window)."""

    token: int
    start_s: float = 0.0
    end_s: float = 0.0

    @property
    def is_heard(self) -> bool:
        """Whether there is a place in the sound to look at."""
        return self.end_s > 0


@dataclass(slots=True)
class _Scene:
    """A window while it is composed: its sound, and the tokens of its sentences."""

    power: Mel
    at: int
    sentences: list[list[Saying]] = field(default_factory=list)
    words: list[Saying] = field(default_factory=list)
    cut_at: int | None = None

    @property
    def room(self) -> int:
        """How many frames are left, a little apart from the end."""
        return int(self.power.shape[1]) - 4 - self.at


@dataclass(frozen=True, slots=True)
class Window:
    """One example.

    Attributes:
        mel: As faster-whisper normalises it, shape (80, frames).
        tokens: What the decoder is given.
        targets: The token that follows each of them; IGNORED where none is to be learnt.
        looks: (index of the token given, index of the token said, start and end in positions).
        frame_words: First token of the word at each position; END between words.
    """

    mel: Mel
    tokens: list[int]
    targets: list[int]
    looks: list[tuple[int, int, int, int]]
    frame_words: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Several examples of one length, filled up at the end.

    Attributes:
        mel: (batch, 80, frames).
        tokens: (batch, length).
        targets: (batch, length).
        said_now: (batch, length, positions): where the token given was heard.
        said_next: The same for the token that follows.
        frame_words: (batch, positions).
    """

    mel: Mel
    tokens: NDArray[np.int64]
    targets: NDArray[np.int64]
    said_now: Mel
    said_next: Mel
    frame_words: NDArray[np.int64]


class WindowMaker:
    """Puts clips, noise and silence together at random."""

    def __init__(self, clips: Sequence[Clip], tokenizer: Tokenizer, seed: int) -> None:
        self._clips = clips
        self._tokenizer = tokenizer
        self._rng = np.random.default_rng(seed)
        self._first_time = id_of(tokenizer, NO_TIMESTAMPS) + 1

    def batch(self, size: int, shape: Shape) -> Batch:
        """Return `size` examples of one shape."""
        return _stacked([self.window(shape) for _ in range(size)], shape, self._id(END))

    def window(self, shape: Shape) -> Window:
        """Return one example."""
        scene = self._scene(shape)
        sayings, first = self._what_to_say(scene, shape)
        tokens = [saying.token for saying in sayings]
        return Window(
            mel=self._as_heard(scene),
            tokens=tokens[:-1],
            targets=[IGNORED] * (first - 1) + tokens[first:],
            looks=list(_looks(sayings)),
            frame_words=self._frame_words(scene),
        )

    def _id(self, token: str) -> int:
        return id_of(self._tokenizer, token)

    def _chance(self, share: float) -> bool:
        return bool(self._rng.random() < share)

    def _any_clip(self) -> Clip:
        return self._clips[int(self._rng.integers(len(self._clips)))]

    # The sound -------------------------------------------------------------------

    def _scene(self, shape: Shape) -> _Scene:
        silence = np.full((MEL_BANDS, shape.frames), SILENCE, np.float32)
        scene = _Scene(silence, int(self._rng.integers(0, 60)))
        if self._chance(_EMPTY):
            return scene
        for _ in range(int(self._rng.integers(1, shape.most_sentences + 1))):
            clip = self._fitting(scene)
            if clip.length > scene.room:
                self._cut_off(scene, clip, shape)
                break
            self._place(scene, clip)
        return scene

    def _fitting(self, scene: _Scene) -> Clip:
        """Pick a clip; the first of a window should fit, so look a few times."""
        clip = self._clips[0]
        for _ in range(1 if scene.sentences else 4):
            clip = self._any_clip()
            if clip.length <= scene.room:
                break
        return clip

    def _place(self, scene: _Scene, clip: Clip) -> None:
        loudness = self._rng.uniform(-0.6, 0.3)
        scene.power[:, scene.at : scene.at + clip.length] = clip.mel.astype(np.float32) + loudness
        from_s = scene.at / MEL_FRAMES_PER_S
        sayings: list[Saying] = []
        for word in clip.words:
            tokens = self._tokenizer.encode(f" {word.text}").ids
            start_s, end_s = word.start_s + from_s, word.end_s + from_s
            scene.words.append(Saying(tokens[0], start_s, end_s))
            sayings += _spread(tokens, start_s, end_s)
        scene.sentences.append(sayings)
        scene.at += clip.length + int(self._rng.choice(_GAPS_FRAMES) * self._rng.random())

    def _cut_off(self, scene: _Scene, clip: Clip, shape: Shape) -> None:
        """Let a sentence begin that the window does not hold: it is not to be written down."""
        enough_room = scene.room > MEL_FRAMES_PER_S
        if shape.most_sentences > 1 and enough_room and self._chance(_CUT):
            scene.cut_at = scene.at
            end = min(shape.frames, scene.at + clip.length)  # it may lack a few frames only
            scene.power[:, scene.at : end] = clip.mel[:, : end - scene.at]
            scene.at = shape.frames

    def _as_heard(self, scene: _Scene) -> Mel:
        power, frames = scene.power, scene.power.shape[1]
        speaks = bool(scene.sentences) or scene.cut_at is not None
        if self._chance(_NOISY):
            power = np.log10(10**power + self._noise(frames, speaks)).astype(np.float32)
        mel: Mel = (np.maximum(power, power.max() - 8) + 4) / 4
        if scene.at < frames and self._chance(_ZEROED):  # as faster-whisper fills a window up
            mel[:, min(frames, scene.at + int(self._rng.integers(2, 80))) :] = 0
        if scene.sentences and self._chance(_MASKED):
            self._mask(mel)
        return mel

    def _noise(self, frames: int, speaks: bool) -> NDArray[np.float64]:
        """Return noise of some colour and loudness; without speech it may be as loud as that."""
        tilt = np.linspace(0, self._rng.uniform(-2.5, 0.5), MEL_BANDS)[:, None]
        level = self._rng.uniform(-6, -2.2) if speaks else self._rng.uniform(-7, -1)
        grain = self._rng.gamma(2.0, 0.5, (MEL_BANDS, frames))
        noise: NDArray[np.float64] = 10 ** (level + tilt) * grain
        return noise

    def _mask(self, mel: Mel) -> None:
        """Hide some bands and some frames (SpecAugment)."""
        band = int(self._rng.integers(0, MEL_BANDS - 10))
        mel[band : band + int(self._rng.integers(2, 10))] = mel.mean()
        frame = int(self._rng.integers(0, mel.shape[1] - 20))
        mel[:, frame : frame + int(self._rng.integers(2, 10))] = mel.mean()

    # The words -------------------------------------------------------------------

    def _what_to_say(self, scene: _Scene, shape: Shape) -> tuple[list[Saying], int]:
        """Return everything the decoder sees and says, and the index of the first it says."""
        with_times = self._chance(_WITH_TIMES)
        if with_times:
            said = self._with_times(scene, shape)
        else:
            said = list(chain.from_iterable(scene.sentences))
        given = [*self._prompt(), self._id(START)]
        if not said:
            said = [Saying(self._id(NO_SPEECH))]
        elif not with_times:
            given.append(self._id(NO_TIMESTAMPS))
        return [*map(Saying, given), *said, Saying(self._id(END))], len(given)

    def _prompt(self) -> list[int]:
        if not self._chance(_PROMPTED):
            return []
        clip = self._any_clip()
        tokens = self._tokenizer.encode(f" {clip.text}").ids
        return [self._id(BEFORE), *tokens[-int(self._rng.integers(1, len(tokens) + 1)) :]]

    def _with_times(self, scene: _Scene, shape: Shape) -> list[Saying]:
        def stamp(time_s: float) -> int:
            position = round(time_s * POSITIONS_PER_S) + shape.first_position
            return self._first_time + min(TIMESTAMPS - 1, max(0, position))

        said: list[Saying] = []
        for sentence in scene.sentences:
            start_s, end_s = sentence[0].start_s, sentence[-1].end_s
            said.append(Saying(stamp(start_s), start_s, start_s + _STAMP_S))
            said += sentence
            said.append(Saying(stamp(end_s), end_s - _STAMP_S, end_s + _STAMP_S))
        if scene.cut_at is not None:
            cut_s = scene.cut_at / MEL_FRAMES_PER_S
            said.append(Saying(stamp(cut_s), cut_s, cut_s + _STAMP_S))
        return said

    def _frame_words(self, scene: _Scene) -> NDArray[np.int64]:
        words = np.full(scene.power.shape[1] // 2, self._id(END), np.int64)
        for word in scene.words:
            start, end = int(word.start_s * POSITIONS_PER_S), int(word.end_s * POSITIONS_PER_S)
            words[start:end] = word.token
        return words


def _spread(tokens: Sequence[int], start_s: float, end_s: float) -> Iterator[Saying]:
    """Share the time of a word among its tokens, if it has more than two."""
    if len(tokens) <= 2:
        yield from (Saying(token, start_s, end_s) for token in tokens)
        return
    edges = np.linspace(start_s, end_s, len(tokens) + 1)
    for token, start, end in zip(tokens, edges[:-1], edges[1:], strict=True):
        yield Saying(token, float(start), float(end))


def _looks(sayings: Sequence[Saying]) -> Iterator[tuple[int, int, int, int]]:
    for index, saying in enumerate(sayings):
        if saying.is_heard:
            start = int(saying.start_s * POSITIONS_PER_S)
            end = max(math.ceil(saying.end_s * POSITIONS_PER_S), start + 2)
            yield index - 1, index, start, end


def _stacked(windows: Sequence[Window], shape: Shape, end_token: int) -> Batch:
    size, length = len(windows), max(len(window.tokens) for window in windows)
    positions = shape.frames // 2
    batch = Batch(
        mel=np.stack([window.mel for window in windows]),
        tokens=np.full((size, length), end_token, np.int64),
        targets=np.full((size, length), IGNORED, np.int64),
        said_now=np.zeros((size, length, positions), np.float32),
        said_next=np.zeros((size, length, positions), np.float32),
        frame_words=np.stack([window.frame_words for window in windows]),
    )
    for row, window in enumerate(windows):
        batch.tokens[row, : len(window.tokens)] = window.tokens
        batch.targets[row, : len(window.targets)] = window.targets
        for given, said, start, end in window.looks:
            batch.said_next[row, given, start:end] = 1
            if said < len(window.tokens):
                batch.said_now[row, said, start:end] = 1
    return batch
