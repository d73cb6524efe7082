"""Home: the key points that are left out most often."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.agenda import WeakPoint
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.emptying import empty
from app.gui.widgets.focus_keys import ENTER, keeps_enter
from app.gui.widgets.state_icon import GAP_PX, SMALL_PX, draw_states
from app.gui.widgets.text import Text
from app.gui.widgets.two_lines import PADDING_PX, TwoLineRow, TwoLines

SHOWN: Final = 4
TAKES: Final = 4


class WeakestCard(Card):
    """What to work on; hidden while there is nothing.

    Signals:
        opened: The person wants to see the last answer; carries the attempt's number.
        practised: The person wants to answer the question again; carries its key.
    """

    opened = Signal(int)
    practised = Signal(str)

    def __init__(self) -> None:
        super().__init__((32 - PADDING_PX, 22, 16))
        self.points: tuple[WeakPoint, ...] = ()
        head = QHBoxLayout()
        head.setContentsMargins(PADDING_PX, 0, PADDING_PX, 8)
        head.addWidget(Text("Weakest points", "section"))
        remark = Text("last takes, newest on the right", "caption", wrap=True)
        remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(remark, 1)
        self.column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.column.addStretch()
        self.hide()

    def show_points(self, points: tuple[WeakPoint, ...]) -> None:
        """Show the weakest of some points."""
        points = points[:SHOWN]
        self.setVisible(bool(points))
        if points == self.points:
            return
        self.points = points
        empty(self._rows)
        for number, point in enumerate(points):
            self._rows.addWidget(self._line(point, ruled=number > 0))

    def _line(self, point: WeakPoint, *, ruled: bool) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if ruled:
            rule = QHBoxLayout()
            rule.setContentsMargins(PADDING_PX, 0, PADDING_PX, 0)
            rule.addWidget(Rule())
            column.addLayout(rule)
        row = QHBoxLayout()
        row.setSpacing(0)
        words = _Row(point)
        words.clicked.connect(lambda: self.opened.emit(point.attempt_id))
        again = Button("Practise", "link", size="tiny")
        again.setAccessibleName(f"Practise: {point.question.ask}")
        again.clicked.connect(lambda: self.practised.emit(point.question.key))
        row.addWidget(words, 1)
        row.addWidget(again)
        row.addSpacing(PADDING_PX)
        column.addLayout(row)
        return line


class _Row(TwoLineRow):
    """A point, its question, and what was heard of it; opens the review of the last take."""

    def __init__(self, point: WeakPoint) -> None:
        self._states = point.states[-TAKES:]
        room_px = len(self._states) * (SMALL_PX + GAP_PX)
        super().__init__(TwoLines(point.point, point.question.ask), room_px, ruled=False)
        heard = ", then ".join(state.value for state in self._states)
        self.setAccessibleName(f"Open the review: {point.point}")
        self.setAccessibleDescription(f"{point.question.ask} In the last takes {heard}.")
        self.setToolTip(f"Open the review of the last take: {heard}")

    def event(self, event: QEvent) -> bool:
        """Take Enter before the page does, when Tab has brought the person here."""
        wanted = event.type() == QEvent.Type.ShortcutOverride and self._ring.shown
        return (wanted and keeps_enter(event)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the row like Space does."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def draw_right(self, painter: QPainter) -> None:
        """Draw what was heard in the last takes."""
        draw_states(painter, QPointF(self.width() - PADDING_PX, self.height() / 2), self._states)
