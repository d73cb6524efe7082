"""The log file, and what happens when the program hits a bug."""

import logging
import sys
import threading
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

from app.storage.crash_report import careful_traceback, write_report
from app.storage.files import explained, make_private_file

MAX_BYTES: Final = 1_000_000
OLD_FILES: Final = 3
_FORMAT: Final = "%(asctime)s %(levelname)s %(processName)s %(threadName)s %(name)s: %(message)s"

_ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]
_MaybeExcInfo: TypeAlias = _ExcInfo | tuple[None, None, None]

_log = logging.getLogger(__name__)


class Logs:
    """The log of this run, and the hooks for errors nobody caught. Close it last."""

    def __init__(
        self,
        folder: Path,
        *,
        debug: bool = False,
        on_crash: Callable[[BaseException, Path | None], None] | None = None,
    ) -> None:
        """Begin to log and to watch for bugs.

        Args:
            folder: Where the log and the crash reports go.
            debug: Whether to log in detail, and on stderr too.
            on_crash: Told of a bug and of its report (None when none could be written), on the
                thread that had it.

        Raises:
            StorageError: The log cannot be written.
        """
        self._folder = folder
        self._on_crash = on_crash
        with explained("The log cannot be written", folder):
            self._handlers = _handlers(folder, debug=debug)
        root = logging.getLogger()
        self._former = (root.level, sys.excepthook, threading.excepthook)
        for handler in self._handlers:
            root.addHandler(handler)
        root.setLevel(logging.WARNING)  # libraries
        logging.getLogger("app").setLevel(logging.DEBUG if debug else logging.INFO)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def close(self) -> None:
        """Stop logging and put back what was there before."""
        root = logging.getLogger()
        level, sys.excepthook, threading.excepthook = self._former
        root.setLevel(level)
        logging.getLogger("app").setLevel(logging.NOTSET)
        for handler in self._handlers:
            root.removeHandler(handler)
            handler.close()

    def report(self, error: BaseException) -> Path | None:
        """Write a crash report of a bug; return it, or None when it could not be written."""
        thread = threading.current_thread().name
        _log.critical("bug in %s:\n%s", thread, careful_traceback(error))
        try:
            return write_report(self._folder, error, thread)
        except OSError as failure:
            _log.critical("no crash report: %s", failure)
            return None

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):  # not Ctrl+C
            path = self.report(error)
            if self._on_crash is not None:
                self._on_crash(error, path)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)


class _CarefulFormatter(logging.Formatter):
    """Writes tracebacks as crash reports do: a log, too, may be handed on."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a message, without the traceback that another handler has left in it."""
        others, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = others

    def formatException(self, ei: _MaybeExcInfo) -> str:  # noqa: N802 - the library's name
        return careful_traceback(ei[1]).rstrip() if ei[1] is not None else ""


class _PrivateRotatingFile(RotatingFileHandler):
    """A log readable by its owner only, after each change of files too."""

    def _open(self) -> TextIOWrapper:
        make_private_file(Path(self.baseFilename))
        return super()._open()


def _handlers(folder: Path, *, debug: bool) -> list[logging.Handler]:
    handlers: list[logging.Handler] = [
        _PrivateRotatingFile(
            folder / "greenroom.log", maxBytes=MAX_BYTES, backupCount=OLD_FILES, encoding="utf-8"
        )
    ]
    if debug:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(_CarefulFormatter(_FORMAT))
    return handlers
