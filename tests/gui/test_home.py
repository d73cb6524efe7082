"""Home: state in, words out; clicks and keys in, events out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from app.core.settings import Settings
from app.gui.pages.home import (
    ALL,
    ChooseCount,
    DiscardTake,
    HomePage,
    HomeState,
    KeepTake,
    OpenAttempt,
    OpenSession,
    PickGroup,
    PickPack,
    PickQuestion,
    Start,
)
from app.gui.style import Style
from tests.gui import examples
from tests.gui.stage import Stage, click


class Shown(Stage):
    """A Home page in a window, and what happened on it."""

    page: HomePage

    def __init__(self, qtbot: QtBot, state: HomeState) -> None:
        super().__init__(qtbot, HomePage(), width=1072)
        self.page.show_state(state)

    def rows(self) -> list[QRadioButton]:
        inside = self.page.questions.widget()
        return inside.findChildren(QRadioButton) if inside else []


def test_home_says_what_will_be_asked_and_how_long_that_takes(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    words = shown.words()
    assert "Monday 23 November" in words
    assert "Three questions" in words
    assert "About 9 minutes" in words
    assert [row.text() for row in shown.rows()] == [ask for _, ask in examples.ASKS]
    assert "asked as number 3" in shown.rows()[2].accessibleDescription()
    assert "not asked this time" in shown.rows()[3].accessibleDescription()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_starts_with_the_questions_shown(qtbot: QtBot, key: Qt.Key) -> None:
    shown = Shown(qtbot, examples.home())
    qtbot.keyClick(shown.page, key)
    assert shown.events == [Start(("mlops/q0", "mlops/q1", "mlops/q2"))]


def test_the_button_starts_too(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(settings=Settings(last_pack="own")))
    click(qtbot, shown.page.start)
    assert shown.events == [Start(("own/hello",))]


def test_asking_goes_round_to_the_beginning_of_the_choice() -> None:
    state = examples.home(first_key="mlops/q6")
    assert [q.id for q in state.asked] == ["q6", "q0", "q1"]


def test_all_means_every_question_of_the_choice() -> None:
    settings = Settings(question_count=ALL)
    assert len(examples.home(settings=settings).asked) == len(examples.ASKS) + 1


def test_a_group_narrows_the_choice_and_an_unknown_one_does_not() -> None:
    settings = Settings(last_pack="mlops", last_group="Technical", question_count=ALL)
    assert len(examples.home(settings=settings).asked) == 4
    unknown = replace(settings, last_group="Gone")
    assert len(examples.home(settings=unknown).asked) == 7


def test_a_pack_that_is_gone_counts_as_all_packs() -> None:
    state = examples.home(settings=Settings(last_pack="gone"))
    assert len(state.choice) == 8


def test_fixed_times_of_the_settings_count_in_the_length(qtbot: QtBot) -> None:
    settings = Settings(last_pack="mlops", prep_s=0.0, answer_s=60.0, question_count=1)
    shown = Shown(qtbot, examples.home(settings=settings))
    assert "About 1 minute with" in shown.words()
    assert "0:00 to think, 1:00 to answer" in shown.rows()[0].accessibleDescription()


def test_every_question_can_be_picked_to_begin_with(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    for row in shown.rows():
        row.click()
    assert shown.events == [PickQuestion(f"mlops/q{i}") for i in range(7)]


def test_a_long_question_is_shown_in_full(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.page.resize(700, 900)
    long, short = shown.rows()[5], shown.rows()[6]
    qtbot.waitUntil(lambda: long.height() > short.height())
    assert long.height() == long.heightForWidth(long.width())


def test_picking_keeps_the_row_and_the_focus_of_the_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    row = shown.rows()[0]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(row, Qt.Key.Key_Down)
    shown.page.show_state(examples.home(first_key="mlops/q1"))
    assert shown.events == [PickQuestion("mlops/q1")]
    assert shown.rows()[1].hasFocus()
    assert shown.rows()[0] is row


def test_pack_group_and_count_are_reported(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    page = shown.page
    qtbot.keyClick(page.pack, Qt.Key.Key_Down)
    qtbot.keyClick(page.group, Qt.Key.Key_Down)
    page.count._segments[5].click()
    assert shown.events == [PickPack("own"), PickGroup("MLOps basics"), ChooseCount(5)]


def test_the_last_session_is_shown_and_opens_its_review(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(draft_count=2))
    words = shown.words()
    for expected in ("10 of 15", "questions, 4 takes", "say how I would detect drift", "2 answers"):
        assert expected in words
    click(qtbot, shown.button("Open the review"))
    click(qtbot, shown.button("All of it"))
    assert shown.events == [OpenAttempt(7), OpenSession("s7")]


def test_without_a_last_session_its_card_is_not_there(qtbot: QtBot) -> None:
    assert "Last session" not in Shown(qtbot, examples.home(last=None)).words()


def test_a_session_that_nobody_has_compared_shows_no_points(qtbot: QtBot) -> None:
    last = replace(examples.LAST, points_covered=0, points_total=0, note="")
    words = Shown(qtbot, examples.home(last=last)).words()
    assert "points covered" not in words
    assert "Next time I will" not in words


def test_a_recovered_take_is_offered_and_kept(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(recovered=(examples.TAKE, examples.UNKNOWN_TAKE)))
    assert "A take of 1:12 from today 18:42 was saved" in shown.words()
    assert "There is one more." in shown.words()
    click(qtbot, shown.button("Keep it"))
    assert shown.events == [KeepTake("a.wav", "mlops/q0")]


def test_a_take_of_an_unknown_question_is_kept_for_the_one_picked(qtbot: QtBot) -> None:
    state = examples.home(recovered=(examples.UNKNOWN_TAKE,), first_key="mlops/q4")
    shown = Shown(qtbot, state)
    assert "Pick the question it answers" in shown.words()
    click(qtbot, shown.button("Keep it"))
    assert shown.events == [KeepTake("b.wav", "mlops/q4")]


def test_discarding_a_take_asks_once_more(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(recovered=(examples.TAKE,)))
    click(qtbot, shown.button("Discard…"))
    assert "It cannot be brought back." in shown.words()
    click(qtbot, shown.button("Go back"))
    click(qtbot, shown.button("Discard…"))
    assert shown.events == []
    click(qtbot, shown.button("Delete it"))
    assert shown.events == [DiscardTake("a.wav")]


def test_the_question_asked_once_more_is_not_about_the_next_take(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(recovered=(examples.TAKE, examples.UNKNOWN_TAKE)))
    click(qtbot, shown.button("Discard…"))
    shown.page.show_state(examples.home(recovered=(examples.UNKNOWN_TAKE,)))
    assert "A take of 0:09 from today 18:40 was saved" in shown.words()


def test_without_packs_home_says_where_to_look(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(packs=(), last=None))
    assert "No questions could be read" in shown.words()
    assert not shown.page.start.isEnabled()
    qtbot.keyClick(shown.page, Qt.Key.Key_Return)
    assert shown.events == []


def test_while_the_packs_are_read_nothing_is_called_missing(qtbot: QtBot) -> None:
    words = Shown(qtbot, examples.home(packs=(), last=None, reading=True)).words()
    assert "Reading the questions" in words
    assert "could be read" not in words


def test_tab_goes_in_reading_order(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(recovered=(examples.TAKE,)))
    shown.button("Keep it").setFocus()
    seen = []
    for _ in range(8):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton | QComboBox)
        seen.append(focused.accessibleName() if isinstance(focused, QComboBox) else focused.text())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    before = ["Keep it", "Discard…", examples.ASKS[0][1]]
    assert seen == [*before, "Start", "Questions from", "Group", "3", "Open the review"]


@pytest.mark.parametrize("percent", [100, 200])
def test_no_page_needs_to_scroll_sideways(qtbot: QtBot, style: Style, percent: int) -> None:
    style.show("light", percent)
    state = examples.home(recovered=(examples.TAKE,), draft_count=3)
    page = Shown(qtbot, state).page
    page.resize(1000, 800)
    area = page.recovered.parentWidget()
    assert area is not None
    assert area.minimumSizeHint().width() <= 1000
