"""Parts of the set-up page of an interview: the one that was left, how it goes, earlier ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.interview import Interview
from app.gui.icons import Icon
from app.gui.pages.interview_values import HOW_IT_GOES, stopped_words, title_words
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card, Rule
from app.gui.widgets.emptying import empty
from app.gui.widgets.flow import Flow
from app.gui.widgets.glyph import Glyph
from app.gui.widgets.text import Text
from app.gui.wording import count

MOST_EARLIER: Final = 5
GAP_PX: Final = 24


class LeftInterview(QWidget):
    """The interview that was left, and what can be done with it; hidden while there is none.

    Signals:
        gone_on: The person goes on with it.
        looked_at: The person wants to see what there is so far.
        put_aside: The person will not go on with it.
    """

    gone_on = Signal()
    looked_at = Signal()
    put_aside = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", "bold", wrap=True)
        words = "What you said is kept. Put aside, it cannot be gone on with; its report stays."
        self.go_on = Button("Go on", icon=Icon.PLAY, size="small")
        self.look = Button("See what there is so far", "quiet", size="small")
        self.aside = Button("Put it aside", "quiet", size="small")
        row = QHBoxLayout()
        row.setContentsMargins(20, 16, 20, 14)
        row.setSpacing(14)
        glyph = Glyph(Icon.CHATS, ink="accent")
        row.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(self._title)
        inside.addWidget(Text(words, ink="text_2", wrap=True))
        inside.addSpacing(8)
        buttons = Flow(8)
        for button in (self.go_on, self.look, self.aside):
            buttons.add(button)
        inside.addLayout(buttons)
        row.addLayout(inside, 1)
        card = Card((0, 0, 0))
        card.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GAP_PX)
        column.addWidget(card)
        self.go_on.clicked.connect(lambda: self.gone_on.emit())
        self.look.clicked.connect(lambda: self.looked_at.emit())
        self.aside.clicked.connect(lambda: self.put_aside.emit())
        self.hide()

    def show_interview(self, interview: Interview | None, now: datetime) -> None:
        """Show which one it is; None for none."""
        self.setVisible(interview is not None)
        if interview is not None:
            self._title.setText(stopped_words(interview, now))
            self.go_on.setAccessibleDescription(self._title.text())
            self.look.setVisible(interview.position > 0)


class HowItGoes(QWidget):
    """What an interview is like, in four lines."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for icon, words in HOW_IT_GOES:
            row = QHBoxLayout()
            row.setSpacing(12)
            glyph = Glyph(icon, 18, ink="text_3")
            row.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(words, ink="text_2", wrap=True), 1)
            column.addLayout(row)


class EarlierInterviews(Card):
    """Interviews that came to an end, each with a way to its report; hidden while there are none.

    Signals:
        opened: The person wants to see a report; carries the interview's uid.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__((32, 22, 16))
        heading = Text("Earlier interviews", "section")
        heading.setContentsMargins(0, 0, 0, 10)
        self.column.addWidget(heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.more = Button("", "link", size="small")
        self.more.clicked.connect(lambda: self._show_all())
        self.column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._shown: tuple[Interview, ...] = ()
        self._now: datetime | None = None
        self._all = False
        self.hide()

    def show_interviews(self, interviews: Sequence[Interview], now: datetime) -> None:
        """Show these, the newest first."""
        self.setVisible(bool(interviews))
        same_day = self._now is not None and self._now.date() == now.date()
        if self._shown != tuple(interviews) or not same_day:
            self._shown, self._now = tuple(interviews), now
            self._rebuild()

    def _show_all(self) -> None:
        self._all = True
        self._rebuild()

    def _rebuild(self) -> None:
        empty(self._rows)
        shown = self._shown if self._all else self._shown[:MOST_EARLIER]
        for interview in shown:
            self._rows.addWidget(self._row(interview))
        more = len(self._shown) - len(shown)
        self.more.setText(f"Show {more} more")
        self.more.setVisible(more > 0)

    def _row(self, interview: Interview) -> QWidget:
        assert self._now is not None
        title = title_words(interview, self._now)
        line = QFrame()
        button = Button("Open the report", "quiet", size="small")
        button.setAccessibleName(f"Open the report: {title}")
        button.clicked.connect(lambda _=False, uid=interview.uid: self.opened.emit(uid))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(title, "strong", wrap=True))
        words.addWidget(Text(_about(interview), "caption", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(button)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(row)
        return line


def _about(interview: Interview) -> str:
    if interview.step is None:
        return count(interview.total, "question")
    return f"stopped at question {interview.number} of {interview.total}"
