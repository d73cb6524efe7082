"""A field to search with: it waits until typing pauses, and Esc clears it."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.gui import icons, look
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.focus_keys import keeps_enter
from app.gui.widgets.keycap import cap_size, draw_cap

# Most typists take some 0.2 s from key to key: this holds back bursts, and no pause.
WAIT_MS: Final = 40
HEIGHT_PX: Final = 36
WIDTH_PX: Final = 300
ICON_PX: Final = 18
MOST_LETTERS: Final = 200


class SearchField(QLineEdit):
    """The field.

    Signals:
        searched: What to look for; empty for everything.
        left: The person is done with the field: the list may have the keyboard.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, words: str, key: str) -> None:
        """Build the field.

        Args:
            words: What is searched; shown while it is empty, and its accessible name.
            key: The key that leads here, for showing.
        """
        super().__init__()
        self._key = key
        self._told = ""
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMaxLength(MOST_LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clear_button = Button("", "quiet", icon=Icon.X, size="tiny")
        self.clear_button.setAccessibleName("Clear the search")
        self.clear_button.setToolTip("Clear the search")
        self.clear_button.setParent(self)
        self.clear_button.hide()
        self.clear_button.clicked.connect(lambda: self._clear())
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(lambda: self._tell())
        self.textEdited.connect(lambda _text: self._wait.start())
        self.textChanged.connect(lambda text: self.clear_button.setVisible(bool(text)))
        self._set_margins()

    def show_text(self, text: str) -> None:
        """Show what is being looked for; what is being typed right now is given up."""
        self._wait.stop()
        self._told = text
        if text != self.text():
            self.setText(text)

    def sizeHint(self) -> QSize:
        """Return the height of a field, and room for some words."""
        return QSize(look.px(WIDTH_PX), look.px(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Return room for a word."""
        return QSize(look.px(140), look.px(HEIGHT_PX))

    def event(self, event: QEvent) -> bool:
        """Keep Enter: it leads to what was found."""
        return keeps_enter(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Esc, and leave for the list on Enter, Down, or Esc with nothing to clear."""
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self._clear()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self._tell()
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end."""
        super().resizeEvent(event)
        self._set_margins()
        size = self.clear_button.sizeHint()
        left = self.width() - size.width() - 6
        self.clear_button.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, its icon, and the key that leads here."""
        super().paintEvent(event)
        colours = look.colours()
        painter = look.smooth(QPainter(self))
        edge = look.px(ICON_PX)
        box = QRectF(12, (self.height() - edge) / 2, edge, edge)
        icons.draw(painter, box, Icon.MAGNIFYING_GLASS, colours.text_2)
        if not self.text() and not self.hasFocus():
            cap = cap_size(self._key)
            corner = QPointF(self.width() - cap.width() - 10, (self.height() - cap.height()) / 2)
            draw_cap(painter, corner, self._key, colours.line_strong, colours.text_2)

    def _set_margins(self) -> None:
        room = max(cap_size(self._key).width(), self.clear_button.sizeHint().width())
        self.setTextMargins(look.px(ICON_PX) + 8, 0, room, 0)

    def _clear(self) -> None:
        self.clear()
        self.setFocus()
        self._tell()

    def _tell(self) -> None:
        self._wait.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
