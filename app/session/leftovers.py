"""Takes that a crash left behind: offered once, kept or discarded by the person."""

from collections.abc import Sequence

from app.core.errors import PackError, StorageError
from app.core.question import Question
from app.storage.history import History
from app.storage.recordings import Leftover, Recordings


class Leftovers:
    """The takes the history does not know; lives on one thread.

    What is recorded by another program that is running is none of them.
    """

    def __init__(self, recordings: Recordings, history: History) -> None:
        self._recordings = recordings
        self._history = history

    def find(self) -> Sequence[Leftover]:
        """Return the takes that wait for a decision; empty files are tidied away.

        Raises:
            StorageError: The folder or the history cannot be read.
        """
        found = self._recordings.leftovers(self._history.take_names())
        for leftover in found:
            if leftover.empty:
                self._recordings.delete(leftover.path.name)
        return [leftover for leftover in found if not leftover.empty]

    def keep(self, name: str, question: Question | None = None) -> int:
        """Take a recording into the history; return the number of its attempt.

        Args:
            name: Its file name.
            question: The question it answers, where the recording does not know it itself.

        Raises:
            PackError: Nobody knows which question it answers.
            StorageError: It is gone, or the disk does not do what it is asked.
        """
        leftover = next((each for each in self.find() if each.path.name == name), None)
        if leftover is None:
            raise StorageError("That take is not there any more.")
        asked = leftover.question or question
        if asked is None:
            raise PackError(
                "It is not known which question this take answers.",
                hint="Pick the question on the Home page, then keep the take.",
            )
        take = self._recordings.adopt(leftover)
        attempt_id = self._history.add(asked, take, leftover.recorded_at, recovered=True)
        self._recordings.settle(take.name)
        return attempt_id

    def discard(self, name: str) -> None:
        """Delete a recording for good.

        Raises:
            StorageError: The folder cannot be written.
        """
        self._recordings.delete(name)
