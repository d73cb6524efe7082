"""Fetches one file into a folder: whole and right, or not at all, and never twice what is there."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from app.core.errors import HubError
from app.hub.files import HubFile, sha256_if_whole
from app.hub.line import Head, Line
from app.hub.patience import Patience, Tries, Watch, stop_if_cancelled
from app.hub.problems import OTHER_WAY, LineError, cut

_OK: Final = 200
_PARTIAL_CONTENT: Final = 206
_NO_SUCH_RANGE: Final = 416


class FileFetch:
    """Fetches one file. The bytes go to its part; its name appears once they are checked."""

    def __init__(self, file: HubFile, folder: Path, watch: Watch, patience: Patience) -> None:
        self._file = file
        self._path = folder / file.name
        self._part = folder / file.part_name
        self._watch = watch
        self._patience = patience
        self._host = urlsplit(file.address).netloc

    def run(self, tries: Tries, arrived: Callable[[int], None]) -> str:
        """Fetch it, going on where an earlier try ended; return its SHA-256.

        Args:
            tries: Says whether to try again.
            arrived: Called with the bytes of this file that are there.

        Raises:
            HubError: It could not be had; what has arrived and may be right is kept.
            Cancelled: The person has stopped it; the same.
            OSError: It could not be written; the same.
        """
        if self._path.exists():
            if (found := self._checked(self._path)) is not None:
                arrived(self._file.size_bytes)
                return found
            self._path.unlink()
        while True:
            begun = self._have() > 0
            self._complete(tries, arrived)
            if (found := self._checked(self._part)) is not None:
                self._part.replace(self._path)
                return found
            self._part.unlink()  # no later try could mend it
            if not begun:
                raise self._wrong()
            # What an earlier try left was not the beginning of this file: once more from the start.

    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _checked(self, path: Path) -> str | None:
        return sha256_if_whole(path, self._file, lambda: stop_if_cancelled(self._watch))

    def _complete(self, tries: Tries, arrived: Callable[[int], None]) -> None:
        """Append until all bytes are there."""
        if self._have() > self._file.size_bytes:
            self._part.unlink()
        while (before := self._have()) < self._file.size_bytes or not self._part.exists():
            try:
                self._append(before, tries, arrived)
            except LineError as error:
                if error.status == _NO_SUCH_RANGE and before:
                    self._part.unlink()
                    continue
                tries.wait_after(error, self._have() - before)

    def _append(self, offset: int, tries: Tries, arrived: Callable[[int], None]) -> None:
        arrived(offset)
        headers = {"Range": f"bytes={offset}-"} if offset else {}
        with Line(self._file.address, headers, self._patience.silence_s) as line:
            head = line.head(self._watch)
            tries.reached()
            with self._part.open("ab", buffering=0) as part:
                if not self._goes_on(head, offset):
                    part.truncate(0)
                have = part.seek(0, os.SEEK_END)
                for chunk in line.chunks(self._watch):
                    _write(part.write, chunk[: self._file.size_bytes - have])
                    have = min(have + len(chunk), self._file.size_bytes)
                    arrived(have)
                    if have == self._file.size_bytes:
                        break
                else:
                    if have < self._file.size_bytes:
                        raise cut(self._host)
                os.fsync(part.fileno())

    def _goes_on(self, head: Head, offset: int) -> bool:
        """Return whether an answer goes on at offset; False when the whole file comes again.

        Raises:
            LineError: It is neither.
        """
        size = self._file.size_bytes
        if head.status == _PARTIAL_CONTENT and offset:
            said = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", head.content_range)
            if said and int(said[1]) == offset and said[2] in (str(size), "*"):
                return True
        elif head.status == _OK and head.length in (size, None):
            return False
        raise LineError(
            f"{self._host} offers another {self._file.name} than the one it listed.",
            hint=f"A network's log-in page may be in the way: open a web page, then try again. "
            f"{OTHER_WAY}",
        )

    def _wrong(self) -> HubError:
        return HubError(
            f"What arrived as {self._file.name} is not the file that {self._host} listed.",
            hint=f"It was thrown away, and nothing else is lost. Try again later. {OTHER_WAY}",
        )


def _write(write: Callable[[memoryview], int | None], chunk: bytes) -> None:
    """Write all of a chunk: a disk that fills up may take a part of it."""
    left = memoryview(chunk)
    while left:
        left = left[write(left) or 0 :]
