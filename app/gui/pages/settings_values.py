"""What the Settings page shows, and what a person can do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.settings import Settings
from app.session.keep_views import OldSoundView, StorageUsed
from app.session.model_views import DraftsView, ShelfView

if TYPE_CHECKING:
    from app.session.views import CheckView


@dataclass(frozen=True, slots=True)
class Microphone:
    """A microphone: its name in the settings (empty for the system's default), and its label.

    note says what is wrong with it, such as "not connected"; empty for nothing.
    """

    name: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at a speech model, or the test of this computer's speed, has come to.

    Attributes:
        title: One line.
        text: What is safe and what to do; may be empty.
        good: Whether all is as it should be.
    """

    title: str
    text: str = ""
    good: bool = True


@dataclass(frozen=True, slots=True)
class Embedding:
    """The model that compares meanings.

    Attributes:
        ready: Whether it can be used.
        fetched: How much of a running fetch has arrived, 0..1; None when none runs.
        problem: Why the last fetch failed; empty when it did not.
        size_mb: How much a fetch loads, in megabytes.
    """

    ready: bool
    fetched: float | None = None
    problem: str = ""
    size_mb: int = 91


@dataclass(frozen=True, slots=True)
class PackProblem:
    """A mistake in a question pack: its file, line (0 for the whole file) and what is expected."""

    file: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one page: its title, and pairs of key and what it does."""

    title: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StorageState:
    """What is used, and the old recordings.

    Attributes:
        used: What was measured last; None before the first time.
        old: The recordings of long ago, and what is being done with them.
        in_trash: How many answers are in the trash.
    """

    used: StorageUsed | None = None
    old: OldSoundView = field(default_factory=OldSoundView)
    in_trash: int = 0


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the page shows.

    Attributes:
        settings: The settings in use.
        data_folder: Where everything is kept.
        packs_folder: Where packs of one's own are looked for.
        check: The test recording.
        microphones: All there are, the system's default first; empty when there is none.
        microphone_problem: What is wrong with the chosen one, or with all; empty for nothing.
        shelf: The speech models there are and those one can get.
        finding: What was found out about the models last; None for nothing.
        drafts: The answers whose text is a draft, and how reading them again goes on.
        english_only: Whether the engine in use understands no other language.
        embedding: The model that compares meanings.
        pack_count: How many packs were read.
        pack_problems: Every mistake in them.
        keys: The keys of all pages.
        storage: What is used, and the old recordings.
        can_read_aloud: Whether there is a voice on this computer.
    """

    settings: Settings
    data_folder: str
    packs_folder: str
    check: CheckView
    microphones: tuple[Microphone, ...] = (Microphone("", "System default"),)
    microphone_problem: str = ""
    shelf: ShelfView = field(default_factory=ShelfView)
    finding: Finding | None = None
    drafts: DraftsView = field(default_factory=DraftsView)
    english_only: bool = False
    embedding: Embedding = Embedding(ready=True)
    pack_count: int = 0
    pack_problems: tuple[PackProblem, ...] = ()
    keys: tuple[KeyGroup, ...] = ()
    storage: StorageState = field(default_factory=StorageState)
    can_read_aloud: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Take these settings into use at once."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class LookForMicrophones:
    """Look again which microphones there are."""


@dataclass(frozen=True, slots=True)
class CheckMicrophone:
    """Record five seconds and play them back."""


@dataclass(frozen=True, slots=True)
class StopCheck:
    """End the test recording or its playback."""


@dataclass(frozen=True, slots=True)
class ImportModel:
    """Copy the Whisper models in a folder into the folder of models."""

    folder: str


@dataclass(frozen=True, slots=True)
class DownloadModel:
    """Load a speech model over the network, or go on with what has arrived."""

    key: str


@dataclass(frozen=True, slots=True)
class CancelDownload:
    """Stop loading a speech model; what has arrived is kept."""

    key: str


@dataclass(frozen=True, slots=True)
class DiscardDownload:
    """Throw away what a download has left."""

    key: str


@dataclass(frozen=True, slots=True)
class DeleteModel:
    """Delete a speech model from this computer."""

    key: str


@dataclass(frozen=True, slots=True)
class CheckModel:
    """Compare a speech model with its checksums."""

    key: str


@dataclass(frozen=True, slots=True)
class MeasureSpeed:
    """Find out how fast this computer is with each speech model."""


@dataclass(frozen=True, slots=True)
class StopMeasuring:
    """End that."""


@dataclass(frozen=True, slots=True)
class ReadDrafts:
    """Have all drafts read again by the speech model in use."""


@dataclass(frozen=True, slots=True)
class StopReadingDrafts:
    """End that; what has been read stays."""


@dataclass(frozen=True, slots=True)
class FetchEmbedding:
    """Load the embedding model over the network."""


@dataclass(frozen=True, slots=True)
class CancelFetch:
    """Stop loading the embedding model; what has arrived is kept."""


@dataclass(frozen=True, slots=True)
class OpenPath:
    """Show a folder or a file with the system's own program."""

    path: str


@dataclass(frozen=True, slots=True)
class ReadPacksAgain:
    """Read all packs again, after a file was changed."""


@dataclass(frozen=True, slots=True)
class LookAtStorage:
    """Measure anew what is used."""


@dataclass(frozen=True, slots=True)
class OpenTrash:
    """Show the deleted answers."""


@dataclass(frozen=True, slots=True)
class ChooseOld:
    """Say which recordings are old: in months, and whether best takes keep their sound."""

    months: int
    keep_best: bool


@dataclass(frozen=True, slots=True)
class MakeSmaller:
    """Turn old recordings into FLAC."""


@dataclass(frozen=True, slots=True)
class RemoveSound:
    """Remove the sound of old recordings, for good."""


@dataclass(frozen=True, slots=True)
class StopOldSound:
    """End that; what is done stays done."""


StorageEvent = LookAtStorage | OpenTrash | ChooseOld | MakeSmaller | RemoveSound | StopOldSound
"""What is done about the room everything takes."""

ShelfEvent = (
    ImportModel | DownloadModel | CancelDownload | DiscardDownload | DeleteModel | CheckModel
)
"""What is done with one speech model."""

ModelEvent = ShelfEvent | MeasureSpeed | StopMeasuring | ReadDrafts | StopReadingDrafts
"""What a page sends about speech models, besides ChangeSettings and OpenPath."""

SettingsEvent = (
    ChangeSettings
    | LookForMicrophones
    | CheckMicrophone
    | StopCheck
    | ModelEvent
    | FetchEmbedding
    | CancelFetch
    | OpenPath
    | ReadPacksAgain
    | StorageEvent
)
