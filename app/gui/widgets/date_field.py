"""A field for a day, typed or stepped with the arrow keys."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QSizePolicy

from app.gui import look


class DateField(QDateEdit):
    """The field.

    Signals:
        chosen: The person chose a day; carries a datetime.date.
    """

    chosen = Signal(object)

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
        self.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """Return the height of a field, and room for a day."""
        return QSize(look.px(132), look.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a day is never cut."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: turning the wheel over a field must not change it."""
        event.ignore()
