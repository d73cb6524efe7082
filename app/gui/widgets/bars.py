"""The bars above and below an answer: where one is and leaves, what else can be done."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.progress import Steps
from app.gui.widgets.text import Text

TOP_PX: Final = 56
BOTTOM_PX: Final = 72


class Bar(QWidget):
    """A strip as wide as the page with a line along one edge.

    Args:
        height_px: Its least height at the normal text size.
        line_on_top: Whether the line is on the upper edge.
    """

    def __init__(self, height_px: int, *, line_on_top: bool) -> None:
        super().__init__()
        self._height_px = height_px
        self._line_on_top = line_on_top
        # Ignored: a bar that folds must let the window become narrow enough for it to fold.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the design, or more where the content needs it."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), look.px(self._height_px)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line."""
        colours = look.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.bg))
        y = 0 if self._line_on_top else self.height() - 1
        painter.fillRect(0, y, self.width(), 1, QColor(colours.line))


class TopBar(Bar):
    """Leave on the left, the place in the session in the middle.

    Signals:
        left: The person wants to leave.
    """

    left = Signal()

    def __init__(self, words: str = "Practice") -> None:
        super().__init__(TOP_PX, line_on_top=False)
        self.leave = Button("Leave", "quiet", icon=Icon.X, key="Esc", size="small")
        self.leave.clicked.connect(lambda: self.left.emit())
        self._steps = Steps()
        self._place = Text("", "second")
        self._words = Text(words, "second")
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._steps)
        middle.addWidget(self._place)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 0, 24, 0)
        grid.addWidget(self.leave, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(middle, 0, 1)
        grid.addWidget(self._words, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def show_place(self, index: int, total: int, what: str = "Question") -> None:
        """Show which question (or what else) of how many this is, counted from 0."""
        words = f"{what} {index + 1} of {total}"
        if words != self._place.text():
            self._steps.show_step(index + 1, total, what)
            self._place.setText(words)
        self._steps.show()
        self._place.show()

    def show_words(self, words: str) -> None:
        """Say on the right what this is."""
        self._words.setText(words)

    def show_alone(self, words: str) -> None:
        """Show something that belongs to no session: no steps, and 'Close' instead of 'Leave'."""
        self._steps.hide()
        self._place.hide()
        self.show_words(words)
        self.leave.setText("Close")


class BottomBar(Bar):
    """A row of actions; `row` is for the page to fill."""

    def __init__(self, margin_px: int = 24) -> None:
        super().__init__(BOTTOM_PX, line_on_top=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(margin_px, 12, margin_px, 12)
        self.row.setSpacing(8)
