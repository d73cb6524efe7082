"""The file that remembers how long each attempt has been in the trash."""

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.core.ageing import Ages
from app.core.errors import StorageError
from app.storage.codec import Codec
from app.storage.files import write_private

_AGES = Codec(Ages, "age")

_log = logging.getLogger(__name__)


class TrashAges:
    """Ages in a small file. Without it, or when it is damaged, every thirty days begin anew."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def look(self, now: datetime, things: Iterable[str]) -> Ages:
        """Return the ages as they are now, and remember that it was looked."""
        ages = self._stored().at(now, things)
        try:
            write_private(self._file, _AGES.dump(ages).encode())
        except OSError as error:  # what is in the trash stays a little longer
            _log.warning("the ages in the trash are not kept: %s", error.strerror)
        return ages

    def _stored(self) -> Ages:
        try:
            return _AGES.load(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return Ages()
        except (OSError, UnicodeDecodeError, StorageError) as error:
            _log.warning("the ages in the trash begin anew: %s", type(error).__name__)
            return Ages()
