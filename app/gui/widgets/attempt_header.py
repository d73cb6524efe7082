"""The words above the columns of answers: a click sorts, an arrow shows by what and which way."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.core.listing import Order
from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.attempt_delegate import PAD_PX
from app.gui.widgets.attempt_model import HEADERS, NUMBERS, SORTS, Column

HEIGHT_PX: Final = 28
ARROW_PX: Final = 12


class AttemptHeader(QHeaderView):
    """The header of the table.

    Signals:
        sort_wanted: The person wants the list sorted by a column; carries its SortBy.
    """

    sort_wanted = Signal(object)

    def __init__(self, table: QWidget, *, sortable: bool) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._order = Order()
        self._sortable = sortable
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(sortable)
        self.setHighlightSections(False)
        self.setAccessibleName("Columns")
        if sortable:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.sectionClicked.connect(lambda section: self._sort(section))

    def show_order(self, order: Order) -> None:
        """Show by what the list is sorted."""
        self._order = order
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return a height that grows with the text."""
        return QSize(super().sizeHint().width(), look.px(HEIGHT_PX))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt)
        """Draw the words above a column, and the arrow."""
        colours = look.colours()
        column = Column(logicalIndex)
        painter.save()
        painter.fillRect(rect, QColor(colours.bg))
        if column is not Column.BEST:  # its stars say what it is
            here = self._sortable and SORTS[column] is self._order.by
            painter.setPen(look.pen(colours.text if here else colours.text_3))
            painter.setFont(look.font(12, "medium" if here else "regular"))
            middle = Qt.AlignmentFlag.AlignVCenter
            number = column in NUMBERS
            alignment = middle | Qt.AlignmentFlag.AlignRight if number else middle
            painter.drawText(rect.adjusted(PAD_PX, 0, -PAD_PX, 0), alignment, HEADERS[column])
            if here:
                self._draw_arrow(painter, rect, column)
        painter.restore()

    def _draw_arrow(self, painter: QPainter, rect: QRect, column: Column) -> None:
        """Draw the arrow behind the words, where right-aligned ones leave their margin."""
        edge = look.px(ARROW_PX)
        left = rect.right() - PAD_PX + 1
        if column not in NUMBERS:
            words = QFontMetrics(painter.font()).horizontalAdvance(HEADERS[column])
            left = rect.left() + PAD_PX + words + 3
        box = QRectF(left, rect.center().y() - edge / 2 + 1, edge, edge)
        icon = Icon.ARROW_DOWN if self._order.descending else Icon.ARROW_UP
        icons.draw(painter, box, icon, look.colours().text)

    def _sort(self, section: int) -> None:
        if (sort_by := SORTS.get(Column(section))) is not None:
            self.sort_wanted.emit(sort_by)
