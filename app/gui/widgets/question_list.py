"""The questions of a group: which are asked, in which order, and picking the first."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.widgets.focus import FocusRing, only_tab_stop

ROW_PX: Final = 60
TAG_PX: Final = 20
PADDING_PX: Final = 12


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
        if asked:
            self._rows[asked[0]].setChecked(True)
            only_tab_stop(self._rows[asked[0]], self._rows.values())
            self.ensureWidgetVisible(self._rows[asked[0]], 0, 0)

    def minimumSizeHint(self) -> QSize:
        """Return room for three rows."""
        return QSize(look.px(240), 3 * look.px(ROW_PX))

    def sizeHint(self) -> QSize:
        """Return the least: the list takes what room there is."""
        return self.minimumSizeHint()

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


class _Row(QRadioButton):
    def __init__(self, question: ListedQuestion) -> None:
        super().__init__(question.words)
        self._detail = question.detail
        self._order = 0
        self._ring = FocusRing(self, 4, inside=True)
        self.setToolTip(question.words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_order(self, order: int) -> None:
        """Show as which it is asked, counted from 1; 0 for not at all."""
        self._order = order
        place = f"asked as number {order}" if order else "not asked this time"
        self.setAccessibleDescription(f"{self._detail}, {place}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(240), look.px(ROW_PX))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.follow(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.follow(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, 0), 6, 6)
        line_px = self.width() - 2 * PADDING_PX
        painter.fillRect(PADDING_PX, 0, line_px, 1, QColor(colours.line))
        room = line_px - look.px(TAG_PX + 16)
        asked = bool(self._order)
        ink = colours.text if asked else colours.text_2
        words = look.font(14, "medium" if asked else "regular")
        middle = self.height() / 2
        self._draw_line(painter, middle - look.px(21), (words, ink, self.text()), room)
        detail = (look.font(12), colours.text_3, self._detail)
        self._draw_line(painter, middle + look.px(1), detail, room)
        if asked:
            self._draw_tag(painter)

    def _draw_line(
        self, painter: QPainter, top: float, line: tuple[QFont, str, str], room: int
    ) -> None:
        font, ink, words = line
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(look.pen(ink))
        box = QRectF(PADDING_PX, top, room + 2, look.px(20))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

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
