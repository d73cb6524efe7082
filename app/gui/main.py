"""Starts the window: first something to look at, then everything heavy."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.core.settings import Settings
from app.gui.bridge import Bridge
from app.gui.pages.home import HomePage, HomeState
from app.gui.problems import message_of
from app.gui.style import ARGUMENTS, Style
from app.gui.widgets.notice import Message
from app.gui.window import Window
from app.session.window_memory import WindowLook, WindowMemory, shipped_fonts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.gui.conductor import Conductor
    from app.session.services import OpenServices, Services

NO_SCREEN: Final = (
    "greenroom: there is no screen here, so no window can be shown. Without one these work: "
    "demo, analyse, practise, questions, packs check, doctor (see greenroom --help)."
)
EXIT_NO_SCREEN: Final = 2


def run_window(
    load: Callable[[], OpenServices], data_dir: Path | None, *, debug: bool = False
) -> int:
    """Show the window until it is closed; return the exit code.

    Args:
        load: Imports everything heavy and returns what opens the services; called on a thread
            of its own, after the first paint.
        data_dir: The folder that holds everything; None for the system's usual folders.
        debug: Whether to log in detail.
    """
    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return EXIT_NO_SCREEN
    app = QApplication(list(ARGUMENTS))
    app.setApplicationDisplayName("Greenroom")
    app.setDesktopFileName("greenroom")
    memory = WindowMemory(data_dir)
    seen = memory.load()
    style = Style(app, shipped_fonts())
    style.show(seen.theme, seen.text_percent)
    window, home = Window(), HomePage()
    window.add_page("home", home)
    home.show_state(HomeState(date.today(), (), Settings(), reading=True))
    window.show_page("home")
    window.resize(seen.width_px, seen.height_px)
    window.show()
    with ExitStack() as stack:
        bridge = Bridge()
        startup = _Startup(window, home, style, bridge, stack)
        thread = threading.Thread(target=lambda: startup.load(load, data_dir, debug=debug))
        QTimer.singleShot(0, thread.start)
        code = app.exec()
        thread.join()
        memory.save(startup.look(seen))
    return code


def has_screen() -> bool:
    """Return whether a window can be shown; Qt itself would abort the program where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


class _Startup:
    """Loads what is heavy while the window is there already, and hands over to the conductor."""

    def __init__(
        self, window: Window, home: HomePage, style: Style, bridge: Bridge, stack: ExitStack
    ) -> None:
        self._window = window
        self._home = home
        self._style = style
        self._bridge = bridge
        self._stack = stack
        self._services: Services | None = None
        bridge.failed.connect(self._show_bug)

    def load(self, load: Callable[[], OpenServices], data_dir: Path | None, *, debug: bool) -> None:
        """Import everything; runs on a thread of its own."""
        open_services = load()
        from app.gui.conductor import Conductor  # late: the other pages, after the first paint

        self._bridge.post(lambda: self._open(open_services, Conductor, data_dir, debug=debug))

    def _open(
        self,
        open_services: OpenServices,
        conductor_type: type[Conductor],
        data_dir: Path | None,
        *,
        debug: bool,
    ) -> None:
        opened = open_services(data_dir, self._bridge.post, debug=debug)
        try:
            self._services = self._stack.enter_context(opened)
        except AppError as error:  # a history that is damaged, newer, or out of reach
            self._window.notices.show_message(message_of(error))
            return
        conductor_type(self._window, self._home, self._style, self._services).start()

    def look(self, before: WindowLook) -> WindowLook:
        """Return what the next first paint should know."""
        size = self._window.size()
        settings = self._services.preferences.value if self._services else None
        return WindowLook(
            size.width(),
            size.height(),
            settings.theme if settings else before.theme,
            settings.text_percent if settings else before.text_percent,
        )

    def _show_bug(self, error: object) -> None:
        self._window.notices.show_message(
            Message(
                "Greenroom made a mistake",
                "What you recorded is safe. The log in the data folder says what happened.",
                tone="brick",
            )
        )
