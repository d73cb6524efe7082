"""The page on which a person keeps their stories, and sees what those show."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.gui import look
from app.gui.icons import Icon
from app.gui.keys import Keys, reading_order
from app.gui.pages.stories_parts import HolesAndMatrix, NoStories
from app.gui.pages.stories_values import (
    DeleteStory,
    ExportStories,
    ImportStories,
    KeepStory,
    NewStory,
    OpenStory,
    RedoChange,
    StoriesPageEvent,
    StoriesState,
    ToggleShows,
    UndoChange,
)
from app.gui.pages.stories_words import AS_YOU_TYPE, NEW_STORY, listed, use_words
from app.gui.pages.story_editor import StoryEditor
from app.gui.widgets.button import Button
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.flow import Flow
from app.gui.widgets.menu_button import MenuButton, Offer
from app.gui.widgets.page import MARGINS, ScrollPage
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.story_list import StoryList
from app.gui.widgets.text import Text

Tab = Literal["stories", "shows"]

LIST_PX: Final = 300
GAP_PX: Final = 32
# Below this width, at the normal text size, a field to choose stands in for the list.
NARROW_PX: Final = 760
FILES: Final = (
    Offer("Import from Markdown…", ImportStories()),
    Offer("Export all as Markdown…", ExportStories()),
)


class StoriesPage(QWidget):
    """Shows a StoriesState.

    Signals:
        happened: A StoriesPageEvent.
    """

    happened = Signal(object)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> None:
        """Build the page; `now` tells the present, for naming days."""
        super().__init__()
        self._now = now
        self._state = StoriesState()
        self.tabs = Segmented("View", [("stories", "Stories"), ("shows", "What they show")])
        self.tabs.set_value("stories")
        self.files = MenuButton("Import and export", FILES, "quiet", icon=Icon.EXPORT, size="field")
        self.new = Button(NEW_STORY, icon=Icon.PLUS, key="Ctrl N", size="field")
        self.list = StoryList()
        self.choice = ComboBox()
        self.choice.setAccessibleName("Story")
        self.editor = StoryEditor()
        self.nothing = NoStories()
        self.shows = HolesAndMatrix()
        self._lay_out()
        self._connect()
        self._bind_keys()

    def show_state(self, state: StoriesState) -> None:
        """Make the page look like state."""
        self._state = state
        stories = state.stories
        if state.open is not None and not state.open.uid:
            stories = (state.open, *stories)
        anything = bool(stories)
        chosen = state.open.uid if state.open else ""
        rows = [listed(story, state.uses.get(story.uid)) for story in stories]
        self.list.show_rows(rows, chosen)
        self.choice.set_options([(row.key, row.words) for row in rows], chosen)
        if state.open is not None:
            use = use_words(state.uses.get(chosen), self._now()) if chosen else AS_YOU_TYPE
            self.editor.show_story(state.open, state.questions, use)
        for widget in (self.tabs, self.files, self.new):
            widget.setVisible(anything)
        self.nothing.setVisible(not anything)
        self._set_margins(narrow=self.width() < look.px(NARROW_PX))
        self._show_tab()

    def keep(self) -> None:
        """Hand out what is being written, before the page is left."""
        self.editor.keep()

    def begin_writing(self) -> None:
        """Show the story that is worked on, with the cursor where writing begins."""
        self.show_tab("stories")
        self.editor.begin()

    def show_tab(self, tab: Tab) -> None:
        """Show the stories one by one, or what all of them show."""
        self.tabs.set_value(tab)
        self._show_tab()

    def hideEvent(self, event: QHideEvent) -> None:
        """Store what is being written, however the page is left."""
        super().hideEvent(event)
        self.editor.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put a field to choose in place of the list where there is little width."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW_PX)
        self.list.setVisible(not narrow)
        self.choice.setVisible(narrow)
        self.list.setFixedWidth(look.px(LIST_PX))
        self.setFocusProxy(self.choice if narrow else self.list)
        self._set_margins(narrow=narrow)

    def _set_margins(self, *, narrow: bool) -> None:
        """Leave room around; what scrolls goes down to the edge."""
        left, top, _, bottom = MARGINS
        side, top = (left // 2, top // 2) if narrow else (left, top)
        bottom = bottom if self.nothing.isVisibleTo(self) else 0
        self._column.setContentsMargins(side, top, side, bottom)

    def _show_tab(self) -> None:
        anything = not self.nothing.isVisibleTo(self)
        shows = self.tabs.value == "shows"
        if shows:  # else years of stories would be laid out anew with every pause of typing
            self.shows.show_state(self._state)
        self._stories.setVisible(anything and not shows)
        self.shows.setVisible(anything and shows)
        self._order()

    def _order(self) -> None:
        reading_order(
            self.nothing,
            self.tabs,
            self.files,
            self.new,
            self.choice,
            self.list,
            *self.editor.stops(),
            self.shows,
        )

    # What the person does ------------------------------------------------------------

    def _send(self, event: StoriesPageEvent) -> None:
        """Send an event, after a story that is still being typed: nothing must be lost."""
        self.editor.keep()
        self.happened.emit(event)

    def _delete(self) -> None:
        story = self._state.open
        if story is not None and story.uid and self._stories.isVisible():
            self._send(DeleteStory(story.uid))

    def _search(self) -> None:
        if self._stories.isVisible() and not self.editor.attached.isHidden():
            self.editor.attached.set_open(True)
            self.editor.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_at(self, uid: str) -> None:
        self._send(OpenStory(uid))
        self.show_tab("stories")
        self.setFocus()

    def _turn(self) -> None:
        if self.tabs.isVisible():
            self.show_tab("stories" if self.tabs.value == "shows" else "shows")
            (self.shows.table if self.tabs.value == "shows" else self).setFocus()

    # Building ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = Flow(12)
        head.add(Text("Stories", "page"), greedy=True)
        for widget in (self.tabs, self.files, self.new):
            head.add(widget)
        self._stories = QWidget()
        halves = QVBoxLayout(self._stories)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(16)
        halves.addWidget(self.choice)
        row = QHBoxLayout()
        row.setSpacing(GAP_PX)
        row.addWidget(self.list)
        row.addWidget(self.editor, 1)
        halves.addLayout(row, 1)
        # With large text in a small window the head alone fills the page: all of it scrolls then.
        whole, scroll = QVBoxLayout(self), ScrollPage()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._column = scroll.column
        self._column.setSpacing(24)
        self._column.addLayout(head)
        for body in (self.nothing, self._stories, self.shows):
            self._column.addWidget(body, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(lambda _tab: self._show_tab())
        self.files.chosen.connect(lambda event: self._send(event))
        self.new.clicked.connect(lambda: self._send(NewStory()))
        self.list.picked.connect(lambda uid: self._send(OpenStory(uid)))
        self.choice.activated.connect(lambda: self._send(OpenStory(self.choice.currentData())))
        self.editor.kept.connect(lambda *kept: self.happened.emit(KeepStory(*kept)))
        self.editor.delete_wanted.connect(lambda: self._delete())
        self.nothing.happened.connect(lambda event: self._send(event))
        self.shows.wanted.connect(lambda name: self._send(NewStory(name)))
        self.shows.toggled.connect(lambda uid, name: self._send(ToggleShows(uid, name)))
        self.shows.picked.connect(lambda uid: self._look_at(uid))

    def _bind_keys(self) -> None:
        keys = Keys(self)
        keys.bind("Ctrl+N", lambda: self._send(NewStory()))
        keys.bind("Ctrl+E", self.files.click)
        keys.bind("Ctrl+F", lambda: self._search())
        keys.bind("Ctrl+Delete", lambda: self._delete())
        keys.bind("Ctrl+Z", lambda: self._send(UndoChange()))
        keys.bind("Ctrl+Shift+Z", lambda: self._send(RedoChange()))
        keys.bind("Alt+M", lambda: self._turn())
