"""What the pages and the terminal show: values a session makes, and nothing else needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.core import practice as p
from app.core.attempt import Attempt, EarlierNote
from app.core.feedback import Feedback
from app.core.question import Question
from app.core.replay import Stretch
from app.core.transcript import Transcript
from app.session.second_reading import SecondReading

CheckPhase = Literal["idle", "opening", "listening", "playing"]


@dataclass(frozen=True, slots=True)
class PracticeView:
    """One question of a session, being answered.

    Attributes:
        question: The question.
        index: Its place in the session, from 0.
        total: How many questions the session has.
        take_number: 1 for the first answer ever given to it, 2 for the second ...
        note: What the person wrote after the last take: "next time I will ...".
        microphone: Name of the microphone, for showing.
        state: Where the answer is.
        captions: Whether what is said is shown as text while the person speaks.
    """

    question: Question
    index: int
    total: int
    take_number: int
    note: str
    microphone: str
    state: p.State
    captions: bool = False

    @property
    def last(self) -> bool:
        """Whether no question follows."""
        return self.index + 1 >= self.total


@dataclass(frozen=True, slots=True)
class MicrophoneOption:
    """A microphone one can choose.

    Attributes:
        name: Its name in the settings; empty for the system's default.
        label: What it is called.
        note: What is wrong with it, such as "not connected"; empty for nothing.
    """

    name: str
    label: str
    note: str = ""

    @property
    def words(self) -> str:
        """The label with its note, for a list."""
        return f"{self.label}, {self.note}" if self.note else self.label


@dataclass(frozen=True, slots=True)
class TakeLabel:
    """One take of a question, as a list of takes shows it.

    Attributes:
        attempt_id: Its number in the history.
        number: 1 for the first take of the question, 2 for the second ...
        made_at: When it was made, with time zone.
        best: Whether the person marked it as their best.
    """

    attempt_id: int
    number: int
    made_at: datetime
    best: bool = False


@dataclass(frozen=True, slots=True)
class SessionPlace:
    """Where in a session the reviewed answer stands; index from 0."""

    index: int
    total: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One attempt, as it is reviewed.

    Attributes:
        attempt: The attempt as it is stored.
        takes: All takes of the same question, oldest first.
        reading: What has become of the take: still being read, read, or why not.
        feedback: What the program and the person say about it; None until it is read.
        waveform: Peaks of equal stretches of the take, 0..1; empty when the file is gone.
        can_read_again: Whether an engine better than the last can read the take.
        can_read_whole: Whether the same text might become better by a second, careful reading.
        second_reading: What a second reading has just changed; None for nothing.
        place: Where in a running session it stands; None when opened from the history.
        sound_problem: Why the take cannot be played; empty when it can.
        selection: The stretch of the take that is chosen; None for none.
        looping: Whether that is played again and again.
        speed: Seconds of the take that are heard in a second.
        earlier_note: What the person meant to do next time, at an earlier take; None for nothing.
        original: What the engine wrote, while the person looks at it instead of their own words.
        undo_label: What would be undone, such as "correct “the”"; empty for nothing.
        redo_label: What would be done again; empty for nothing.
    """

    attempt: Attempt
    takes: tuple[TakeLabel, ...]
    reading: p.Reading
    feedback: Feedback | None = None
    waveform: tuple[float, ...] = ()
    can_read_again: bool = False
    can_read_whole: bool = False
    second_reading: SecondReading | None = None
    place: SessionPlace | None = None
    sound_problem: str = ""
    selection: Stretch | None = None
    looping: bool = False
    speed: float = 1.0
    earlier_note: EarlierNote | None = None
    original: Transcript | None = None
    undo_label: str = ""
    redo_label: str = ""


@dataclass(frozen=True, slots=True)
class CheckView:
    """What there is to show of a sound check.

    Attributes:
        phase: What is going on.
        left_s: Seconds of listening that are left.
        verdict: What was heard last; empty before the first check.
        good: Whether that was as it should be.
        room: How loud the room is, in words; empty while that is not known.
    """

    phase: CheckPhase = "idle"
    left_s: float = 0.0
    verdict: str = ""
    good: bool = True
    room: str = ""
