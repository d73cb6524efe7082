"""Settings, Storage: what is used, and what can be done with old recordings."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.pages import settings_values as v
from app.gui.pages.settings import SettingsPage
from app.session.keep_views import NO_SOUND, OldSoundView
from tests.gui import examples
from tests.gui.stage import Stage

Key = Qt.Key


def stage(qtbot: QtBot, old: OldSoundView = examples.OLD_SOUND) -> tuple[Stage, SettingsPage]:
    page = SettingsPage()
    shown = Stage(qtbot, page)
    show(page, old)
    page.open_section("storage")
    return shown, page


def show(page: SettingsPage, old: OldSoundView) -> None:
    page.show_state(examples.settings(storage=replace(examples.STORAGE, old=old)))


def test_what_is_used_is_measured_when_one_looks(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    assert shown.events == [v.LookAtStorage()]
    page.show_state(examples.settings())
    assert "Measuring…" in shown.words()


def test_what_is_used_is_told_by_kind(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    words = shown.words()
    assert "Greenroom uses 2.6 GB. The disk has 41.2 GB left." in words
    assert "Recordings: 412, 14 h 20 min\n1.6 GB" in words
    assert "Trash: 3 deleted answers\n8.3 MB" in words


def test_the_trash_and_the_folder_are_one_click_away(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.click("Open the trash")
    shown.click("Open folder")
    assert shown.events[1:] == [v.OpenTrash(), v.OpenPath("/home/ana/.local/share/greenroom")]


def test_how_old_is_old_is_chosen(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.storage.old.months.setCurrentIndex(0)
    page.storage.old.months.activated.emit(0)
    page.storage.old.keep_best.click()
    assert shown.events[1:] == [v.ChooseOld(1, keep_best=True), v.ChooseOld(1, keep_best=False)]


def test_making_smaller_needs_no_question(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert "212 recordings, 832 MB; this would free about 291 MB." in shown.words()
    shown.click("Make smaller")
    assert shown.events[1:] == [v.MakeSmaller()]


def test_removing_sound_is_asked_for_with_the_safe_answer_under_the_keyboard(
    qtbot: QtBot,
) -> None:
    shown, page = stage(qtbot)
    shown.tab_to("Remove the sound…")
    shown.press(Key.Key_Space)
    assert "Remove the sound of 198 recordings?" in shown.words()
    assert "768 MB older than 1 year" in shown.words()
    assert QApplication.focusWidget() is shown.button("Keep it")
    shown.press(Key.Key_Return)
    assert shown.events[1:] == []
    assert page.storage.old.remove.hasFocus()
    shown.click("Remove the sound…")
    shown.click("Remove the sound")
    assert shown.events[1:] == [v.RemoveSound()]


def test_escape_keeps_the_sound(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.click("Remove the sound…")
    shown.press(Key.Key_Escape)
    assert "Remove the sound of" not in shown.words()


def test_what_would_go_has_changed_so_the_question_is_asked_anew(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.click("Remove the sound…")
    show(page, examples.OLD_SOUND)
    assert "Remove the sound of 198 recordings?" in shown.words()
    show(page, replace(examples.OLD_SOUND, months=1))
    assert "Remove the sound of" not in shown.words()


def test_a_run_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.tab_to("Make smaller")
    show(page, replace(examples.OLD_SOUND, task="smaller", done=80, total=212))
    assert "Recording 81 of 212 is being made smaller." in shown.words()
    assert QApplication.focusWidget() is shown.button("Stop")
    assert not page.storage.old.months.isEnabled()
    shown.press(Key.Key_Space)
    assert shown.events[1:] == [v.StopOldSound()]
    show(page, replace(examples.OLD_SOUND, task="smaller", waiting=True, total=212))
    assert "Waits until nothing else is to be done." in shown.words()


def test_a_run_tells_what_came_of_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    done = OldSoundView(known=True, last="smaller", done=3, total=3, saved_bytes=9_000_000)
    show(page, done)
    assert "3 recordings made smaller, 9.0 MB freed." in shown.words()
    show(page, replace(done, failed=1, problem="a.wav is damaged."))
    assert "1 recording stayed as before" in shown.words()
    assert "a.wav is damaged. 2 recordings made smaller" in shown.words()


def test_where_there_is_nothing_old_nothing_can_be_done(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, OldSoundView(large=NO_SOUND, removable=NO_SOUND, known=True))
    assert not shown.button("Make smaller").isEnabled()
    assert not shown.button("Remove the sound…").isEnabled()


def test_every_control_has_a_name(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.storage.old.remove.click()
    assert shown.unnamed() == []
