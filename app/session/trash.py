"""Deleting answers, and stories: into the trash, back again, and for good."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from app.core.ageing import Ages
from app.core.errors import AppError, StorageError
from app.session.background import Aside
from app.session.keep_views import TrashedStoryItem, TrashItem
from app.session.ports import Clocks
from app.storage.backups import KEEP
from app.storage.database import Database
from app.storage.stories import Stories
from app.storage.take_files import TakeFiles
from app.storage.trash import Trash
from app.storage.trash_ages import TrashAges

# Daily copies of the history that may still hold what was deleted for good.
BACKUPS_KEPT: Final = KEEP

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrashTools:
    """What the trash works with.

    Attributes:
        trash: The attempts in it.
        stories: The stories in it.
        files: The files of takes.
        ages: How long each has been there.
        clocks: The time.
        aside: Deletes without making the person wait.
        open_database: Opens the history once more, for the thread that deletes.
        complain: Shows a problem that stops nothing.
    """

    trash: Trash
    stories: Stories
    files: TakeFiles
    ages: TrashAges
    clocks: Clocks
    aside: Aside
    open_database: Callable[[], Database]
    complain: Callable[[AppError], None]


class TrashBin:
    """The trash; lives on the session's thread. Its methods raise StorageError as the history does.

    `on_change` is called whenever its content has changed.
    """

    def __init__(self, tools: TrashTools) -> None:
        self.on_change: Callable[[], None] = lambda: None
        self._tools = tools
        self._running = 0

    @property
    def busy(self) -> bool:
        """Whether files are being deleted just now."""
        return self._running > 0

    def move(self, ids: Sequence[int]) -> list[int]:
        """Put answers into the trash; return what `restore` needs to undo that."""
        moved = self._tools.trash.move(ids, self._tools.clocks.now())
        self.look()
        self.on_change()
        return moved

    def restore(self, ids: Sequence[int]) -> list[int]:
        """Bring answers back; return those that were still there."""
        restored = self._tools.trash.restore(ids, self._tools.clocks.now())
        self.on_change()
        return restored

    def count(self) -> int:
        """Return how many answers are in the trash."""
        return self._tools.trash.count()

    def story_count(self) -> int:
        """Return how many stories are in the trash."""
        return len(self._tools.stories.trash_keys())

    def contents(self) -> tuple[TrashItem, ...]:
        """Return what is in the trash, what came last first."""
        ages = self.look()
        return tuple(
            TrashItem(
                each.attempt_id,
                each.ask,
                each.made_at,
                each.duration_s,
                each.deleted_at,
                ages.days_left(each.key),
            )
            for each in self._tools.trash.contents()
        )

    def look(self) -> Ages:
        """See what is there: from now on its days are counted. Returns the ages."""
        keys = (*self._tools.trash.keys(), *self._tools.stories.trash_keys())
        return self._tools.ages.look(self._tools.clocks.now(), keys)

    def stories(self) -> tuple[TrashedStoryItem, ...]:
        """Return the stories in the trash, what came last first; the story bank restores them."""
        ages = self.look()
        return tuple(
            TrashedStoryItem(
                each.story.uid, each.story.title, each.deleted_at, ages.days_left(each.key)
            )
            for each in self._tools.stories.trashed()
        )

    # For good --------------------------------------------------------------------

    def empty_stories(self) -> int:
        """Delete the stories in the trash for good; return how many. Answers with them stay."""
        return self._forget_stories(list(self._tools.stories.trash_keys().values()))

    def empty(self, ids: Sequence[int] | None = None) -> None:
        """Delete answers in the trash for good, with their sound; None for all of them.

        They are out of every list at once; `on_change` is called again when they are off the disk.
        """
        trash = self._tools.trash
        trash.condemn(list(trash.keys().values()) if ids is None else ids)
        self.on_change()
        self.finish()

    def purge_old(self) -> None:
        """Delete for good what has been in the trash for thirty days, and finish what was begun."""
        trash, ages = self._tools.trash, self.look()
        due = [number for key, number in trash.keys().items() if not ages.days_left(key)]
        if due:
            log.info("%d attempts leave the trash for good", len(due))
            trash.condemn(due)
        stories = self._tools.stories.trash_keys().items()
        self._forget_stories([uid for key, uid in stories if not ages.days_left(key)])
        self.finish()

    def finish(self) -> None:
        """Delete what is marked for that, aside: the files, then the rows."""
        going = self._tools.trash.condemned()
        if not going:
            self._tools.trash.wipe()  # a crash may have come between the rows and this
            return
        files, open_database = self._tools.files, self._tools.open_database
        self._running += 1
        self._tools.aside(lambda: _delete(files, open_database, going), self._deleted, self._failed)

    def _deleted(self, problem: StorageError | None) -> None:
        self._running -= 1
        if problem is not None:
            self._tools.complain(problem)
        self.on_change()

    def _failed(self, error: AppError) -> None:
        """Tell why it was not possible; the next start tries again."""
        self._running -= 1
        self._tools.complain(error)

    def _forget_stories(self, uids: Sequence[str]) -> int:
        if uids:
            log.info("%d stories leave the trash for good", len(uids))
            self._tools.stories.forget(uids)
            self._tools.trash.wipe()
        return len(uids)


def _delete(
    files: TakeFiles, open_database: Callable[[], Database], going: Sequence[tuple[int, str]]
) -> StorageError | None:
    """Delete attempts for good; return what kept some of them from being deleted.

    Raises:
        StorageError: The history could not be written.
    """
    ids, problem = _remove(files, going)
    with closing(open_database()) as database:
        trash = Trash(database)
        trash.forget(ids)
        if not trash.wipe():
            log.info("the log of the history is emptied when it is closed")
    return problem


def _remove(
    files: TakeFiles, going: Sequence[tuple[int, str]]
) -> tuple[list[int], StorageError | None]:
    """Delete the files of attempts; return those that have none any more, and what went wrong."""
    ids: list[int] = []
    problem: StorageError | None = None
    for attempt_id, name in going:
        try:
            if name:
                files.remove(name)
        except StorageError as error:  # its row stays, marked, until the file can be deleted
            problem = error
        else:
            ids.append(attempt_id)
    return ids, problem
