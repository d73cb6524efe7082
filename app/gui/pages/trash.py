"""The page with deleted answers and stories, which can be brought back for thirty days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.ageing import TRASH_DAYS
from app.gui.icons import Icon
from app.gui.keys import Keys
from app.gui.widgets.button import Button
from app.gui.widgets.card import Card
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.page import MARGINS, ScrollPage
from app.gui.widgets.text import Text
from app.gui.widgets.trash_table import PAD_PX, TrashTable
from app.gui.widgets.trashed_stories import TrashedStories
from app.gui.wording import count
from app.session.keep_views import TrashedStoryItem, TrashItem

ABOUT: Final = (
    f"Deleted answers and stories wait here for at least {TRASH_DAYS} days. Then they are deleted"
    " for good, with their sound."
)


@dataclass(frozen=True, slots=True)
class TrashState:
    """What the page shows.

    Attributes:
        items: The deleted answers, what came last first.
        backups: How many daily copies of the history are kept.
        stories: The deleted stories, what came last first.
    """

    items: tuple[TrashItem, ...]
    backups: int
    stories: tuple[TrashedStoryItem, ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreAttempts:
    """Bring answers back into the history."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoreStory:
    """Bring a story back."""

    uid: str


@dataclass(frozen=True, slots=True)
class DeleteForGood:
    """Delete answers for good, and all stories in the trash, too, where it is emptied."""

    ids: tuple[int, ...]
    stories: bool = False


@dataclass(frozen=True, slots=True)
class CloseTrash:
    """Go back to the history."""


TrashPageEvent = RestoreAttempts | RestoreStory | DeleteForGood | CloseTrash


