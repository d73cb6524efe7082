"""Where one answer can be. `app.core.practice` leads from one of these states to the next."""

from dataclasses import dataclass

from app.core.attempt import SelfRating, Take
from app.core.feedback import Feedback
from app.core.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Rules:
    """The times of one answer.

    Attributes:
        prep_s: Time to think, in seconds; 0 for none.
        answer_s: Time to answer, in seconds.
        hard_stop: Whether recording ends when the time to answer is up.
        auto_start: Whether recording begins when the time to think is up.
        may_pause: Whether the person may pause; a lost microphone interrupts in any case.
        typed: Whether the answer is written with the keyboard, and nothing is recorded.
        language: Language of an answer that is written, as a code.
    """

    prep_s: float = 30.0
    answer_s: float = 120.0
    hard_stop: bool = False
    auto_start: bool = True
    may_pause: bool = True
    typed: bool = False
    language: str = "en"


# What has become of a recording ----------------------------------------------


@dataclass(frozen=True, slots=True)
class Transcribing:
    """An engine reads the take; fraction is how far it is, 0..1."""

    fraction: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysing:
    """The words are known, the feedback is not yet."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class Read:
    """The words and the feedback are known."""

    transcript: Transcript
    feedback: Feedback


@dataclass(frozen=True, slots=True)
class Unread:
    """Something failed; the take is safe. transcript is what there is of it."""

    problem: str
    transcript: Transcript | None = None


Reading = Transcribing | Analysing | Read | Unread

# States ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Think:
    """The question is on screen; nothing is recorded. With a problem the countdown rests."""

    rules: Rules
    since_s: float
    now_s: float
    problem: str = ""

    @property
    def left_s(self) -> float:
        """Time left to think, in seconds; never below 0."""
        return max(0.0, self.rules.prep_s - (self.now_s - self.since_s))


@dataclass(frozen=True, slots=True)
class Opening:
    """The microphone is being switched on, which takes a moment."""

    rules: Rules


@dataclass(frozen=True, slots=True)
class Answer:
    """The microphone is on.

    notice says what endangers the take, if anything does; caption is what was written down last.
    since_s is when the microphone was on, or, in a take that was gone on with, when it would have
    been on for what is recorded: the clock counts the answer, not the interruptions.
    """

    rules: Rules
    since_s: float
    now_s: float
    notice: str = ""
    caption: str = ""
    calm: bool = False

    @property
    def elapsed_s(self) -> float:
        """How long the person has answered, in seconds."""
        return self.now_s - self.since_s


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The microphone is off, the clock stands, and the take is open and safe.

    Attributes:
        rules: The times of the answer.
        recorded_s: How much of the answer there is, in seconds.
        notice: Why; empty when the person has paused.
        opening: Whether the microphone is being switched on again.
        caption: What was written down last.
    """

    rules: Rules
    recorded_s: float
    notice: str = ""
    opening: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Typing:
    """The person writes the answer with the keyboard.

    Attributes:
        rules: The times of the answer.
        text: What is written so far.
        since_s: When they began; None until the first Tick.
        now_s: The time.
        saved_text: What of it is in the history; empty while there is no attempt yet.
        saved_s: When that was written there.
        problem: Why the person is still here, in words; empty for nothing.
    """

    rules: Rules
    text: str = ""
    since_s: float | None = None
    now_s: float = 0.0
    saved_text: str = ""
    saved_s: float = 0.0
    problem: str = ""

    @property
    def elapsed_s(self) -> float:
        """How long the person has been writing, in seconds."""
        return 0.0 if self.since_s is None else self.now_s - self.since_s


@dataclass(frozen=True, slots=True)
class Saving:
    """The microphone is off and the file is being closed."""

    rules: Rules
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """The take is saved; the person says how it went before they see anything."""

    take: Take
    reading: Reading


@dataclass(frozen=True, slots=True)
class Review:
    """The feedback is shown as soon as it is there."""

    take: Take
    reading: Reading
    self_rating: SelfRating | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """The person has left. A transcript that is still on its way is saved when it comes."""

    take: Take | None = None
    awaits_transcript: bool = False


State = Think | Opening | Answer | Interrupted | Typing | Saving | Rate | Review | Over
