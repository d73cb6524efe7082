"""The questions that are asked next, in their order; clicking one begins with it."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.widgets.focus import only_tab_stop
from app.gui.widgets.question_list import ListedQuestion
from app.gui.widgets.text import Text
from app.gui.widgets.two_lines import MARGIN_PX, PADDING_PX, ROW_PX, TwoLineRow, TwoLines

SHOWN: Final = 5
BEGIN: Final = "Begin here"
BEGIN_PX: Final = 78
WAITING_ROWS: Final = 3
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AskedList(QWidget):
    """As many rows as fit a page, and how many more there are.

    Signals:
        picked: The person wants to begin with a question; carries its key.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _Row] = {}
        self._listed: tuple[ListedQuestion, ...] = ()
        self._waiting = _Waiting()
        self._more = Text("", "second")
        self._more.setContentsMargins(PADDING_PX, 8, PADDING_PX, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._waiting)
        self._column.addWidget(self._more)
        self._more.hide()
        self.setAccessibleName("What Start asks")

    @property
    def rows(self) -> tuple["_Row", ...]:
        """The rows, in the order of asking."""
        return tuple(self._rows.values())

    def show_waiting(self, on: bool) -> None:
        """Show that there will be questions, while they are read."""
        self._waiting.setVisible(on)

    def show_questions(self, listed: tuple[ListedQuestion, ...]) -> None:
        """Show the questions in the order of asking."""
        if listed == self._listed:
            return
        self._listed = listed
        before, self._rows = self._rows, {}
        for number, question in enumerate(listed[:SHOWN], 1):
            row = before.pop(question.key, None) or self._row(question)
            row.show_place(question, number)
            self._rows[question.key] = row
            self._column.insertWidget(number, row)
        for row in before.values():
            row.hide()
            row.deleteLater()
        if self._rows:
            focused = [row for row in self._rows.values() if row.hasFocus()]
            only_tab_stop((focused or list(self._rows.values()))[0], self._rows.values())
        hidden = len(listed) - len(self._rows)
        self._more.setText(f"and {hidden} more")
        self._more.setVisible(hidden > 0)

    def _row(self, question: ListedQuestion) -> "_Row":
        row = _Row(TwoLines(question.words, question.detail), BEGIN_PX)
        row.clicked.connect(lambda: self.picked.emit(question.key))
        row.moved.connect(lambda step: self._move(row, step))
        return row

    def _move(self, row: "_Row", step: int) -> None:
        rows = list(self._rows.values())
        at = rows.index(row) + step
        if 0 <= at < len(rows):
            only_tab_stop(rows[at], rows)
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)


class _Row(TwoLineRow):
    """A question. Up and Down lead to the others, Space begins with it, Enter starts."""

    moved = Signal(int)

    def __init__(self, lines: TwoLines, right_px: int) -> None:
        super().__init__(lines, right_px)
        self._first = False

    def show_place(self, question: ListedQuestion, number: int) -> None:
        """Show what is known of it, and as which it is asked, from 1."""
        self.lines = TwoLines(question.words, question.detail)
        self.setAccessibleDescription(f"{question.detail}, asked as number {number}")
        self._first = number == 1
        self.setToolTip("" if self._first else "Begin with this one")
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def draw_right(self, painter: QPainter) -> None:
        if self._first or not (self.underMouse() or self.hasFocus()):
            return
        painter.setFont(look.font(12, "medium"))
        painter.setPen(look.pen(look.colours().accent_ink))
        box = self.rect().adjusted(0, look.px(MARGIN_PX) + look.px(2), -PADDING_PX, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, BEGIN)


class _Waiting(QWidget):
    """Where rows will be: bars in place of words."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(look.px(240), WAITING_ROWS * look.px(ROW_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        for number in range(WAITING_ROWS):
            top = number * look.px(ROW_PX)
            room = self.width() - 2 * PADDING_PX
            painter.fillRect(PADDING_PX, top, room, 1, QColor(colours.line))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            for down_px, share in ((14, 0.6 - 0.1 * number), (36, 0.3)):
                bar = QRect(PADDING_PX, top + look.px(down_px), int(room * share), look.px(10))
                painter.drawRoundedRect(bar, 4, 4)
