"""All questions of a choice: which are asked, in which order, and picking the first."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.widgets.focus import FocusRing, Ringed, only_tab_stop
from app.gui.widgets.two_lines import MARGIN_PX, PADDING_PX, ROW_PX, TwoLines

TAG_PX: Final = 20
SHOWN_ROWS: Final = 5
LEAST_PX: Final = 160


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """One row: the question's key, its words, and a line of small print."""

    key: str
    words: str
    detail: str


class QuestionList(QScrollArea):
    """A list that scrolls by itself; Up and Down move the pick.

    Signals:
        picked: The person picked a question to begin with; carries its key.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, _Row] = {}
        self._listed: tuple[ListedQuestion, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Questions")

    def show_questions(self, listed: tuple[ListedQuestion, ...], asked: tuple[str, ...]) -> None:
        """Show the rows, with numbers on those that are asked.

        Args:
            listed: All rows, in their order.
            asked: The keys of the questions that are asked, in order of asking.
        """
        if listed != self._listed:
            self._rebuild(listed)
        for key, row in self._rows.items():
            row.set_order(asked.index(key) + 1 if key in asked else 0)
        if asked and (first := self._rows.get(asked[0])):
            first.setChecked(True)
            only_tab_stop(first, self._rows.values())
            self.ensureWidgetVisible(first, 0, 0)

    def take_focus(self) -> None:
        """Have the keyboard at the pick, or at the first row where the pick is not listed."""
        rows = list(self._rows.values())
        chosen = next((row for row in rows if row.isChecked()), rows[0] if rows else None)
        if chosen:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Return room for three rows."""
        return QSize(look.px(LEAST_PX), 3 * look.px(ROW_PX))

    def sizeHint(self) -> QSize:
        """Return room for some rows; the others are there by scrolling."""
        return QSize(look.px(240), min(SHOWN_ROWS, max(1, len(self._rows))) * look.px(ROW_PX))

    def _rebuild(self, listed: tuple[ListedQuestion, ...]) -> None:
        self._listed = listed
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = {}
        for question in listed:
            row = _Row(question)
            row.clicked.connect(lambda _=False, key=question.key: self.picked.emit(key))
            column.addWidget(row)
            self._rows[question.key] = row
        column.addStretch()
        self.setWidget(inside)


class _Row(Ringed, QRadioButton):
    def __init__(self, question: ListedQuestion) -> None:
        super().__init__(question.words)
        self._lines = TwoLines(question.words, question.detail)
        self._order = 0
        self._ring = FocusRing(self, 4, inside=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_order(self, order: int) -> None:
        """Show as which it is asked, counted from 1; 0 for not at all."""
        self._order = order
        place = f"asked as number {order}" if order else "not asked this time"
        self.setAccessibleDescription(f"{self._lines.detail}, {place}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(LEAST_PX), look.px(ROW_PX))

    def heightForWidth(self, width: int) -> int:
        return self._lines.height(self._words_width(width)) + 2 * look.px(MARGIN_PX)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, 0), 6, 6)
        line_px = self.width() - 2 * PADDING_PX
        painter.fillRect(PADDING_PX, 0, line_px, 1, QColor(colours.line))
        self._draw_words(painter)
        if self._order:
            self._draw_tag(painter)

    def _draw_words(self, painter: QPainter) -> None:
        corner = QPoint(PADDING_PX, look.px(MARGIN_PX))
        room = self._words_width(self.width())
        self._lines.draw(painter, corner, room, strong=bool(self._order))

    def _words_width(self, width: int) -> int:
        return max(1, width - 2 * PADDING_PX - look.px(TAG_PX + 16))

    def _draw_tag(self, painter: QPainter) -> None:
        colours = look.colours()
        edge = look.px(TAG_PX)
        right = self.width() - edge - PADDING_PX
        box = QRectF(right, (self.height() - edge) / 2, edge, edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.band))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(look.pen(colours.text))
        painter.setFont(look.font(12, "semibold"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._order))
