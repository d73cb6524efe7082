"""Two takes side by side: what is shown, what the person does, and which event that is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.attempt import Take
from app.core.comparison import MeasureChange, compare_delivery
from app.core.written import written_words
from app.gui.pages.compare import ComparePage
from app.gui.pages.compare_events import (
    Choose,
    CloseComparison,
    MarkBest,
    PauseTakes,
    PlayTake,
    SeekTake,
)
from app.gui.pages.compare_words import rows_of, share_rows_of, tally_words
from app.session.compare_views import CompareView
from app.session.review_sound import SOUND_REMOVED
from app.session.structure_words import compare_shares
from tests.gui import answers, comparisons, told_stories
from tests.gui.stage import Stage

Key = Qt.Key


def stage(
    qtbot: QtBot, view: CompareView | None = None, *, width: int = 1280, height: int = 800
) -> tuple[Stage, ComparePage]:
    page = ComparePage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=width, height=height)
    page.start_anew()
    page.show_state(view or comparisons.compared())
    return shown, page


def options(page: ComparePage, side: str) -> list[str]:
    takes = page.cards["older" if side == "older" else "newer"].takes
    return [takes.itemText(index) for index in range(takes.count())]


def test_both_takes_are_named_dated_and_rated(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    assert page.cards["older"].takes.currentText() == "Take 2, Sat 19:00"
    assert page.cards["newer"].takes.currentText() == "Take 3, today 18:42"
    words = shown.words()
    assert "You rated it 2" in words
    assert "You rated it 3" in words


def test_what_was_gained_and_lost_is_said_and_stands_at_its_point(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    assert "2 gained, 1 lost" in shown.words()
    assert [row.gained.isVisible() for row in page.points.rows] == [
        False, True, False, True, False, False,
    ]  # fmt: skip
    assert [row.lost.isVisible() for row in page.points.rows].index(True) == 4
    assert page.points.rows[3].older.state.accessibleName() == "point 4, Take 2: unclear"


def test_a_take_can_be_changed_for_another_but_not_for_the_one_beside_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    assert options(page, "older") == ["Take 2, Sat 19:00", "Take 1, 14 Oct, 19:00"]
    assert options(page, "newer") == ["Take 3, today 18:42", "Take 1, 14 Oct, 19:00"]
    page.cards["older"].takes.setCurrentIndex(1)
    page.cards["older"].takes.activated.emit(1)
    assert shown.events == [Choose("older", 2)]


def test_the_best_take_has_a_star_in_the_list_and_on_its_button(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert page.cards["older"].takes.itemData(0, role) == "Take 2, Sat 19:00, best take"
    assert page.cards["older"].best.isChecked()
    assert not page.cards["newer"].best.isChecked()
    page.cards["newer"].best.click()
    shown.press(Key.Key_B)
    assert shown.events == [MarkBest("newer", True), MarkBest("newer", False)]


def test_space_plays_the_take_heard_last_and_pauses_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_Space)
    page.show_position("newer", 1.0, playing=True)
    shown.press(Key.Key_Space)
    page.show_position("newer", 1.0, playing=False)
    page.show_state(replace(comparisons.compared(), current="older"))
    shown.press(Key.Key_Space)
    assert shown.events == [PlayTake("newer"), PauseTakes(), PlayTake("older")]


def test_o_and_n_play_either_take(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_O)
    page.show_position("older", 2.0, playing=True)
    shown.press(Key.Key_N, Key.Key_O)
    assert shown.events == [PlayTake("older"), PlayTake("newer"), PauseTakes()]


def test_left_and_right_go_five_seconds_in_the_take_heard_last(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position("newer", 3.0, playing=False)
    shown.press(Key.Key_Left)
    page.show_position("newer", 77.0, playing=False)
    shown.press(Key.Key_Right)
    assert shown.events == [SeekTake("newer", 0.0), SeekTake("newer", 78.0)]


def test_a_point_is_played_where_it_is_said_in_either_take(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.points.rows[2].older.play.click()
    shown.press(Key.Key_2, Key.Key_6, Key.Key_9)  # the sixth was not found, there is no ninth
    then = comparisons.older().coverage
    now = answers.coverage()
    assert then is not None
    before, after = then.findings[2].evidence, now.findings[1].evidence
    assert before is not None
    assert after is not None
    assert shown.events == [
        PlayTake("older", before.start_s - 0.2, before.end_s + 0.3),
        PlayTake("newer", after.start_s - 0.2, after.end_s + 0.3),
    ]


def test_a_word_plays_its_take_from_there(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.cards["older"].text.word_picked.emit(3)
    spoken = comparisons.older().attempt.transcript
    assert spoken is not None
    assert shown.events == [PlayTake("older", spoken.words[3].start_s)]


def test_esc_and_back_lead_back(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_Escape)
    shown.click("Back")
    assert shown.events == [CloseComparison()] * 2


def test_single_keys_can_be_switched_off(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.set_single_keys(False)
    shown.press(Key.Key_O, Key.Key_B, Key.Key_1, Key.Key_Escape)
    assert shown.events == [CloseComparison()]


def test_a_take_without_sound_says_so_and_cannot_be_played(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, comparisons.silent())
    assert "The file of this take is gone." in shown.words()
    assert not page.cards["older"].play.isEnabled()
    page.points.rows[2].older.play.click()
    page.cards["older"].text.word_picked.emit(3)
    shown.press(Key.Key_O)
    assert shown.events == []


def test_a_draft_says_that_its_words_may_be_wrong_and_fillers_are_not_compared(
    qtbot: QtBot,
) -> None:
    shown, _ = stage(qtbot, comparisons.draft())
    words = shown.words()
    assert "words, and so key points, may be wrong" in words
    assert "A draft transcript hears no fillers." in words
    assert "fewer\n" not in words.split("Fillers a minute")[1].split("Pauses")[0]


def test_a_take_nobody_has_read_says_what_is_missing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, comparisons.unread())
    words = shown.words()
    assert "Nothing has been written down of take 3 yet" in words
    assert "gained" not in words
    assert not page.cards["newer"].text.isVisible()


def test_what_is_known_already_is_shown_while_takes_are_judged(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, comparisons.waiting())
    shown.words()
    assert page.points.rows[0].newer.state.isVisible()
    assert not page.points.rows[0].newer.play.isVisible()
    assert "Delivery" not in shown.words()
    page.show_state(comparisons.compared())
    assert "Delivery" in shown.words()


def test_all_controls_have_names_and_tab_comes_to_both_takes(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    assert shown.unnamed() == []
    stops = [page.points.rows[0].older.play, page.cards["older"].play, page.cards["newer"].play]
    reached = []
    for _ in range(40):
        shown.press(Key.Key_Tab)
        if (focused := QApplication.focusWidget()) in stops:
            reached.append(focused)
    assert reached[:3] == stops


@pytest.mark.parametrize("size", [(1280, 800), (800, 560)])
def test_nothing_is_wider_than_the_page(qtbot: QtBot, size: tuple[int, int]) -> None:
    shown, page = stage(qtbot, comparisons.long(), width=size[0], height=size[1])
    shown.words()
    assert page.width() == size[0]
    for card in page.cards.values():
        right = card.mapTo(page, card.rect().topRight()).x()
        assert right <= size[0]


def test_the_marked_words_are_painted_and_clicking_one_still_hears_it(qtbot: QtBot) -> None:
    _, page = stage(qtbot)
    text = page.cards["newer"].text
    before = text.viewport().grab().toImage()
    text.show_only_here(())
    assert text.viewport().grab().toImage() != before
    heard: list[int] = []
    text.word_picked.connect(heard.append)
    (box,) = text._boxes_of(2)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert heard == [2]


def test_nothing_is_said_about_bands_that_were_kept_to() -> None:
    usual = answers.delivery()
    faster = replace(usual, pace=replace(usual.pace, value=140.0))
    pace, fillers, pauses, length = rows_of(compare_delivery(usual, faster))
    assert (pace.words, pace.ink) == ("21 words a minute faster", "text_3")
    assert (fillers.words, pauses.words, length.words) == ("As many", "As many", "As long")


def test_bands_that_were_left_or_reached_are_named() -> None:
    usual, fast = answers.delivery(), comparisons.delivery_before()
    back = rows_of(compare_delivery(fast, usual))
    assert back[0].words == "55 words a minute slower, now within 100 to 165"
    assert back[2].words == "2 fewer, the longest 1.8 s shorter"
    assert back[3].words == "26 seconds longer, now within 1:00 to 2:12"
    away = rows_of(compare_delivery(usual, fast))
    assert (away[0].words, away[0].ink) == (
        "55 words a minute faster, now outside 100 to 165",
        "amber_ink",
    )
    many = replace(usual, filler_rate=replace(usual.filler_rate, value=7.4))
    assert rows_of(compare_delivery(usual, many))[1].words == "5.9 a minute more, now over 5"
    more = replace(usual, filler_rate=replace(usual.filler_rate, value=9.0))
    assert rows_of(compare_delivery(more, many))[1].words == "1.6 a minute fewer, closer to 5"


def test_a_missing_number_is_a_dash_with_the_reason() -> None:
    fillers = rows_of(compare_delivery(answers.draft_delivery(), answers.delivery()))[1]
    assert (fillers.older, fillers.newer) == ("–", "1.5")
    assert fillers.words == "A draft transcript hears no fillers."
    assert rows_of((MeasureChange(None, None),) * 5)[0].words == ""


def test_nothing_gained_or_lost_is_said_too() -> None:
    view = comparisons.compared(comparisons.newer(), comparisons.newer())
    assert tally_words(view.points) == "None gained or lost"
    assert tally_words(()) == ""


def test_the_shapes_of_two_stories_stand_side_by_side(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, comparisons.stories())
    assert "Story shape" in shown.words()
    rows = share_rows_of(comparisons.stories().shares)
    assert [(row.name, row.older, row.newer) for row in rows] == [
        ("Situation and Task, %", "64", "35"),
        ("Action, %", "36", "52"),
        ("Result, %", "0", "13"),
    ]
    assert rows[0].words == "29 less, closer to 30"
    assert rows[2].words == "13 more, now within 10 to 20"
    page.show_state(comparisons.compared())
    assert "Story shape" not in shown.words()


def test_a_story_that_is_still_judged_has_dashes_beside_the_other() -> None:
    shares = compare_shares(None, told_stories.structure())
    assert [(row.older, row.newer) for row in share_rows_of(shares)] == [
        ("–", "35"),
        ("–", "52"),
        ("–", "13"),
    ]
    assert share_rows_of(compare_shares(None, None)) == ()


def test_a_take_that_was_written_is_not_said_to_have_lost_its_sound(qtbot: QtBot) -> None:
    view = comparisons.compared()
    words = written_words(answers.SAID, 190.0)
    attempt = replace(view.newer.attempt, take=Take("", 190.0), transcript=words)
    written = replace(view.newer, attempt=attempt, audible=False, sound_problem=SOUND_REMOVED)
    shown, page = stage(qtbot, replace(view, newer=written))
    assert "Written with the keyboard in 3:10. There is nothing to hear." in shown.words()
    assert SOUND_REMOVED not in shown.words()
    assert page.cards["newer"].play.isHidden()
    assert page.cards["older"].play.isVisible()
    assert not any(row.newer.play.isVisible() for row in page.points.rows)
    assert any(row.older.play.isVisible() for row in page.points.rows)
    page.show_state(view)
    assert page.cards["newer"].play.isVisible()
    assert any(row.newer.play.isVisible() for row in page.points.rows)
