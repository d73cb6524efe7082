"""The files of takes that are made smaller, or go: in steps that a crash may interrupt anywhere.

Beside `20260314-184205-7f3a.wav` may stand, for moments or after a crash:

- `.20260314-184205-7f3a.flac.tmp`: the same take as FLAC, not finished;
- `20260314-184205-7f3a.flac`: finished and compared; the one the history names is the take;
- `.20260314-184205-7f3a.wav.gone`: set aside, because the person wants its sound removed.
"""

import os
import time
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

from app.storage.files import explained, make_private_file, sync_folder

WAV: Final = ".wav"
FLAC: Final = ".flac"
_DRAFT: Final = ".tmp"
_GONE: Final = ".gone"
_NOTE: Final = ".json"
_OLD_S: Final = 3600.0


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

    def set_aside_names(self) -> list[str]:
        """Return the takes that were set aside, and not removed yet."""
        hidden = self._matching(f".*{_GONE}")
        return [path.name.removeprefix(".").removesuffix(_GONE) for path in hidden]

    def tidy(self, known: AbstractSet[str]) -> None:
        """Remove what making takes smaller has left: drafts, and the one of two that is not used.

        A young FLAC stays for another day: a second program may be making takes smaller just now.

        Args:
            known: The takes in the history, by file name.
        """
        with explained("The takes could not be tidied", self._folder):
            for draft in self._matching(f".*{FLAC}{_DRAFT}"):
                if _is_old(draft):
                    draft.unlink(missing_ok=True)
            for flac in self._matching(f"*{FLAC}"):
                wav = flac.with_suffix(WAV)
                if flac.name in known and wav.name not in known:
                    wav.unlink(missing_ok=True)
                elif (
                    wav.name in known and flac.name not in known and wav.exists() and _is_old(flac)
                ):
                    flac.unlink(missing_ok=True)

    def _aside(self, name: str) -> Path:
        return self._folder / f".{name}{_GONE}"

    def _matching(self, pattern: str) -> list[Path]:
        with explained("The takes cannot be listed", self._folder):
            return sorted(self._folder.glob(pattern))


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _OLD_S


def flac_name(name: str) -> str:
    """Return the name of a take as FLAC."""
    return str(Path(name).with_suffix(FLAC))


def wav_name(name: str) -> str:
    """Return the name of a take as WAV."""
    return str(Path(name).with_suffix(WAV))
