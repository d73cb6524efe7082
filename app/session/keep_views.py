"""What there is to show of what is kept: the trash, the room everything takes, old recordings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Task = Literal["smaller", "removing"]
MONTHS: Final = (1, 3, 6, 12, 24)


@dataclass(frozen=True, slots=True)
class TrashItem:
    """An answer in the trash.

    Attributes:
        attempt_id: Its number.
        ask: The question as it was then.
        made_at: When it was recorded, with time zone.
        duration_s: Length of the take, in seconds.
        deleted_at: When it was put there.
        days_left: For how many days it is kept yet, begun ones included.
    """

    attempt_id: int
    ask: str
    made_at: datetime
    duration_s: float
    deleted_at: datetime
    days_left: int


@dataclass(frozen=True, slots=True)
class TrashedStoryItem:
    """A story in the trash.

    Attributes:
        uid: The story's name.
        title: What the person called it.
        deleted_at: When it was put there.
        days_left: For how many days it is kept yet, begun ones included.
    """

    uid: str
    title: str
    deleted_at: datetime
    days_left: int


@dataclass(frozen=True, slots=True)
class SoundTotal:
    """Some recordings: how many, how long in all, and their size."""

    count: int = 0
    duration_s: float = 0.0
    size_bytes: int = 0


NO_SOUND: Final = SoundTotal()


@dataclass(frozen=True, slots=True)
class StorageUsed:
    """What is used, in bytes.

    Attributes:
        recordings: The sound of the answers in the history.
        trash: The sound of the answers in the trash.
        history_bytes: What was said, noted and found.
        backups_bytes: Copies of that.
        models_bytes: Speech models.
        embedding_bytes: The model that compares meanings.
        free_bytes: What the disk has left.
    """

    recordings: SoundTotal = NO_SOUND
    trash: SoundTotal = NO_SOUND
    history_bytes: int = 0
    backups_bytes: int = 0
    models_bytes: int = 0
    embedding_bytes: int = 0
    free_bytes: int = 0

    @property
    def total_bytes(self) -> int:
        """All that Greenroom uses."""
        sounds = self.recordings.size_bytes + self.trash.size_bytes
        text = self.history_bytes + self.backups_bytes
        return sounds + text + self.models_bytes + self.embedding_bytes


@dataclass(frozen=True, slots=True)
class OldSoundView:
    """The old recordings, and what is being done with them.

    Attributes:
        months: How old a recording has to be, in months.
        keep_best: Whether the best takes keep their sound.
        large: Those that can be made smaller.
        removable: Those whose sound can be removed.
        unwritten: How many keep their sound because nobody has read them yet.
        known: Whether they have been counted.
        task: What is being done; None for nothing.
        waiting: Whether it waits for an answer in progress, or for other work.
        done: How many are done in this run, or the last one.
        total: How many this run is about.
        saved_bytes: How much room this run has made.
        failed: How many could not be done.
        problem: Why the last of them could not; empty when all could.
        last: What was done last; None for nothing yet.
    """

    months: int = 12
    keep_best: bool = True
    large: SoundTotal = NO_SOUND
    removable: SoundTotal = NO_SOUND
    unwritten: int = 0
    known: bool = False
    task: Task | None = None
    waiting: bool = False
    done: int = 0
    total: int = 0
    saved_bytes: int = 0
    failed: int = 0
    problem: str = ""
    last: Task | None = None
