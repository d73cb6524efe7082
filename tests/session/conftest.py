"""A history, recordings and the tools of a session, real where they can be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.session.record import Record
from app.session.runner import Tools
from app.storage.backups import Backups
from app.storage.database import Database
from app.storage.history import History
from app.storage.recordings import Recordings
from tests.driver import TINY_MODEL
from tests.hub.hub import Hub, hub_of, serving
from tests.hub.tools import ask, without_proxies
from tests.session.shelf_desk import Desk
from tests.session.tools import FakeListener, FakeRecorder, FakeTime
from tests.storage.blank import blank


@dataclass
class Stage:
    """Everything a session of a test works with."""

    history: History
    recordings: Recordings
    record: Record
    time: FakeTime
    recorder: FakeRecorder = field(default_factory=FakeRecorder)
    listener: FakeListener = field(default_factory=FakeListener)
    complaints: list[AppError] = field(default_factory=list)

    @property
    def tools(self) -> Tools:
        clocks = self.time.clocks()
        return Tools(self.recorder, self.listener, self.record, clocks, self.complaints.append)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    database = Database(blank(tmp_path / "history.db"), Backups(tmp_path / "backups"))
    takes = tmp_path / "takes"
    takes.mkdir()
    history, recordings, time = History(database), Recordings(takes), FakeTime()
    yield Stage(history, recordings, Record(history, recordings, time.clocks()), time)
    recordings.close()
    database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    desk = Desk(folder)
    yield desk
    desk.close()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    without_proxies(monkeypatch)
    with serving(hub_of(TINY_MODEL)) as running:
        ask(monkeypatch, running)
        yield running
