"""The bars above and below an answer: where one is and leaves, what else can be done."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
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
    """Leave on the left, the place in the session in the middle, further actions on the right.

    Where there is little width the steps give way, then the words of the actions.

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
        self._has_place = False
        self._actions: list[tuple[Button, str]] = []
        self._right = QHBoxLayout()
        self._right.setSpacing(8)
        self._right.addWidget(self._words)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._steps)
        middle.addWidget(self._place)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 0, 24, 0)
        grid.addWidget(self.leave, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(middle, 0, 1)
        grid.addLayout(self._right, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)

    def add_action(self, button: Button) -> None:
        """Add a button on the right, which has an icon, words and an accessible name."""
        self._actions.append((button, button.text()))
        self._words.hide()
        self._right.addWidget(button)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room where there is little width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the steps, and then the words of the actions, give way to what cannot."""
        if not self._actions:
            return
        self._steps.setVisible(self._has_place)
        for button, words in self._actions:
            button.setText(words)
        if self._needs() > self.width():
            self._steps.hide()
        if self._needs() > self.width():
            for button, _ in self._actions:
                button.setText("")

    def _needs(self) -> int:
        """Return the width in which nothing is cut: the middle keeps to the middle."""
        right = sum(button.sizeHint().width() + 8 for button, _ in self._actions)
        place = self._place.sizeHint().width() + 10
        steps = self._steps.sizeHint().width() + 10 if not self._steps.isHidden() else 0
        return 2 * max(right, self.leave.sizeHint().width()) + place + steps + 2 * 24

    def show_place(self, index: int, total: int, what: str = "Question") -> None:
        """Show which question (or what else) of how many this is, counted from 0."""
        words = f"{what} {index + 1} of {total}"
        if words != self._place.text():
            self._steps.show_step(index + 1, total, what)
            self._place.setText(words)
        self._steps.show()
        self._place.show()
        self._has_place = True
        self._fit()

    def show_words(self, words: str) -> None:
        """Say on the right what this is."""
        self._words.setText(words)

    def show_alone(self, words: str) -> None:
        """Show something that belongs to no session: no steps, and 'Close' instead of 'Leave'."""
        self._steps.hide()
        self._place.hide()
        self._has_place = False
        self.show_words(words)
        if self._actions:  # they have taken the right: the words stand in the middle
            self._place.setText(words)
            self._place.show()
        self.leave.setText("Close")
        self._fit()


class BottomBar(Bar):
    """A row of actions; `row` is for the page to fill."""

    def __init__(self, margin_px: int = 24) -> None:
        super().__init__(BOTTOM_PX, line_on_top=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(margin_px, 12, margin_px, 12)
        self.row.setSpacing(8)
