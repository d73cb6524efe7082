"""What a person can ask for on the review page."""

from dataclasses import dataclass

from app.core.replay import Stretch
from app.core.structure import Part
from app.gui.pages.data_events import AttemptKind
from app.gui.pages.events import AnswerWith, OpenSettings, Retake


@dataclass(frozen=True, slots=True)
class Play:
    """Play the take.

    Attributes:
        from_s: Where to begin, in seconds; None for where it stands.
        until_s: Where to end, in seconds; None for the end of the take.
    """

    from_s: float | None = None
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Fall silent."""


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to another moment, in seconds; playing goes on if it was going on."""

    position_s: float


@dataclass(frozen=True, slots=True)
class Select:
    """Choose a stretch of the take, such as for a loop; None for nothing."""

    selection: Stretch | None


@dataclass(frozen=True, slots=True)
class Loop:
    """Play what is chosen again and again, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Play faster or slower, such as 1.25 times as fast as it was spoken."""

    speed: float


@dataclass(frozen=True, slots=True)
class TickPoint:
    """Overrule a key point.

    Attributes:
        index: Which one, from 0.
        said: The person's verdict; None to leave it to the program again.
    """

    index: int
    said: bool | None


@dataclass(frozen=True, slots=True)
class MarkPart:
    """Say which part of a story a sentence tells.

    Attributes:
        at_s: A moment of the sentence, in seconds.
        part: The person's verdict; None to leave it to the program again.
    """

    at_s: float
    part: Part | None


@dataclass(frozen=True, slots=True)
class SetNote:
    """Keep the line 'next time I will ...'."""

    text: str


@dataclass(frozen=True, slots=True)
class KeepNote:
    """Say that this take did what an earlier one noted for next time, or take that back."""

    kept: bool


@dataclass(frozen=True, slots=True)
class SetBest:
    """Mark the take as the best of its question, or unmark it."""

    on: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """See the take beside another of the same question."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Vouch for a draft transcript."""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Have the take read by the engine of the settings."""


@dataclass(frozen=True, slots=True)
class CorrectWords:
    """Replace words by the person's own.

    Attributes:
        first: Index of the first word that is replaced.
        last: Index of the last one, inclusive.
        text: What stands there now; empty to delete them.
    """

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class AddFiller:
    """Add a filler that is heard at a moment, in seconds."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Recheck:
    """Judge the answer again, as it is written now."""


@dataclass(frozen=True, slots=True)
class ShowOriginal:
    """Show what was written down first instead of what the person made of it; or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class BackToOriginal:
    """Put what was written down first in place of the person's own words."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Undo the last change."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was undone last."""


@dataclass(frozen=True, slots=True)
class OpenTake:
    """Review another take of the same question."""

    attempt_id: int


@dataclass(frozen=True, slots=True)
class Delete:
    """Move the take to the trash."""


@dataclass(frozen=True, slots=True)
class Export:
    """Write the attempt into a file, or its text on the clipboard."""

    kind: AttemptKind


@dataclass(frozen=True, slots=True)
class Next:
    """Go to the next question of the session, or end it after the last."""


@dataclass(frozen=True, slots=True)
class Close:
    """Go back to where the review was opened from; in a session, leave that."""


# What leads away from the page, or is done by others.
Leading = OpenSettings | Retake | Compare | Delete | Export | Next | Close
Rewriting = CorrectWords | AddFiller | ShowOriginal | BackToOriginal | AnswerWith | Undo | Redo
"""What has the answer judged again, and undoing."""

ReviewPageEvent = (
    Play
    | Pause
    | Seek
    | Select
    | Loop
    | SetSpeed
    | TickPoint
    | MarkPart
    | SetNote
    | KeepNote
    | SetBest
    | Compare
    | Confirm
    | ReadAgain
    | Recheck
    | Rewriting
    | OpenTake
    | OpenSettings
    | Retake
    | Delete
    | Export
    | Next
    | Close
)
