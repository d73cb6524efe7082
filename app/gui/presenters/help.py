"""Help: what there is to say about the program, and opening what it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.core.errors import AppError
from app.gui.pages.help_values import CopyReport, HelpState, SetUpAgain
from app.gui.pages.settings_values import OpenPath
from app.gui.pages.welcome_values import ShowDemo, Step
from app.gui.shortcuts import KEYS
from app.session.about import LICENCE, NOTICES, About, about, legal_text

if TYPE_CHECKING:
    from app.gui.pages.help import HelpPage
    from app.gui.pages.help_values import HelpEvent
    from app.session.services import Services


@dataclass(frozen=True)
class Exits:
    """Where Help leads to.

    Attributes:
        set_up: Begins the first run again: one step, or (None) all of it.
        show_demo: Shows the answer that comes with the program.
    """

    set_up: Callable[[Step | None], None]
    show_demo: Callable[[], None]


class HelpPresenter:
    """Fills the Help page and does what is asked for there."""

    def __init__(self, page: HelpPage, services: Services, exits: Exits) -> None:
        self._page = page
        self._services = services
        self._exits = exits
        self._about = about()
        self._texts = (legal_text(LICENCE), legal_text(NOTICES))
        page.happened.connect(self._handle)

    def refresh(self, *, copied: bool = False) -> None:
        """Show everything; copied says whether the report has just been copied."""
        licence, notices = self._texts
        self._page.show_state(
            HelpState(
                title=self._about.title,
                parts=_parts(self._about),
                data_folder=str(self._services.places.data),
                log_folder=str(self._services.places.logs),
                licence=licence,
                notices=notices,
                keys=KEYS,
                copied=copied,
            )
        )

    def report(self) -> str:
        """Return what a report about the program should name: no path, no name, no words."""
        in_use = self._services.preferences.engine().folder
        lines = [
            self._about.title,
            *(f"{name} {version or 'missing'}" for name, version in _parts(self._about)),
            f"Speech: {'a Whisper model' if in_use else 'draft engine'}",
        ]
        return "\n".join(lines)

    def _handle(self, event: HelpEvent) -> None:
        match event:
            case SetUpAgain(step):
                self._exits.set_up(step)
            case ShowDemo():
                self._exits.show_demo()
            case OpenPath(path):
                self._open(path)
            case CopyReport():
                QGuiApplication.clipboard().setText(self.report())
                self.refresh(copied=True)
            case _:
                assert_never(event)

    def _open(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            problem = AppError(
                "No program was found that shows folders.", hint=f"The folder is {path}"
            )
            self._services.hooks.complain(problem)


def _parts(shown: About) -> tuple[tuple[str, str], ...]:
    """Return what the program runs on, with versions."""
    libraries = tuple((part.name, part.version) for part in shown.parts)
    return (("System", shown.system), ("Python", shown.python), *libraries)
