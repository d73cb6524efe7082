"""The page of an answer on a stage, for all tests of reviewing."""

from typing import Final

from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.gui.pages.review import ReviewPage
from app.session.views import ReviewView
from tests.gui import answers
from tests.gui.stage import Stage

UNREAD: Final = p.Unread("The speech model could not be loaded. Choose another folder.")


def stage(
    qtbot: QtBot, view: ReviewView | None = None, *, width: int = 1280, height: int = 800
) -> tuple[Stage, ReviewPage]:
    """Show a review, of an answer that has been read unless another is given."""
    page = ReviewPage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=width, height=height)
    page.show_state(view or answers.review())
    return shown, page
