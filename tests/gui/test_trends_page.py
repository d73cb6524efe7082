"""Trends: state in, numbers and charts out; the pointer, keys and choices in, events out."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.trend import EVERY_ANSWER, Period, Scope, TrendsView
from app.gui import look
from app.gui.pages.trends import (
    AnswerFirst,
    LookAt,
    OpenAnswer,
    SaveFigures,
    SavePicture,
    TrendsPage,
)
from app.gui.style import Style
from app.gui.widgets.trend_chart import TrendChart
from app.session.trends import view_of
from tests.gui import trend_examples as examples
from tests.gui.stage import Stage
from tests.session.trend_answers import NOW

COVERED, PACE, FILLERS, LENGTH, OWN_VIEW, RATINGS = range(6)


def stage(
    qtbot: QtBot, view: TrendsView, *, width: int = 1280, height: int = 1400, **how: object
) -> tuple[Stage, TrendsPage]:
    page = examples.page(view, **how)  # type: ignore[arg-type]  # told by name
    shown = Stage(qtbot, page, width=width, height=height)
    QApplication.processEvents()
    return shown, page


def chart(page: TrendsPage, number: int) -> TrendChart:
    found = page.cards[number].chart
    assert found is not None
    return found


def point(page: TrendsPage, number: int, mark: int) -> QPoint:
    """Move the pointer to a point of a chart; return where that is."""
    at = chart(page, number).position_of(mark).toPoint()
    move(chart(page, number), at)
    return at


def move(widget: QWidget, at: QPoint) -> None:
    """Let a widget believe that the pointer moves: a real one would go its own ways."""
    place, none = QPointF(at), Qt.MouseButton.NoButton
    kind, plain = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    where = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QMouseEvent(kind, place, where, none, none, plain))


def colours_of(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


# What is shown -------------------------------------------------------------------


def test_numbers_are_there_before_the_charts(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(44, drafts=3), charts=False)
    said = shown.words()
    assert "67 %" in said
    assert "was 50 %" in said
    assert "41 answers, 3 drafts left out" in said
    assert page.cards[COVERED].chart is None
    page.use_charts(TrendChart)
    qtbot.waitUntil(lambda: all(card.chart is not None for card in page.cards))
    assert chart(page, COVERED).isVisible()


def test_before_the_first_answer_there_is_one_way_to_begin(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(0))
    assert "No trends yet" in shown.words()
    assert not page.export.isVisible()
    shown.click("Answer a question")
    assert shown.events == [AnswerFirst()]


def test_one_answer_is_a_number_without_a_chart(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(1))
    assert "One answer so far." in shown.words()
    assert not any(chart(page, number).isVisible() for number in range(5))


def test_three_answers_are_drawn_but_no_change_is_told(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(3))
    assert chart(page, COVERED).isVisible()
    assert "Latest of 3; changes are told from 6 on." in shown.words()
    assert "was " not in shown.words().replace("was heard", "")


def test_drafts_alone_are_explained(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(2, drafts=2))
    assert "All answers here are drafts" in shown.words()
    assert not page.grid.isVisible()
    assert not page.none_here.button.isVisible()


def test_a_choice_without_answers_can_be_taken_back(qtbot: QtBot) -> None:
    scope = Scope(question_key="mlops/0", pack_id="people")
    shown, _ = stage(qtbot, examples.view(20, scope=scope))
    assert "No answers here" in shown.words()
    shown.click("Show all answers")
    assert shown.events == [LookAt(EVERY_ANSWER)]


def test_each_chart_can_be_told_without_being_seen(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.view(44))
    assert chart(page, PACE).accessibleName() == "Pace, words per minute"
    assert "usual 100 to 165" in chart(page, PACE).accessibleDescription()
    assert "close to what was heard" in chart(page, RATINGS).accessibleDescription()
    assert page.cards[PACE].accessibleName() == chart(page, PACE).accessibleDescription()


@pytest.mark.parametrize("number", [PACE, FILLERS, LENGTH])
def test_the_band_is_drawn_in_the_colours_of_the_theme(
    qtbot: QtBot, style: Style, number: int
) -> None:
    _, page = stage(qtbot, examples.view(44))
    light = look.colours()
    assert light.accent_soft.lower() in colours_of(chart(page, number))
    style.show("dark", 100)
    QApplication.processEvents()
    dark = colours_of(chart(page, number))
    assert look.colours().accent_soft.lower() in dark
    assert light.surface.lower() not in dark
    assert light.accent_soft.lower() not in dark


def test_charts_grow_with_the_text(qtbot: QtBot, style: Style) -> None:
    _, page = stage(qtbot, examples.view(44))
    before = chart(page, COVERED).height()
    style.show("light", 200)
    QApplication.processEvents()
    assert chart(page, COVERED).height() >= 1.8 * before


@pytest.mark.parametrize(
    ("width", "percent", "columns"), [(1072, 100, 3), (800, 100, 2), (592, 100, 1), (1072, 200, 1)]
)
def test_cards_stand_side_by_side_where_there_is_width(
    qtbot: QtBot, style: Style, width: int, percent: int, columns: int
) -> None:
    style.show("light", percent)
    _, page = stage(qtbot, examples.view(44), width=width)
    assert page.grid.columns == columns


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 44, 500])
def test_nothing_is_wider_than_the_page(
    qtbot: QtBot, style: Style, percent: int, count: int
) -> None:
    style.show("light", percent)
    _, page = stage(qtbot, examples.view(count, days=900), width=520, height=560)
    bar = page.body.horizontalScrollBar()
    assert bar.maximum() == 0


# Pointing ------------------------------------------------------------------------


def test_the_pointer_tells_a_point_and_a_click_opens_its_answer(qtbot: QtBot) -> None:
    view = examples.view(44)
    shown, page = stage(qtbot, view)
    at = point(page, COVERED, 20)
    target = view.lines[COVERED].points[20]
    assert target.ask[:20] in shown.words()
    QTest.mouseClick(chart(page, COVERED), Qt.MouseButton.LeftButton, pos=at)
    assert shown.events == [OpenAnswer(target.attempt_id)]


def test_the_pointer_far_from_all_points_tells_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(3))
    first, second = (chart(page, COVERED).position_of(mark) for mark in (0, 1))
    corner = ((first + second) / 2).toPoint()
    move(chart(page, COVERED), corner)
    assert chart(page, COVERED).words == ""
    QTest.mouseClick(chart(page, COVERED), Qt.MouseButton.LeftButton, pos=corner)
    assert shown.events == []


def test_arrow_keys_go_from_point_to_point_and_enter_opens_one(qtbot: QtBot) -> None:
    view = examples.view(10)
    shown, page = stage(qtbot, view)
    chart(page, PACE).setFocus(Qt.FocusReason.TabFocusReason)
    points = view.lines[PACE].points
    assert f"{points[-1].value:.0f}, {points[-1].ask[:10]}" in shown.words()
    shown.press(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return)
    shown.press(Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Return)
    shown.press(Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Return)
    opened = [points[index].attempt_id for index in (7, 0, 9)]
    assert shown.events == [OpenAnswer(number) for number in opened]


def test_what_a_point_tells_goes_with_the_focus(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(10))
    chart(page, PACE).setFocus(Qt.FocusReason.TabFocusReason)
    chart(page, FILLERS).setFocus(Qt.FocusReason.TabFocusReason)
    assert shown.words().count("Nov 2026:") == 1


def test_a_point_stays_told_when_answers_change_behind_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(44))
    point(page, COVERED, 20)
    told = chart(page, COVERED).words
    assert told
    more = examples.answers(44)[-1]._replace(attempt_id=99, made_at=NOW)
    page.show_state(view_of([*examples.answers(44), more], EVERY_ANSWER, NOW))
    assert chart(page, COVERED).words == told
    assert told in shown.words()


def test_the_wheel_over_a_chart_scrolls_the_page(qtbot: QtBot) -> None:
    _, page = stage(qtbot, examples.view(44), height=560)
    widget = page.childAt(chart(page, COVERED).mapTo(page, QPoint(60, 60)))
    while widget is not chart(page, COVERED):
        assert widget is not None
        assert widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget = widget.parentWidget()
    event = _wheel(chart(page, COVERED))
    QApplication.sendEvent(chart(page, COVERED), event)
    assert not event.isAccepted(), "it goes on to the page"


def _wheel(widget: QWidget) -> QWheelEvent:
    at = QPointF(60, 60)
    return QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


# Choosing ------------------------------------------------------------------------


def test_a_pack_a_question_and_a_time_can_be_chosen(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(44))
    parts = [page.scope.part.itemText(row) for row in range(page.scope.part.count())]
    assert parts == [
        "All packs",
        "Behavioural",
        "MLOps interview",
        "MLOps interview: MLOps basics",
        "MLOps interview: Technical",
    ]
    for combo, row in ((page.scope.part, 4), (page.scope.question, 1), (page.scope.period, 1)):
        combo.setCurrentIndex(row)
        combo.activated.emit(row)
    first, _, last = shown.events
    assert first == LookAt(Scope("mlops", "Technical"))
    assert isinstance(last, LookAt)
    assert last.scope.period is Period.QUARTER


def test_another_pack_lets_go_of_the_question(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(44, scope=Scope(question_key="mlops/0")))
    assert page.scope.question.currentText() == "What is model or concept drift?"
    page.scope.part.setCurrentIndex(1)
    page.scope.part.activated.emit(1)
    assert shown.events == [LookAt(Scope("people"))]


def test_a_row_leads_to_the_trends_of_its_question_or_group(qtbot: QtBot) -> None:
    view = examples.view(44)
    shown, page = stage(qtbot, view)
    page.questions.table.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    page.groups.table.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Qt.Key.Key_Return)
    pack_id, _, group = view.groups[0].key.partition("/")
    assert shown.events == [
        LookAt(Scope(question_key=view.questions[1].key)),
        LookAt(Scope(pack_id, group)),
    ]


def test_questions_are_listed_with_what_has_changed(qtbot: QtBot) -> None:
    view = examples.view(44)
    _, page = stage(qtbot, view)
    row, shown = view.questions[0], page.questions.table.rows[0]
    assert shown.words == row.words
    assert row.first is not None
    change = round(100 * row.latest) - round(100 * row.first)
    assert shown.figures[-1] == (f"{change:+d}".replace("-", "−") if change else "0")
    assert shown.figures[0] == str(row.count)


# Export --------------------------------------------------------------------------


def test_a_picture_is_twice_as_fine_with_title_and_date(qtbot: QtBot) -> None:
    asked: list[str] = []

    def ask(_parent: QWidget, title: str, name: str, kind: str) -> str:
        asked.extend((title, name, kind))
        return "/somewhere/mine.png"

    shown, page = stage(qtbot, examples.view(44), ask=ask)
    menu = page.menu()
    every, covered = menu.actions()[:2]
    every.trigger()
    covered.trigger()
    assert asked[:3] == ["Save the picture", "Trends.png", "PNG (*.png)"]
    assert asked[4] == "Points covered.png"
    whole, one = shown.events
    assert isinstance(whole, SavePicture)
    assert isinstance(one, SavePicture)
    assert whole.path == "/somewhere/mine.png"
    image = QImage.fromData(whole.png)
    assert image.width() == 2 * (page.grid.width() + 48)
    assert image.height() > 2 * page.grid.height() + 150
    assert QImage.fromData(one.png).width() == 2 * (page.cards[COVERED].width() + 48)


def test_cancelling_the_dialog_saves_nothing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(44), ask=lambda *_: "")
    for action in page.menu().actions():
        action.trigger()
    assert shown.events == []


def test_figures_can_be_saved_even_without_charts(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(1), ask=lambda *_: "/somewhere/a.csv")
    (figures,) = page.menu().actions()
    figures.trigger()
    assert shown.events == [SaveFigures("/somewhere/a.csv")]


def test_that_a_file_was_saved_is_said(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(1))
    page.show_saved("a.csv")
    assert "Saved as a.csv." in shown.words()


# The keyboard --------------------------------------------------------------------


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, examples.view(44))
    assert shown.unnamed() == []


def test_tab_goes_down_the_page(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, examples.view(44))
    page.export.setFocus(Qt.FocusReason.TabFocusReason)
    wanted = [
        page.scope.part,
        page.scope.question,
        page.scope.period,
        *(chart(page, number) for number in range(6)),
        page.questions.table,
        page.groups.table,
    ]
    for widget in wanted:
        shown.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is widget


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_of_trend_can_be_drawn(
    qtbot: QtBot, style: Style, theme: str, percent: int
) -> None:
    style.show("dark" if theme == "dark" else "light", percent)
    for count, days in ((0, 1), (1, 1), (2, 1), (3000, 2000)):
        _, page = stage(qtbot, examples.view(count, days=days), width=800, height=560)
        assert not page.grab().isNull()
        page.hide()
