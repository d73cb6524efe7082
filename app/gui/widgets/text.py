"""Words on the page: labels in the sizes of the design, wrapped or ending in an ellipsis."""

from typing import Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.gui import look

Role = Literal[
    "caption",
    "second",
    "label",
    "body",
    "strong",
    "bold",
    "lead",
    "section",
    "title",
    "page",
    "figures",
    "question",
]

LEAST_PX: Final = 96


class Text(QLabel):
    """A text in one of the sizes of the design. It is plain: markup in a pack stays visible.

    Args:
        text: The words.
        role: Size, weight and colour by what the text is.
        ink: Name of another colour of the palette; empty for the role's own.
        wrap: Whether it may take several lines.
    """

    def __init__(
        self, text: str = "", role: Role = "body", *, ink: str = "", wrap: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """Return room for a word of a text that wraps: the layout asks for the height it needs."""
        needed = super().minimumSizeHint()
        if not self.wordWrap():
            return needed
        return QSize(min(needed.width(), look.px(LEAST_PX)), self.fontMetrics().height())

    def set_ink(self, ink: str) -> None:
        """Change to another colour of the palette; empty for the role's own."""
        if self.property("ink") != ink:
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedText(Text):
    """A text of one line that ends in an ellipsis where room ends; a tool tip shows all of it."""

    def __init__(self, text: str = "", role: Role = "body", *, ink: str = "") -> None:
        super().__init__(text, role, ink=ink)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return a size of one line, however narrow."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the full text where it does not fit."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self._shown() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.contentsRect(), flags, self._shown())

    def _shown(self) -> str:
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), mode, self.contentsRect().width())
