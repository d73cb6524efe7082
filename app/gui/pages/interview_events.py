"""What a person asks for on the pages of a rehearsed interview."""

from dataclasses import dataclass

from app.core import practice_events as e
from app.core.settings import Settings
from app.gui.pages.events import ChooseMicrophone, OpenSettings
from app.session.interview_views import SoundBite

# Setting up ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choose:
    """Take other settings into use."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class BeginInterview:
    """Begin an interview by the settings."""


@dataclass(frozen=True, slots=True)
class GoOnWithInterview:
    """Go on with the one that was left."""


@dataclass(frozen=True, slots=True)
class PutAside:
    """End the one that was left; its report stays."""


@dataclass(frozen=True, slots=True)
class UndoPutAside:
    """Have the one that was put aside go on after all."""


@dataclass(frozen=True, slots=True)
class OpenReport:
    """Show what came of an interview."""

    uid: str


@dataclass(frozen=True, slots=True)
class CloseSetUp:
    """Go back to Home."""


SetUpEvent = (
    Choose | BeginInterview | GoOnWithInterview | PutAside | UndoPutAside | OpenReport | CloseSetUp
)

# While it goes on ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """Ask the first question, or the one it stopped at."""


@dataclass(frozen=True, slots=True)
class EndBreak:
    """Ask the next question now."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Read the question aloud once more."""


@dataclass(frozen=True, slots=True)
class LeaveInterview:
    """Leave it for now; a take in progress is kept."""


RunEvent = Ready | EndBreak | Repeat | LeaveInterview | ChooseMicrophone | OpenSettings | e.Event

# Afterwards ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RateAnswers:
    """Keep how answers went: pairs of the number of an attempt and 1 to 5."""

    scores: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SkipRating:
    """Show the report without saying first how it went."""


RatingEvent = RateAnswers | SkipRating

# Its report ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hear:
    """Play what shows something, or fall silent where it is being played."""

    bite: SoundBite


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """Show the review of an answer."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class SaveReport:
    """Write the report into a file."""


@dataclass(frozen=True, slots=True)
class CloseReport:
    """Go back to where the report was opened from."""


ReportEvent = Hear | OpenAnswer | SaveReport | CloseReport
