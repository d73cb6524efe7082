"""The quiet buttons below question and clock: each is there while it means something."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from app.core import practice as p
from app.core import practice_events as e
from app.gui.icons import Icon
from app.gui.keys import Keys
from app.gui.pages.events import NextQuestion, ReadAloud, Retake, ShowCaptions
from app.gui.widgets.bars import BottomBar
from app.gui.widgets.button import Button
from app.session.views import PracticeView

GAP_PX: Final = 8
MARGIN_PX: Final = 24


class PracticeActions(BottomBar):
    """The bar at the foot of the practice page.

    Signals:
        happened: MoreTime, Write, ReadAloud, NextQuestion, Pause, Stop, Retake or ShowCaptions.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._captions_on = False
        self.more_time = _action("30 s more", Icon.PLUS, "M")
        self.aloud = _action("Read aloud", Icon.SPEAKER_SIMPLE_HIGH, "R")
        self.aloud.setToolTip("Hear the question in the computer's own voice")
        self.can_read_aloud = False
        self.write = _action("Write instead", Icon.KEYBOARD, "K")
        self.write.setToolTip("Answer with the keyboard; nothing is recorded.")
        self.another = _action("Another question", Icon.ARROW_RIGHT, "N")
        self.pause = _action("Pause", Icon.PAUSE, "P")
        self.finish = _action("Finish", Icon.CHECK, "Enter")
        self.start_over = _action("Start over", Icon.ARROW_COUNTER_CLOCKWISE, "O")
        self.start_over.setToolTip("Begins another take; this one is kept.")
        self.captions = _action("Captions off", Icon.CLOSED_CAPTIONING, "C")
        self.buttons = (
            self.more_time,
            self.aloud,
            self.write,
            self.another,
            self.pause,
            self.finish,
            self.start_over,
            self.captions,
        )
        row = QHBoxLayout()
        row.setSpacing(GAP_PX)
        row.addStretch()
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch()
        self.row.addLayout(row, 1)
        self._connect()

    def show_view(self, view: PracticeView) -> None:
        """Show what can be done now."""
        thinks = isinstance(view.state, p.Think)
        answers = isinstance(view.state, p.Answer)
        waits = isinstance(view.state, p.Interrupted)
        self._captions_on = view.captions
        self.more_time.setVisible(thinks)
        self.aloud.setVisible(thinks and self.can_read_aloud)
        self.write.setVisible(isinstance(view.state, p.Think) and view.state.rules.may_pause)
        self.another.setVisible(thinks and not view.last)
        self.pause.setVisible(isinstance(view.state, p.Answer) and view.state.rules.may_pause)
        self.finish.setVisible(waits)
        self.start_over.setVisible(answers or waits)
        self.captions.setVisible(answers)
        self.captions.setAccessibleName("Captions on" if view.captions else "Captions off")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words give way where there is little width; icons and keys stay."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [button for button in self.findChildren(Button) if not button.isHidden()]
        for button in self.buttons:
            button.setText(button.accessibleName())
        needed = sum(button.sizeHint().width() + GAP_PX for button in shown)
        if needed > self.width() - 2 * MARGIN_PX:
            for button in self.buttons:
                button.setText("")

    def bind(self, keys: Keys) -> None:
        """Have each button pressed by its key; Enter is left to the page."""
        keys.bind("M", lambda: press(self.more_time))
        keys.bind("R", lambda: press(self.aloud))
        keys.bind("K", lambda: press(self.write))
        keys.bind("N", lambda: press(self.another))
        keys.bind("P", lambda: press(self.pause))
        keys.bind("O", lambda: press(self.start_over))
        keys.bind("C", lambda: press(self.captions))

    def _connect(self) -> None:
        emit = self.happened.emit
        self.more_time.clicked.connect(lambda: emit(e.MoreTime()))
        self.aloud.clicked.connect(lambda: emit(ReadAloud()))
        self.write.clicked.connect(lambda: emit(e.Write()))
        self.another.clicked.connect(lambda: emit(NextQuestion()))
        self.pause.clicked.connect(lambda: emit(e.Pause()))
        self.finish.clicked.connect(lambda: emit(e.Stop()))
        self.start_over.clicked.connect(lambda: emit(Retake()))
        self.captions.clicked.connect(lambda: emit(ShowCaptions(not self._captions_on)))


def press(button: Button) -> None:
    """Press a button by its key; one that is hidden has nothing to do now."""
    if button.isVisible():
        button.click()


def _action(words: str, icon: Icon, key: str) -> Button:
    button = Button(words, "quiet", icon=icon, key=key, size="small")
    button.setAccessibleName(words)
    button.setToolTip(words)
    return button
