"""What a session needs that a test cannot use for real, and how other threads reach it.

There is no port for the history: SQLite is quick enough to use as it is. The promises are written
here, once; implementations do not repeat them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.core import practice_events as e
from app.core.attempt import Take
from app.core.question import Question
from app.core.transcript import Transcript

RunSoon = Callable[[Callable[[], None]], None]
"""Runs a call on the session's thread, soon and in order. May be called from any thread."""

Report = Callable[[e.Event], None]
"""Takes an event, on the session's thread."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud the microphone is just now, for a meter.

    Attributes:
        rms_dbfs: Loudness of the last moment, in dBFS.
        peak_dbfs: Highest peak of the last moment, in dBFS.
        clipped: Whether it was too loud to be recorded faithfully.
        noise_dbfs: Loudness of the room, in dBFS; None while it is not known yet.
    """

    rms_dbfs: float
    peak_dbfs: float
    clipped: bool
    noise_dbfs: float | None = None


@dataclass(frozen=True, slots=True)
class Growing:
    """A take that is being recorded.

    Attributes:
        name: The file name it will have, as in `Take.name`.
        path: The file it is in now: 16 kHz mono 16 bit WAV, valid at any time.
        frames: Returns how many frames are safely in it.
    """

    name: str
    path: Path
    frames: Callable[[], int]


class Recorder(Protocol):
    """Turns the microphone into files, one take at a time."""

    @property
    def microphone(self) -> str:
        """Name of the microphone in use, for showing."""

    @property
    def growing(self) -> Growing | None:
        """The take that is being recorded; None when none is."""

    def start(self, question: Question, report: Report) -> None:
        """Switch the microphone on and return at once.

        Reports RecordingStarted or RecordingFailed; then RecordingWarned as it likes, and
        RecordingStarted again when sound comes after a stall; RecordingInterrupted when the
        microphone is lost; and Recorded once, when the file is complete.
        """

    def pause(self) -> None:
        """Switch it off, keep the take open, and return at once; RecordingInterrupted follows."""

    def go_on(self) -> None:
        """Go on with an interrupted take, with the microphone chosen now; return at once.

        Reports RecordingStarted, or RecordingInterrupted with the reason why not.
        """

    def stop(self) -> None:
        """Switch it off and return at once; Recorded follows."""

    def delete(self, take: Take) -> None:
        """Delete a take that is no answer."""

    def loudness(self) -> Loudness:
        """Return how loud it is now; may be called at any time."""


class Listener(Protocol):
    """Has takes written down and answers judged."""

    def follow(self, growing: Growing, question: Question, report: Report) -> None:
        """Begin to write down a take that is being recorded, and return at once.

        Reports Captioned as it likes. The take that was followed before is no longer.
        """

    def look(self) -> None:
        """See how far the take that is followed has grown. Call several times a second."""

    def transcribe(self, take: Take, question: Question, report: Report) -> None:
        """Begin, and return at once; of a take that was followed only the rest is left to do.

        Reports TranscriptionAdvanced as it likes, then Transcribed or TranscriptionFailed.
        """

    def read_whole(self, take: Take, question: Question, report: Report) -> None:
        """Begin to read a complete take once more, with more care, and return at once.

        Reports as transcribe does.
        """

    def analyse(
        self, question: Question, transcript: Transcript, duration_s: float, report: Report
    ) -> None:
        """Begin, and return at once. Reports Analysed or AnalysisFailed."""

    def ask_version(self, on_version: Callable[[str], None]) -> None:
        """Find out by which rules answers are judged now, and return at once.

        Calls on_version later, or never when judging does not work at all.
        """


@dataclass(frozen=True, slots=True)
class Clocks:
    """Time, as a session reads it.

    Attributes:
        monotonic_s: Seconds since some moment; never goes back.
        now: The time of day, with time zone.
    """

    monotonic_s: Callable[[], float]
    now: Callable[[], datetime]


class Voice(Protocol):
    """Reads questions aloud; there may be none on a computer, then the interface offers nothing."""

    @property
    def available(self) -> bool:
        """Whether there is a voice on this computer. Quick: may be asked at any time."""

    def say(self, text: str, on_done: Callable[[], None]) -> None:
        """Begin to speak and return at once; what was being said ends.

        Calls on_done on the session's thread when it has ended by itself or failed, and never
        after stop().
        """

    def stop(self) -> None:
        """Fall silent at once; nothing happens when nothing is said."""
