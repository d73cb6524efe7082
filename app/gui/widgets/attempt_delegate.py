"""How the cells of the table of answers are drawn."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.core.attempt import AttemptSummary
from app.core.feedback import PointState
from app.core.listing import Piece
from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.attempt_model import (
    NUMBERS,
    UNREADABLE,
    AttemptModel,
    Column,
    Index,
    chips_of,
)
from app.gui.widgets.attempt_rows import Head
from app.gui.widgets.state_icon import draw_state

ROW_PX: Final = 40
FOUND_ROW_PX: Final = 62  # with a line of what was found below the question
ICON_PX: Final = 14
ICON_STEP_PX: Final = 18
MOST_ICONS: Final = 6
CHIP_PX: Final = 20
STAR_PX: Final = 16
PAD_PX: Final = 12
# How much of the line may stand before the first hit.
BEFORE_HIT: Final = 0.4

_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class AttemptDelegate(QStyledItemDelegate):
    """Draws the cells: a line above each row, states as icons, chips behind the question."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        model = index.model()
        assert isinstance(model, AttemptModel)  # this draws no other
        listing = model.listing  # asking it directly halves the time of a paint
        painter.save()
        look.smooth(painter)
        head = listing.head(index.row())
        self._draw_ground(painter, rect, index, head=head is not None, selected=selected)
        inside = QRectF(rect).adjusted(PAD_PX, 0, -PAD_PX, 0)
        column = Column(index.column())
        if head is not None:
            _draw_head(painter, inside, head, model.words(index.row(), column), column)
        else:
            _draw_cell(painter, inside, model, index.row(), column, selected=selected)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, index: Index, *, head: bool, selected: bool
    ) -> None:
        colours = look.colours()
        view = self.parent()
        assert isinstance(view, QTableView)  # its constructor got one
        whole = QRectF(0, rect.top(), view.viewport().width(), rect.height())
        painter.setClipRect(rect)
        if head or selected:
            path = QPainterPath()
            path.addRoundedRect(whole, 6, 6)
            painter.fillPath(path, QColor(colours.accent_soft if selected else colours.sunken))
        else:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(colours.line))
        if view.hasFocus() and index.row() == view.currentIndex().row():
            if index.column() == Column.WHEN:
                bar = QRect(rect.left(), rect.top() + 10, 3, rect.height() - 20)
                painter.fillRect(bar, QColor(colours.accent))
            if not selected:  # the keyboard is here, the selection elsewhere
                painter.setPen(look.pen(colours.accent, 2))
                painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 6, 6)


def _draw_head(painter: QPainter, rect: QRectF, head: Head, words: str, column: Column) -> None:
    """Draw what a sitting came to, in the columns in which its answers show theirs."""
    colours = look.colours()
    quiet = column is Column.WHEN
    font = look.font(13 if quiet else 14, "medium" if quiet else "semibold")
    painter.setFont(font)
    painter.setPen(look.pen(colours.text_2 if quiet else colours.text))
    if column is Column.BEST and head.session_id:
        edge = look.px(STAR_PX)
        box = QRectF(rect.right() - edge, rect.center().y() - edge / 2, edge, edge)
        icons.draw(painter, box, Icon.CARET_RIGHT, colours.text_2)
    else:
        painter.drawText(rect, _MIDDLE, _elided(painter, words, rect.width() + PAD_PX))


def _draw_cell(
    painter: QPainter,
    rect: QRectF,
    model: AttemptModel,
    row: int,
    column: Column,
    *,
    selected: bool,
) -> None:
    summary = model.listing.summary(row)
    match column:
        case Column.QUESTION if summary is not None:
            found = model.listing.snippet(row)
            _draw_question(painter, rect, summary, found, selected=selected)
        case Column.POINTS if summary is not None:
            _draw_points(painter, rect, summary)
        case Column.BEST:
            if summary is not None and summary.best:
                edge = look.px(STAR_PX)
                box = QRectF(rect.right() - edge, rect.center().y() - edge / 2, edge, edge)
                icons.draw(painter, box, Icon.STAR_FILL, look.colours().accent_ink)
        case _:
            _draw_words(painter, rect, model.words(row, column), column)


