"""Going through a take by key: sentences, fillers, pauses, and points that were missed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.feedback import PointState
from app.core.replay import sentences, stretch_of
from app.gui.pages.review import Play, ReviewPage, Seek, TickPoint
from app.gui.pages.review_jumps import ALL_COVERED, NO_PAUSES
from tests.gui import answers
from tests.gui.review_stage import stage
from tests.gui.stage import Stage

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SAID = answers.transcript()
STARTS_S = [stretch_of(SAID, each[0], each[-1]).from_s for each in sentences(SAID)]
FILLERS = [SAID.words[index] for index in answers.delivery().fillers]


def follow(shown: Stage, page: ReviewPage) -> None:
    """Stand where the page asked to be, as the player does."""

    def go(event: object) -> None:
        match event:
            case Seek(position_s):
                page.show_position(position_s, playing=False)
            case Play(float() as from_s):
                page.show_position(from_s, playing=True)
            case _:
                pass

    page.happened.connect(go)


def press_with_control(shown: Stage, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or shown.page, key, CONTROL)
        QApplication.processEvents()


def test_control_and_right_go_on_sentence_by_sentence_and_left_back(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    follow(shown, page)
    press_with_control(shown, Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Left)
    assert shown.events == [Seek(at_s) for at_s in (STARTS_S[1], STARTS_S[2], STARTS_S[1], 0.0)]


def test_back_from_within_a_sentence_leads_to_its_start(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(STARTS_S[3] + 2.0, playing=True)
    press_with_control(shown, Key.Key_Left)
    assert shown.events == [Seek(STARTS_S[3])]


def test_after_the_last_sentence_there_is_none(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(77.0, playing=False)
    press_with_control(shown, Key.Key_Right)
    assert shown.events == []


def test_u_plays_one_filler_after_the_other_and_begins_again(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    follow(shown, page)
    shown.press(Key.Key_U)
    assert "Filler 1 of 2: “Um”" in shown.words()
    shown.press(Key.Key_U)
    assert "Filler 2 of 2: “well”" in shown.words()
    shown.press(Key.Key_U)
    heard = [Play(word.start_s - 1, word.end_s + 1) for word in FILLERS]
    assert shown.events == [*heard, heard[0]]


def test_u_goes_on_from_where_the_take_stands(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(FILLERS[0].start_s + 3, playing=False)
    shown.press(Key.Key_U)
    assert shown.events == [Play(FILLERS[1].start_s - 1, FILLERS[1].end_s + 1)]


def test_h_plays_the_next_long_pause(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(20.0, playing=False)
    shown.press(Key.Key_H)
    pause = answers.delivery().pauses[1]
    assert shown.events == [Play(pause.start_s - 1, pause.end_s + 1)]
    assert "Pause 2 of 2: 2.6 s" in shown.words()


def test_a_click_on_a_pause_in_the_text_plays_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    text, pause = page.player.transcript, answers.delivery().pauses[0]
    QApplication.processEvents()
    box = text._lines.boxes(text._lines.written.pauses[0])[0]
    viewport, point = text.viewport(), box.center().toPoint()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point)
    assert shown.events == [Play(pause.start_s - 1, pause.end_s + 1)]
    assert "where  2.4 s  it" in text.toPlainText()


def test_what_is_marked_on_the_waveform_is_played(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    pause = answers.delivery().pauses[0]
    wave = page.player.waveform
    QApplication.processEvents()
    point = wave.rect().center()
    point.setX(round(wave._x(pause.start_s + 1)))
    QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=point)
    assert shown.events == [Play(pause.start_s - 1, pause.end_s + 1)]


def test_m_brings_the_next_missed_point_into_view_with_the_focus_on_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, width=1280, height=600)
    shown.press(Key.Key_M)
    assert page.points.rows[4].said.hasFocus()
    assert "Point 5: unclear, 1 of 2 missed" in shown.words()
    shown.press(Key.Key_M)
    assert page.points.rows[5].said.hasFocus()
    assert not page.points.rows[5].visibleRegion().isEmpty()
    shown.press(Key.Key_Space)
    assert shown.events == [TickPoint(5, True)]
    shown.press(Key.Key_M)
    assert page.points.rows[4].said.hasFocus()


def test_in_a_narrow_window_the_page_scrolls_to_the_missed_point(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, width=800, height=560)
    shown.press(Key.Key_M)
    assert not page.points.rows[4].visibleRegion().isEmpty()


def test_where_there_is_nothing_to_go_to_it_is_said(qtbot: QtBot) -> None:
    whole = answers.coverage()
    covered = replace(
        whole, findings=tuple(replace(f, state=PointState.COVERED) for f in whole.findings)
    )
    spoken = answers.delivery(fillers=(), pauses=())
    shown_feedback = answers.feedback(coverage=covered, delivery=spoken)
    view = answers.review(p.Read(SAID, shown_feedback), feedback=shown_feedback)
    shown, _ = stage(qtbot, view)
    for key, words in (
        (Key.Key_U, "No filler was heard"),
        (Key.Key_H, NO_PAUSES),
        (Key.Key_M, ALL_COVERED),
    ):
        shown.press(key)
        assert words in shown.words()
    assert shown.events == []


def test_a_draft_says_that_it_hears_no_fillers(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.draft_review())
    shown.press(Key.Key_U)
    assert "A draft transcript hears no fillers." in shown.words()


def test_without_sound_or_words_these_keys_do_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(waveform=(), sound_problem="It is gone."))
    shown.press(Key.Key_U, Key.Key_H)
    press_with_control(shown, Key.Key_Right)
    page.show_state(answers.review(p.Transcribing(0.2)))
    shown.press(Key.Key_U, Key.Key_H, Key.Key_M)
    press_with_control(shown, Key.Key_Right)
    assert shown.events == []
