"""The files of takes that are made smaller, or go: in steps that a crash may interrupt anywhere.

Beside `20260314-184205-7f3a.wav` may stand, for moments or after a crash:

- `.20260314-184205-7f3a.flac.tmp`: the same take as FLAC, not finished;
- `20260314-184205-7f3a.flac`: finished and compared; the one the history names is the take;
- `.20260314-184205-7f3a.wav.gone`: set aside, because the person wants its sound removed.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.storage.files import explained, make_private_file, sync_folder

WAV: Final = ".wav"
FLAC: Final = ".flac"
_DRAFT: Final = ".tmp"
_GONE: Final = ".gone"
_NOTE: Final = ".json"
_OLD_S: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Left:
    """What a crash has left in the folder of takes.

    Attributes:
        set_aside: Takes that were set aside and are not removed yet, by file name.
        twice: Takes that are there as FLAC and as WAV, by the name of the FLAC.
    """

    set_aside: list[str]
    twice: list[str]


class TakeFiles:
    """The files in a folder of takes. May be used from any thread, one take at a time.

    Every method raises StorageError when the folder cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, name: str) -> Path:
        """Return where a take is; name as in `Take.name`."""
        return self._folder / name

    # Smaller -----------------------------------------------------------------

    def begin_flac(self, name: str) -> Path:
        """Make an empty file to write a WAV into as FLAC."""
        draft = self._folder / f".{flac_name(name)}{_DRAFT}"
        with explained("The take could not be made smaller", self._folder):
            draft.unlink(missing_ok=True)
            make_private_file(draft, must_be_new=True)
        return draft

    def keep_flac(self, draft: Path) -> str:
        """Give a file that was written and compared its final name, for good; return that."""
        name = draft.name.removeprefix(".").removesuffix(_DRAFT)
        with explained("The take could not be made smaller", self._folder):
            with draft.open("r+b") as file:
                os.fsync(file.fileno())
            draft.replace(self._folder / name)
            sync_folder(self._folder)
        return name

    def remove_wav(self, flac: str) -> None:
        """Delete the WAV of a take, now that the history names its FLAC."""
        with explained("The take could not be made smaller", self._folder):
            if self.path_of(flac).exists():
                self.path_of(wav_name(flac)).unlink(missing_ok=True)

    # Gone --------------------------------------------------------------------

    def set_aside(self, name: str) -> None:
        """Hide a take that is to go, before the history forgets its name."""
        with explained("The sound could not be removed", self._folder):
            if (path := self._folder / name).exists():
                path.replace(self._aside(name))
                sync_folder(self._folder)

    def remove(self, name: str) -> None:
        """Delete a take in all its forms; what is gone already is no error."""
        with explained("The sound could not be removed", self._folder):
            for each in {name, flac_name(name), wav_name(name)}:
                for path in (self._folder / each, self._aside(each)):
                    path.unlink(missing_ok=True)
            (self._folder / f".{flac_name(name)}{_DRAFT}").unlink(missing_ok=True)
            self.path_of(name).with_suffix(_NOTE).unlink(missing_ok=True)

    # After a crash -----------------------------------------------------------

    def left(self) -> "Left":
        """Return what a crash has left; drafts of FLAC that nobody finishes any more are deleted.

        A young one stays for another day: a second program may be at work just now.
        """
        with explained("The takes cannot be listed", self._folder):
            names = {entry.name for entry in os.scandir(self._folder)}
            for name in names:
                if name.startswith(".") and name.endswith(f"{FLAC}{_DRAFT}"):
                    self._remove_if_old(name)
        aside = [name[1:].removesuffix(_GONE) for name in names if name.endswith(_GONE)]
        twice = [name for name in names if name.endswith(FLAC) and wav_name(name) in names]
        return Left(sorted(aside), sorted(twice))

    def remove_flac(self, flac: str) -> None:
        """Delete the FLAC of a take whose WAV the history names, if it is not just being made."""
        with explained("The takes could not be tidied", self._folder):
            if self.path_of(wav_name(flac)).exists():
                self._remove_if_old(flac)

    def _remove_if_old(self, name: str) -> None:
        path = self._folder / name
        if path.exists() and time.time() - path.stat().st_mtime > _OLD_S:
            path.unlink(missing_ok=True)

    def _aside(self, name: str) -> Path:
        return self._folder / f".{name}{_GONE}"


def flac_name(name: str) -> str:
    """Return the name of a take as FLAC."""
    return str(Path(name).with_suffix(FLAC))


def wav_name(name: str) -> str:
    """Return the name of a take as WAV."""
    return str(Path(name).with_suffix(WAV))
