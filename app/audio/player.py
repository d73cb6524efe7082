"""Plays a take, and knows to within a few hundredths of a second what is being heard."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from app.audio.playback import Playback, Wish
from app.audio.portaudio import PortAudio
from app.audio.route import Route
from app.audio.sound import SAMPLE_RATE_HZ, Samples
from app.audio.tempo import FASTEST, SLOWEST
from app.audio.wav import read_frames
from app.core.errors import AppError, AudioError

OnFinished = Callable[[AppError | None], None]

# A shorter loop is widened to this, a little to both sides: it would be a buzz and no sound.
LEAST_LOOP_S: Final = 0.3

_NOTHING: Final[Samples] = np.zeros(0, np.int16)


class Player:
    """Plays one take at a time. For one thread; no method but load() waits.

    The loudspeaker is opened when playing begins and given back when it ends or pauses. It may
    play while a microphone records. Once loaded, a take is heard even if its file goes away.
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
        self._loop: tuple[int, int] | None = None
        self._speed = 1.0
        self._playback: Playback | None = None

    @property
    def playing(self) -> bool:
        """Whether the take is heard, or is about to be."""
        return self._playback is not None and not self._playback.over

    @property
    def duration_s(self) -> float:
        """Length of the loaded take, in seconds; 0 when there is none."""
        return self._samples.size / SAMPLE_RATE_HZ

    @property
    def speed(self) -> float:
        """Seconds of the take that are heard in a second."""
        return self._speed

    @property
    def loop_s(self) -> tuple[float, float] | None:
        """From where to where it plays again and again, in seconds; None for no loop."""
        if self._loop is None:
            return None
        return self._loop[0] / SAMPLE_RATE_HZ, self._loop[1] / SAMPLE_RATE_HZ

    def load(self, path: Path) -> None:
        """Read a take into memory (2 MB a minute), and stand at its beginning, without a loop.

        Raises:
            StorageError: The file is not there, is damaged, or is not a take. What was loaded
                before is gone all the same.
        """
        self.take_up(None)
        self._samples = read_frames(path)

    def take_up(self, samples: Samples | None) -> None:
        """Stand at the beginning of a take that has been read: int16, shape (n,), 16 kHz.

        None for no take.
        """
        self.pause()
        self._samples = _NOTHING if samples is None else samples
        self._rest_frame, self._loop = 0, None

    def play(
        self, from_s: float | None = None, until_s: float | None = None, *, loop: bool = False
    ) -> None:
        """Play to the end, or to until_s.

        Args:
            from_s: Where to begin; None for where it stands, or the beginning if that is the end.
                With None a loop goes on; otherwise it is over.
            until_s: Where to end; None for the end of the take.
            loop: Whether to play from from_s to until_s again and again, until something else
                is asked for. Less than 0.3 s is widened to that.
        """
        start = self._frame(self.position_s() if from_s is None else from_s)
        if from_s is None and start == self._samples.size:
            start = 0
        until = self._samples.size if until_s is None else max(start, self._frame(until_s))
        if loop and self._samples.size:
            start, until = self._loop = self._widened(start, until)
        elif from_s is not None or not self._in_loop(start):
            self._loop = None
        self._send(Wish(self._route(start, until), self._speed))

    def pause(self) -> None:
        """Fall silent, and stand where it was heard last."""
        playback, self._playback = self._playback, None
        if playback is not None:
            self._rest_frame = playback.heard_frame()
            playback.stop()

    def seek(self, position_s: float) -> None:
        """Go somewhere else; what was playing goes on playing there, to the end of the take.

        A loop goes on too, unless that is outside of it.
        """
        frame = self._frame(position_s)
        if not self._in_loop(frame):
            self._loop = None
        if self.playing:
            self._send(Wish(self._route(frame, self._samples.size), self._speed))
        else:
            self._playback = None
            self._rest_frame = frame

    def end_loop(self) -> None:
        """Play on beyond the end of the loop, from where it is now."""
        if self._loop is None:
            return
        self._loop = None
        if self._playback is not None:
            whole = self._route(0, self._samples.size)
            self._playback.change(Wish(whole, self._speed, goes_on=True))

    def set_speed(self, speed: float) -> None:
        """Play faster or slower at the same pitch, from where it is now.

        Args:
            speed: Seconds of the take that are heard in a second, 0.5..2.
        """
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"nobody understands {speed} x")
        self._speed = speed
        playback = self._playback
        if playback is not None and playback.wish.speed != speed:
            playback.change(Wish(playback.wish.route, speed, goes_on=True))

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

    def _in_loop(self, frame: int) -> bool:
        return self._loop is not None and self._loop[0] <= frame < self._loop[1]

    def _widened(self, start: int, until: int) -> tuple[int, int]:
        """Return a loop that is long enough, or as long as the take."""
        size = self._samples.size
        least = min(round(LEAST_LOOP_S * SAMPLE_RATE_HZ), size)
        lacking = max(0, least - (until - start))
        start = min(max(0, start - lacking // 2), size - least)
        return start, max(until, start + least)

    def _route(self, start: int, until: int) -> Route:
        if self._loop is None:
            return Route(self._samples, start, until)
        return Route(self._samples, start, self._loop[1], again=self._loop[0])

    def _send(self, wish: Wish) -> None:
        if self._playback is not None and self._playback.change(wish):
            return
        self._playback = Playback(wish)
        threading.Thread(
            target=self._run, args=(self._playback,), name="player", daemon=True
        ).start()

    def _run(self, playback: Playback) -> None:
        problem: AppError | None = None
        try:
            playback.run(self._portaudio)
        except AudioError as error:
            problem = error
        if not playback.stopped:
            self._on_finished(problem)
