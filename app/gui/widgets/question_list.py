"""The questions of a group: which are asked, in which order, and picking the first."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.widgets.focus import FocusRing, Ringed, only_tab_stop

ROW_PX: Final = 60
MARGIN_PX: Final = 11
DETAIL_PX: Final = 20
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


class _Row(Ringed, QRadioButton):
    def __init__(self, question: ListedQuestion) -> None:
        super().__init__(question.words)
        self._detail = question.detail
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
        self.setAccessibleDescription(f"{self._detail}, {place}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(240), look.px(ROW_PX))

    def heightForWidth(self, width: int) -> int:
        return self._words_height(width) + look.px(MARGIN_PX + DETAIL_PX) + look.px(MARGIN_PX)

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
        colours = look.colours()
        asked = bool(self._order)
        painter.setFont(look.font(14, "medium" if asked else "regular"))
        painter.setPen(look.pen(colours.text if asked else colours.text_2))
        top, high = look.px(MARGIN_PX), self._words_height(self.width())
        box = QRect(PADDING_PX, top, self._words_width(self.width()), high)
        painter.drawText(box, Qt.TextFlag.TextWordWrap, self.text())
        painter.setFont(look.font(12))
        painter.setPen(look.pen(colours.text_3))
        below = QRect(PADDING_PX, top + high, box.width(), look.px(DETAIL_PX))
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom, self._detail)

    def _words_width(self, width: int) -> int:
        return max(1, width - 2 * PADDING_PX - look.px(TAG_PX + 16))

    def _words_height(self, width: int) -> int:
        # Measured in the wider weight, so that a row keeps its height when it is asked.
        metrics = QFontMetrics(look.font(14, "medium"))
        room = QRect(0, 0, self._words_width(width), 0)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()

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
