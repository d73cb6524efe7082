"""A shelf of models on real folders and threads, and what a person does with it."""

import hashlib
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from app.core.errors import AppError
from app.core.settings import Settings
from app.session.background import Background
from app.session.inbox import Inbox
from app.session.model_shelf import ModelShelf, ShelfTools
from app.session.model_views import ModelView
from app.storage.model_store import ModelStore
from tests.driver import TINY_MODEL

TINY: Final = "faster-whisper-tiny.en"
MODEL: Final = "/model.bin"
HALF: Final = 1_000_000
GIGABYTE: Final = 10**9
WAIT_S: Final = 30.0


@dataclass
class Desk:
    """A shelf, and what a person does with it."""

    folder: Path
    memory_bytes: int | None = 8 * GIGABYTE
    settings: Settings = field(default_factory=Settings)
    complaints: list[AppError] = field(default_factory=list)
    inbox: Inbox = field(default_factory=Inbox)
    stack: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        tools = ShelfTools(
            background=self._background(),
            downloads=self._background(),
            files=self._background(),
            run_soon=self.inbox.post,
            monotonic_s=time.monotonic,
            settings=lambda: self.settings,
            use=self.use,
            complain=self.complaints.append,
            memory_bytes=self.memory_bytes,
        )
        self.shelf = ModelShelf(ModelStore(self.folder), tools)
        self.stack.callback(self.shelf.close)

    def _background(self) -> Background:
        background = Background(self.inbox.post)
        self.stack.callback(background.close)
        return background

    def use(self, folder: str) -> None:
        self.settings = replace(self.settings, whisper_folder=folder)

    def wait(self, condition: Callable[[], bool] | None = None) -> None:
        """Wait until something is so; without a condition until nothing goes on."""
        timer = threading.Timer(WAIT_S, self.inbox.post, [self._give_up])
        timer.start()
        try:
            self.inbox.run_until(condition or (lambda: not self.shelf.busy), every_s=0.01)
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        raise TimeoutError(f"not so within {WAIT_S} s: {self.shelf.view}")

    def looked(self) -> "Desk":
        self.shelf.refresh()
        self.wait()
        return self

    def model(self, name: str = "tiny.en") -> ModelView:
        return self.shelf.model(name)

    def close(self) -> None:
        self.stack.close()


def copy_of_tiny(target: Path) -> Path:
    return Path(shutil.copytree(TINY_MODEL, target))


def flip(file: Path) -> None:
    """Change some bytes in the middle; the size stays."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 100] = bytes(100)
    file.write_bytes(content)


def cache_of_tiny(top: Path) -> Path:
    """Lay the model out as in a Hugging Face cache."""
    model = top / "models--Systran--faster-whisper-tiny.en"
    snapshot = model / "snapshots" / "0123456789abcdef"
    snapshot.mkdir(parents=True)
    (model / "blobs").mkdir()
    for file in TINY_MODEL.iterdir():
        blob = model / "blobs" / hashlib.sha256(file.read_bytes()).hexdigest()
        shutil.copy(file, blob)
        (snapshot / file.name).symlink_to(f"../../blobs/{blob.name}")
    return model
