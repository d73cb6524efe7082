"""What goes into the practice machine, and what comes out of it.

`app.core.practice` turns one into the other.
"""

from dataclasses import dataclass

from app.core.attempt import SelfRating, Take
from app.core.feedback import Feedback
from app.core.transcript import Transcript

# Events ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed; now_s is a monotonic clock reading in seconds."""

    now_s: float


@dataclass(frozen=True, slots=True)
class Begin:
    """The person wants to answer now."""


@dataclass(frozen=True, slots=True)
class Write:
    """The person wants to write the answer with the keyboard."""


@dataclass(frozen=True, slots=True)
class Speak:
    """The person wants to speak after all; only while nothing is written."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The person has written; text is all of it."""

    text: str


@dataclass(frozen=True, slots=True)
class MoreTime:
    """The person wants to think longer."""

    extra_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Held:
    """The time to think stood still for a while, in seconds: the question was read aloud."""

    by_s: float


@dataclass(frozen=True, slots=True)
class Stop:
    """The person has finished the answer."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The person wants to pause; the take stays open."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """The person wants to go on with the same take."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The person goes elsewhere. A take that was begun is kept."""


@dataclass(frozen=True, slots=True)
class RecordingStarted:
    """Sound arrives from the microphone since now_s; recorded_s of the take were there before."""

    now_s: float
    recorded_s: float = 0.0


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """Nothing could be recorded."""

    problem: str


@dataclass(frozen=True, slots=True)
class RecordingWarned:
    """The take is in danger; an empty notice says that it no longer is.

    A calm notice may just as well mean nothing, such as a pause for thought.
    """

    notice: str
    calm: bool = False


@dataclass(frozen=True, slots=True)
class RecordingInterrupted:
    """The microphone is off and the take open, with recorded_s of sound in it.

    problem says why; it is empty when a pause was asked for.
    """

    recorded_s: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Captioned:
    """Another stretch of what is being said has been written down; it will not change any more."""

    text: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """The recording is complete on disk, asked for or not."""

    take: Take


@dataclass(frozen=True, slots=True)
class Transcribed:
    """The words of the whole take are known."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class TranscriptionAdvanced:
    """An engine has read a part of the take; fraction is 0..1."""

    fraction: float


@dataclass(frozen=True, slots=True)
class TranscriptionFailed:
    """No transcript could be made; the recording is still good."""

    problem: str


@dataclass(frozen=True, slots=True)
class Analysed:
    """The feedback is ready."""

    feedback: Feedback


@dataclass(frozen=True, slots=True)
class AnalysisFailed:
    """There is no feedback; the transcript is still good."""

    problem: str


@dataclass(frozen=True, slots=True)
class Rated:
    """The person has said how it went, or (None) skipped that."""

    self_rating: SelfRating | None


Event = (
    Tick
    | Begin
    | Write
    | Speak
    | Typed
    | MoreTime
    | Held
    | Stop
    | Pause
    | GoOn
    | Leave
    | RecordingStarted
    | RecordingFailed
    | RecordingWarned
    | Captioned
    | RecordingInterrupted
    | Recorded
    | Transcribed
    | TranscriptionAdvanced
    | TranscriptionFailed
    | Analysed
    | AnalysisFailed
    | Rated
)

# Commands --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartRecording:
    """Switch the microphone on."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Have what is said written down while it is being recorded."""


@dataclass(frozen=True, slots=True)
class PauseRecording:
    """Switch the microphone off and keep the file open."""


@dataclass(frozen=True, slots=True)
class GoOnRecording:
    """Switch the microphone that is chosen now on, and write into the same file."""


@dataclass(frozen=True, slots=True)
class StopRecording:
    """Switch the microphone off and close the file."""


@dataclass(frozen=True, slots=True)
class DeleteTake:
    """Delete a recording that is no answer."""

    take: Take


@dataclass(frozen=True, slots=True)
class SaveAttempt:
    """Write the history row; done before transcription, so that nothing can be lost."""

    take: Take


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Have an engine read the take."""

    take: Take


@dataclass(frozen=True, slots=True)
class SaveTranscript:
    """Add the transcript to the saved attempt."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class SaveWritten:
    """Put what is written so far into the saved attempt, in place of what was there.

    duration_s is how long the person has been writing, in seconds.
    """

    transcript: Transcript
    duration_s: float


@dataclass(frozen=True, slots=True)
class Analyse:
    """Compare the transcript with the question."""

    transcript: Transcript
    duration_s: float


@dataclass(frozen=True, slots=True)
class SaveFeedback:
    """Keep the feedback beside the attempt, for lists."""

    feedback: Feedback


@dataclass(frozen=True, slots=True)
class SaveRating:
    """Add the person's own rating to the saved attempt."""

    self_rating: SelfRating


Command = (
    StartRecording
    | Follow
    | PauseRecording
    | GoOnRecording
    | StopRecording
    | DeleteTake
    | SaveAttempt
    | Transcribe
    | SaveTranscript
    | SaveWritten
    | Analyse
    | SaveFeedback
    | SaveRating
)
