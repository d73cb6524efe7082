"""Drives the whole program in this process: the real window, database, worker and files."""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import open_services
from app.core.settings import Settings
from app.gui.bridge import Bridge
from app.gui.conductor import Conductor
from app.gui.pages.home import HomePage
from app.gui.pages.home_values import HomeState
from app.gui.pages.practice import PracticePage
from app.gui.style import Style
from app.gui.window import Window
from app.session.services import Services
from app.session.speed import Speeds
from app.session.window_memory import shipped_fonts
from app.storage.settings_file import SettingsFile
from tests.analysis.converted import put_model
from tests.storage.blank import blank

TINY_MODEL: Final = Path(__file__).parent / "tinywhisper" / "model"
PACKS: Final = Path(__file__).parent / "data" / "packs"


class Program:
    """The program with its window open; `close()` ends it as the person does."""

    def __init__(self, data_dir: Path, settings: Settings | None) -> None:
        """Open the window on Home.

        Args:
            data_dir: The folder that holds everything.
            settings: The settings, for somebody who has been welcomed; None to leave those of the
                folder as they are, so that a new folder begins with the first run.
        """
        self._stack = ExitStack()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        style = Style(app, shipped_fonts())
        self.window, self.home = Window(), HomePage()
        self._stack.callback(_delete, self.window, style)
        self.window.add_page("home", self.home)
        self.home.show_state(HomeState(date.today(), (), Settings(), reading=True))
        self.window.show_page("home")
        self.window.show()
        bridge = Bridge()
        if settings is not None:  # the first run makes its own
            blank(data_dir / "history.db")
            put_model(data_dir / "embedding")
        self.services: Services = self._stack.enter_context(open_services(data_dir, bridge.post))
        self._stack.callback(self.window.close)
        if settings is not None:
            self.services.preferences.change(replace(settings, welcome="done"))
        # Known already: opening the settings would measure, and keep all processors busy.
        self.services.speed.speeds = Speeds({"tiny.en": 2.0, "base.en": 4.0}, 12.0)
        self.services.speed.on_change()
        self.conductor = Conductor(self.window, self.home, style, self.services)
        self.conductor.start()
        self.wait(lambda: self.home.start.isEnabled())

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self.window.page

    def wait(self, condition: Callable[[], bool], timeout_ms: int = 60_000) -> None:
        """Let the program run until something is so."""
        until_s = time.monotonic() + timeout_ms / 1000
        while not condition():
            if time.monotonic() > until_s:
                raise TimeoutError(f"not so within {timeout_ms} ms")
            QTest.qWait(10)

    def wait_for_page(self, kind: type[QWidget]) -> None:
        """Let the program run until a page of a kind is shown."""
        self.wait(lambda: isinstance(self.page, kind))

    def answer(self, speak: Callable[[], None]) -> None:
        """Start from Home, and answer between two presses of Space.

        Args:
            speak: Returns when all has been said; runs on a thread of its own, so that the
                window lives on meanwhile.
        """
        self.press(Qt.Key.Key_Return)
        self.wait_for_page(PracticePage)
        self.record(speak)

    def record(self, speak: Callable[[], None]) -> None:
        """Begin the answer on screen, and let somebody speak; as `answer` has it."""
        self.press(Qt.Key.Key_Space)
        page = self.page
        assert isinstance(page, PracticePage)
        self.wait(lambda: page.main.text() == "Stop")
        speaker = threading.Thread(target=speak)
        speaker.start()
        self.wait(lambda: not speaker.is_alive())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        where = QApplication.focusWidget() or self.window
        QTest.keyClick(where, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def stored_settings(self) -> Settings:
        """Return the settings as they are on disk."""
        return SettingsFile(self.services.places.settings_file).load()[0]

    def close(self) -> None:
        """Close the window and everything behind it."""
        self._stack.close()


def _delete(*left: QObject) -> None:
    """Delete now what Qt deletes when a program ends: this process goes on, and so would they."""
    for each in left:
        each.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settings_with_tiny_model() -> Settings:
    """Return settings for a quick, real Whisper and the pack of the tests."""
    return replace(
        Settings(),
        whisper_folder=str(TINY_MODEL),
        packs_folder=str(PACKS),
        last_pack="rehearsal",
        question_count=1,
        ask_due=False,
    )
