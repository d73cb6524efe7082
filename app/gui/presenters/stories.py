"""The person's stories on their page: kept as they are typed, and undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from app.core.errors import AppError
from app.core.story import Story
from app.gui.icons import Icon
from app.gui.pages import stories_values as v
from app.gui.widgets.notice import Message
from app.gui.wording import count
from app.session.story_files import read_story_file

if TYPE_CHECKING:
    from app.core.question import Question
    from app.gui.pages.stories import StoriesPage
    from app.gui.widgets.notice import NoticeBar
    from app.session.services import Services
    from app.session.story_bank import StoryArrival


@dataclass(frozen=True)
class Files:
    """How files are asked for and written.

    Attributes:
        ask: Asks for a file that is there; gets a title and an ending, returns None for none.
        write: Asks where to, and writes words; gets a title, a name without its ending, an
            ending and the words.
    """

    ask: Callable[[str, str], Path | None]
    write: Callable[[str, str, str, str], None]


class StoriesPresenter:
    """Keeps the Stories page current, and stores what is written there."""

    def __init__(
        self, page: StoriesPage, services: Services, notices: NoticeBar, files: Files
    ) -> None:
        self._page = page
        self._services = services
        self._bank = services.stories
        self._notices = notices
        self._files = files
        self._questions: tuple[Question, ...] = ()
        self._order: list[str] = []
        self._open = ""
        self._draft: Story | None = None
        self._told: Message | None = None
        page.happened.connect(self._handle)
        notices.acted.connect(lambda message: self._act(message))

    def enter(self) -> None:
        """Show the page as it is opened: the story that was changed last comes first."""
        self._order, self._open, self._draft = [], "", None
        self.refresh()

    def leave(self) -> None:
        """Store what is being written."""
        if self._page.isVisible():
            self._page.keep()
        self._draft = None

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Take the questions of a library that has been read."""
        self._questions = tuple(each for each in questions if each.kind == "behavioural")
        if self._page.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Show the stories as they are now."""
        try:
            self._page.show_state(self._state())
        except AppError as error:
            self._services.hooks.complain(error)

    def _state(self) -> v.StoriesState:
        stories = {story.uid: story for story in self._bank.stories()}
        # Those known keep their places: a list that jumps while one types is no help.
        new = [uid for uid in stories if uid not in self._order]
        self._order = new + [uid for uid in self._order if uid in stories]
        if self._open not in stories:
            self._open = self._order[0] if self._order else ""
        return v.StoriesState(
            stories=tuple(stories[uid] for uid in self._order),
            uses=self._bank.uses(),
            open=self._draft or stories.get(self._open),
            questions=self._questions,
        )

    def _handle(self, event: v.StoriesPageEvent) -> None:
        try:
            self._do(event)
        except AppError as error:
            self._services.hooks.complain(error)
            if isinstance(event, v.KeepStory):  # what was typed stays where it is
                self._page.editor.try_again()
                return
        self.refresh()
        if isinstance(event, v.NewStory):
            self._page.begin_writing()

    def _do(self, event: v.StoriesPageEvent) -> None:
        match event:
            case v.OpenStory(uid):
                if uid:
                    self._open, self._draft = uid, None
            case v.NewStory(competency):
                self._draft = Story("", competencies=(competency,) if competency else ())
            case v.KeepStory():
                self._keep(event)
            case v.DeleteStory(uid):
                self._delete(uid)
            case v.ToggleShows(uid, competency):
                self._toggle(uid, competency)
            case _:
                self._do_to_all(event)

    def _do_to_all(
        self, event: v.ImportStories | v.ExportStories | v.UndoChange | v.RedoChange
    ) -> None:
        match event:
            case v.ImportStories():
                self._bring_in()
            case v.ExportStories():
                words = self._bank.write_markdown(self._state().stories)
                self._files.write("Export the stories", "Greenroom stories", ".md", words)
            case v.UndoChange():
                self._turn(self._bank.undo, "undone", self._bank.undo_label)
            case v.RedoChange():
                self._turn(self._bank.redo, "done again", self._bank.redo_label)
            case _:
                assert_never(event)

    def _keep(self, event: v.KeepStory) -> None:
        self._withdraw()
        story = event.story
        if story.uid:
            self._bank.change(story, seen=event.seen, goes_on=event.goes_on)
            return
        self._open = self._bank.add(story).uid
        self._draft = None

    def _delete(self, uid: str) -> None:
        story = self._bank.story(uid)
        if story is not None:
            at = self._order.index(uid) if uid in self._order else 0
            self._bank.delete(uid)
            left = [each for each in self._order if each != uid]
            self._open = left[min(at, len(left) - 1)] if left else ""
            self._offer_undo(f"“{story.title}” moved to the trash.", Icon.TRASH)

    def _toggle(self, uid: str, competency: str) -> None:
        story = self._bank.story(uid)
        if story is not None:
            self._withdraw()
            shown = competency in story.competencies
            names = [each for each in story.competencies if each != competency]
            names += [] if shown else [competency]
            self._bank.change(replace(story, competencies=tuple(names)))

    def _turn(self, turn: Callable[[], None], done: str, label: str) -> None:
        """Undo or redo, and say what that was: it may be about a story that is not on screen."""
        self._withdraw()
        if label:
            turn()
            text = f"{label[0].upper()}{label[1:]}: {done}."
            self._notices.show_message(Message("", text, "accent", other="Close"))

    # Files ---------------------------------------------------------------------------

    def _bring_in(self) -> None:
        path = self._files.ask("Choose a Markdown file with stories", ".md")
        if path is None:
            return
        stories = read_story_file(path)
        arrival = self._bank.look_at(stories)
        if self._bank.add_all(stories):
            self._draft, self._order = None, []
            self._offer_undo(f"{arrival_words(arrival)} from “{path.name}”.", Icon.DOWNLOAD_SIMPLE)
        else:
            same = f"What is in “{path.name}” is here already. Nothing was changed."
            self._notices.show_message(Message("", same, "accent", other="Close"))

    # Undoing by the button of a notice --------------------------------------------------

    def _offer_undo(self, words: str, icon: Icon) -> None:
        self._told = Message("", words, "accent", "Undo", "Close", icon=icon)
        self._notices.show_message(None)  # the same words again are another notice
        self._notices.show_message(self._told)

    def _withdraw(self) -> None:
        """Take the offer away: Undo would undo something later now."""
        if self._told is not None and self._notices.message == self._told:
            self._notices.show_message(None)
        self._told = None

    def _act(self, message: Message) -> None:
        if self._told is not None and message == self._told:
            self._withdraw()
            try:
                self._bank.undo()
            except AppError as error:
                self._services.hooks.complain(error)
            self.refresh()


def arrival_words(arrival: StoryArrival) -> str:
    """Return what an import has brought, such as "2 stories added and 1 changed"."""
    new, changed = len(arrival.new), len(arrival.changed)
    if not new:
        return f"{count(changed, 'story', 'stories')} changed"
    words = f"{count(new, 'story', 'stories')} added"
    return f"{words} and {changed} changed" if changed else words
