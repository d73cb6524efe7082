"""Home: state in, words out; clicks and keys in, events out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
)
from pytestqt.qtbot import QtBot

from app.core.agenda import Asked
from app.core.settings import Settings
from app.gui.pages.home_events import (
    ChooseCount,
    ChooseMode,
    DiscardTake,
    KeepTake,
    OpenAttempt,
    OpenInterview,
    OpenSession,
    PickFrom,
    Start,
)
from app.gui.pages.home_values import ALL, AT_ONCE, DUE, HomeState
from app.gui.style import Style
from app.gui.widgets.page import ScrollPage
from tests.gui import agendas, examples
from tests.gui.home_stage import NEWCOMER, Shown, fixed, keys
from tests.gui.stage import click


def many_due(number: int) -> tuple[Asked, ...]:
    """Return so many questions that are due, each one of its own."""
    return tuple(
        replace(each, question=replace(each.question, id=f"due{index}"))
        for index, each in enumerate(agendas.asked(*([0] * number)))
    )


# What is due, and what Start asks --------------------------------------------------


def test_home_says_what_is_due_and_how_long_that_takes(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(stories={"mlops/q2": "The shifted hour"}))
    words = shown.words()
    assert "Monday 23 November" in words
    assert "Three questions are due" in words
    assert "About 9 minutes with thinking time." in words
    assert "Then two tomorrow and five more within a week" in words
    assert [row.text() for row in shown.rows()] == [ask for _, ask in examples.ASKS[:3]]
    assert [row.lines.detail for row in shown.rows()] == [
        "MLOps basics · rated 3 on Saturday",
        "MLOps basics · rated 2 on Saturday",
        "MLOps basics · story ‘The shifted hour’ · answered on Saturday",
    ]
    assert "asked as number 3" in shown.rows()[2].accessibleDescription()


def test_one_question_is_due_in_the_singular(qtbot: QtBot) -> None:
    agenda = replace(agendas.SOME_DUE, due=agendas.asked(1))
    words = Shown(qtbot, examples.home(agenda=agenda)).words()
    assert "One question is due" in words
    assert "About 3 minutes" in words


def test_with_nothing_due_home_says_what_start_does_instead(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(agenda=agendas.NONE_DUE))
    assert "Nothing is due today" in shown.words()
    assert "Start asks three new questions, about 9 minutes" in shown.words()
    assert "not yet answered" in shown.rows()[0].lines.detail
    click(qtbot, shown.page.start)
    assert shown.events == [Start(("mlops/q4", "mlops/q5", "mlops/q6"))]


def test_with_nothing_due_and_nothing_new_start_asks_what_comes_next(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(agenda=agendas.ALL_TRIED))
    assert "Start asks the three that come next" in shown.words()
    assert len(shown.rows()) == 3


def test_a_newcomer_sees_questions_to_begin_with_and_one_start(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(**NEWCOMER))
    words = shown.words()
    assert "Three questions to begin with" in words
    for absent in ("due", "not yet answered", "Weakest", "This week", "Last session"):
        assert absent not in words
    shown.press(Qt.Key.Key_Return)
    assert shown.events == [Start(("mlops/q0", "mlops/q1", "mlops/q2"))]


def test_a_chosen_number_is_told_apart_into_due_and_new(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(settings=fixed(5)))
    assert "Three questions are due" in shown.words()
    assert "Start asks five questions: three due and two new, about 15 minutes" in shown.words()


def test_many_due_questions_are_asked_in_portions(qtbot: QtBot) -> None:
    state = examples.home(agenda=replace(agendas.SOME_DUE, due=many_due(40)))
    shown = Shown(qtbot, state)
    assert len(state.asked) == AT_ONCE
    assert "40 questions are due" in shown.words()
    assert "Start asks ten questions: eight due and two new" in shown.words()
    assert "and 5 more" in shown.words()


def test_a_plan_does_not_crowd_out_what_is_due(qtbot: QtBot) -> None:
    first = replace(agendas.plan()[0], due=12, new=3)
    agenda = agendas.planned(replace(agendas.SOME_DUE, due=many_due(12)), (first,))
    shown = Shown(qtbot, examples.home(agenda=agenda))
    assert shown.button("Today (15)").isChecked()
    assert "Start asks ten questions: eight due and two new" in shown.words()


def test_a_plan_adds_its_new_questions_to_what_is_due(qtbot: QtBot) -> None:
    state = examples.home(agenda=agendas.planned())
    shown = Shown(qtbot, state)
    assert keys(state) == ["q0", "q1", "q2", "q4", "q5", "q6"]
    assert "Start asks six questions: three due and three new" in shown.words()
    assert shown.button("Today (6)").isChecked()


def test_without_an_agenda_the_questions_are_asked_in_their_order(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(agenda=None))
    assert "Three questions" in shown.words()
    assert "due" not in shown.words()
    shown.press(Qt.Key.Key_Return)
    assert shown.events == [Start(("mlops/q0", "mlops/q1", "mlops/q2"))]


def test_an_answer_that_nobody_rated_is_not_called_new(qtbot: QtBot) -> None:
    agenda = replace(agendas.NONE_DUE, never_tried=(), later=agendas.untried(6))
    shown = Shown(qtbot, examples.home(agenda=agenda))
    assert "answered, but not rated yet" in shown.rows()[0].lines.detail


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_starts_with_the_questions_shown(qtbot: QtBot, key: Qt.Key) -> None:
    shown = Shown(qtbot, examples.home())
    qtbot.keyClick(shown.page, key)
    assert shown.events == [Start(("mlops/q0", "mlops/q1", "mlops/q2"))]


def test_the_button_starts_too(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(agenda=None, settings=Settings(last_pack="own")))
    click(qtbot, shown.page.start)
    assert shown.events == [Start(("own/hello",))]


def test_fixed_times_of_the_settings_count_in_the_length(qtbot: QtBot) -> None:
    settings = replace(fixed(1), prep_s=0.0, answer_s=60.0)
    shown = Shown(qtbot, examples.home(settings=settings))
    assert "about 1 minute with" in shown.words()


# What is chosen --------------------------------------------------------------------


def test_all_means_every_question_of_the_choice() -> None:
    assert len(examples.home(settings=fixed(ALL)).asked) == len(examples.ASKS)


def test_a_group_narrows_the_choice_and_an_unknown_one_does_not() -> None:
    settings = Settings(last_pack="mlops", last_group="Technical")
    assert len(examples.home(settings=settings).choice) == 4
    unknown = replace(settings, last_group="Gone")
    assert len(examples.home(settings=unknown).choice) == 7


def test_a_pack_that_is_gone_counts_as_all_packs() -> None:
    state = examples.home(settings=Settings(last_pack="gone"))
    assert len(state.choice) == 8


def test_packs_are_listed_with_their_groups(qtbot: QtBot) -> None:
    box = Shown(qtbot, examples.home()).page.right.questions
    assert [box.itemText(index).strip() for index in range(box.count())] == [
        "All packs",
        "MLOps interview, all groups",
        "MLOps basics",
        "Technical",
        "My own questions",
    ]
    assert box.currentText() == "MLOps interview, all groups"


def test_a_group_of_all_packs_is_still_shown_as_chosen(qtbot: QtBot) -> None:
    settings = Settings(last_group="Technical")
    box = Shown(qtbot, examples.home(settings=settings)).page.right.questions
    assert box.currentText() == "Technical, all packs"


def test_pack_group_and_count_are_reported(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    qtbot.keyClick(shown.page.right.questions, Qt.Key.Key_Down)
    qtbot.keyClick(shown.page.right.questions, Qt.Key.Key_Up)
    for words in ("5", "All", "Due (3)"):
        shown.click(words)
    picked = [PickFrom("mlops", "MLOps basics"), PickFrom("mlops")]
    assert shown.events == [*picked, ChooseCount(5), ChooseCount(ALL), ChooseCount(DUE)]


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_Q, "Questions from"), (Qt.Key.Key_N, "How many: Due (3)")]
)
def test_a_key_leads_to_each_choice(qtbot: QtBot, key: Qt.Key, name: str) -> None:
    shown = Shown(qtbot, examples.home())
    qtbot.keyClick(shown.page, key, Qt.KeyboardModifier.AltModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == name


def test_interviews_are_not_offered_before_there_is_a_page_for_them(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(settings=Settings(mode="interview")))
    assert not shown.page.right.mode.isVisible()
    shown.press(Qt.Key.Key_Return)
    assert isinstance(shown.events[0], Start)


def test_the_mode_is_chosen_and_explained(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(can_interview=True))
    assert "Hints and retakes, feedback after each answer" in shown.words()
    shown.click("Interview")
    assert shown.events == [ChooseMode("interview")]


def test_in_interview_mode_start_leads_to_its_page(qtbot: QtBot) -> None:
    settings = Settings(last_pack="mlops", mode="interview")
    shown = Shown(qtbot, examples.home(can_interview=True, settings=settings))
    words = shown.words()
    assert "Rehearse a whole interview" in words
    assert "No hints, no retakes; all feedback at the end" in words
    assert "How many" not in words
    assert shown.rows() == ()
    shown.press(Qt.Key.Key_Return)
    assert shown.events == [OpenInterview()]


# The last session, and what a crash left behind ------------------------------------


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
    assert len(shown.others()) == 7  # unfolded, to pick from
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
    shown = Shown(qtbot, examples.home(packs=(), agenda=None, last=None))
    assert "No questions could be read" in shown.words()
    assert not shown.page.start.isEnabled()
    qtbot.keyClick(shown.page, Qt.Key.Key_Return)
    assert shown.events == []


def test_while_the_packs_are_read_nothing_is_called_missing(qtbot: QtBot) -> None:
    words = Shown(qtbot, examples.home(packs=(), agenda=None, last=None, reading=True)).words()
    assert "Reading the questions" in words
    assert "could be read" not in words


def test_tab_goes_in_reading_order(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(recovered=(examples.TAKE,)))
    shown.button("Keep it").setFocus()
    seen = []
    for _ in range(16):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton | QComboBox)
        seen.append(focused.accessibleName() if isinstance(focused, QComboBox) else focused.text())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    picking = "Pick another question to begin with (7)"
    before = ["Keep it", "Discard…", examples.ASKS[0][1], picking]
    weakest = [word for point in agendas.WEAKEST for word in (point.point, "Practise")]
    assert seen == [*before, "Start", "Questions from", "Due (3)", *weakest, "Open the review"]


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home(can_interview=True, agenda=agendas.planned()))
    shown.page.left.others.open()
    assert shown.unnamed() == []


STATES = {
    "some due": examples.home(recovered=(examples.TAKE,), draft_count=3, can_interview=True),
    "planned": examples.home(agenda=agendas.planned(agendas.with_goal()), first_key="mlops/q5"),
    "nothing due": examples.home(agenda=agendas.NONE_DUE, last=None),
    "first": examples.home(**NEWCOMER),
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize(("percent", "width"), [(100, 592), (200, 592), (200, 1072)])
def test_no_page_needs_to_scroll_sideways(
    qtbot: QtBot, style: Style, percent: int, width: int, state: HomeState
) -> None:
    style.show("light", percent)
    page = Shown(qtbot, state).page
    page.left.others.fold.set_open(True)
    page.interview.plan.set_open(True)
    page.resize(width, 800)
    for _ in range(5):  # what folds asks for another size, again and again
        QApplication.processEvents()
    for area in page.findChildren(ScrollPage):
        assert area.horizontalScrollBar().maximum() == 0


def test_home_begins_at_its_top_and_its_keys_lead_back_there(qtbot: QtBot) -> None:
    shown = Shown(qtbot, examples.home())
    shown.page.resize(1000, 400)
    bar = shown.page.findChildren(ScrollPage)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    shown.page.begin_at_top()
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    qtbot.keyClick(shown.page, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is shown.page.right.questions
    assert not shown.page.right.questions.visibleRegion().isEmpty()
