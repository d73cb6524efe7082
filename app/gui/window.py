"""The frame: the sidebar, the page that is shown, and notices. No logic."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.gui.icons import Icon
from app.gui.widgets.brand import Brand
from app.gui.widgets.navigation import Entry, Sidebar
from app.gui.widgets.notice import NoticeBar

SIZE_PX: Final = (1280, 800)
LEAST_PX: Final = (800, 560)
TOP: Final = (
    Entry("home", "Home", Icon.HOUSE, "Ctrl+1"),
    Entry("history", "History", Icon.CLOCK_COUNTER_CLOCKWISE, "Ctrl+2"),
    Entry("trends", "Trends", Icon.CHART_LINE_UP, "Ctrl+3"),
    Entry("stories", "Stories", Icon.BOOK_OPEN, "Ctrl+4"),
)
BOTTOM: Final = (
    Entry("settings", "Settings", Icon.GEAR_SIX, "Ctrl+,"),
    Entry("help", "Help", Icon.QUESTION, "F1"),
)


class Window(QWidget):
    """The window. Pages are framed by the sidebar, or (an answer in progress) have it all.

    Signals:
        navigated: The person asks for a page; carries its key.
    """

    navigated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Greenroom")
        self.resize(*SIZE_PX)
        self.setMinimumSize(*LEAST_PX)
        self.before_close: Callable[[], None] = lambda: None
        self.after_first_paint: Callable[[], None] | None = None
        self.notices = NoticeBar()
        self._sidebar = Sidebar(TOP, BOTTOM)
        self._sidebar.chosen.connect(lambda key: self.navigated.emit(key))
        self._pages = QStackedWidget()
        self._page_of: dict[str, QWidget] = {}
        self._frame_of = {entry.key: entry.key for entry in (*TOP, *BOTTOM)}
        self._page_key = ""
        self._lay_out()
        for entry in (*TOP, *BOTTOM):
            shortcut = QShortcut(QKeySequence(entry.shortcut), self)
            shortcut.activated.connect(lambda key=entry.key: self._navigate(key))

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    @property
    def page_key(self) -> str:
        """The key of the page that is shown; empty before the first."""
        return self._page_key

    def show_cover(self) -> None:
        """Show the name of the program alone, while it is not known yet what comes first."""
        self._sidebar.hide()
        cover = QWidget()
        column = QVBoxLayout(cover)
        column.addWidget(Brand(), alignment=Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(cover)

    def add_page(self, key: str, page: QWidget, *, under: str = "") -> None:
        """Add a page; one whose key is in the sidebar is framed by it.

        Args:
            key: What the page is called by.
            page: The page.
            under: The key in the sidebar that stays marked while this page is shown.
        """
        if under:
            self._frame_of[key] = under
        self._page_of[key] = page
        self._pages.addWidget(page)

    def show_page(self, key: str) -> None:
        """Show a page, and give it the keyboard; the one that is shown keeps it where it is."""
        page = self._page_of[key]
        is_new = key != self._page_key
        self._page_key = key
        self._sidebar.setVisible(key in self._frame_of)
        self._sidebar.set_current(self._frame_of.get(key, key))
        if self._pages.currentWidget() is not page:
            self.notices.show_message(None)
            self._pages.setCurrentWidget(page)
        if is_new:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_footer(self, lines: Sequence[tuple[Icon, str]]) -> None:
        """Say at the foot of the sidebar what the program works with."""
        self._sidebar.set_footer(lines)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and once there is something to look at, begin what was waiting for that."""
        super().paintEvent(event)
        if self.after_first_paint is not None:
            QTimer.singleShot(0, self.after_first_paint)
            self.after_first_paint = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is being done come to its end first."""
        self.before_close()
        super().closeEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Go to the next stop of Tab, or back.

        A page hands the keyboard to one of its controls when it is shown. To Qt that makes the page
        itself a stop: Tab would jump from the sidebar to that control over all before it, and stay
        where it is while that control is hidden.
        """
        page = self.page
        control = page.focusProxy() if page else None
        if page is None or control is None:
            return super().focusNextPrevChild(forwards)
        page.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none
        try:
            return super().focusNextPrevChild(forwards)
        finally:
            page.setFocusProxy(control)

    def _navigate(self, key: str) -> None:
        if self._sidebar.isVisible():  # an answer in progress is left by its own key
            self.navigated.emit(key)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notices.setContentsMargins(48, 12, 48, 0)
        column.addWidget(self.notices)
        column.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar)
        row.addLayout(column, 1)
