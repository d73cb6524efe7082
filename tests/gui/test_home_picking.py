"""Home: beginning with another question than the one that is proposed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.gui.pages.home_events import PickQuestion, Start
from app.gui.pages.home_values import ALL
from tests.gui import examples
from tests.gui.home_stage import Shown, fixed, keys
from tests.gui.stage import click


def test_a_picked_question_comes_first_and_leaves_all_that_is_due() -> None:
    assert keys(examples.home(first_key="mlops/q6")) == ["q6", "q0", "q1", "q2"]
    assert keys(examples.home(first_key="mlops/q1")) == ["q1", "q0", "q2"]


def test_picking_does_not_make_a_chosen_number_larger() -> None:
    assert keys(examples.home(first_key="mlops/q6", settings=fixed(2))) == ["q6", "q0"]


def test_a_listed_question_can_be_picked_with_the_mouse_and_with_space(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    click(qtbot, shown.rows()[2])
    shown.rows()[0].setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert shown.events == [PickQuestion("mlops/q2"), PickQuestion("mlops/q1")]


def test_enter_on_a_listed_question_starts(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.rows()[1].setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Qt.Key.Key_Return)
    assert shown.events == [Start(("mlops/q0", "mlops/q1", "mlops/q2"))]


def test_picking_keeps_the_row_and_the_focus_of_the_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    row = shown.rows()[2]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    shown.page.show_state(examples.home(first_key="mlops/q2"))
    assert shown.rows()[0] is row
    assert row.hasFocus()


def test_the_proposed_order_is_brought_back(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(first_key="mlops/q6"))
    shown.click("Back to the proposed order")
    assert shown.events == [PickQuestion("")]
    shown.page.show_state(examples.home())
    assert not shown.page.left.unpick.isVisible()


def test_every_question_can_be_picked_to_begin_with(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.click("Pick another question to begin with (7)")
    for row in shown.others():
        row.click()
    assert shown.events == [PickQuestion(f"mlops/q{i}") for i in range(7)]
    assert "asked as number 3" in shown.others()[2].accessibleDescription()
    assert "not asked this time" in shown.others()[3].accessibleDescription()


def test_questions_are_searched_and_enter_does_not_start(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    qtbot.keyClick(shown.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "technical model")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [row.text() for row in shown.others()] == [examples.ASKS[i][1] for i in (5, 6)]
    assert shown.events == []
    assert QApplication.focusWidget() in shown.others()


def test_a_search_without_a_result_says_so(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.page.left.others.open()
    qtbot.keyClicks(shown.page.left.others.search, "quantum")
    qtbot.waitUntil(lambda: "No question of this choice has these words." in shown.words())


def test_a_long_question_is_shown_in_full(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(settings=fixed(ALL)))
    shown.page.resize(700, 900)
    long = next(row for row in shown.rows() if row.text() == examples.ASKS[5][1])
    short = shown.rows()[0]
    qtbot.waitUntil(lambda: long.height() > short.height())
    assert long.height() == long.heightForWidth(long.width())
