"""Charts of trends, drawn by pyqtgraph. Importing this takes 0.3 s: see the presenter of trends."""

from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.gui import look
from app.gui.widgets.chart_marks import Drawing, Mark
from app.gui.widgets.focus import FocusRing
from app.gui.widgets.text import Text

HEIGHT_PX: Final = 132
AXIS_PX: Final = 42
# As far from a point the pointer still means it.
REACH_PX: Final = 36.0
CURRENT_PX: Final = 6.0
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TrendChart(QWidget):
    """Points in a plane; the pointer and the arrow keys tell each, a click and Enter open it.

    Signals:
        pointed: Another point is told; carries its words, empty for none.
        opened: The person wants to see the answer behind a point; carries its number.
    """

    pointed = Signal(str)
    opened = Signal(int)

    def __init__(self, name: str) -> None:
        """Build a chart without points; `name` is for screen readers."""
        super().__init__()
        self._drawing: Drawing | None = None
        self._current: int | None = None
        self._ring = FocusRing(self, 4)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        # The mouse is ours: pyqtgraph would zoom, and keep the wheel from scrolling the page.
        self._plot = pg.PlotWidget()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self._plot, self._plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._ring_item = pg.ScatterPlotItem(pxMode=True)
        self._ends = (Text("", "caption"), Text("", "caption"))
        self._lay_out()

    def show_drawing(self, drawing: Drawing, summary: str) -> None:
        """Show other points; summary says all of it to those who cannot see it."""
        self.setAccessibleDescription(summary)
        if drawing == self._drawing:  # drawing takes 13 ms
            return
        told = self._told
        self._drawing = drawing
        self._current = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if drawing.marks else Qt.FocusPolicy.NoFocus)
        self._draw()
        if told is not None:  # the answers may change behind the pointer, or the keyboard
            places = [mark.x for mark in drawing.marks]
            self.tell(places.index(told.x) if told.x in places else None)

    @property
    def words(self) -> str:
        """What is told of a point; empty while none is."""
        return self._told.words if self._told else ""

    @property
    def _told(self) -> Mark | None:
        if self._drawing is None or self._current is None:
            return None
        return self._drawing.marks[self._current]

    def sizeHint(self) -> QSize:
        """Return a usual width, and the height of the design."""
        return QSize(look.px(240), look.px(HEIGHT_PX) + self._ends[0].sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which points can be told apart."""
        return QSize(look.px(140), self.sizeHint().height())

    def position_of(self, index: int) -> QPointF:
        """Return where a point stands in this widget."""
        assert self._drawing is not None  # there is a point, so something is shown
        mark = self._drawing.marks[index]
        scene = self._plot.getViewBox().mapViewToScene(QPointF(mark.x, mark.y))
        return QPointF(self._plot.mapTo(self, self._plot.mapFromScene(scene)))

    # What a person does --------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, and open one."""
        marks = self._drawing.marks if self._drawing else ()
        key = Qt.Key(event.key())
        if not marks:
            super().keyPressEvent(event)
        elif key in _STEPS:
            at = len(marks) if self._current is None else self._current
            self.tell(min(max(0, at + _STEPS[key]), len(marks) - 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.tell(0 if key == Qt.Key.Key_Home else len(marks) - 1)
        elif key in _ENTER and self._current is not None:
            self.opened.emit(marks[self._current].attempt_id)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the point under the pointer."""
        self.tell(self._nearest(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the point under the pointer."""
        index = self._nearest(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None and self._drawing:
            self.opened.emit(self._drawing.marks[index].attempt_id)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell nothing any more."""
        super().leaveEvent(event)
        if not self._ring.shown:
            self.tell(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, and begin with the newest point when a key has brought the focus."""
        super().focusInEvent(event)
        self._ring.follow(event)
        if self._ring.shown and self._current is None and self._drawing and self._drawing.marks:
            self.tell(len(self._drawing.marks) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._ring.follow(event)
        self.tell(None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self._draw()

    def _nearest(self, place: QPointF) -> int | None:
        """Return the point nearest to a place; None when all are out of reach."""
        best, best_px = None, REACH_PX
        for index in range(len(self._drawing.marks) if self._drawing else 0):
            offset = self.position_of(index) - place
            # Above or below a point of a line one still means it.
            flat = 0.3 if self._drawing and self._drawing.joined else 1.0
            away_px = max(abs(offset.x()), flat * abs(offset.y()))
            if away_px < best_px:
                best, best_px = index, away_px
        return best

    def tell(self, index: int | None) -> None:
        """Tell a point, by its place from left to right; None for none."""
        if index == self._current or self._drawing is None:
            return
        self._current = index
        mark = self._told
        self._draw_current(mark)
        self.setCursor(
            Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor
        )
        self.pointed.emit(mark.words if mark else "")

    # What is drawn -------------------------------------------------------------------

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 4, 0)
        below.addWidget(self._ends[0])
        below.addStretch()
        below.addWidget(self._ends[1])
        self._below = below
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._plot, 1)
        column.addLayout(below)

    def _draw(self) -> None:
        drawing, colours = self._drawing, look.colours()
        if drawing is None:
            return
        self._plot.clear()
        self._plot.setBackground(colours.surface)
        self._draw_axes(drawing)
        self._draw_grounds(drawing)
        if drawing.joined and len(drawing.marks) > 1:
            across, up = [mark.x for mark in drawing.marks], [mark.y for mark in drawing.marks]
            pen = pg.mkPen(colours.accent, width=2)
            self._plot.addItem(pg.PlotCurveItem(across, up, pen=pen, antialias=True))
        self._draw_marks(drawing)
        self._ring_item = pg.ScatterPlotItem(pxMode=True)
        self._plot.addItem(self._ring_item)
        self._draw_current(self._told)

    def _draw_axes(self, drawing: Drawing) -> None:
        colours = look.colours()
        item = self._plot.getPlotItem()
        left, bottom = item.getAxis("left"), item.getAxis("bottom")
        for axis, ticks in ((left, drawing.up.ticks), (bottom, drawing.across.ticks)):
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(colours.text_3)
            axis.setStyle(tickLength=0, tickAlpha=0, tickFont=look.font(12))
            axis.setStyle(hideOverlappingLabels=False)
            axis.setTicks([list(ticks)])
        left.setWidth(look.px(AXIS_PX))
        # Words at the ends of an axis of time would reach beyond it, and be cut: labels say them.
        item.showAxis("bottom", not drawing.joined)
        words = [words for _, words in drawing.across.ticks] if drawing.joined else []
        for label, said in zip(self._ends, [*words, "", ""][:2], strict=True):
            label.setText(said)
            label.setVisible(drawing.joined)
        self._below.setContentsMargins(look.px(AXIS_PX), 0, 4, 0)
        view = self._plot.getViewBox()
        view.setMouseEnabled(False, False)
        view.setRange(
            xRange=(drawing.across.first, drawing.across.last),
            yRange=(drawing.up.first, drawing.up.last),
            padding=0,
        )

    def _draw_grounds(self, drawing: Drawing) -> None:
        """Draw what lies below the points: the band, lines at the ticks, the diagonal."""
        colours = look.colours()
        if drawing.band is not None:
            band = pg.LinearRegionItem(
                drawing.band,
                orientation="horizontal",
                movable=False,
                brush=colours.accent_soft,
                pen=pg.mkPen(None),
            )
            self._plot.addItem(band)
        for height, _ in drawing.up.ticks:
            self._plot.addItem(pg.InfiniteLine(height, angle=0, pen=pg.mkPen(colours.line)))
        if drawing.diagonal is not None:
            across, up = [list(each) for each in zip(*drawing.diagonal, strict=True)]
            pen = pg.mkPen(colours.line_strong, width=1.5, style=Qt.PenStyle.DashLine)
            self._plot.addItem(pg.PlotCurveItem(across, up, pen=pen, antialias=True))

    def _draw_marks(self, drawing: Drawing) -> None:
        colours = look.colours()
        newest = len(drawing.marks) - 1 if drawing.joined else -1
        spots = [
            {
                "pos": (mark.x, mark.y),
                "size": _mark_px(mark) + (3 if index == newest else 0),
                "brush": colours.accent if index == newest else colours.surface,
                "pen": pg.mkPen(colours.accent, width=1.5),
            }
            for index, mark in enumerate(drawing.marks)
        ]
        # Not from its cache of pictures: they are coarse where a chart is drawn twice as fine.
        points = pg.ScatterPlotItem(spots, pxMode=True, antialias=True, useCache=False)
        self._plot.addItem(points)

    def _draw_current(self, mark: Mark | None) -> None:
        spots = []
        if mark is not None:
            colours = look.colours()
            size = _mark_px(mark) + CURRENT_PX
            pen = pg.mkPen(colours.text, width=2)
            spots.append({"pos": (mark.x, mark.y), "size": size, "pen": pen, "brush": None})
        self._ring_item.setData(spots)


def _mark_px(mark: Mark) -> float:
    """Return how large a point is: it grows by half of what the text grows by."""
    return mark.size_px * (1.0 + look.scale()) / 2
