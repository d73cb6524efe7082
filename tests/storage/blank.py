"""An empty history to begin a test with, copied instead of made: 3 ms instead of 55."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.files import make_private_file


def blank(path: Path) -> Path:
    """Put an empty history of the newest schema there, unless there is one; return the path.

    It is what the program makes of a path where nothing is. How it does that, alone and in several
    programs at once, is what test_database.py and test_migrations.py are about.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private_file(path)
        path.write_bytes(_made())
    return path


@cache
def _made() -> bytes:
    """Return the file that the program makes; once a run, and nobody changes bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        Database(path, Backups(Path(folder) / "backups")).close()
        return path.read_bytes()
