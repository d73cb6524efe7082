"""Settings, Your data: state in, words out; buttons become events."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.carrying import MergeCounts
from app.gui.pages import data_events as d
from app.gui.pages.export_offers import HISTORY, NO_SOUND, NO_TIMES, NO_WORDS
from app.gui.pages.history import HistoryPage
from app.gui.pages.review import Export, SetNote
from app.gui.pages.settings_data import DataSection
from app.gui.widgets.menu_button import MenuButton, Offer
from app.session.data_views import DataView
from tests.gui import answers, history_examples
from tests.gui.data_states import PREVIEW, STATES, ZIP
from tests.gui.review_stage import stage
from tests.gui.stage import Column, Stage, click, wait_until_active


class Shown(Stage):
    """The section in a window, and what was asked for there."""

    page: DataSection

    def __init__(self, qtbot: QtBot, view: DataView, width: int = 800) -> None:
        super().__init__(qtbot, DataSection(), width=width)
        self.page.asked.connect(self.events.append)
        self.page.show_data(view)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("nothing", "Everything as one zip"),
        ("writing", "120 MB of 1.2 GB"),
        ("writing", "Writing “2026-11-25 Greenroom.zip”"),
        ("ready", "made 24 November 2026, 18:00"),
        ("ready", "522 answers: 122 new, 400 known already"),
        ("ready", "2 of the new ones lie in the trash"),
        ("ready", "3 of the known ones were changed later there"),
        ("ready", "118 recordings that you lack here, 96 MB"),
        ("ready", "1 question pack: mine.yaml"),
        ("imported", "120 answers added, 3 brought up to date"),
        ("imported", "/data/backups/h.db"),
        ("exported", "522 answers and 518 recordings, 1.2 GB."),
        ("exported", "4 recordings could not be found."),
        ("problem", "The archive is damaged"),
    ],
)
def test_each_state_says_what_it_is_about(qtbot: QtBot, state: str, words: str) -> None:
    assert words in Shown(qtbot, STATES[state]).words()


@pytest.mark.parametrize(
    ("state", "button", "event"),
    [
        ("nothing", "Export everything…", d.ExportAll()),
        ("nothing", "Choose a zip…", d.ChooseArchive()),
        ("nothing", "Table (CSV)…", d.ExportHistory("csv")),
        ("nothing", "Data (JSON)…", d.ExportHistory("json")),
        ("writing", "Cancel", d.StopData()),
        ("ready", "Import", d.BringIn(settings=False)),
        ("ready", "Not now", d.StopData()),
        ("exported", "Open folder", d.ShowFile(str(ZIP))),
    ],
)
def test_buttons_ask_for_what_they_say(
    qtbot: QtBot, state: str, button: str, event: object
) -> None:
    shown = Shown(qtbot, STATES[state])
    shown.click(button)
    assert shown.events == [event]


def test_settings_come_along_only_when_they_are_ticked(qtbot: QtBot) -> None:
    shown = Shown(qtbot, STATES["ready"])
    shown.click("Take over its settings, too")
    shown.click("Import")
    assert shown.events == [d.BringIn(settings=True)]
    shown.page.show_data(DataView())
    shown.page.show_data(STATES["ready"])
    assert not shown.page.preview.settings.isChecked()


def test_a_tick_stays_while_the_same_zip_waits(qtbot: QtBot) -> None:
    shown = Shown(qtbot, STATES["ready"])
    shown.click("Take over its settings, too")
    shown.page.show_data(replace(STATES["ready"]))
    assert shown.page.preview.settings.isChecked()


def test_a_zip_that_brings_nothing_cannot_be_imported(qtbot: QtBot) -> None:
    known = replace(PREVIEW, counts=MergeCounts(known=4), sounds=0, packs=(), has_settings=False)
    shown = Shown(qtbot, DataView("ready", ZIP, preview=known))
    assert "Everything in it is here already" in shown.words()
    assert not shown.page.preview.bring_in.isEnabled()


@pytest.mark.parametrize("state", ["writing", "checking", "importing"])
def test_one_thing_at_a_time(qtbot: QtBot, state: str) -> None:
    page = Shown(qtbot, STATES[state]).page
    assert not page.export_all.isEnabled()
    assert not page.choose.isEnabled()


@pytest.mark.parametrize("state", STATES)
def test_everything_has_a_name_and_nothing_is_too_wide(qtbot: QtBot, state: str) -> None:
    shown = Shown(qtbot, STATES[state], width=420)
    assert shown.unnamed() == []
    assert shown.page.horizontalScrollBar().maximum() == 0


# The menus -----------------------------------------------------------------------------------


def press_menu(qtbot: QtBot, button: MenuButton, *keys: Qt.Key) -> None:
    qtbot.waitUntil(button.menu_below.isVisible)
    for key in keys:
        QTest.keyClick(button.menu_below, key)


def test_a_menu_is_opened_and_answered_with_the_keyboard(qtbot: QtBot, column: Column) -> None:
    offers = (Offer("One", 1, why_not="Not today"), Offer("Two", 2), Offer("Three", 3, apart=True))
    button = MenuButton("Export…", offers)
    column(button)
    chosen: list[object] = []
    button.chosen.connect(chosen.append)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    press_menu(qtbot, button, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert chosen == [3]
    QTest.keyClick(button, Qt.Key.Key_Return)
    press_menu(qtbot, button, Qt.Key.Key_Return)
    assert chosen == [3, 2]  # the first that can be chosen
    QTest.keyClick(button, Qt.Key.Key_Space)
    press_menu(qtbot, button, Qt.Key.Key_Escape)
    assert chosen == [3, 2]


def test_the_review_exports_with_a_key(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    wait_until_active(qtbot, page)
    focus = QApplication.focusWidget() or page
    QTest.keyClick(focus, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    press_menu(qtbot, page.export, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert shown.events == [Export("html")]


def test_a_note_that_is_being_typed_is_kept_before_the_export(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.foot.note.setFocus()
    QTest.keyClicks(QApplication.focusWidget() or page, "Breathe.")
    page.export.chosen.emit("md")
    assert shown.events == [SetNote("Breathe."), Export("md")]


def test_what_there_is_not_cannot_be_exported(qtbot: QtBot) -> None:
    _, page = stage(qtbot)
    actions = {each.text(): each for each in page.export.menu_below.actions()}
    assert all(each.isEnabled() for each in actions.values() if each.text())
    view = answers.review()
    page.show_state(replace(view, waveform=(), attempt=replace(view.attempt, transcript=None)))
    actions = {each.text(): each for each in page.export.menu_below.actions()}
    assert not actions["Web page with the recording…"].isEnabled()
    assert actions["Web page with the recording…"].toolTip() == NO_SOUND
    assert actions["Subtitles (SRT)…"].toolTip() == NO_WORDS
    assert not actions["Copy the text"].isEnabled()
    assert actions["Web page…"].isEnabled()


def test_no_subtitles_are_made_of_what_was_written(qtbot: QtBot) -> None:
    _, page = stage(qtbot)
    page.show_state(answers.typed_review())
    actions = {each.text(): each for each in page.export.menu_below.actions()}
    for kind in ("SRT", "VTT"):
        assert not actions[f"Subtitles ({kind})…"].isEnabled()
        assert actions[f"Subtitles ({kind})…"].toolTip() == NO_TIMES
    assert actions["Copy the text"].isEnabled()


def test_history_offers_export_and_import(qtbot: QtBot) -> None:
    page = HistoryPage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=1072)
    page.show_state(history_examples.state(9))
    click(qtbot, page.export)
    press_menu(qtbot, page.export, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert shown.events == [d.ChooseArchive()]
    assert [offer.value for offer in HISTORY] == [
        d.ExportHistory("csv"),
        d.ExportHistory("json"),
        d.ExportAll(),
        d.ChooseArchive(),
    ]
