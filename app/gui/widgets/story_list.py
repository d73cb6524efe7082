"""The list of stories: what each is called, which parts it has, and how often it was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.structure import Part
from app.gui import look
from app.gui.widgets.part_letters import draw_letters, letters_width, parts_words

Index = QModelIndex | QPersistentModelIndex

ROW_PX: Final = 80
PAD_PX: Final = 14


@dataclass(frozen=True, slots=True)
class ListedStory:
    """One row.

    Attributes:
        uid: The story; empty for one that is not stored yet.
        title: What it is called.
        parts: The parts it has points for.
        shows: Its competencies, in words.
        use: How often it was told, in words.
    """

    uid: str
    title: str
    parts: frozenset[Part]
    shows: str
    use: str


class StoryModel(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ListedStory, ...] = ()

    def show_rows(self, rows: tuple[ListedStory, ...]) -> None:
        """Replace the rows."""
        same = [row.uid for row in rows] == [row.uid for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, also for screen readers."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                shows = f"shows {row.shows}" if row.shows else ""
                words = (row.title, parts_words(row.parts), shows, row.use)
                return ", ".join(filter(None, words))
            case _:
                return None


class StoryList(QListView):
    """The list; Up and Down, or a click, choose the story to work on.

    Signals:
        picked: Another story was chosen; carries its uid.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = StoryModel()
        self._showing = False
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Stories")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._pick(now))

    @property
    def rows(self) -> tuple[ListedStory, ...]:
        """The rows, from top to bottom."""
        return self._model.rows

    def show_rows(self, rows: Sequence[ListedStory], chosen: str) -> None:
        """Show other rows, and which of them is worked on, without a signal."""
        self._showing = True
        if tuple(rows) != self._model.rows:
            self._model.show_rows(tuple(rows))
        uids = [row.uid for row in rows]
        if chosen in uids and self.currentIndex().row() != uids.index(chosen):
            self.setCurrentIndex(self._model.index(uids.index(chosen)))
        self._showing = False

    def sizeHint(self) -> QSize:
        """Return room for three rows."""
        return QSize(look.px(240), 3 * look.px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        """Return room for a row and a half: that there are more can be seen."""
        return QSize(look.px(160), look.px(ROW_PX) * 3 // 2)

    def _pick(self, index: Index) -> None:
        if index.isValid() and not self._showing:
            self.picked.emit(self._model.rows[index.row()].uid)


class _Delegate(QStyledItemDelegate):
    """Draws title, letters, use, and what the story shows."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(120), look.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, StoryModel)  # the list has no other
        row = model.rows[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        look.smooth(painter)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, rect, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        inside = rect.adjusted(PAD_PX, look.px(10), -PAD_PX, -look.px(8))
        colours = look.colours()
        line = inside.height() // 3
        top = QRect(inside.left(), inside.top(), inside.width(), line)
        ink = colours.accent_ink if chosen else colours.text
        _draw_line(painter, top, row.title, 14, ink)
        middle = top.translated(0, line)
        draw_letters(painter, middle.left(), middle.top() + (line - look.px(18)) / 2, row.parts)
        soft = colours.text_2 if chosen else colours.text_3
        _draw_line(painter, middle.adjusted(letters_width() + 10, 0, 0, 0), row.use, 12, soft)
        _draw_line(painter, middle.translated(0, line), row.shows, 12, soft)
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRect, chosen: bool, under: bool) -> None:
        colours, view = look.colours(), self.parent()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or under:
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, -1, -1), 6, 6)
        if chosen and isinstance(view, QListView) and view.hasFocus():
            painter.setBrush(QColor(colours.accent))
            painter.drawRect(rect.left(), rect.top() + 12, 3, rect.height() - 24)


def _draw_line(painter: QPainter, room: QRect, words: str, size: int, ink: str) -> None:
    font = look.font(size, "medium" if size > 12 else "regular")
    painter.setFont(font)
    painter.setPen(look.pen(ink))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
