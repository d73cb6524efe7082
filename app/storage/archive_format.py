"""What is in the zip that holds everything: its names, its manifest, what a reader is told.

    manifest.json   format, versions, counts, and size and SHA-256 of every other file
    README.txt      what all of it is
    history.db      the answers: SQLite, as DATA.md describes it
    takes/          the recordings
    packs/          the person's own question packs
    settings.json   the settings

The format only grows. A reader refuses a newer `format`, and passes over keys it does not know.
"""

import re
from dataclasses import field
from typing import Final

from pydantic.dataclasses import dataclass

from app.storage.codec import Codec

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
HISTORY: Final = "history.db"
SETTINGS: Final = "settings.json"
README: Final = "README.txt"
TAKES: Final = "takes/"
PACKS: Final = "packs/"

SOUND_SUFFIXES: Final = (".wav", ".flac")
# One plain name in one of our folders: no way leads from here to anywhere else.
_TAKE: Final = re.compile(r"takes/[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.(wav|flac)")
_PACK: Final = re.compile(r"packs/[^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]{0,120}\.ya?ml")

README_TEXT: Final = """\
Everything Greenroom keeps, in one file
=======================================

Greenroom rehearses spoken interview answers. This archive holds the answers of one person.

history.db      Every answer: question, words with times, ratings, notes; and your stories and
                interviews. It is a SQLite file.
                Any SQLite program opens it. The view "answers" has one row per answer:
                    sqlite3 history.db "SELECT made_at, question, said FROM answers"
                    datasette history.db
takes/          The recordings, named as in the column take_name.
packs/          The person's own question packs.
settings.json   The settings.
manifest.json   What belongs here, with sizes and SHA-256 digests.

Answers in the trash are in it too (column deleted_at), until the trash is emptied.

To bring it all to another computer: Greenroom, History, Import, or
    greenroom import THIS-FILE.zip
Answers that are there already are not doubled, and nothing is overwritten that was changed later.

Nothing in here is encrypted. Keep it where you would keep a diary.
"""


@dataclass(frozen=True)
class FileEntry:
    """A file in the archive.

    Attributes:
        name: Its name inside the archive.
        bytes: Its size.
        sha256: Its digest, in hexadecimal digits.
    """

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive says about itself.

    Attributes:
        format: Version of the format.
        app_version: Version of the program that wrote it.
        made_at: When, with time zone, in ISO 8601.
        answers: How many answers are in it, those in the trash left out.
        takes: How many recordings.
        packs: How many question packs.
        files: All files but the manifest.
        stories: How many stories are in it, those in the trash left out.
    """

    format: int
    app_version: str = ""
    made_at: str = ""
    answers: int = 0
    takes: int = 0
    packs: int = 0
    files: tuple[FileEntry, ...] = field(default_factory=tuple)
    stories: int = 0


MANIFEST_CODEC: Final = Codec(Manifest, "manifest")


def is_ours(name: str) -> bool:
    """Return whether a file of this name may be in an archive."""
    if name in (HISTORY, SETTINGS, README):
        return True
    return _TAKE.fullmatch(name) is not None or _PACK.fullmatch(name) is not None


def leads_out(name: str) -> bool:
    """Return whether a name would lead out of the folder it is unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ":" in parts[0] or ".." in parts
