"""What is shown while no question is: before the first, between two, and while one is read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from app.gui import look
from app.gui.icons import Icon
from app.gui.pages.interview_setup_parts import HowItGoes
from app.gui.pages.interview_words import Pause
from app.gui.widgets.button import Button
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.progress import Progress
from app.gui.widgets.text import Text

WIDTH_PX = 420
BAR_PX = 240


class InterviewPause(ScrollPage):
    """An icon, a few words, and at most one button, in the middle of the page.

    Signals:
        acted: The button was pressed.
    """

    acted = Signal()

    def __init__(self) -> None:
        super().__init__((24, 24, 24, 24))
        self.glyph = Glyph(Icon.CHATS, 40, ink="accent")
        self.title = Text("", "page", wrap=True)
        self.text = Text("", ink="text_2", wrap=True)
        self.progress = Progress("Writing down what you said")
        self.how = HowItGoes()
        self.main = Button("Begin", "primary", icon=Icon.PLAY_FILL, key="Enter", size="large")
        self.main.clicked.connect(lambda: self.acted.emit())
        centre = Qt.AlignmentFlag.AlignHCenter
        for text in (self.title, self.text):
            text.setAlignment(centre)
        self.column.addStretch(2)
        for widget, gap in (
            (self.glyph, 20),
            (self.title, 6),
            (self.text, 28),
            (self.progress, 0),
            (self.how, 32),
            (self.main, 0),
        ):
            self.column.addWidget(widget, alignment=centre)
            self.column.addSpacing(gap)
        self.column.addStretch(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to a narrow column: few words in the middle of a wide page are lost."""
        super().resizeEvent(event)
        room = self.width() - 48
        for widget in (self.title, self.text, self.how):
            widget.setFixedWidth(min(look.px(WIDTH_PX), room))
        for bar in (self.progress, self.main):
            bar.setFixedWidth(min(look.px(BAR_PX), room))

    def show_pause(self, pause: Pause, *, first: bool) -> None:
        """Show another pause; cheap when only its time has changed.

        Args:
            pause: What is shown.
            first: Whether nothing was asked yet, and it is told how an interview goes.
        """
        self.glyph.set_icon(pause.icon)
        if pause.title != self.title.text():
            self.title.setText(pause.title)
        self.text.setText(pause.text)
        self.text.setVisible(bool(pause.text))
        self.progress.setVisible(pause.fraction is not None)
        self.progress.set_fraction(pause.fraction or 0.0)
        self.how.setVisible(first)
        self.main.setText(pause.action)
        self.main.setVisible(bool(pause.action))
