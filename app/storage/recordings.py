"""The folder of takes: names, crashes, and what a crash left behind.

A take grows as `20260314-184205-7f3a.part.wav` and loses the `.part` when it is complete. Beside
it stands `20260314-184205-7f3a.json`, with the question, until the history knows the take. That
file is locked meanwhile: a take whose file is not locked belongs to no running program.
"""

import json
import logging
import os
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.core.attempt import Take
from app.core.errors import StorageError
from app.core.question import Question
from app.storage.codec import QUESTION
from app.storage.file_lock import FileLock, is_locked
from app.storage.files import explained, make_private_file, sync_folder, write_private
from app.storage.take_files import FLAC, TakeFiles, flac_name
from app.storage.wav_repair import WavShape, repair

_PART: Final = ".part.wav"
_WHOLE: Final = ".wav"
_STAMP: Final = "%Y%m%d-%H%M%S"
_TAKE: Final = re.compile(r"(\d{8}-\d{6})-[0-9a-f]{4}(\.part)?\.wav")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A take the history does not know, left by a program that ended unexpectedly.

    Attributes:
        path: The file; it plays.
        duration_s: Length in seconds; 0 when nothing was recorded, and then it may be deleted.
        recorded_at: When it was begun, with time zone.
        question: The question it answers; None when that is not known.
    """

    path: Path
    duration_s: float
    recorded_at: datetime
    question: Question | None

    @property
    def empty(self) -> bool:
        """Whether there is no sound in it."""
        return self.duration_s == 0


class Recordings:
    """The takes in a folder. Use from one thread, and close it at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._locks: dict[str, FileLock] = {}

    def close(self) -> None:
        """Let go of the takes that are not settled; the next start offers them."""
        for stem in list(self._locks):
            self._unlock(stem)

    # While recording ---------------------------------------------------------

    def new_take(self, now: datetime, question: Question | None = None) -> Path:
        """Make an empty file for a take that begins now, and remember its question.

        Raises:
            StorageError: The folder cannot be written.
        """
        stem = f"{now.strftime(_STAMP)}-{os.urandom(2).hex()}"
        path = self._folder / f"{stem}{_PART}"
        sidecar = self._sidecar(stem)
        with explained("The recording cannot be started", self._folder):
            write_private(sidecar, _sidecar_text(now, question))
            try:
                if lock := FileLock.take(sidecar):
                    self._locks[stem] = lock
                make_private_file(path, must_be_new=True)
            except OSError:
                self._unlock(stem)
                sidecar.unlink(missing_ok=True)
                raise
        return path

    def finish(self, part: Path) -> Path:
        """Give a complete take its final name, and return that.

        The writer has to have closed the file.

        Raises:
            StorageError: It is gone, or the folder cannot be written; the file is as it was.
        """
        path = part.with_name(self.final_name(part))
        with explained("The take could not be completed", part):
            part.replace(path)
            sync_folder(self._folder)
        return path

    def final_name(self, part: Path) -> str:
        """Return the file name a take will have when it is complete."""
        return _stem(part) + _WHOLE

    def settle(self, name: str) -> None:
        """Forget the question of a take, now that the history knows it. Never fails."""
        stem = _stem(self._folder / name)
        self._unlock(stem)
        self._tidy(stem)

    # After a crash -----------------------------------------------------------

    def leftovers(self, known: AbstractSet[str]) -> list[Leftover]:
        """Return the takes nobody knows and nobody records, oldest first, repaired to be played.

        A take that the history knows as FLAC is known.

        Args:
            known: The takes in the history, by file name. Their notes are tidied away.

        Raises:
            StorageError: The folder cannot be read.
        """
        with explained("The takes cannot be listed", self._folder):
            files = sorted(path for path in self._folder.iterdir() if _is_take(path))
        found: list[Leftover] = []
        for path in files:
            if is_locked(self._sidecar(_stem(path))):
                continue
            if path.name in known or flac_name(path.name) in known:
                self._tidy(_stem(path))
            elif leftover := self._leftover(path):
                found.append(leftover)
        return found

    def adopt(self, leftover: Leftover) -> Take:
        """Complete a leftover, so that it can go into the history; then settle it.

        Raises:
            StorageError: It is gone meanwhile, or the folder cannot be written.
        """
        path = leftover.path
        if path.name.endswith(_PART):
            path = self.finish(path)
        return Take(path.name, self.duration_s(path.name))

    # At any time -------------------------------------------------------------

    def path_of(self, name: str) -> Path:
        """Return where a take of this file name is, or would be.

        Raises:
            StorageError: The name leads out of the folder.
        """
        if Path(name).name != name or name in ("", ".", ".."):
            raise StorageError("That is not the name of a take.", hint=name)
        return self._folder / name

    def duration_s(self, name: str) -> float:
        """Return the length of a take in seconds, by what is in the file.

        Raises:
            StorageError: It is gone, or is no take.
        """
        return WavShape.of(self.path_of(name)).duration_s

    def delete(self, name: str) -> None:
        """Delete a take and what belongs to it; one that is gone already is no error.

        Raises:
            StorageError: The folder cannot be written.
        """
        with explained("The take could not be deleted", self._folder):
            TakeFiles(self._folder).remove(self.path_of(name).name)
        self.settle(name)

    def _leftover(self, path: Path) -> Leftover | None:
        try:
            shape = repair(path)
        except StorageError as error:  # one bad file must not hide the others
            _log.warning("leftover %s: %s %s", path.name, error, error.hint)
            return None
        begun, question = self._note(path)
        return Leftover(path, shape.duration_s, begun, question)

    def _note(self, path: Path) -> tuple[datetime, Question | None]:
        """Read what was noted when the take began."""
        try:
            note = json.loads(self._sidecar(_stem(path)).read_bytes())
            begun = datetime.fromisoformat(note["recorded_at"]).astimezone()
            question = note["question"] and QUESTION.load(json.dumps(note["question"]))
        except (OSError, ValueError, LookupError, TypeError, StorageError) as error:
            _log.warning("no note for leftover %s: %s", path.name, type(error).__name__)
            return _last_change(path), None
        return begun, question

    def _sidecar(self, stem: str) -> Path:
        return self._folder / f"{stem}.json"

    def _tidy(self, stem: str) -> None:
        try:
            self._sidecar(stem).unlink(missing_ok=True)
        except OSError as error:  # harmless, and tried again at the next start
            _log.warning("note of take %s not removed: %s", stem, error)

    def _unlock(self, stem: str) -> None:
        if lock := self._locks.pop(stem, None):
            lock.release()


def _sidecar_text(now: datetime, question: Question | None) -> bytes:
    noted = json.loads(QUESTION.dump(question)) if question else None
    return json.dumps({"recorded_at": now.isoformat(), "question": noted}).encode()


def _last_change(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def _stem(path: Path) -> str:
    return path.name.removesuffix(_PART).removesuffix(_WHOLE).removesuffix(FLAC)


def _is_take(path: Path) -> bool:
    return _TAKE.fullmatch(path.name) is not None and path.is_file()
