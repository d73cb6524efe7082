"""The pages and menus about the person's stories: writing them, and answering with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import PackError
from app.gui.pages.stories import StoriesPage
from app.gui.presenters.stories import Files, StoriesPresenter

if TYPE_CHECKING:
    from app.core.question import Question
    from app.gui.exporting import Exporting
    from app.gui.window import Window
    from app.session.library import Library
    from app.session.services import Services


class Storybook:
    """Builds the Stories page, and says what the other pages want to know of stories."""

    def __init__(self, window: Window, services: Services, exporting: Exporting) -> None:
        self._services = services
        self._library: Library | None = None
        page = StoriesPage()
        files = Files(exporting.ask_old, exporting.write_words)
        self._stories = StoriesPresenter(page, services, window.notices, files)
        window.add_page("stories", page)

    def show_library(self, library: Library) -> None:
        """Take the questions of a library that has been read."""
        self._library = library
        self._stories.show_questions(library.questions)

    def plain(self, key: str) -> Question | None:
        """Return a question as its pack has it, told with no story; None where that is gone."""
        try:
            return self._library.find(key) if self._library else None
        except PackError:
            return None

    def titles(self) -> dict[str, str]:
        """Return the titles of the stories that are attached, by the keys of their questions."""
        stories = self._services.stories.stories()
        return {key: story.title for story in stories for key in story.question_keys}

    def enter(self) -> None:
        """Fill the page that is about to be shown."""
        self._stories.enter()

    def renew(self) -> None:
        """Show how often the stories have been told by now."""
        self._stories.refresh()

    def leave(self) -> None:
        """Store what is being written."""
        self._stories.leave()
