"""Home: what Start will ask, and every other question to begin with instead."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.question import Question
from app.gui.icons import Icon
from app.gui.moments import full_day
from app.gui.pages import home_words
from app.gui.pages.home_values import HomeState
from app.gui.widgets.asked_list import AskedList
from app.gui.widgets.button import Button
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.question_list import ListedQuestion, QuestionList
from app.gui.widgets.search_field import SearchField
from app.gui.widgets.text import Text
from app.gui.widgets.two_lines import PADDING_PX
from app.gui.wording import clock, count

# Each row is a widget of its own: more of them make the page slow, and nobody reads them.
MOST_LISTED: Final = 100


class HeadPart(QWidget):
    """The day, what is due, and how long it takes."""

    def __init__(self) -> None:
        super().__init__()
        self._date = Text("", "caption")
        self._heading = Text("", "page", wrap=True)
        self._length = Text("", ink="text_2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING_PX, 0, PADDING_PX, 14)  # in line with the rows
        column.setSpacing(4)
        for widget in (self._date, self._heading, self._length):
            column.addWidget(widget)

    def show_state(self, state: HomeState) -> None:
        """Show what is due."""
        self._date.setText(full_day(state.today))
        self._heading.setText(home_words.heading(state))
        self._length.setText(home_words.length(state))
        self._length.setVisible(bool(self._length.text()))


class AskedPart(QWidget):
    """What is asked, and what comes then.

    Signals:
        picked: The person picked a question to begin with, carries its key; empty for none.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked = AskedList()
        self.others = Others()
        self.unpick = Button("Back to the proposed order", "quiet", size="small")
        self._coming = Text("", ink="text_2", wrap=True)
        self._nothing = EmptyState(
            Icon.LIST_BULLETS,
            "No questions could be read",
            "Settings, Folders says what is wrong with the packs, with file and line.",
        )
        self._lay_out()
        self.asked.picked.connect(lambda key: self.picked.emit(key))
        self.others.picked.connect(lambda key: self.picked.emit(key))
        self.unpick.clicked.connect(lambda: self.picked.emit(""))

    def show_state(self, state: HomeState) -> None:
        """Show what is asked."""
        shows = bool(state.packs) and not state.interviewing
        self._show_asked(state if shows else None)
        self.asked.show_waiting(state.reading and not state.packs)
        coming = home_words.coming(state.agenda) if state.agenda and shows else ""
        self._coming.setText(coming)
        self._coming.setVisible(bool(coming))
        self.unpick.setVisible(shows and bool(state.first_key))
        self.others.setVisible(shows)
        if shows:
            self.others.show_choice(state)
        self._nothing.setVisible(not state.packs and not state.reading)

    def _show_asked(self, state: HomeState | None) -> None:
        rows = zip(state.asked, home_words.details(state), strict=True) if state else ()
        self.asked.show_questions(
            tuple(
                ListedQuestion(each.question.key, each.question.ask, detail)
                for each, detail in rows
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.asked)
        column.addWidget(self.unpick, 0, Qt.AlignmentFlag.AlignLeft)
        self._coming.setContentsMargins(PADDING_PX, 8, PADDING_PX, 8)
        column.addWidget(self._coming)
        column.addWidget(self._nothing, 1)
        column.addStretch()
        column.addWidget(self.others)


class Others(QWidget):
    """All questions of the choice, unfolded when wanted, with a field to search them.

    Signals:
        picked: The person picked one to begin with; carries its key.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._state: HomeState | None = None
        self.search = SearchField("Search these questions", "Ctrl F")
        self.list = QuestionList()
        self._rest = Text("", "caption", wrap=True)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        for widget in (self.search, self._rest, self.list):
            inside.addWidget(widget)
        self.fold = Disclosure("Pick another question to begin with", body)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING_PX, 8, PADDING_PX, 0)
        column.addWidget(self.fold)
        self.fold.toggled.connect(lambda _is_open: self._fill())
        self.search.searched.connect(lambda _text: self._fill())
        self.search.left.connect(lambda: self.list.take_focus())
        self.list.picked.connect(lambda key: self.picked.emit(key))

    def show_choice(self, state: HomeState) -> None:
        """Take another choice; its rows are made once they are unfolded."""
        self._state = state
        self.fold.set_words(f"Pick another question to begin with ({len(state.choice)})")
        self._fill()

    def open(self) -> None:
        """Unfold the list, and have the keyboard in its search."""
        self.fold.set_open(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self) -> None:
        if not self.fold.is_open or self._state is None:
            return
        state = self._state
        found = _found(state.choice, self.search.text())
        listed = tuple(_listed(each, state) for each in found[:MOST_LISTED])
        self.list.show_questions(listed, tuple(each.question.key for each in state.asked))
        self._rest.setText(_rest_words(len(found)))
        self._rest.setVisible(bool(self._rest.text()))
        self.list.setVisible(bool(found))
        self.list.updateGeometry()


def _found(questions: Sequence[Question], text: str) -> list[Question]:
    """Return the questions that have all words of a text in what they ask, group or tags."""
    words = text.casefold().split()
    return [
        each
        for each in questions
        if all(word in " ".join((each.ask, each.group, *each.tags)).casefold() for word in words)
    ]


def _rest_words(number: int) -> str:
    if not number:
        return "No question of this choice has these words."
    if number > MOST_LISTED:
        return f"{MOST_LISTED} of {count(number, 'question')} are listed; search to narrow down."
    return ""


def _listed(question: Question, state: HomeState) -> ListedQuestion:
    prep_s, answer_s = home_words.times(question, state.settings)
    detail = f"{clock(prep_s)} to think, {clock(answer_s)} to answer"
    return ListedQuestion(question.key, question.ask, f"{question.group} · {detail}")
