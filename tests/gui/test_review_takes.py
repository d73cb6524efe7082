"""The take among the others on the review page: compare, the best one, the note of the last."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.attempt import EarlierNote
from app.gui.pages.review import Compare, KeepNote, SetBest
from app.gui.style import Style
from tests.gui import answers
from tests.gui.review_stage import stage

Key = Qt.Key


def test_c_and_the_button_compare_the_take_with_another(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    shown.press(Key.Key_C)
    shown.click("Compare")
    assert shown.events == [Compare()] * 2


def test_with_one_take_there_is_nothing_to_compare_and_it_says_why(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.review(takes=answers.TAKES[:1]))
    button = shown.button("Compare")
    assert not button.isEnabled()
    assert button.toolTip() == "There is one take of this question so far"
    shown.press(Key.Key_C)
    assert shown.events == []


def test_b_and_the_star_mark_the_best_take_and_unmark_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_B)
    page.show_state(answers.best_review())
    shown.click("Best take")
    assert shown.events == [SetBest(True), SetBest(False)]


def test_the_best_take_has_a_star_in_the_list_of_takes(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.best_review())
    takes, role = page.head.takes, Qt.ItemDataRole.AccessibleTextRole
    said = [takes.itemData(index, role) for index in range(takes.count())]
    assert said == ["Take 3, today 18:42, best take", None, None]
    assert shown.button("Best take").isChecked()
    before = takes.grab().toImage()
    page.show_state(replace(answers.best_review(), takes=answers.TAKES))
    assert takes.grab().toImage() != before


def test_the_note_of_the_last_take_is_checked_off_with_k_and_taken_back(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.noted_review())
    note = "say how I would detect drift before I talk about retraining."
    assert f"Last time you wrote: “Next time I will {note}”" in shown.words()
    shown.press(Key.Key_K)
    kept = replace(answers.NOTED, kept=True)
    page.show_state(replace(answers.noted_review(), earlier_note=kept))
    assert page.earlier.box.isChecked()
    page.earlier.box.click()
    assert shown.events == [KeepNote(True), KeepNote(False)]


def test_a_note_that_begins_like_its_label_does_not_say_it_twice(qtbot: QtBot) -> None:
    note = EarlierNote(5, "Next time I will name the metric")
    shown, _ = stage(qtbot, answers.review(earlier_note=note))
    assert "“Next time I will name the metric”" in shown.words()


def test_without_an_earlier_note_its_line_is_not_there_and_k_does_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    assert not page.earlier.isVisible()
    shown.press(Key.Key_K)
    assert shown.events == []


def test_single_letters_rest_while_a_note_is_typed(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.noted_review())
    shown.press(Key.Key_N, Key.Key_C, Key.Key_B, Key.Key_K)
    assert page.foot.note.text() == "cbk"
    assert shown.events == []


def test_where_text_is_large_the_actions_keep_their_names_without_words(
    qtbot: QtBot, style: Style
) -> None:
    shown, _ = stage(qtbot)
    assert shown.button("Compare").accessibleName() == "Compare"
    style.show("light", 200)
    texts = {button.accessibleName(): button.text() for button in shown.buttons()}
    assert (texts["Compare"], texts["Best take"]) == ("", "")
    style.show("light", 100)
    assert shown.button("Best take").accessibleName() == "Best take"
