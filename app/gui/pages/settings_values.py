"""What the Settings page shows, and what a person can do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.settings import Settings

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
class ModelFolder:
    """A Whisper model on this computer.

    Attributes:
        folder: Its path, as in the settings.
        title: What it is called.
        detail: Its size, languages or path.
        problem: What is wrong with it; empty when it can be used.
    """

    folder: str
    title: str
    detail: str = ""
    problem: str = ""


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
class SettingsState:
    """What the page shows.

    Attributes:
        settings: The settings in use.
        data_folder: Where everything is kept.
        packs_folder: Where packs of one's own are looked for.
        check: The test recording.
        microphones: All there are, the system's default first; empty when there is none.
        microphone_problem: What is wrong with the chosen one, or with all; empty for nothing.
        models: The Whisper models known, the one in use among them.
        model_problem: Why a folder chosen last is no model; empty for nothing.
        english_only: Whether the engine in use understands no other language.
        embedding: The model that compares meanings.
        pack_count: How many packs were read.
        pack_problems: Every mistake in them.
        keys: The keys of all pages.
    """

    settings: Settings
    data_folder: str
    packs_folder: str
    check: CheckView
    microphones: tuple[Microphone, ...] = (Microphone("", "System default"),)
    microphone_problem: str = ""
    models: tuple[ModelFolder, ...] = ()
    model_problem: str = ""
    english_only: bool = False
    embedding: Embedding = Embedding(ready=True)
    pack_count: int = 0
    pack_problems: tuple[PackProblem, ...] = ()
    keys: tuple[KeyGroup, ...] = ()


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
    """Check a folder, and use the Whisper model in it when it is one."""

    folder: str


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


SettingsEvent = (
    ChangeSettings
    | LookForMicrophones
    | CheckMicrophone
    | StopCheck
    | ImportModel
    | FetchEmbedding
    | CancelFetch
    | OpenPath
    | ReadPacksAgain
)
