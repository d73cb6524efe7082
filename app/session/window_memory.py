"""How the window looked last, kept apart from the settings: it is read before the first paint.

Imports almost nothing, and may be lost without harm.
"""

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from app.core.settings import Theme
from app.storage.files import write_private
from app.storage.places import chosen_folder, shipped_resources

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WindowLook:
    """What the first paint needs to know; sizes in device-independent pixels."""

    width_px: int = 1280
    height_px: int = 800
    theme: Theme = "system"
    text_percent: int = 100


class WindowMemory:
    """The file it is kept in."""

    def __init__(self, data_dir: Path | None, usual: Path) -> None:
        """Say where it is.

        Args:
            data_dir: The folder that holds everything; None when there is none.
            usual: The folder for such things on this system.
        """
        self._path = (chosen_folder(data_dir, os.environ) or usual) / "window.json"

    @property
    def is_there(self) -> bool:
        """Whether a window was ever closed here."""
        return self._path.exists()

    def load(self) -> WindowLook:
        """Return how it looked last; the defaults where that is not known."""
        stored: object = None
        with suppress(OSError, ValueError):
            stored = json.loads(self._path.read_text("utf-8"))
        return _look_of(stored) if isinstance(stored, dict) else WindowLook()

    def save(self, look: WindowLook) -> None:
        """Remember how it looks; not being able to is no problem."""
        try:
            write_private(self._path, json.dumps(asdict(look)).encode())
        except OSError as error:
            log.info("the window's size is not remembered: %s", error)


def _look_of(stored: dict[str, object]) -> WindowLook:
    """Return what of a file makes sense."""
    usual = WindowLook()
    theme = stored.get("theme")
    return WindowLook(
        width_px=_within(400, stored.get("width_px"), 20_000, usual.width_px),
        height_px=_within(300, stored.get("height_px"), 20_000, usual.height_px),
        theme=theme if theme in ("light", "dark") else usual.theme,
        text_percent=_within(80, stored.get("text_percent"), 200, usual.text_percent),
    )


def _within(low: int, value: object, high: int, otherwise: int) -> int:
    return value if isinstance(value, int) and low <= value <= high else otherwise


def shipped_fonts() -> Path:
    """Return the folder of the fonts that come with the program."""
    return shipped_resources() / "fonts"
