"""Looking after what is kept: the trash, old recordings, and the room everything takes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from app.core.errors import AppError, StorageError
from app.session.background import Aside
from app.session.old_sound import OldSound, OldSoundTools
from app.session.ports import Clocks
from app.session.storage_used import StorageMeter
from app.session.trash import TrashBin, TrashTools
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.kept_sound import KeptSound
from app.storage.places import Places
from app.storage.stories import Stories
from app.storage.take_files import TakeFiles
from app.storage.trash import Trash
from app.storage.trash_ages import TrashAges

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeepingTools:
    """What it needs.

    Attributes:
        places: Where everything is.
        clocks: The time.
        aside: Works on files; one thing after the other, and nothing else.
        quiet: Says whether nobody is answering or listening, and no take is being read.
        complain: Shows a problem that stops nothing.
    """

    places: Places
    clocks: Clocks
    aside: Aside
    quiet: Callable[[], bool]
    complain: Callable[[AppError], None]


class Keeping:
    """The parts that look after what is kept; they live on the session's thread.

    Attributes:
        trash: The answers and stories that were deleted.
        old_sound: The recordings of long ago.
        meter: What is used.
    """

    def __init__(self, database: Database, tools: KeepingTools) -> None:
        places, aside, clocks = tools.places, tools.aside, tools.clocks
        sound, files = KeptSound(database), TakeFiles(places.takes)
        ages = TrashAges(places.trash_ages)
        self.trash = TrashBin(
            TrashTools(
                trash=Trash(database),
                stories=Stories(database),
                files=files,
                ages=ages,
                clocks=clocks,
                aside=aside,
                open_database=lambda: Database(places.history, Backups(places.backups)),
                complain=tools.complain,
            )
        )
        self.old_sound = OldSound(OldSoundTools(sound, files, clocks, aside, tools.quiet))
        self.meter = StorageMeter(places, sound, aside, tools.complain)

    def start(self) -> None:
        """Finish what a crash has interrupted, and empty the trash of what is old; never fails."""
        self.old_sound.tidy()
        try:
            self.trash.purge_old()
        except StorageError as error:  # the next start tries again
            log.warning("not tidied: %s", error)
