"""What the Help page shows, and what a person can do there."""

from dataclasses import dataclass

from app.gui.pages.settings_values import KeyGroup, OpenPath
from app.gui.pages.welcome_values import ShowDemo, Step


@dataclass(frozen=True, slots=True)
class HelpState:
    """What the page shows.

    Attributes:
        title: The program with its version and build.
        parts: What else it runs on: pairs of name and version.
        data_folder: Where everything of the person's is kept.
        log_folder: Where the log is.
        licence: The text of the licence; empty where it is missing.
        notices: What others have made, as Markdown; empty where it is missing.
        keys: The keys of all pages.
        copied: Whether the report has just been copied.
    """

    title: str
    parts: tuple[tuple[str, str], ...]
    data_folder: str
    log_folder: str
    licence: str
    notices: str
    keys: tuple[KeyGroup, ...]
    copied: bool = False


@dataclass(frozen=True, slots=True)
class SetUpAgain:
    """Show the first run again: one step, or (None) all of it."""

    step: Step | None = None


@dataclass(frozen=True, slots=True)
class CopyReport:
    """Put versions and build on the clipboard, for a report about the program."""


HelpEvent = SetUpAgain | ShowDemo | OpenPath | CopyReport
