"""The table of all answers, and how its cells are drawn."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.attempt import AttemptSummary
from app.core.feedback import PointState
from app.gui import look
from app.gui.widgets.attempt_model import (
    HEADERS,
    NUMBERS,
    SUMMARY_ROLE,
    AttemptModel,
    Column,
    Index,
    chips_of,
)
from app.gui.widgets.state_icon import draw_state

ROW_PX: Final = 40
ICON_PX: Final = 14
ICON_STEP_PX: Final = 18
MOST_ICONS: Final = 6
CHIP_PX: Final = 20
PAD_PX: Final = 12
LEAST_QUESTION_PX: Final = 300

WIDTHS_PX: Final = {
    Column.WHEN: 104,
    Column.TAKE: 52,
    Column.POINTS: 132,
    Column.PACE: 60,
    Column.FILLERS: 92,
    Column.LENGTH: 72,
    Column.RATING: 72,
}
# What makes way first when the question has too little room.
GIVE_WAY: Final = (Column.FILLERS, Column.PACE, Column.LENGTH, Column.TAKE, Column.RATING)


class AttemptDelegate(QStyledItemDelegate):
    """Draws the cells: a line above each row, states as icons, chips behind the question."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        summary = index.data(SUMMARY_ROLE)
        column = Column(index.column())
        painter.save()
        look.smooth(painter)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, rect, index, selected=selected)
        inside = QRectF(rect).adjusted(PAD_PX, 0, -PAD_PX, 0)
        if column is Column.POINTS:
            self._draw_points(painter, inside, summary)
        elif column is Column.QUESTION:
            self._draw_question(painter, inside, summary, selected=selected)
        else:
            self._draw_words(painter, inside, index)
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        colours = look.colours()
        if not selected:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(colours.line))
            return
        path = QPainterPath()
        path.addRoundedRect(self._row_rect(rect, index), 6, 6)
        painter.setClipRect(rect)
        painter.fillPath(path, QColor(colours.accent_soft))
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and index.column() == Column.WHEN:
            painter.fillRect(rect.left(), rect.top() + 10, 3, rect.height() - 20, colours.accent)

    def _row_rect(self, rect: QRect, index: Index) -> QRectF:
        """Return the whole row, so that only its own ends are round."""
        view = self.parent()
        if not isinstance(view, QTableView):
            return QRectF(rect)
        return QRectF(0, rect.top(), view.viewport().width(), rect.height())

    def _draw_words(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        colours = look.colours()
        column = Column(index.column())
        quiet = column in (Column.WHEN, Column.TAKE)
        painter.setPen(look.pen(colours.text_2 if quiet else colours.text))
        font = look.font(13 if quiet else 14)
        painter.setFont(font)
        alignment = Qt.AlignmentFlag.AlignVCenter
        if column in NUMBERS:
            alignment |= Qt.AlignmentFlag.AlignRight
        words = QFontMetrics(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(rect.width()) + PAD_PX
        )
        painter.drawText(rect, alignment, words)

    def _draw_question(
        self, painter: QPainter, rect: QRectF, summary: AttemptSummary, *, selected: bool
    ) -> None:
        font = look.font(14, "medium" if selected else "regular")
        chip_font = QFontMetrics(look.font(12))
        chips = chips_of(summary)
        taken = sum(chip_font.horizontalAdvance(words) + 24 for words in chips)
        room = max(40, int(rect.width()) - taken)
        ask = summary.ask
        shown = QFontMetrics(font).elidedText(ask, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(look.pen(look.colours().text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        left = rect.left() + QFontMetrics(font).horizontalAdvance(shown) + 8
        for words in chips:
            width = chip_font.horizontalAdvance(words) + 16
            high = look.px(CHIP_PX)
            box = QRectF(left, rect.center().y() - high / 2, width, high)
            _draw_chip(painter, box, words, amber=words == "draft")
            left += width + 8

    def _draw_points(self, painter: QPainter, rect: QRectF, summary: AttemptSummary) -> None:
        if not summary.points:
            return
        states = summary.points
        edge = look.px(ICON_PX)
        top = rect.center().y() - edge / 2
        if len(states) <= MOST_ICONS:
            for number, state in enumerate(states):
                left = rect.left() + number * look.px(ICON_STEP_PX)
                draw_state(painter, QRectF(left, top, edge, edge), state)
            return
        draw_state(painter, QRectF(rect.left(), top, edge, edge), PointState.COVERED)
        painter.setPen(look.pen(look.colours().text))
        painter.setFont(look.font(14))
        words = f"{summary.covered} of {len(states)}"
        beside = rect.adjusted(look.px(ICON_STEP_PX) + 4, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, words)


def _draw_chip(painter: QPainter, box: QRectF, words: str, *, amber: bool) -> None:
    colours = look.colours()
    painter.setPen(look.pen(colours.amber_soft if amber else colours.line))
    painter.setBrush(QColor(colours.amber_soft if amber else colours.raised))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(look.pen(colours.amber_ink if amber else colours.text_2))
    painter.setFont(look.font(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class AttemptTable(QTableView):
    """The table. Enter and a double click open a row; columns make way when it is narrow.

    Signals:
        opened: The person wants to see an attempt; carries its number.
    """

    opened = Signal(int)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._model = AttemptModel(now)
        self.setModel(self._model)
        self.setItemDelegate(AttemptDelegate(self))
        self.setHorizontalHeader(_Header(self))
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Answers")
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda index: self._open(index))
        self._fit()

    def show_attempts(self, attempts: tuple[AttemptSummary, ...]) -> None:
        """Replace all rows; the row that was selected stays selected, wherever it is now."""
        if attempts is self._model.attempts:
            return
        selected = self.selected_id
        self._model.show_attempts(attempts)
        ids = [summary.id for summary in attempts]
        if ids:
            self.selectRow(ids.index(selected) if selected in ids else 0)

    @property
    def selected_id(self) -> int | None:
        """The number of the attempt that is selected; None when there is none."""
        index = self.currentIndex()
        return self._model.attempts[index.row()].id if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the question the room that is left."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self._model.attempts[index.row()].id)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        left = self.viewport().width() - sum(look.px(width) for width in WIDTHS_PX.values())
        hidden = set()
        for column in GIVE_WAY:
            if left < look.px(LEAST_QUESTION_PX):
                hidden.add(column)
                left += look.px(WIDTHS_PX[column])
        for column, width in WIDTHS_PX.items():
            self.setColumnHidden(column, column in hidden)
            self.setColumnWidth(column, look.px(width))
        self.setColumnWidth(Column.QUESTION, max(left, look.px(120)))


class _Header(QHeaderView):
    """The words above the columns."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt)
        colours = look.colours()
        column = Column(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(colours.bg))
        painter.setPen(look.pen(colours.text_3))
        painter.setFont(look.font(12))
        alignment = Qt.AlignmentFlag.AlignVCenter
        if column in NUMBERS:
            alignment |= Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(PAD_PX, 0, -PAD_PX, 0), alignment, HEADERS[column])
        painter.restore()
