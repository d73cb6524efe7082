"""The settings, kept as JSON that a person can read and mend."""

import json
import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from app.core.settings import Settings
from app.storage.files import explained, write_private

VERSION: Final = 1
_VERSION_KEY: Final = "version"

_log = logging.getLogger(__name__)


def read_settings(data: bytes) -> Settings:
    """Return the settings in the bytes of such a file; what cannot be read is the default."""
    try:
        stored = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Settings()
    return _checked(stored)[0] if isinstance(stored, dict) else Settings()


class SettingsFile:
    """One file of settings. What it holds beyond our settings is kept when it is saved."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """Return the settings, and what had to be put right, in words for the person.

        A wrong value becomes the default, one out of its limits the nearest that is allowed. A
        file that is no JSON object is set aside under another name. A file of a newer version is
        read as far as it is understood.
        """
        try:
            stored = self._stored()
        except OSError as error:
            _log.warning("settings not readable: %s", error)
            return Settings(), (f"The settings could not be read, so the defaults hold: {error}.",)
        except (ValueError, RecursionError):
            return Settings(), (self._set_aside(),)
        return _checked(stored)

    def save(self, settings: Settings) -> None:
        """Write the settings; after a crash the old or the new ones are there.

        Raises:
            StorageError: They could not be written; the old ones are still there.
        """
        try:
            stored = self._stored()
        except (OSError, ValueError, RecursionError):
            stored = {}
        version = stored.get(_VERSION_KEY)
        newer = type(version) is int and version > VERSION
        stored |= {_VERSION_KEY: version if newer else VERSION, **asdict(settings)}
        text = json.dumps(stored, indent=2, ensure_ascii=False) + "\n"
        with explained("The settings could not be saved", self._path):
            write_private(self._path, text.encode(errors="replace"))

    def _stored(self) -> dict[str, Any]:
        """Return what is in the file; nothing when there is none.

        Raises:
            OSError: It cannot be read.
            ValueError: It is no JSON object.
            RecursionError: It is JSON, but of a depth nobody wrote by hand.
        """
        try:
            text = self._path.read_text("utf-8-sig")
        except FileNotFoundError:
            return {}
        stored = json.loads(text)
        if isinstance(stored, dict):
            return stored
        raise ValueError("no JSON object")

    def _set_aside(self) -> str:
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            self._path.replace(aside)
        except OSError as error:
            _log.warning("damaged settings not set aside: %s", error)
            return "The settings were damaged, so the defaults hold."
        return f"The settings were damaged, so the defaults hold. The old file is now {aside}."


def _checked(stored: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings that are stored, and what had to be put right."""
    values: dict[str, Any] = {}
    notices: list[str] = []
    for name, value in stored.items():
        if name in _CHECKS:
            values[name], notice = _CHECKS[name].read(value)
            notices += notice
    return Settings(**values), tuple(notices)


@dataclass(frozen=True, slots=True)
class _Check:
    """What one setting may be; low and high are None where there are no limits."""

    name: str
    adapter: TypeAdapter[Any]
    default: object
    low: float | None
    high: float | None

    def read(self, value: object) -> tuple[object, list[str]]:
        """Return a value that is allowed, and a notice when it is another one."""
        try:
            good = self._within_limits(self.adapter.validate_python(value, strict=True))
        except ValidationError:
            good = self.default
        if good == value:
            return good, []
        shown = "empty" if good in (None, "") else json.dumps(good)
        return good, [f'The setting "{self.name}" was {_short(value)}; it is {shown} now.']

    def _within_limits(self, value: object) -> object:
        if not isinstance(value, int | float) or self.low is None or self.high is None:
            return value
        if self.low <= value <= self.high:
            return value
        return self.low if value < self.low else self.high


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 40 else f"{text[:40]}..."


def _checks() -> dict[str, _Check]:
    kinds = get_type_hints(Settings)
    finite = ConfigDict(allow_inf_nan=False)
    return {
        f.name: _Check(
            name=f.name,
            adapter=TypeAdapter(kinds[f.name], config=finite),
            default=f.default,
            low=f.metadata.get("low"),
            high=f.metadata.get("high"),
        )
        for f in fields(Settings)
    }


_CHECKS: Final = _checks()
