"""Competencies against stories: a tick where a story shows one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.gui import icons, look
from app.gui.icons import Icon

Index = QModelIndex | QPersistentModelIndex

ROW_PX: Final = 44
COLUMN_PX: Final = 120
NAMES_PX: Final = 210
HEAD_PX: Final = 60
PAD_PX: Final = 10
MARK_PX: Final = 20
_PRESSES: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One competency: how it is called, what is asked, and which of the stories show it."""

    name: str
    detail: str
    shown: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole: uids and titles of the stories, and the rows."""

    uids: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    rows: tuple[MatrixRow, ...] = ()


class MatrixModel(QAbstractTableModel):
    """The matrix as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix()

    def show_matrix(self, matrix: Matrix) -> None:
        """Replace everything; where only ticks differ, the table stays where it is."""
        before, names = self.matrix, [row.name for row in matrix.rows]
        same = (matrix.uids, names) == (before.uids, [row.name for row in before.rows])
        if not same:
            self.beginResetModel()
        self.matrix = matrix
        if not same:
            self.endResetModel()
        elif matrix.rows and matrix.uids:
            last = self.index(len(matrix.rows) - 1, len(matrix.uids) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(matrix.rows) - 1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many competencies there are."""
        return 0 if parent is not None and parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many stories there are."""
        return 0 if parent is not None and parent.isValid() else len(self.matrix.uids)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a title, or the name of a competency."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.matrix.titles[section]
        return self.matrix.rows[section].name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, in words: what is seen is drawn."""
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.matrix.rows[index.row()]
        says = "shows" if row.shown[index.column()] else "does not show"
        return f"“{self.matrix.titles[index.column()]}” {says} {row.name}"


class StoryMatrix(QTableView):
    """The table. Its heads stay while it scrolls; arrow keys move, Space or a click toggles.

    Signals:
        toggled: A cell was pressed; carries the uid of the story and the competency.
        picked: The title of a story was pressed; carries its uid.
    """

    toggled = Signal(str, str)
    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = MatrixModel()
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalHeader(_Head(Qt.Orientation.Horizontal, self._model))
        self.setVerticalHeader(_Head(Qt.Orientation.Vertical, self._model))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName("What the stories show")
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self._toggle(index))
        self.horizontalHeader().sectionClicked.connect(
            lambda column: self.picked.emit(self._model.matrix.uids[column])
        )
        self._fit()

    @property
    def matrix(self) -> Matrix:
        """What is shown."""
        return self._model.matrix

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other stories, competencies or ticks."""
        if matrix != self._model.matrix:
            self._model.show_matrix(matrix)
            if not self.currentIndex().isValid() and matrix.rows and matrix.uids:
                self.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle on Space and Enter."""
        if event.key() in _PRESSES and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """Return room for some rows."""
        return QSize(look.px(320), look.px(HEAD_PX + 6 * ROW_PX))

    def minimumSizeHint(self) -> QSize:
        """Return room for the head and three rows."""
        return QSize(look.px(240), look.px(HEAD_PX + 3 * ROW_PX))

    def _toggle(self, index: Index) -> None:
        matrix = self._model.matrix
        self.toggled.emit(matrix.uids[index.column()], matrix.rows[index.row()].name)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_PX))
        self.horizontalHeader().setDefaultSectionSize(look.px(COLUMN_PX))
        self.verticalHeader().setFixedWidth(look.px(NAMES_PX))
        self.horizontalHeader().setFixedHeight(look.px(HEAD_PX))


class _Delegate(QStyledItemDelegate):
    """Draws the cells: a tick in a disc, or a small dot where there is none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), self.parent()
        assert isinstance(model, MatrixModel)  # the table has no other
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = look.colours()
        painter.save()
        look.smooth(painter)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(colours.line))
        edge = look.px(MARK_PX)
        box = QRectF(0, 0, edge, edge)
        box.moveCenter(QRectF(rect).center())
        if model.matrix.rows[index.row()].shown[index.column()]:
            icons.draw(painter, box, Icon.CHECK_CIRCLE_FILL, colours.accent)
        else:
            icons.draw(painter, box, Icon.CIRCLE, colours.line_strong)
        focused = isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index
        if focused:
            painter.setPen(look.pen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(3, 4, -3, -3), 5, 5)
        painter.restore()


class _Head(QHeaderView):
    """Titles in two lines at most, and competencies with what is asked below."""

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel) -> None:
        super().__init__(orientation)
        self._of = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(orientation == Qt.Orientation.Horizontal)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt)
        painter.save()
        painter.fillRect(rect, QColor(look.colours().surface))
        if self.orientation() == Qt.Orientation.Horizontal:
            _draw_title(painter, rect, self._of.matrix.titles[logicalIndex])
        else:
            _draw_name(painter, rect, self._of.matrix.rows[logicalIndex])
        painter.restore()


def _draw_title(painter: QPainter, rect: QRect, title: str) -> None:
    font = look.font(13, "medium")
    metrics = QFontMetrics(font)
    room = rect.adjusted(6, 4, -6, -6)
    painter.setFont(font)
    painter.setPen(look.pen(look.colours().text_2))
    lines = _two_lines(title, metrics, room.width())
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, flags, "\n".join(lines))


def _two_lines(title: str, metrics: QFontMetrics, width: int) -> Sequence[str]:
    """Return a title in one line, or in two of which the second ends in an ellipsis."""
    first, words = "", title.split()
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    mode = Qt.TextElideMode.ElideRight
    if not first:
        return (metrics.elidedText(title, mode, width),)
    rest = metrics.elidedText(" ".join(words), mode, width)
    return (first, rest) if rest else (first,)


def _draw_name(painter: QPainter, rect: QRect, row: MatrixRow) -> None:
    colours, mode = look.colours(), Qt.TextElideMode.ElideRight
    painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(colours.line))
    hole = not any(row.shown)
    inside = rect.adjusted(PAD_PX, 3, -PAD_PX, -3)
    half = inside.height() // 2
    lines = (
        (row.name, 14, colours.text, inside.adjusted(0, 0, 0, -half)),
        (
            row.detail,
            12,
            colours.amber_ink if hole else colours.text_3,
            inside.adjusted(0, half, 0, 0),
        ),
    )
    for words, size, ink, room in lines:
        font = look.font(size)
        painter.setFont(font)
        painter.setPen(look.pen(ink))
        shown = QFontMetrics(font).elidedText(words, mode, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
