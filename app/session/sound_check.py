"""Five seconds of microphone, played back: does it hear me?"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.audio import events as audio
from app.audio.noise import hear
from app.audio.player import Player
from app.audio.portaudio import PortAudio
from app.audio.recorder import TakeRecorder
from app.audio.source import Source
from app.audio.wav import read_frames
from app.core.errors import AppError, StorageError
from app.session.hearing import judge, room_words
from app.session.ports import Clocks, Loudness, RunSoon
from app.session.views import CheckView

CHECK_S: Final = 5.0


class SoundCheck:
    """Records five seconds into a file that is overwritten each time, and plays them back."""

    def __init__(
        self,
        source_factory: Callable[[], Source],
        portaudio: PortAudio,
        path: Path,
        clocks: Clocks,
        run_soon: RunSoon,
    ) -> None:
        """Prepare a check.

        Args:
            source_factory: Opens the chosen microphone.
            portaudio: The way to the loudspeaker.
            path: The file to record into.
            clocks: The time.
            run_soon: Brings events to the session's thread.
        """
        self.view = CheckView()
        self.on_change: Callable[[], None] = lambda: None
        self._path = path
        self._clocks = clocks
        self._until_s = 0.0
        self._recorder = TakeRecorder(
            source_factory, lambda event: run_soon(lambda: self._hear(event))
        )
        self._player = Player(portaudio, lambda error: run_soon(lambda: self._played(error)))

    def start(self) -> None:
        """Begin a check, unless one is going on."""
        if self.view.phase in ("idle", "playing"):
            self._player.pause()
            self._show(CheckView("opening", CHECK_S))
            self._recorder.start(self._path)

    def tick(self) -> None:
        """Let time pass. Call about twenty times a second while a check goes on."""
        if self.view.phase != "listening":
            return
        noise_dbfs = self._recorder.noise_dbfs()
        room = "" if noise_dbfs is None else room_words(noise_dbfs)
        left_s = max(0.0, self._until_s - self._clocks.monotonic_s())
        if left_s == 0:
            self._recorder.stop()
        self._show(replace(self.view, left_s=left_s, room=room))

    def cancel(self) -> None:
        """Stop listening and playing."""
        self._recorder.stop()
        self._player.pause()

    def loudness(self) -> Loudness:
        """Return how loud it is now."""
        level = self._recorder.level()
        noise_dbfs = self._recorder.noise_dbfs()
        return Loudness(level.rms_dbfs, level.peak_dbfs, level.clipped, noise_dbfs)

    def close(self) -> None:
        """Give the devices back, and delete what was heard."""
        self._recorder.close()
        self._player.close()
        self._path.unlink(missing_ok=True)

    def _hear(self, event: audio.RecorderEvent) -> None:
        match event:
            case audio.Opened():
                self._until_s = self._clocks.monotonic_s() + CHECK_S
                self._show(CheckView("listening", CHECK_S))
            case audio.Failed(text, hint):
                self._show(CheckView(verdict=f"{text} {hint}".strip(), good=False))
            case audio.Closed(problem=problem):
                self._play(problem)
            case audio.Interrupted():  # the microphone is gone: Closed says so
                self._recorder.stop()
            case audio.Warned() | audio.Recovered():
                pass  # the verdict says it at the end

    def _play(self, problem: str) -> None:
        try:
            hearing = hear(read_frames(self._path))
            self._player.load(self._path)
        except StorageError as error:
            self._show(CheckView(verdict=str(error), good=False))
            return
        verdict, good = (problem, False) if problem else judge(hearing)
        self._show(CheckView("playing", 0.0, verdict, good, room_words(hearing.noise_dbfs)))
        self._player.play(0.0)

    def _played(self, error: AppError | None) -> None:
        if self.view.phase == "playing":
            verdict = f"{error} {error.hint}".strip() if error else self.view.verdict
            good = self.view.good and error is None
            self._show(CheckView(verdict=verdict, good=good, room=self.view.room))

    def _show(self, view: CheckView) -> None:
        self.view = view
        self.on_change()
