"""The Stories page with long titles, typing without a rest, and large text in a small window."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.story import Story
from app.core.structure import Part
from app.gui.pages.stories import StoriesPage, Tab
from app.gui.pages.stories_values import KeepStory
from app.gui.style import Style
from tests.gui import answers
from tests.gui.story_examples import HOUR, MOVE, STORIES, state
from tests.gui.test_stories_page import Shown, write

pytestmark = pytest.mark.gui


def test_who_types_on_without_a_rest_loses_a_second_at_most(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    title = shown.stories.editor.title
    for _ in range(24):
        QTest.keyClick(title, Qt.Key.Key_X, delay=60)
    assert shown.kept
    shown.stories.keep()
    goes_on = [event.goes_on for event in shown.events if isinstance(event, KeepStory)]
    assert goes_on == [False, *[True] * (len(goes_on) - 1)]
    QTest.keyClicks(title, "y")
    shown.stories.keep()
    last = shown.events[-1]
    assert isinstance(last, KeepStory)
    assert (last.goes_on, last.seen) == (False, shown.kept[-2])


def test_a_long_title_from_a_file_is_not_cut_by_looking_at_it(qtbot: QtBot) -> None:
    long = replace(HOUR, title="Too long 😀 " * 100)
    shown = Shown(qtbot, state(long, MOVE))
    shown.stories.keep()
    assert shown.kept == []
    write(shown.stories.editor.bullets[Part.RESULT], "!")
    shown.stories.keep()
    assert shown.kept[0].title == long.title.strip()


@pytest.mark.parametrize("stories", [STORIES, ()])
@pytest.mark.parametrize("tab", ["stories", "shows"])
def test_with_large_text_in_a_small_window_nothing_lies_over_anything(
    qtbot: QtBot, style: Style, tab: Tab, stories: tuple[Story, ...]
) -> None:
    style.show("light", 200)
    page = StoriesPage(lambda: answers.NOW)
    page.show_state(state(*stories))
    page.show_tab(tab)
    qtbot.addWidget(page)
    page.resize(446, 560)
    page.show()
    page.resize(446, 560)  # less than it asked for while it was wide
    QApplication.processEvents()
    heads = [each for each in (page.tabs, page.files, page.new) if each.isVisible()]
    body = (
        page.choice if tab == "stories" and stories else (page.shows if stories else page.nothing)
    )
    tops = [each.mapTo(page, QPoint(0, 0)).y() for each in (*heads, body)]
    for above, below in pairwise(range(len(tops))):
        assert tops[above] + heads[above].height() <= tops[below]
    assert body.height() >= body.minimumSizeHint().height()
