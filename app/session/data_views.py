"""What there is to show of everything going into a zip, or coming out of one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.core.carrying import MergeCounts

DataPhase = Literal["idle", "exporting", "checking", "ready", "importing"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an archive would bring.

    Attributes:
        path: The archive.
        made_at: When it was made, in ISO 8601; empty when it does not say.
        counts: The answers, stories and interviews.
        sounds: How many recordings are missing here.
        sound_bytes: How large they are.
        packs: File names of the question packs that are missing here.
        has_settings: Whether there are settings in it.
    """

    path: Path
    made_at: str
    counts: MergeCounts
    sounds: int
    sound_bytes: int
    packs: tuple[str, ...]
    has_settings: bool

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it that is not here, but for settings."""
        return self.counts.nothing and not self.sounds and not self.packs


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has brought.

    Attributes:
        counts: The answers, stories and interviews.
        sounds: How many recordings.
        packs: File names the question packs have here.
        backup: The copy of the history as it was before.
        settings: The settings of the archive as they are stored, where they were wanted.
    """

    counts: MergeCounts
    sounds: int
    packs: tuple[str, ...]
    backup: Path
    settings: bytes = b""


@dataclass(frozen=True, slots=True)
class Exported:
    """An archive that was written.

    Attributes:
        path: The archive.
        answers: How many answers are in it.
        takes: How many recordings.
        missing: How many recordings the history names, but the folder has not.
        bytes: Its size.
        stories: How many stories are in it.
    """

    path: Path
    answers: int
    takes: int
    missing: int
    bytes: int
    stories: int = 0


@dataclass(frozen=True, slots=True)
class DataView:
    """What is going on.

    Attributes:
        phase: What is under way; "ready" when an archive waits for the person's word.
        file: The file it is about.
        done_bytes: How much is done.
        total_bytes: How much there is to do, about.
        preview: What the archive would bring.
        exported: What was written last.
        imported: What was brought last.
        problem: Why the last try ended, in words for the person; empty when it did not.
    """

    phase: DataPhase = "idle"
    file: Path | None = None
    done_bytes: int = 0
    total_bytes: int = 0
    preview: Preview | None = None
    exported: Exported | None = None
    imported: Imported | None = None
    problem: str = ""

    @property
    def busy(self) -> bool:
        """Whether something is under way that can be stopped."""
        return self.phase in ("exporting", "checking", "importing")

    @property
    def fraction(self) -> float:
        """How far it is, 0..1."""
        return min(1.0, self.done_bytes / self.total_bytes) if self.total_bytes else 0.0
