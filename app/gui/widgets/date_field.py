"""A field for a day, typed or stepped with the arrow keys."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QSize, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit, QSizePolicy

from app.gui import look
from app.gui.widgets.focus_keys import ENTER, keeps_enter


class DateField(QDateEdit):
    """The field.

    Signals:
        chosen: The person chose a day; carries a datetime.date.
        entered: The person pressed Enter: the day that is shown is meant.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())  # English whatever the system speaks
        self.setDisplayFormat("d MMM yyyy")
        self.lineEdit().setTextMargins(11, 0, 4, 0)  # a sheet's padding does not reach it
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("Type a day, or step with the arrow keys")
        self.userDateChanged.connect(lambda _day: self.chosen.emit(self.day))

    @property
    def day(self) -> date:
        """The day that is shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show a day, without a signal."""
        blocked = self.blockSignals(True)
        self.setDate(_qt(day))
        self.blockSignals(blocked)

    def limit(self, first: date, last: date) -> None:
        """Take no day before the first or after the last, without a signal."""
        blocked = self.blockSignals(True)
        self.setDateRange(_qt(first), _qt(last))
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """Return the height of a field, and room for a day."""
        return QSize(look.px(132), look.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a day is never cut."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Keep Enter: it ends what was typed."""
        return keeps_enter(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter."""
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: turning the wheel over a field must not change it."""
        event.ignore()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
