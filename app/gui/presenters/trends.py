"""How answers change over time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, assert_never

from PySide6.QtCore import QTimer

from app.core.errors import AppError
from app.core.trend import EVERY_ANSWER
from app.gui.pages import trends as page_events
from app.gui.pages.trends import TrendsPage
from app.session.trends import save_file

if TYPE_CHECKING:
    from app.core.trend import Scope
    from app.gui.widgets.trend_chart import TrendChart
    from app.session.services import Services


# Of the time while answers change behind the page, how much may go into showing that.
RENEWING_SHARE: Final = 0.05


class TrendsPresenter:
    """Keeps the Trends page current, and loads what draws its charts when it is first shown."""

    def __init__(
        self,
        page: TrendsPage,
        services: Services,
        open_attempt: Callable[[int], None],
        go_home: Callable[[], None],
    ) -> None:
        self._page = page
        self._services = services
        self._open_attempt = open_attempt
        self._go_home = go_home
        self._scope = EVERY_ANSWER
        self._charts_asked_for = False
        self._took_s = 0.0
        self._again = QTimer(page, singleShot=True)
        self._again.timeout.connect(lambda: self.refresh() if page.isVisible() else None)
        page.happened.connect(self._handle)

    def refresh(self) -> None:
        """Show the answers as they are now."""
        now, begun_s = _now(), monotonic()
        try:
            self._services.trends.load(now)
        except AppError as error:
            self._services.hooks.complain(error)
            return
        self._show(self._scope)
        self._took_s = monotonic() - begun_s
        if not self._charts_asked_for:
            self._charts_asked_for = True
            # Elsewhere, for the window would stand still for 0.3 s; this way it never waits 20 ms.
            self._services.background.run(
                _load_charts, self._page.use_charts, self._services.hooks.complain
            )

    def renew(self) -> None:
        """Show answers that have changed behind the page: with years of them, not all the time."""
        if not self._again.isActive():
            self._again.start(round(1000 * self._took_s / RENEWING_SHARE))

    def _show(self, scope: Scope) -> None:
        self._scope = scope
        self._page.show_state(self._services.trends.view(scope, _now()))

    def _handle(self, event: page_events.TrendsPageEvent) -> None:
        match event:
            case page_events.LookAt(scope):
                self._show(scope)
            case page_events.OpenAnswer(attempt_id):
                self._open_attempt(attempt_id)
            case page_events.AnswerFirst():
                self._go_home()
            case page_events.SavePicture(path, png):
                self._save(path, lambda file: save_file(file, png, replace=True))
            case page_events.SaveFigures(path):
                trends, scope = self._services.trends, self._scope
                self._save(path, lambda file: trends.save_csv(scope, _now(), file, replace=True))
            case _:
                assert_never(event)

    def _save(self, path: str, save: Callable[[Path], None]) -> None:
        try:
            save(Path(path))
        except AppError as error:
            self._services.hooks.complain(error)
        else:
            self._page.show_saved(Path(path).name)


def _load_charts() -> type[TrendChart]:
    from app.gui.widgets.trend_chart import TrendChart

    return TrendChart


def _now() -> datetime:
    return datetime.now().astimezone()
