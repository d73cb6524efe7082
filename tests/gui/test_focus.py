"""Where the keyboard is can be seen, and keys do what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.gui.keys import Keys
from app.gui.widgets.button import Button
from app.gui.widgets.choice import CheckRow, RadioRow
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.focus import FocusRing
from app.gui.widgets.navigation import Entry, NavigationList
from app.gui.widgets.play_button import PlayButton
from app.gui.widgets.question_list import ListedQuestion, QuestionList
from app.gui.widgets.segmented import Segmented
from app.gui.window import Window
from tests.gui.stage import Column, wait_until_active


def ring_of(widget: QWidget) -> FocusRing:
    ring = widget.findChild(FocusRing)
    assert ring is not None
    return ring


def test_the_ring_comes_with_tab_and_not_with_a_click(qtbot: QtBot, column: Column) -> None:
    first, second = Button("One"), Button("Two")
    column(first, second)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring_of(first).shown
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert ring_of(second).shown
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert not ring_of(second).shown


def test_every_control_shows_its_ring(qtbot: QtBot, column: Column) -> None:
    questions = QuestionList()
    questions.show_questions((ListedQuestion("q", "Why?", "Often asked"),), ("q",))
    window = column(
        Segmented("Count", [(1, "One")]),
        NavigationList([Entry("home", "Home")]),
        questions,
        Disclosure("More", QWidget()),
        PlayButton(),
        RadioRow("One"),
        CheckRow("Two"),
    )
    controls = window.findChildren(QAbstractButton)
    assert len(controls) == 7
    controls[0].clearFocus()  # the window has given it the focus
    for control in controls:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert ring_of(control).shown, control
        control.clearFocus()
        assert not ring_of(control).shown, control


def test_the_ring_stays_around_a_button_that_moves(qtbot: QtBot, column: Column) -> None:
    button = Button("One")
    window = column(Button("First"), button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(button).shown
    frames = [w for w in window.findChildren(QWidget) if type(w).__name__ == "_Frame"]
    window.resize(window.width() + 100, window.height() + 80)
    qtbot.waitUntil(lambda: frames[0].geometry().adjusted(4, 4, -4, -4) == button.geometry())


def test_a_button_that_goes_away_takes_its_ring_with_it(qtbot: QtBot, column: Column) -> None:
    button = Button("One")
    window = column(Button("First"), button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.deleteLater()

    def no_frame() -> bool:
        return not [w for w in window.findChildren(QWidget) if type(w).__name__ == "_Frame"]

    qtbot.waitUntil(no_frame)


def test_the_ring_comes_back_with_the_window(qtbot: QtBot, column: Column) -> None:
    button = Button("One")
    window = column(Button("First"), button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    other = column(Button("Elsewhere"))
    qtbot.waitUntil(lambda: not ring_of(button).shown)
    other.close()
    wait_until_active(qtbot, window)
    qtbot.waitUntil(lambda: ring_of(button).shown)


def test_enter_presses_a_button_only_when_tab_has_reached_it(qtbot: QtBot, column: Column) -> None:
    button, done = Button("Other"), list[str]()
    window = column(button)
    button.clicked.connect(lambda: done.append("button"))
    Keys(window).bind("Return", lambda: done.append("page"))
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert done == ["page", "button"]


def test_a_button_says_its_key_and_never_cuts_its_words(qtbot: QtBot) -> None:
    button = Button("Start answering", "primary", key="Space", size="large")
    qtbot.addWidget(button)
    assert button.accessibleDescription() == "Key Space"
    assert button.minimumSizeHint() == button.sizeHint()


def test_single_keys_rest_in_a_field_and_can_be_switched_off(qtbot: QtBot, column: Column) -> None:
    field, done = QLineEdit(), list[str]()
    window = column(field, Button("x"))
    keys = Keys(window)
    keys.bind("W", lambda: done.append("w"))
    keys.bind("Ctrl+T", lambda: done.append("t"))
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_W)
    assert (field.text(), done) == ("w", [])
    field.clearFocus()
    qtbot.keyClick(window, Qt.Key.Key_W)
    keys.set_single_keys(False)
    qtbot.keyClick(window, Qt.Key.Key_W)
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert done == ["w", "t"]


def test_keys_of_a_page_that_is_hidden_do_nothing(qtbot: QtBot, column: Column) -> None:
    page, done = QWidget(), list[str]()
    window = column(page, Button("x"))
    Keys(page).bind("W", lambda: done.append("w"))
    page.hide()
    qtbot.keyClick(window, Qt.Key.Key_W)
    page.show()
    qtbot.keyClick(window, Qt.Key.Key_W)
    assert done == ["w"]


@pytest.mark.parametrize("hidden", [False, True])
def test_tab_passes_over_no_control_of_a_page(qtbot: QtBot, hidden: bool) -> None:
    window, page = Window(), QWidget()
    qtbot.addWidget(window)
    controls = [Button("One"), Button("Two"), Button("Three")]
    column = QVBoxLayout(page)
    for control in controls:
        column.addWidget(control)
    controls[1].setHidden(hidden)
    page.setFocusProxy(controls[1])  # where the keyboard is when the page is shown
    window.add_page("home", page)
    window.show_page("home")
    window.show()
    wait_until_active(qtbot, window)
    (home, *_) = window.findChildren(QRadioButton)
    home.setFocus(Qt.FocusReason.TabFocusReason)
    stops = []
    for _ in controls:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        stops.append(window.focusWidget())
    assert stops == ([controls[0], controls[2], home] if hidden else controls)
    assert page.focusProxy() is controls[1]
