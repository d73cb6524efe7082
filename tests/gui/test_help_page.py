"""Help: what a newcomer reads, and what can be opened, copied and shown again from there."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from app.gui.pages.help import SECTIONS, HelpPage
from app.gui.pages.help_values import CopyReport, HelpState, SetUpAgain
from app.gui.pages.help_words import LINES
from app.gui.pages.settings_values import OpenPath
from app.gui.pages.welcome_values import ShowDemo
from app.gui.style import Style
from app.gui.widgets.page import ScrollPage
from tests.gui.guide_examples import HELP
from tests.gui.stage import Stage, click


class Shown(Stage):
    """The Help page in a window, and what happened on it."""

    page: HelpPage

    def __init__(self, qtbot: QtBot, section: str = "guide", state: HelpState = HELP) -> None:
        super().__init__(qtbot, HelpPage(), width=1072)
        self.page.show_state(state)
        self.page.open_section(section)


def test_how_it_works_is_told_in_ten_lines(qtbot: QtBot) -> None:
    words = Shown(qtbot).words()
    assert len(LINES) == 10
    assert all(title in words for title, _ in LINES)
    assert "does not mean wrong" in words


def test_each_step_of_the_first_run_can_be_shown_again(qtbot: QtBot) -> None:
    shown = Shown(qtbot, "setup")
    for button in shown.page.setup.buttons.values():
        click(qtbot, button)
    steps = [SetUpAgain("microphone"), SetUpAgain("speech"), SetUpAgain("sample"), SetUpAgain()]
    assert shown.events == [*steps, ShowDemo()]


def test_the_keys_of_every_page_are_listed(qtbot: QtBot) -> None:
    words = Shown(qtbot, "keys").words()
    for group in HELP.keys:
        assert group.title in words
        assert all(what in words for _, what in group.keys)


def test_the_folders_of_data_and_log_can_be_opened(qtbot: QtBot) -> None:
    shown = Shown(qtbot, "data")
    assert "never sent anywhere" in shown.words()
    click(qtbot, shown.page.data.data.open)
    click(qtbot, shown.page.data.log.open)
    assert shown.events == [OpenPath(HELP.data_folder), OpenPath(HELP.log_folder)]


def test_versions_are_shown_and_copied_on_request(qtbot: QtBot) -> None:
    shown = Shown(qtbot, "about")
    words = shown.words()
    for expected in (HELP.title, "PySide6-Essentials", "6.11.3", "not installed"):
        assert expected in words
    shown.click("Copy for a report")
    assert shown.events == [CopyReport()]
    shown.page.show_state(replace(HELP, copied=True))
    assert "Copied" in shown.words()


def test_licence_and_notices_are_read_in_place(qtbot: QtBot) -> None:
    shown = Shown(qtbot, "about")
    about = shown.page.about
    assert not about.licence.isVisible()
    about.open_licence.header.click()
    about.open_notices.header.click()
    assert about.licence.isVisible()
    assert "MIT License" in about.licence.toPlainText()
    assert "Inter" in about.notices.toPlainText()
    shown.page.show_state(replace(HELP, licence=""))
    assert "did not come with the program" in about.licence.toPlainText()


def test_page_down_moves_what_is_only_to_be_read(qtbot: QtBot) -> None:
    shown = Shown(qtbot, "keys")
    bar = shown.page.keys.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    shown.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    shown.press(Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_each_section_can_be_reached_from_the_list(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    entries = shown.page.sections.findChildren(QRadioButton)
    seen = set[str]()
    for entry in entries:
        entry.click()
        seen.add(shown.words())
    assert len(seen) == len(SECTIONS) == len(entries)


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for entry in SECTIONS:
        shown.page.open_section(entry.key)
        assert shown.unnamed() == []


@pytest.mark.parametrize("section", [entry.key for entry in SECTIONS])
def test_no_section_needs_to_scroll_sideways_at_200_percent(
    qtbot: QtBot, style: Style, section: str
) -> None:
    style.show("light", 200)
    page = Shown(qtbot, section).page
    page.resize(1000, 800)
    for area in page.findChildren(ScrollPage):
        if area.isVisible():
            assert area.horizontalScrollBar().maximum() == 0
