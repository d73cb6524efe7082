"""Plays a take, and knows to within a few hundredths of a second what is being heard."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.playback import Playback
from app.audio.portaudio import PortAudio
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.wav import read_frames
from app.core.errors import AppError, AudioError

OnFinished = Callable[[AppError | None], None]

_NOTHING: Final[Samples] = np.zeros(0, np.int16)


class Player:
    """Plays one take at a time. For one thread; no method but load() waits.

    The loudspeaker is opened when playing begins and given back when it ends or pauses. It may
    play while a microphone records.
    """

    def __init__(self, portaudio: PortAudio, on_finished: OnFinished) -> None:
        """Prepare to play.

        Args:
            portaudio: The way to the loudspeaker.
            on_finished: Called on a foreign thread when playing ends though nobody paused it:
                with None when all was heard, else with what went wrong.
        """
        self._portaudio = portaudio
        self._on_finished = on_finished
        self._samples = _NOTHING
        self._rest_frame = 0
        self._playback: Playback | None = None

    @property
    def playing(self) -> bool:
        """Whether the take is heard, or is about to be."""
        return self._playback is not None and not self._playback.over

    @property
    def duration_s(self) -> float:
        """Length of the loaded take, in seconds; 0 when there is none."""
        return self._samples.size / SAMPLE_RATE_HZ

    def load(self, path: Path) -> None:
        """Read a take into memory (2 MB a minute), and stand at its beginning.

        Raises:
            StorageError: The file is not there, is damaged, or is not a take.
        """
        self.pause()
        self._samples = read_frames(path)
        self._rest_frame = 0

    def play(self, from_s: float | None = None, until_s: float | None = None) -> None:
        """Play to the end, or to until_s.

        Args:
            from_s: Where to begin; None for where it stands, or the beginning if that is the end.
            until_s: Where to end; None for the end of the take.
        """
        start = self._frame(self.position_s() if from_s is None else from_s)
        if from_s is None and start == self._samples.size:
            start = 0
        until = self._samples.size if until_s is None else max(start, self._frame(until_s))
        if self._playback is not None and self._playback.jump(start, until):
            return
        self._playback = Playback(self._samples, start, until)
        threading.Thread(
            target=self._run, args=(self._playback,), name="player", daemon=True
        ).start()

    def pause(self) -> None:
        """Fall silent, and stand where it was heard last."""
        playback, self._playback = self._playback, None
        if playback is not None:
            self._rest_frame = playback.heard_frame()
            playback.stop()

    def seek(self, position_s: float) -> None:
        """Go somewhere else; what was playing goes on playing there, to the end of the take."""
        if self.playing:
            self.play(position_s)
        else:
            self._playback = None
            self._rest_frame = self._frame(position_s)

    def position_s(self) -> float:
        """Return what is being heard right now, in seconds from the start of the take."""
        playback = self._playback
        frame = self._rest_frame if playback is None else playback.heard_frame()
        return frame / SAMPLE_RATE_HZ

    def close(self) -> None:
        """Fall silent and give the loudspeaker back."""
        self.pause()

    def _frame(self, position_s: float) -> int:
        return min(max(0, round(position_s * SAMPLE_RATE_HZ)), self._samples.size)

    def _run(self, playback: Playback) -> None:
        problem: AppError | None = None
        try:
            playback.run(self._portaudio)
        except AudioError as error:
            problem = error
        if not playback.stopped:
            self._on_finished(problem)
