"""The list of stories: what each is called, which parts it has, and how often it was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from app.core.structure import Part
from app.gui import look
from app.gui.widgets.part_letters import draw_letters, letters_width, parts_words
from app.gui.widgets.row_list import Index, Row, RowDelegate, RowList

ROW_PX: Final = 80
PAD_PX: Final = 14


@dataclass(frozen=True, slots=True)
class ListedStory(Row):
    """One row: its key is the story's uid, empty for one that is not stored yet.

    Attributes:
        parts: The parts it has points for.
        shows: Its competencies, in words.
        use: How often it was told, in words.
    """

    parts: frozenset[Part]
    shows: str
    use: str

    @property
    def spoken(self) -> str:
        """The whole row in words, for screen readers."""
        shows = f"shows {self.shows}" if self.shows else ""
        words = (self.words, parts_words(self.parts), shows, self.use)
        return ", ".join(filter(None, words))


class StoryList(RowList[ListedStory]):
    """The list; Up and Down, or a click, choose the story to work on.

    Signals:
        picked: Another story was chosen; carries its uid.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Stories")
        self._showing = False
        self.setItemDelegate(_Delegate(self, ROW_PX))
        self.selectionModel().currentChanged.connect(lambda now, _before: self._pick(now))

    def show_rows(self, rows: Sequence[ListedStory], chosen: str) -> None:
        """Show other rows, and which of them is worked on, without a signal."""
        self._showing = True
        if tuple(rows) != self.rows:
            self.row_model.show_rows(tuple(rows))
        uids = [row.key for row in rows]
        if chosen in uids and self.currentIndex().row() != uids.index(chosen):
            self.setCurrentIndex(self.row_model.index(uids.index(chosen)))
        self._showing = False

    def sizeHint(self) -> QSize:
        """Return room for three rows."""
        return QSize(look.px(240), 3 * look.px(ROW_PX))

    def minimumSizeHint(self) -> QSize:
        """Return room for a row and a half: that there are more can be seen."""
        return QSize(look.px(160), look.px(ROW_PX) * 3 // 2)

    def _pick(self, index: Index) -> None:
        if index.isValid() and not self._showing:
            self.picked.emit(self.rows[index.row()].key)


class _Delegate(RowDelegate[ListedStory]):
    """Draws title, letters, use, and what the story shows."""

    def draw_row(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: ListedStory
    ) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._draw_ground(painter, rect, chosen, bool(state & QStyle.StateFlag.State_MouseOver))
        inside = rect.adjusted(PAD_PX, look.px(10), -PAD_PX, -look.px(8))
        colours = look.colours()
        line = inside.height() // 3
        top = QRect(inside.left(), inside.top(), inside.width(), line)
        ink = colours.accent_ink if chosen else colours.text
        _draw_line(painter, top, row.words, 14, ink)
        middle = top.translated(0, line)
        draw_letters(painter, middle.left(), middle.top() + (line - look.px(18)) / 2, row.parts)
        soft = colours.text_2 if chosen else colours.text_3
        _draw_line(painter, middle.adjusted(letters_width() + 10, 0, 0, 0), row.use, 12, soft)
        _draw_line(painter, middle.translated(0, line), row.shows, 12, soft)

    def _draw_ground(self, painter: QPainter, rect: QRect, chosen: bool, under: bool) -> None:
        colours = look.colours()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or under:
            painter.setBrush(QColor(colours.accent_soft if chosen else colours.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, -1, -1), 6, 6)
        if chosen and self.view.hasFocus():
            painter.setBrush(QColor(colours.accent))
            painter.drawRect(rect.left(), rect.top() + 12, 3, rect.height() - 24)


def _draw_line(painter: QPainter, room: QRect, words: str, size: int, ink: str) -> None:
    font = look.font(size, "medium" if size > 12 else "regular")
    painter.setFont(font)
    painter.setPen(look.pen(ink))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
