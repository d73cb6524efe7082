"""Starts the window: first something to look at, then everything heavy."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.core.settings import Settings
from app.gui.bridge import Bridge
from app.gui.problems import message_of
from app.gui.style import ARGUMENTS, Style
from app.gui.widgets.notice import Message
from app.gui.window import Window
from app.session.window_memory import WindowLook, WindowMemory, shipped_fonts

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from app.gui.conductor import Conductor
    from app.gui.pages.home import HomePage
    from app.session.services import OpenServices, Services

NO_SCREEN: Final = (
    "greenroom: there is no screen here, so no window can be shown. Without one these work: "
    "demo, analyse, practise, due, questions, trends, packs check, doctor (see greenroom --help)."
)
EXIT_NO_SCREEN: Final = 2
# What a window manager draws around a window, roughly: the foot of a page must not be below the
# screen of a laptop.
TITLE_BAR: Final = QSize(4, 40)


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
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    memory = WindowMemory(data_dir, Path(usual) / "greenroom")
    seen = memory.load()
    style = Style(app, shipped_fonts())
    style.show(seen.theme, seen.text_percent)
    window = Window()
    if not memory.is_there:  # the first run is coming up, and Home would only flash by
        window.show_cover()
    room = app.primaryScreen().availableSize() - TITLE_BAR
    window.resize(QSize(seen.width_px, seen.height_px).boundedTo(room))
    with ExitStack() as stack:
        startup = _Startup(window, style, stack, shows_home=memory.is_there)
        window.after_first_paint = lambda: startup.begin(load, data_dir, debug=debug)
        window.show()
        code = app.exec()
        startup.wait()
        memory.save(startup.look(seen))
    return code


def has_screen() -> bool:
    """Return whether a window can be shown; Qt itself would abort the program where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


class _Startup:
    """Builds Home, loads what is heavy, and hands over to the conductor.

    All of it happens after the first paint, so the imports are here and not at the top.
    """

    def __init__(self, window: Window, style: Style, stack: ExitStack, *, shows_home: bool) -> None:
        self._window = window
        self._shows_home = shows_home
        self._style = style
        self._stack = stack
        self._bridge = Bridge()
        self._bridge.failed.connect(self._show_bug)
        self._thread = threading.Thread(name="startup")
        self._services: Services | None = None

    def begin(
        self, load: Callable[[], OpenServices], data_dir: Path | None, *, debug: bool
    ) -> None:
        """Show Home without its questions, and begin to load the rest."""
        from app.gui.app_icon import app_icon
        from app.gui.pages.home import HomePage
        from app.gui.pages.home_values import HomeState

        home = HomePage()
        home.show_state(HomeState(date.today(), (), Settings(), reading=True))
        self._window.add_page("home", home)
        if self._shows_home:
            self._window.show_page("home")
        self._window.setWindowIcon(app_icon())

        def import_all() -> None:
            open_services = load()
            from app.gui.conductor import Conductor

            opened = open_services(data_dir, self._bridge.post, debug=debug)
            self._bridge.post(lambda: self._open(opened, Conductor, home))

        self._thread = threading.Thread(target=import_all, name="startup")
        self._thread.start()

    def wait(self) -> None:
        """Wait until nothing is being loaded any more."""
        if self._thread.ident is not None:
            self._thread.join()

    def _open(
        self,
        opened: AbstractContextManager[Services],
        conductor_type: type[Conductor],
        home: HomePage,
    ) -> None:
        try:
            self._services = self._stack.enter_context(opened)
        except AppError as error:  # a history that is damaged, newer, or out of reach
            self._window.show_page("home")
            self._window.notices.show_message(message_of(error))
            return
        conductor_type(self._window, home, self._style, self._services).start()
        # What has been built stays to the end. Looking through its 90,000 objects for garbage held
        # the window up for 44 ms, now and then (tests/benchmarks/review_opening.py).
        gc.freeze()

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
