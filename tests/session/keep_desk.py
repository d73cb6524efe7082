"""A history, takes with sound, and what looks after them; work elsewhere is done when asked."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from app.audio.sound import Samples
from app.audio.wav import TakeWriter, read_frames
from app.core.attempt import Take
from app.core.errors import AppError
from app.core.transcript import Transcript
from app.session.keeping import Keeping, KeepingTools
from app.session.ports import Clocks
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import find_places, make
from app.storage.recordings import Recordings
from tests.session.tools import QUESTION, TEXT
from tests.storage.blank import blank

T = TypeVar("T")
NOW: Final = datetime(2026, 3, 14, 18, 42, tzinfo=UTC)
DAY: Final = timedelta(days=1)
SOUND: Final[Samples] = np.random.default_rng(1).integers(-500, 500, 16_000).astype(np.int16)


class KeepDesk:
    """What a program has open in a folder; `close` ends it, and `reopened` starts it again."""

    def __init__(self, folder: Path, now: datetime = NOW) -> None:
        self.places = find_places(folder, {})
        make(self.places)
        self.now = now
        self.quiet = True
        self._added = 0
        self.complaints: list[AppError] = []
        self.waiting: deque[Callable[[], None]] = deque()
        self.database = Database(blank(self.places.history), Backups(self.places.backups))
        self.history = History(self.database)
        self.recordings = Recordings(self.places.takes)
        clocks = Clocks(lambda: 0.0, lambda: self.now)
        tools = KeepingTools(
            self.places, clocks, self.aside, lambda: self.quiet, self.complaints.append
        )
        self.keeping = Keeping(self.database, tools)

    def aside(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[AppError], None]
    ) -> None:
        def do() -> None:
            try:
                result = work()
            except AppError as error:
                failed(error)
            else:
                done(result)

        self.waiting.append(do)

    def work(self, steps: int = 1_000) -> None:
        """Do what was to be done elsewhere, and what follows from it."""
        while self.waiting and steps:
            self.waiting.popleft()()
            steps -= 1

    def add(self, days_ago: int = 0, transcript: Transcript | None = TEXT) -> int:
        """Put an answer with a second of sound into the history; return its number."""
        self._added += 1  # else two takes of one second may have the same name
        made_at = self.now - days_ago * DAY - timedelta(seconds=self._added)
        part = self.recordings.new_take(made_at, QUESTION)
        writer = TakeWriter(part)
        writer.write(SOUND.tobytes())
        writer.close()
        name = self.recordings.finish(part).name
        attempt_id = self.history.add(QUESTION, Take(name, 1.0), made_at)
        self.recordings.settle(name)
        if transcript is not None:
            self.history.set_transcript(attempt_id, transcript)
        return attempt_id

    def sound_of(self, attempt_id: int) -> Samples | None:
        """Return the sound of an answer as it can be read now; None when there is none."""
        name = self.history.attempt(attempt_id).take.name
        return read_frames(self.recordings.path_of(name)) if name else None

    def files(self) -> list[str]:
        """Return the ends of the names in the folder of takes."""
        return sorted(path.suffix for path in self.places.takes.iterdir())

    def close(self) -> None:
        self.recordings.close()
        self.database.close()

    def reopened(self, later: timedelta = timedelta()) -> "KeepDesk":
        """End the program, whatever it was doing, and start it again."""
        self.close()
        desk = KeepDesk(self.places.data, self.now + later)
        desk.keeping.start()
        desk.work()
        return desk


DRAFT_TEXT: Final = replace(TEXT, draft=True)
