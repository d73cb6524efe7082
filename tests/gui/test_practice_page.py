"""Thinking and answering: state in, words out; clicks and keys in, events out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core import practice_events as e
from app.core.question import KeyPoint
from app.gui.pages.events import NextQuestion, OpenSettings, Retake, ShowCaptions
from app.gui.pages.practice import PracticePage
from app.gui.style import Style
from app.session.ports import Loudness
from app.session.views import PracticeView
from tests.gui import answers
from tests.gui.stage import Stage

Key = Qt.Key
PROBLEM = "The microphone was unplugged. Plug it in or choose another."


def stage(qtbot: QtBot, state: p.State, **changes: object) -> tuple[Stage, PracticePage]:
    page = PracticePage()
    shown = Stage(qtbot, page)
    page.show_state(answers.practice(state, **changes))
    return shown, page


def place(page: PracticePage, widget: QWidget) -> QPoint:
    QApplication.processEvents()
    return widget.mapTo(page, QPoint(0, 0))


def test_think_shows_the_question_the_time_and_the_last_note(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think(18.2))
    words = shown.words()
    assert "What is model or concept drift?" in words
    assert "MLOps basics" in words
    assert "Question 1 of 3" in words
    assert "say how I would detect drift before I talk about retraining." in words
    assert page.ring.shown.figures == "0:42"
    assert page.ring.shown.note == "of 1:00"
    assert "or when the time is up" in words


def test_without_a_note_there_is_no_empty_box(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.think(), note="")
    assert "After your last take" not in shown.words()


def test_without_an_automatic_start_nobody_is_told_of_one(qtbot: QtBot) -> None:
    state = answers.think(rules=p.Rules(auto_start=False))
    shown, _ = stage(qtbot, state)
    assert "when the time is up" not in shown.words()


def test_without_time_to_think_the_ring_says_how_long_the_answer_may_be(qtbot: QtBot) -> None:
    state = answers.think(0.0, rules=p.Rules(prep_s=0.0, auto_start=False))
    _, page = stage(qtbot, state)
    assert (page.ring.shown.caption, page.ring.shown.figures) == ("Ready", "2:00")


@pytest.mark.parametrize(
    ("key", "words", "event"),
    [
        (Key.Key_Space, "Start answering", e.Begin()),
        (Key.Key_M, "30 s more", e.MoreTime()),
        (Key.Key_N, "Another question", NextQuestion()),
        (Key.Key_Escape, "Leave", e.Leave()),
    ],
)
def test_keys_and_buttons_of_think_say_the_same(
    qtbot: QtBot, key: Key, words: str, event: object
) -> None:
    shown, _ = stage(qtbot, answers.think())
    shown.press(key)
    shown.click(words)
    assert shown.events == [event, event]


def test_the_last_question_offers_no_other(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.think(), index=2)
    assert "Another question" not in [each.text() for each in shown.buttons()]
    shown.press(Key.Key_N)
    assert shown.events == []


def test_w_unfolds_what_is_tested_and_folds_it_again(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.think())
    assert answers.question().why not in shown.words()
    shown.press(Key.Key_W)
    assert answers.question().why in shown.words()
    shown.press(Key.Key_W)
    assert answers.question().why not in shown.words()


def test_each_h_gives_one_point_more_and_then_no_more(qtbot: QtBot) -> None:
    points = tuple(KeyPoint(text) for text in ("alpha", "beta"))
    shown, page = stage(qtbot, answers.think(), question=answers.question(key_points=points))
    assert "alpha" not in shown.words()
    shown.press(Key.Key_H)
    assert "alpha" in shown.words()
    assert "beta" not in shown.words()
    shown.press(Key.Key_H)
    assert "beta" in shown.words()
    assert not page.hints.more.isEnabled()
    shown.press(Key.Key_H)
    assert page.hints.shown == 2


def test_hints_begin_anew_with_another_question(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think())
    shown.press(Key.Key_H)
    page.show_state(answers.practice(answers.think(), index=1))
    assert page.hints.shown == 0
    assert not page.hint.is_open


def test_hints_stay_while_time_passes(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think(1.0))
    shown.press(Key.Key_H)
    page.show_state(answers.practice(answers.think(2.0)))
    assert page.hint.is_open
    assert page.hints.shown == 1


def test_a_question_without_points_and_reason_unfolds_nothing(qtbot: QtBot) -> None:
    bare = answers.question(key_points=(), why="")
    shown, page = stage(qtbot, answers.think(), question=bare)
    shown.press(Key.Key_H, Key.Key_W)
    assert not page.hint.isVisible()
    assert not page.why.isVisible()


def test_single_letters_can_be_switched_off_but_space_and_esc_stay(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think())
    page.set_single_keys(False)
    shown.press(Key.Key_M, Key.Key_N, Key.Key_H)
    assert shown.events == []
    shown.press(Key.Key_Space, Key.Key_Escape)
    assert shown.events == [e.Begin(), e.Leave()]


def test_space_presses_what_tab_has_brought_the_person_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think())
    shown.tab_to("What the interviewer tests with this")
    shown.press(Key.Key_Space)
    assert page.why.is_open
    assert shown.events == []


def test_space_after_a_click_still_starts_the_answer(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.think())
    shown.click("30 s more")
    shown.press(Key.Key_Space)
    assert shown.events == [e.MoreTime(), e.Begin()]


def test_a_problem_is_told_and_can_be_tried_again_or_mended(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.think(problem=PROBLEM))
    assert "The microphone was unplugged" in shown.words()
    assert "Plug it in or choose another." in shown.words()
    shown.click("Try again")
    shown.click("Microphone…")
    shown.press(Key.Key_Space)
    assert shown.events == [e.Begin(), OpenSettings(), e.Begin()]


def test_a_problem_goes_when_the_next_try_begins(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think(problem=PROBLEM))
    page.show_state(answers.practice(p.Opening(answers.RULES)))
    assert "unplugged" not in shown.words()


def test_while_the_microphone_opens_space_does_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think())
    page.show_state(answers.practice(p.Opening(answers.RULES)))
    shown.press(Key.Key_Space, Key.Key_O, Key.Key_M)
    assert shown.events == []
    assert not page.main.isEnabled()
    shown.press(Key.Key_Escape)
    assert shown.events == [e.Leave()]


def test_answer_shows_time_level_and_microphone_and_nothing_that_judges(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer(47.0))
    page.show_level(Loudness(-20.0, -10.0, clipped=False))
    words = shown.words()
    assert page.ring.shown.figures == "0:47"
    assert page.ring.shown.dot
    assert page.under.meter.lit == (20, 25)
    assert "Desk microphone · saved as you speak" in words
    assert "What is model or concept drift?" in words
    for hidden in ("say how I would", "What the interviewer", "Hint"):
        assert hidden not in words


def test_a_clipped_moment_puts_the_peak_mark_at_the_very_end(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.answer())
    page.show_level(Loudness(-20.0, -0.1, clipped=True))
    assert page.under.meter.lit[1] == 30
    assert page.under.meter.clipped


@pytest.mark.parametrize(
    ("key", "words", "event"),
    [
        (Key.Key_Space, "Stop", e.Stop()),
        (Key.Key_O, "Start over", Retake()),
    ],
)
def test_keys_and_buttons_of_answer_say_the_same(
    qtbot: QtBot, key: Key, words: str, event: object
) -> None:
    shown, _ = stage(qtbot, answers.answer())
    shown.press(key)
    shown.click(words)
    assert shown.events == [event, event]


def test_keys_of_think_rest_while_answering(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.answer())
    shown.press(Key.Key_M, Key.Key_N, Key.Key_H, Key.Key_W)
    assert shown.events == []


def test_overtime_is_amber_and_counted(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.answer(134.0))
    assert (page.ring.shown.figures, page.ring.shown.ink) == ("+0:14", "amber")


def test_esc_while_recording_asks_and_esc_again_stays(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.answer())
    shown.press(Key.Key_Escape)
    assert "Leave? The take is kept" in shown.words()
    assert shown.events == []
    shown.press(Key.Key_Escape)
    assert "Leave? The take is kept" not in shown.words()
    assert shown.events == []


def test_enter_leaves_only_after_the_page_has_asked(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.answer())
    shown.press(Key.Key_Return)
    assert shown.events == []
    shown.press(Key.Key_Escape, Key.Key_Return)
    assert shown.events == [e.Leave()]


def test_leave_and_stay_can_be_clicked(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer())
    shown.click("Leave")
    shown.click("Stay")
    assert page.notice.message is None
    shown.click("Leave")
    page.notice.acted.emit(page.notice.message)
    assert shown.events == [e.Leave()]


def test_space_stops_while_the_page_asks_whether_to_leave(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.answer())
    shown.press(Key.Key_Escape, Key.Key_Space)
    assert shown.events == [e.Stop()]


def test_the_question_whether_to_leave_goes_when_the_answer_ends(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer())
    shown.press(Key.Key_Escape)
    page.show_state(answers.practice(p.Saving(answers.RULES)))
    assert page.notice.message is None
    shown.press(Key.Key_Return)
    assert shown.events == []


@pytest.mark.parametrize("ask", [answers.question().ask, answers.LONG_ASK])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (800, 600)])
def test_question_ring_and_button_keep_their_place_from_think_to_saving(
    qtbot: QtBot, ask: str, width: int, height: int
) -> None:
    page = PracticePage()
    Stage(qtbot, page, width=width, height=height)
    question = answers.question(ask=ask)
    fixed = (page.stage.question, page.ring, page.main)
    places = []
    for state in (
        answers.think(),
        p.Opening(answers.RULES),
        answers.answer(),
        p.Saving(answers.RULES),
        answers.interrupted(),
        answers.interrupted(opening=True),
    ):
        page.show_state(answers.practice(state, question=question))
        places.append([place(page, widget) for widget in fixed])
    assert places[:4] == [places[0]] * 4
    # An interruption may scroll the question: its reason stands below.
    assert [ring_and_button for _, *ring_and_button in places[4:]] == [places[0][1:]] * 2


def test_saving_keeps_the_figures_of_the_answer(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer(47.0))
    page.show_state(answers.practice(p.Saving(answers.RULES)))
    assert (page.ring.shown.caption, page.ring.shown.figures) == ("Saving", "0:47")
    shown.press(Key.Key_Space)
    assert shown.events == []


def test_a_tick_changes_nothing_but_the_ring(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    _, page = stage(qtbot, answers.answer(1.0))
    calls: list[PracticeView] = []
    monkeypatch.setattr(page, "_show_controls", calls.append)
    monkeypatch.setattr(page, "_show_question", calls.append)
    page.show_state(answers.practice(answers.answer(2.0)))
    assert page.ring.shown.figures == "0:02"
    assert calls == []


def test_states_of_other_pages_leave_the_page_as_it_is(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.answer(47.0))
    for state in (p.Rate(answers.TAKE, p.Transcribing()), p.Over()):
        page.show_state(answers.practice(state))
    assert page.ring.shown.figures == "0:47"


def test_the_focus_never_falls_on_a_chance_button_when_the_state_changes(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think())
    shown.click("30 s more")
    page.show_state(answers.practice(p.Opening(answers.RULES)))
    assert QApplication.focusWidget() is page
    page.show_state(answers.practice(answers.answer()))
    assert QApplication.focusWidget() is page.main
    shown.press(Key.Key_Space)
    assert shown.events == [e.MoreTime(), e.Stop()]


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("ask", [answers.LONG_ASK, answers.RTL_ASK, answers.UMLAUT_ASK])
def test_the_main_button_is_in_sight_in_a_small_window(
    qtbot: QtBot, style: Style, percent: int, ask: str
) -> None:
    style.show("light", percent)
    page = PracticePage()
    shown = Stage(qtbot, page, width=800, height=600)
    page.show_state(answers.practice(answers.think(), question=answers.question(ask=ask)))
    QApplication.processEvents()
    corner = place(page, page.main)
    assert (page.width(), page.height()) == (800, 600)
    assert page.rect().contains(page.main.rect().translated(corner))
    assert page.main.visibleRegion().boundingRect() == page.main.rect()
    assert ask in shown.words()


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think(problem=PROBLEM))
    page.why.set_open(True)
    assert shown.unnamed() == []


def test_markup_in_a_question_stays_visible(qtbot: QtBot) -> None:
    view = answers.practice(answers.think())
    shown, page = stage(qtbot, answers.think())
    page.show_state(replace(view, question=answers.question(ask="What does <b>x</b> do?")))
    assert "What does <b>x</b> do?" in shown.words()


def test_captions_are_off_until_c_or_the_button_asks_for_them(qtbot: QtBot) -> None:
    speaking = replace(answers.answer(), caption="drift is what happens")
    shown, page = stage(qtbot, speaking)
    assert "drift is what happens" not in shown.words()
    shown.press(Key.Key_C)
    shown.click("Captions off")
    assert shown.events == [ShowCaptions(True), ShowCaptions(True)]
    page.show_state(answers.practice(speaking, captions=True))
    assert "drift is what happens" in shown.words()
    shown.press(Key.Key_C)
    assert shown.events[-1] == ShowCaptions(False)


def test_captions_are_for_answering_only(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.think(), captions=True)
    assert "Captions" not in shown.words()
    shown.press(Key.Key_C)
    assert shown.events == []
    assert not page.foot.captions.isVisible()


def test_a_new_caption_moves_neither_focus_nor_buttons(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.answer(), captions=True)
    shown.tab_to("Start over")
    focused = QApplication.focusWidget()
    page.show_state(answers.practice(replace(answers.answer(), caption="so"), captions=True))
    assert QApplication.focusWidget() is focused
