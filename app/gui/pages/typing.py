"""The page on which a person writes an answer with the keyboard, when they cannot speak."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core import practice as p
from app.core import practice_events as e
from app.gui import look
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.widgets.answer_edit import AnswerEdit
from app.gui.widgets.bars import BottomBar, TopBar
from app.gui.widgets.button import Button
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.text import Text
from app.gui.wording import clock, count
from app.session.views import PracticeView

STAGE_PX: Final = 860
SIDE_PX: Final = 40
GAP_PX: Final = 16


class TypingPage(QWidget):
    """Shows a PracticeView whose state is Typing.

    Signals:
        happened: Typed, Stop, Speak or Leave, as the machine takes them.
    """

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, int, int] | None = None
        self._state: p.Typing | None = None
        self.top = TopBar()
        self.notice = NoticeBar()
        self.edit = AnswerEdit()
        self.speak = Button("Speak instead", "quiet", icon=Icon.MICROPHONE, size="small")
        self.done = Button("Done", "primary", key="Ctrl+Enter")
        self._group = Text("", "second", wrap=True)
        self._question = Text("", "title", wrap=True)
        self._time = Text("", "second")
        self._time.setAccessibleName("Time")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.edit)  # the window gives a page the keyboard when it appears

    def show_state(self, view: PracticeView) -> None:
        """Make the page look like view; a view in another state than Typing changes nothing."""
        if not isinstance(view.state, p.Typing):
            return
        self._state = view.state
        shown = (view.question.key, view.index, view.take_number)
        if shown != self._shown or (not view.state.text and view.state.since_s is None):
            self._shown = shown
            self._show_question(view, view.state)
        self._show_clock(view.state)
        problem = view.state.problem
        self.notice.show_message(Message("", problem, tone="accent") if problem else None)

    def leave(self) -> None:
        """Forget what was shown: the next answer begins with an empty field."""
        self._shown = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short enough to read."""
        super().resizeEvent(event)
        margin = max(look.px(SIDE_PX) // 2, (self.width() - look.px(STAGE_PX)) // 2)
        self._stage.setContentsMargins(margin, GAP_PX * 2, margin, GAP_PX)

    def _show_question(self, view: PracticeView, state: p.Typing) -> None:
        self.top.show_place(view.index, view.total)
        self._group.setText(view.question.group)
        self._question.setText(view.question.ask)
        self.edit.start_anew(state.text)
        self.speak.setVisible(not state.rules.hard_stop)
        reading_order(self.top, self.notice, self.edit, self.speak, self.done)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_clock(self, state: p.Typing) -> None:
        words = count(len(state.text.split()), "word")
        time = f"{clock(state.elapsed_s)} of {clock(state.rules.answer_s)}"
        said = f"{time} · {words} · saved as you write"
        if said != self._time.text():
            self._time.setText(said)
        self.speak.setEnabled(not state.text.strip())

    def _lay_out(self) -> None:
        self._stage = QVBoxLayout()
        self._stage.setSpacing(4)
        for widget in (self._group, self._question):
            self._stage.addWidget(widget)
        self._stage.addSpacing(GAP_PX)
        self.notice.setContentsMargins(0, 0, 0, GAP_PX // 2)
        self._stage.addWidget(self.notice)
        self._stage.addWidget(self.edit, 1)
        foot = BottomBar()
        row = QHBoxLayout()
        row.setSpacing(GAP_PX)
        row.addWidget(self._time, 1)
        row.addWidget(self.speak)
        row.addWidget(self.done)
        foot.row.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(self._stage, 1)
        column.addWidget(foot)

    def _connect(self) -> None:
        emit = self.happened.emit
        self.top.left.connect(lambda: emit(e.Leave()))
        self.edit.written.connect(lambda text: emit(e.Typed(text)))
        self.done.clicked.connect(lambda: emit(e.Stop()))
        self.speak.setToolTip("Possible while nothing is written")
        self.speak.clicked.connect(lambda: emit(e.Speak()))
        keys = Keys(self)
        keys.bind("Esc", lambda: emit(e.Leave()))
        keys.bind("Ctrl+Return", self.done.click)
        keys.bind("Ctrl+Enter", self.done.click)