def _draw_words(painter: QPainter, rect: QRectF, words: str, column: Column) -> None:
    colours = look.colours()
    quiet = column in (Column.WHEN, Column.TAKE) or words == UNREADABLE
    painter.setPen(look.pen(colours.text_2 if quiet else colours.text))
    painter.setFont(look.font(13 if quiet else 14))
    alignment = _MIDDLE | Qt.AlignmentFlag.AlignRight if column in NUMBERS else _MIDDLE
    painter.drawText(rect, alignment, _elided(painter, words, rect.width() + PAD_PX))


def _draw_question(
    painter: QPainter,
    rect: QRectF,
    summary: AttemptSummary,
    found: tuple[Piece, ...],
    *,
    selected: bool,
) -> None:
    if found:
        half = rect.height() / 2
        _draw_found(painter, rect.adjusted(0, half - 2, 0, -6), found)
        rect = rect.adjusted(0, 6, 0, -half + 2)
    font = look.font(14, "medium" if selected else "regular")
    chip_font = QFontMetricsF(look.font(12))
    chips = chips_of(summary)
    taken = sum(chip_font.horizontalAdvance(words) + 24 for words in chips)
    painter.setFont(font)
    painter.setPen(look.pen(look.colours().text))
    shown = _elided(painter, summary.ask, max(40.0, rect.width() - taken))
    painter.drawText(rect, _MIDDLE, shown)
    left = rect.left() + QFontMetricsF(font).horizontalAdvance(shown) + 8
    for words in chips:
        width = chip_font.horizontalAdvance(words) + 16
        high = look.px(CHIP_PX)
        box = QRectF(left, rect.center().y() - high / 2, width, high)
        _draw_chip(painter, box, words, amber=words == "draft")
        left += width + 8


def _draw_found(painter: QPainter, rect: QRectF, pieces: tuple[Piece, ...]) -> None:
    """Draw where a text was found; as much before the first hit as lets that be seen."""
    colours = look.colours()
    plain, strong = look.font(13), look.font(13, "semibold")
    left = rect.left()
    for number, piece in enumerate(pieces):
        painter.setFont(strong if piece.hit else plain)
        metrics = QFontMetricsF(painter.font())
        room = rect.right() - left
        words = piece.text.replace("\n", " ")
        if number == 0 and not piece.hit and len(pieces) > 1:
            room = rect.width() * BEFORE_HIT
            words = _last_words(metrics, words, room)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        box = QRectF(left, rect.top(), width, rect.height())
        if piece.hit:
            ground = QRectF(left - 1, rect.center().y() - metrics.height() / 2, width + 2, 0)
            ground.setHeight(metrics.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.band))
            painter.drawRoundedRect(ground, 3, 3)
        painter.setPen(look.pen(colours.text if piece.hit else colours.text_2))
        painter.drawText(box, _MIDDLE | Qt.TextFlag.TextDontClip, words)
        left += width
        if left >= rect.right() - 8:
            return


def _last_words(metrics: QFontMetricsF, words: str, room: float) -> str:
    """Return as many whole words from the end as there is room for."""
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideLeft, room)
    _, space, rest = shown.partition(" ")
    return shown if shown == words or not space else f"… {rest}"


def _draw_points(painter: QPainter, rect: QRectF, summary: AttemptSummary) -> None:
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
    beside = rect.adjusted(look.px(ICON_STEP_PX) + 4, 0, 0, 0)
    painter.drawText(beside, _MIDDLE, f"{summary.covered} of {len(states)}")


def _draw_chip(painter: QPainter, box: QRectF, words: str, *, amber: bool) -> None:
    colours = look.colours()
    painter.setPen(look.pen(colours.amber_soft if amber else colours.line))
    painter.setBrush(QColor(colours.amber_soft if amber else colours.raised))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(look.pen(colours.amber_ink if amber else colours.text_2))
    painter.setFont(look.font(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _elided(painter: QPainter, words: str, room: float) -> str:
    metrics = QFontMetricsF(painter.font())
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