class TrashPage(ScrollPage):
    """Shows a TrashState. What cannot be undone is asked for in the page, with the safe answer
    under the keyboard.

    Signals:
        happened: A TrashPageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming days."""
        left, top, right, bottom = MARGINS
        # The ground of a selected row stands out on both sides, so that words line up.
        super().__init__((left - PAD_PX, top, right - PAD_PX, bottom))
        self._state = TrashState((), 0)
        self._asked: DeleteForGood | None = None  # what waits for a yes
        self.back = Button("History", "quiet", icon=Icon.ARROW_LEFT, key="Esc", size="small")
        self.table = TrashTable(now)
        self.stories = TrashedStories(PAD_PX)
        self.restore = Button("Restore", icon=Icon.ARROW_U_UP_LEFT, size="small")
        self.delete = Button("Delete for good…", "quiet", size="small")
        self.restore_all = Button("Restore all", "quiet", size="small")
        self.empty = Button("Empty the trash…", "quiet", icon=Icon.TRASH, size="small")
        self.question = NoticeBar()
        self.nothing = EmptyState(Icon.TRASH, "The trash is empty", ABOUT, "Back to the history")
        self._count = Text("", ink="text_2")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_state(self, state: TrashState) -> None:
        """Make the page look like state."""
        self._state = state
        ids = {item.attempt_id for item in state.items}
        if self._asked is not None and not ids.issuperset(self._asked.ids):
            self._ask(None)
        had_focus = _holds_focus(self._full)  # which Qt moves on when it is hidden
        self.table.show_items(state.items)
        self._count.setText(_some(len(ids), len(state.stories)))
        left_stories = self.stories.show_items(state.stories)
        self._about.setVisible(bool(ids or state.stories))
        self._full.setVisible(bool(ids))
        self._empty.setVisible(not ids and not state.stories)
        self._rest.setVisible(not ids and bool(state.stories))
        first = self.stories.buttons[0] if state.stories else self.nothing.button
        self.setFocusProxy(self.table if ids else first)
        if left_stories or (had_focus and not _holds_focus(self._full)):
            self.setFocus()
        self._show_selected()

    # -------------------------------------------------------------------------------

    def _show_selected(self) -> None:
        number = len(self.table.selected_ids)
        self.restore.setEnabled(number > 0)
        self.delete.setEnabled(number > 0)
        self.restore.setAccessibleName(f"Restore {count(number, 'selected answer')}")
        self.delete.setAccessibleName(f"Delete {count(number, 'selected answer')} for good")
        self.restore_all.setVisible(len(self._state.items) > 1)

    def _ask_selected(self) -> None:
        if self.table.selected_ids:
            self._ask(DeleteForGood(self.table.selected_ids))

    def _ask_all(self) -> None:
        ids = tuple(item.attempt_id for item in self._state.items)
        self._ask(DeleteForGood(ids, stories=bool(self._state.stories)))

    def _ask(self, what: DeleteForGood | None) -> None:
        """Ask whether something shall be deleted for good; None to ask no more."""
        had_focus = _holds_focus(self.question)
        self._asked = what
        self.question.show_message(_question(what, self._state) if what else None)
        if what:
            self.question.focus_decline()
            self.ensureWidgetVisible(self.question)
        elif had_focus:
            self.table.setFocus()

    def _answer(self, yes: bool) -> None:
        asked = self._asked
        self._ask(None)
        if yes and asked is not None:
            self.happened.emit(asked)

    def _press_esc(self) -> None:
        if self._asked is not None:
            self._ask(None)
        else:
            self.happened.emit(CloseTrash())

    def _restore(self, ids: tuple[int, ...]) -> None:
        if ids:
            self.happened.emit(RestoreAttempts(ids))

    def _connect(self) -> None:
        self.table.selected.connect(lambda: self._show_selected())
        self.restore.clicked.connect(lambda: self._restore(self.table.selected_ids))
        self.delete.clicked.connect(lambda: self._ask_selected())
        self.empty.clicked.connect(lambda: self._ask_all())
        self.restore_all.clicked.connect(
            lambda: self._restore(tuple(item.attempt_id for item in self._state.items))
        )
        self.stories.restored.connect(lambda uid: self.happened.emit(RestoreStory(uid)))
        self.question.acted.connect(lambda _message: self._answer(True))
        self.question.declined.connect(lambda _message: self._answer(False))
        self.back.clicked.connect(lambda: self.happened.emit(CloseTrash()))
        self.nothing.acted.connect(lambda: self.happened.emit(CloseTrash()))
        keys = Keys(self)
        keys.bind("Esc", self._press_esc)
        keys.bind("Delete", self._ask_selected)

    def _lay_out(self) -> None:
        self.column.setSpacing(16)
        head = _row(self.back)
        head.addStretch()
        self.column.addLayout(head)
        title = _row(Text("Trash", "page"))
        title.addStretch()
        title.addWidget(self._count)
        self.column.addLayout(title)
        self._about = Text(ABOUT, "second", wrap=True)
        self.column.addLayout(_row(self._about))
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        actions = _row()
        for pair in ((self.restore, self.delete), (self.restore_all, self.empty)):
            side = QHBoxLayout()
            side.setSpacing(8)
            for button in pair:
                side.addWidget(button)
            side.insertStretch(2 if self.restore in pair else 0)
            actions.addLayout(side)
        self.fold(actions)
        column.addLayout(actions)
        asked = _row(self.question)
        column.addLayout(asked)
        column.addWidget(self.table, 1)
        self.table.setMinimumHeight(120)
        self.column.addWidget(self._full, 1)
        self.column.addWidget(self.stories)
        self._rest = QWidget()  # the room below stories that are alone
        self.column.addWidget(self._rest, 1)
        self._empty = Card()
        self._empty.column.addWidget(self.nothing)
        self._empty.hide()
        self.column.addWidget(self._empty, 1)


def _some(answers: int, stories: int, between: str = ", ") -> str:
    """Return such as "3 answers, 2 stories"; what there is none of is left out."""
    words = [count(answers, "answer")] if answers else []
    words += [count(stories, "story", "stories")] if stories else []
    return between.join(words)


def _holds_focus(area: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and area.isAncestorOf(focus)


def _row(*widgets: QWidget) -> QBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(PAD_PX, 0, PAD_PX, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _question(what: DeleteForGood, state: TrashState) -> Message:
    stories = len(state.stories) if what.stories else 0
    one = len(what.ids) + stories == 1
    its = "Its" if len(what.ids) == 1 else "Their"
    return Message(
        f"Delete {_some(len(what.ids), stories, ' and ')} for good?",
        f"{its} sound, text, notes and ratings cannot be brought back then. Backups of the history"
        f" hold the text until they are replaced, over the next {state.backups} days you use"
        " Greenroom.",
        action="Delete for good",
        other="Keep" if one else "Keep them",
    )
