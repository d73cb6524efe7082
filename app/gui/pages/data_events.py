"""What a person can ask for about all their data, on History and in Settings."""

from dataclasses import dataclass
from typing import Literal

# How one attempt is written; "copy" puts its text on the clipboard.
AttemptKind = Literal["md", "html", "html-sound", "pdf", "srt", "vtt", "copy"]


@dataclass(frozen=True, slots=True)
class ExportHistory:
    """Save the history as a table or as data."""

    kind: Literal["csv", "json"]


@dataclass(frozen=True, slots=True)
class ExportAll:
    """Save everything as one zip."""


@dataclass(frozen=True, slots=True)
class ChooseArchive:
    """Choose a zip, and see what it would bring."""


@dataclass(frozen=True, slots=True)
class BringIn:
    """Bring over what has been looked at; `settings` says whether its settings, too."""

    settings: bool


@dataclass(frozen=True, slots=True)
class StopData:
    """Stop what is under way, or put away what waits."""


@dataclass(frozen=True, slots=True)
class ShowFile:
    """Show a file in its folder."""

    path: str


DataEvent = ExportHistory | ExportAll | ChooseArchive | BringIn | StopData | ShowFile
