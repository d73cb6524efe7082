"""Reports of crashes that a person can hand on without handing on what they said.

A report holds where the program was, never what was in its variables. The message of an error can
quote the data it choked on, and that may be a transcript or a note. So a message is written only
for kinds of errors whose messages come from the system, from the interpreter about our code, or
from us for showing.
"""

import platform
import sqlite3
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.storage.files import write_private

KEEP: Final = 10
_NAME: Final = "crash-%Y%m%d-%H%M%S-%f.txt"
_SAFE: Final = (AppError, OSError, sqlite3.Error, ImportError, NameError, AttributeError)
_LEFT_OUT: Final = "(message left out: it may quote what was said)"


def careful_traceback(error: BaseException) -> str:
    """Return a traceback as Python prints it, with doubtful messages left out."""
    parts = [_one(error)]
    seen = {id(error)}
    while (before := _before(error)) is not None and id(before) not in seen:
        link = "which led to" if error.__cause__ is before else "while that was handled, came"
        parts.append(f"{_one(before)}\n{link}:\n\n")
        seen.add(id(before))
        error = before
    return "".join(reversed(parts))


def write_report(folder: Path, error: BaseException, thread: str) -> Path:
    """Write a report, drop all but the newest `KEEP`, and return where it is.

    Raises:
        OSError: It could not be written.
    """
    now = datetime.now().astimezone()
    path = folder / now.strftime(_NAME)
    text = (
        f"Greenroom {_version()} stopped because of a bug.\n"
        f"When: {now.isoformat(timespec='seconds')}\n"
        f"System: {platform.platform()}, Python {platform.python_version()}\n"
        f"Thread: {thread}\n\n{careful_traceback(error)}"
    )
    write_private(path, text.encode(errors="backslashreplace"))
    for old in sorted(folder.glob("crash-*.txt"))[:-KEEP]:
        old.unlink(missing_ok=True)
    return path


def _one(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ not in ("builtins", "__main__"):
        name = f"{kind.__module__}.{name}"
    message = str(error) if isinstance(error, _SAFE) else _LEFT_OUT
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"Traceback (most recent call last):\n{frames}{name}: {message}\n"


def _before(error: BaseException) -> BaseException | None:
    if error.__cause__ is not None:
        return error.__cause__
    return None if error.__suppress_context__ else error.__context__


def _version() -> str:
    try:
        return version("greenroom")
    except PackageNotFoundError:
        return "(source tree)"
