"""Parts of the practice page: captions, hints, and what the microphone hears."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.question import KeyPoint
from app.gui import look
from app.gui.icons import Icon
from app.gui.widgets.button import Button
from app.gui.widgets.emptying import empty
from app.gui.widgets.fields import ComboBox, Field
from app.gui.widgets.level_meter import LevelMeter
from app.gui.widgets.part_letters import name_of
from app.gui.widgets.text import Text
from app.session.views import MicrophoneOption

UNDER_RING_PX: Final = 48
GAP_PX: Final = 12


class Captions(QWidget):
    """What has been written down of the answer so far: the last words of it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "lead", ink="text_2", wrap=True)
        self._words.setAccessibleName("Captions")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_PX, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text("Captions, after each pause", "caption"))
        column.addWidget(self._words)

    def show_caption(self, text: str) -> None:
        """Show other words; the page decides whether they are seen."""
        if text != self._words.text():
            self._words.setText(text)


class Hints(QWidget):
    """The key points of a question, one more each time the person asks."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[KeyPoint, ...] = ()
        self._shown = 0
        self.more = Button("", "link", size="small")
        self.more.clicked.connect(lambda: self.show_more())
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._list)
        column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def shown(self) -> int:
        """How many points can be seen."""
        return self._shown

    def show_points(self, points: tuple[KeyPoint, ...]) -> None:
        """Take the points of another question; none of them is seen yet."""
        self._points = points
        self._shown = 0
        empty(self._list)
        self._say_what_is_left()

    def show_more(self) -> None:
        """Show one point more; nothing happens when all are shown."""
        if self._shown < len(self._points):
            point = self._points[self._shown]
            self._shown += 1
            part = f"{name_of(point.part)}: " if point.part else ""
            self._list.addWidget(Text(f"{self._shown}  {part}{point.text}", wrap=True))
            self._say_what_is_left()

    def _say_what_is_left(self) -> None:
        left = len(self._points) - self._shown
        self.more.setText(f"Another point, {left} left" if left else "These are all the points")
        self.more.setEnabled(left > 0)


class GoOnWith(QWidget):
    """The microphone an interrupted take is gone on with.

    Signals:
        chosen: Another one was chosen; carries its name and its label as a MicrophoneOption.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.choice = ComboBox(Icon.MICROPHONE)
        self._options: tuple[MicrophoneOption, ...] = ()
        self.choice.activated.connect(lambda index: self.chosen.emit(self._options[index]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Field("Go on with", self.choice))

    def show_options(self, options: tuple[MicrophoneOption, ...], wanted: str) -> None:
        """Show what there is; a list that is folded out stays as it is until it is closed.

        Args:
            options: All there are, the system's default first.
            wanted: Name of the one in the settings.
        """
        if options != self._options or wanted != self.choice.currentData():
            self._options = options
            self.choice.set_options([(each.name, each.words) for each in options], wanted)
        self.choice.setEnabled(bool(options))


class UnderRing(QStackedWidget):
    """What stands between ring and button: when recording starts, or what is heard.

    Both take the same room, so that nothing moves when the microphone is on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.meter = LevelMeter()
        self._words = Text("", ink="text_2", wrap=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._words.setAlignment(centre | Qt.AlignmentFlag.AlignTop)
        self._full_name = ""
        self._name = Text("", "caption")
        self._name.setAlignment(centre)
        heard = QWidget()
        column = QVBoxLayout(heard)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(self.meter, alignment=centre)
        column.addWidget(self._name)
        column.addStretch()
        self._heard = heard
        self.addWidget(self._words)
        self.addWidget(heard)

    def show_words(self, words: str) -> None:
        """Show a sentence."""
        if words != self._words.text():
            self._words.setText(words)
        self.setCurrentWidget(self._words)

    def show_microphone(self, name: str) -> None:
        """Show the level and which microphone it is."""
        self._full_name = f"{name or 'Microphone'} · saved as you speak"
        self._fit_name()
        if self.currentWidget() is not self._heard:
            self.meter.clear()
            self.setCurrentWidget(self._heard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name of the microphone where there is no room."""
        super().resizeEvent(event)
        self._fit_name()

    def _fit_name(self) -> None:
        metrics = QFontMetrics(look.font(12))
        middle = Qt.TextElideMode.ElideMiddle
        shown = metrics.elidedText(self._full_name, middle, self.width())
        if shown != self._name.text():
            self._name.setText(shown)
            self._name.setToolTip(self._full_name if shown != self._full_name else "")
