"""What is told of answers that travel between computers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """What a merge brings, or has brought.

    Attributes:
        new: Answers that are not here yet, those in the trash left out.
        new_in_trash: Answers that are not here yet and lie in the trash there.
        known: Answers that are here already.
        changed: How many of these were changed later there, so that they change here.
        stories: Stories that are not here yet, those in the trash left out.
        stories_in_trash: Stories that are not here yet and lie in the trash there.
        stories_changed: Stories that are here, and were changed later there.
        interviews: Interviews that are not here yet.
        interviews_changed: Interviews that are here, and went on there.
    """

    new: int = 0
    new_in_trash: int = 0
    known: int = 0
    changed: int = 0
    stories: int = 0
    stories_in_trash: int = 0
    stories_changed: int = 0
    interviews: int = 0
    interviews_changed: int = 0

    @property
    def all(self) -> int:
        """All answers there are in the other history."""
        return self.new + self.new_in_trash + self.known

    @property
    def nothing(self) -> bool:
        """Whether a merge changes nothing at all."""
        return self == MergeCounts(known=self.known)


def moment_in_full(when: datetime) -> str:
    """Return such as "25 November 2026, 18:42", in the time zone it has."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {when:%H:%M}"
