"""Notices in the page: what happened, what is safe, what to do. There are no message boxes."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.widgets.button import Button, Kind
from app.gui.widgets.emptying import empty
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.text import Role, Text

Tone = Literal["amber", "brick", "accent"]


@dataclass(frozen=True, slots=True)
class Message:
    """What a notice says.

    Attributes:
        title: One line: what happened. May be empty for an accent note.
        text: What is safe and what to do.
        tone: "amber" when something needs a hand, "brick" only when data is at risk, "accent" for
            good news and notes.
        action: Words of the button; empty for none.
        other: Words of a second, quiet button; empty for none.
        key: Key of the button, for showing.
        icon: Another icon than the tone's own.
    """

    title: str
    text: str = ""
    tone: Tone = "amber"
    action: str = ""
    other: str = ""
    key: str = ""
    icon: Icon | None = None


# Below this width, at the normal text size, the buttons stand below the words.
NARROW_PX: Final = 480
_ICONS: Final[dict[Tone, Icon]] = {
    "amber": Icon.INFO,
    "brick": Icon.WARNING_CIRCLE,
    "accent": Icon.CHECK_CIRCLE,
}
_INKS: Final[dict[Tone, str]] = {"amber": "amber_ink", "brick": "brick", "accent": "accent_ink"}


class Notice(QFrame):
    """One message with its icon and button.

    Signals:
        acted: The button was pressed.
        declined: The second button was pressed.
    """

    acted = Signal()
    declined = Signal()

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.setProperty("tone", message.tone)
        self.setAccessibleName(message.title or message.text)
        self.setAccessibleDescription(message.text if message.title else "")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        glyph = Glyph(message.icon or _ICONS[message.tone], ink=_INKS[message.tone])
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(glyph, alignment=top if message.title else Qt.AlignmentFlag.AlignVCenter)
        self._inside = QHBoxLayout()
        self._inside.setSpacing(12)
        self._inside.addLayout(_words(message), 1)
        row.addLayout(self._inside, 1)
        self.buttons = _buttons(message)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        both = ((message.action, self.acted), (message.other, self.declined))
        signals = [signal for words, signal in both if words]
        for button, signal in zip(self.buttons, signals, strict=True):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
            actions.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        actions.addStretch()
        if self.buttons:
            self._inside.addLayout(actions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is little width."""
        super().resizeEvent(event)
        narrow = len(self.buttons) > 0 and self.width() < look.px(NARROW_PX)
        direction = QBoxLayout.Direction
        self._inside.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


class Note(QFrame):
    """What a person wrote to themselves, under a small caption.

    Args:
        caption: Such as "Next time I will".
        text: Their words.
        large: Whether the words are set a size larger.
    """

    def __init__(self, caption: str, text: str, *, large: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(f"{caption}: {text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        glyph = Glyph(Icon.NOTE_PENCIL, ink="accent_ink")
        row.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Text(caption, "caption", ink="accent_ink", wrap=True))
        role: Role = "lead" if large else "body"
        column.addWidget(Text(text, role, ink="accent_ink", wrap=True))
        row.addLayout(column, 1)


class NotePlace(QWidget):
    """Where one note stands, or none; the page decides whether the place is seen.

    Args:
        caption: What stands above the words.
        large: Whether the words are set a size larger.
    """

    def __init__(self, caption: str, *, large: bool = False) -> None:
        super().__init__()
        self._caption, self._large = caption, large
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_note(self, text: str) -> None:
        """Show another note; empty for none."""
        empty(self._column)
        if text:
            self._column.addWidget(Note(self._caption, text, large=self._large))


def _buttons(message: Message) -> list[Button]:
    """Return the button of a message, and its second one."""
    kind: Kind = "quiet" if message.tone == "accent" else "secondary"
    buttons = []
    if message.action:
        buttons.append(Button(message.action, kind, key=message.key, size="small"))
    if message.other:
        buttons.append(Button(message.other, "quiet", size="small"))
    return buttons


def _words(message: Message) -> QVBoxLayout:
    note = message.tone == "accent"
    column = QVBoxLayout()
    column.setSpacing(2)
    if message.title:
        ink = "accent_ink" if note else ""
        column.addWidget(Text(message.title, "bold", ink=ink, wrap=True))
    if message.text:
        ink = "accent_ink" if note else "text_2"
        column.addWidget(Text(message.text, ink=ink, wrap=True))
    return column


class NoticeBar(QWidget):
    """A place for one notice at a time; it takes no room while there is none.

    Signals:
        acted: The button was pressed; carries the message.
        declined: The second button was pressed; carries the message.
    """

    acted = Signal(object)
    declined = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.message: Message | None = None
        self._notice: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_message(self, message: Message | None) -> None:
        """Replace what is shown; None takes it away."""
        if message == self.message:
            return
        self.message = message
        if self._notice:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if message:
            self._notice = Notice(message)
            self._notice.acted.connect(lambda: self.acted.emit(message))
            self._notice.declined.connect(lambda: self.declined.emit(message))
            self._column.addWidget(self._notice)
            _speak(self._notice)
        self.setVisible(message is not None)

    def focus_decline(self) -> None:
        """Give the keyboard to the last button: of two that ask, the one that changes nothing."""
        if self._notice and self._notice.buttons:
            self._notice.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)


def _speak(notice: Notice) -> None:
    """Have screen readers speak a notice at once, wherever the focus is."""
    # Late: loading these two names takes 5 ms, which the first paint need not wait for.
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
