"""Widgets show what they are told, and answer to the mouse and to screen readers."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.errors import AudioError, StorageError
from app.core.feedback import Measure, PointState
from app.gui.pages.settings import SECTIONS
from app.gui.problems import message_of
from app.gui.style import Style
from app.gui.widgets.button import Button
from app.gui.widgets.choice import CheckRow, RadioRow, RowLook
from app.gui.widgets.disclosure import Disclosure
from app.gui.widgets.fields import ComboBox
from app.gui.widgets.gauge import Gauge, Span, span_of
from app.gui.widgets.level_meter import BARS, LevelMeter, bars_lit
from app.gui.widgets.navigation import Entry, NavigationList, Sidebar
from app.gui.widgets.notice import Message, NoticeBar
from app.gui.widgets.page import ScrollPage
from app.gui.widgets.progress import Progress
from app.gui.widgets.section_side import SectionSide
from app.gui.widgets.segmented import Segmented
from app.gui.widgets.side_scroll import SideScroll
from app.gui.widgets.state_icon import StateIcon
from app.gui.widgets.text import ElidedText, Text
from app.gui.widgets.timer_ring import TimerRing, answering, thinking
from app.gui.window import LEAST_PX, Window
from app.gui.wording import clock, count, countdown, spelt
from tests.gui.stage import Column


def test_segments_exclude_each_other_and_follow_the_arrow_keys(
    qtbot: QtBot, column: Column
) -> None:
    segments, chosen = Segmented("How many", [(1, "1"), (3, "3"), (5, "5")]), list[object]()
    column(segments)
    segments.chosen.connect(chosen.append)
    segments.set_value(3)
    assert chosen == []
    segment = segments._segments[3]
    segment.setFocus()
    qtbot.keyClick(segment, Qt.Key.Key_Right)
    assert (chosen, segments.value) == ([5], 5)
    assert segment.accessibleName() == "How many: 3"


def test_segments_show_no_choice_for_a_value_that_is_none_of_them(qtbot: QtBot) -> None:
    segments = Segmented("How many", [(1, "1"), (3, "3")])
    qtbot.addWidget(segments)
    segments.set_value(3)
    segments.set_value(7)
    assert segments.value is None
    segments.set_value(1)
    assert segments.value == 1


def test_a_list_gives_the_value_and_not_the_words(qtbot: QtBot) -> None:
    combo, told = ComboBox(), list[int]()
    qtbot.addWidget(combo)
    combo.currentIndexChanged.connect(told.append)
    combo.set_options([("", "System default"), ("usb", "Headset")], "usb")
    assert combo.currentData() == "usb"
    combo.set_options([("", "System default")], "gone")
    assert combo.currentData() == ""
    assert told == []


def test_the_wheel_over_a_list_scrolls_the_page_instead(qtbot: QtBot, column: Column) -> None:
    combo = ComboBox()
    column(combo)
    combo.set_options([(1, "one"), (2, "two")], 1)
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPoint(5, 5),
        combo.mapToGlobal(QPoint(5, 5)),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    combo.wheelEvent(wheel)
    assert (combo.currentData(), wheel.isAccepted()) == (1, False)


def test_rows_wrap_their_words_and_take_a_click_anywhere(qtbot: QtBot, column: Column) -> None:
    row = RadioRow("I told both kinds apart, and how to detect each of them.", RowLook("5"))
    tick = CheckRow("Data drift")
    column(row, tick)
    assert row.heightForWidth(200) > row.heightForWidth(600)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 3, 3))
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 3, 3))
    assert (row.isChecked(), tick.isChecked()) == (True, True)


def test_a_row_unfolds_its_body(qtbot: QtBot, column: Column) -> None:
    body = Text("Whether you have seen a model rot.")
    row, told = Disclosure("What the interviewer tests", body, "W"), list[bool]()
    column(row)
    row.toggled.connect(told.append)
    assert body.isHidden()
    qtbot.mouseClick(row.header, Qt.MouseButton.LeftButton)
    assert (row.is_open, body.isVisible(), told) == (True, True, [True])


def test_the_quiet_button_of_a_notice_declines_even_when_it_is_alone(
    qtbot: QtBot, column: Column
) -> None:
    bar, declined = NoticeBar(), list[object]()
    column(bar)
    bar.declined.connect(declined.append)
    bar.acted.connect(lambda _message: declined.append("acted"))
    message = Message("Later is fine, too", other="Not now")
    bar.show_message(message)
    qtbot.mouseClick(bar.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert declined == [message]


def test_there_is_one_notice_at_a_time_and_none_takes_no_room(qtbot: QtBot, column: Column) -> None:
    bar, acted = NoticeBar(), list[object]()
    column(bar)
    assert bar.isHidden()
    first, second = Message("One", action="Do"), Message("Two", action="Do", other="Leave it")
    bar.acted.connect(acted.append)
    bar.declined.connect(acted.append)
    bar.show_message(first)
    bar.show_message(second)
    QApplication.processEvents()
    buttons = [b for b in bar.findChildren(Button) if b.isVisible()]
    assert [button.text() for button in buttons] == ["Do", "Leave it"]
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert acted == [second, second]
    bar.show_message(None)
    assert bar.isHidden()


def test_an_error_becomes_a_notice_with_what_to_do() -> None:
    error = AudioError("The microphone is gone. Your take is saved.", hint="Plug it in.")
    assert message_of(error) == Message(
        "The microphone is gone", "Your take is saved. Plug it in.", "amber"
    )
    assert message_of(StorageError("The disk is full.")) == Message("The disk is full", "", "brick")


def test_the_state_of_a_point_is_a_word_for_screen_readers(qtbot: QtBot) -> None:
    icon = StateIcon(PointState.UNCLEAR)
    qtbot.addWidget(icon)
    assert icon.accessibleName() == "unclear"
    icon.set_state(PointState.COVERED, overruled=True)
    assert icon.accessibleName() == "covered, your verdict"


def test_the_ring_counts_down_up_and_over() -> None:
    think = thinking(41.2, 60.0)
    assert (think.caption, think.figures, think.note, think.ink) == (
        "Think",
        "0:42",
        "of 1:00",
        "line_strong",
    )
    answer = answering(47.9, 120.0)
    assert (answer.figures, answer.note, answer.ink, answer.dot) == (
        "0:47",
        "of 2:00",
        "accent",
        True,
    )
    over = answering(134.2, 120.0)
    assert (over.figures, over.note, over.ink, over.fraction) == (
        "+0:14",
        "over 2:00",
        "amber",
        1.0,
    )
    assert thinking(0.0, 0.0).fraction == 0.0


def test_the_ring_keeps_its_size_and_tells_screen_readers(qtbot: QtBot) -> None:
    ring = TimerRing()
    qtbot.addWidget(ring)
    before = ring.sizeHint()
    ring.show_look(answering(134.2, 120.0))
    assert ring.sizeHint() == before
    assert ring.accessibleDescription() == "Recording +0:14 over 2:00"


def test_the_peak_mark_falls_slowly_and_the_bars_at_once(qtbot: QtBot) -> None:
    now_s = 0.0
    meter = LevelMeter(lambda: now_s)
    qtbot.addWidget(meter)
    meter.set_level(-12.0, -6.0)
    assert meter.lit == (24, 27)
    now_s = 1.0
    meter.set_level(-60.0, -60.0)
    assert meter.lit == (0, 21)
    now_s = 10.0
    meter.set_level(-120.0, -120.0)
    assert meter.lit == (0, 0)
    assert (bars_lit(6.0), bars_lit(-200.0)) == (BARS, 0)


def test_a_gauge_puts_the_band_in_the_middle_third() -> None:
    span = span_of(Measure("Pace", 128, "words/min", 100, 165))
    assert span == Span(35, 230)
    assert span.share(100) == 1 / 3
    assert span.share(1000) == 1.0
    assert span_of(Measure("Fillers", 3, "per minute", high=5)) == Span(0, 10)
    assert span_of(Measure("First word", 0.0, "s")).share(0.0) == 0.0


def test_a_gauge_tells_screen_readers_where_the_number_lies(qtbot: QtBot) -> None:
    gauge = Gauge()
    qtbot.addWidget(gauge)
    gauge.show_measure(Measure("Pace", 188.0, "words/min", 100, 165))
    assert gauge.accessibleName() == "Pace: 188 words/min, outside its band"


def test_the_sidebar_names_the_page_and_what_it_works_with(qtbot: QtBot, column: Column) -> None:
    side, chosen = Sidebar([Entry("home", "Home")], [Entry("settings", "Settings")]), list[str]()
    column(side)
    side.chosen.connect(chosen.append)
    side.set_current("settings")
    items = {item.text(): item for entries in side._lists for item in entries._items.values()}
    assert (items["Settings"].isChecked(), chosen) == (True, [])
    qtbot.mouseClick(items["Home"], Qt.MouseButton.LeftButton)
    assert (chosen, items["Settings"].isChecked()) == (["home"], False)


@pytest.mark.parametrize("at", ["window", "page"])
def test_what_is_at_the_side_scrolls_where_large_text_leaves_too_little_height(
    qtbot: QtBot, style: Style, at: str
) -> None:
    style.show("light", 200)
    if at == "window":
        window: QWidget = Window()
    else:
        window = QWidget()
        row = QHBoxLayout(window)
        row.addWidget(SectionSide("Settings", NavigationList(SECTIONS)))
        row.addStretch()
    qtbot.addWidget(window)
    window.resize(*LEAST_PX)
    window.show()
    assert window.minimumSizeHint().height() <= LEAST_PX[1]
    assert window.height() == LEAST_PX[1]
    (side,) = window.findChildren(SideScroll)
    for item in side.findChildren(QAbstractButton):
        side.ensureWidgetVisible(item)  # as Tab does
        assert item.visibleRegion().boundingRect().size() == item.size(), item.text()


def test_a_long_line_ends_in_an_ellipsis_with_a_tool_tip(qtbot: QtBot, column: Column) -> None:
    text = ElidedText("How would you serve a model that must answer within fifty milliseconds?")
    window = column(text)
    window.resize(160, 80)
    qtbot.waitUntil(lambda: text.toolTip() == text.text())
    window.resize(1200, 80)
    qtbot.waitUntil(lambda: text.toolTip() == "")


def test_markup_in_a_text_stays_visible(qtbot: QtBot) -> None:
    label = Text("<b>not bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_page_folds_its_rows_where_there_is_little_width(qtbot: QtBot) -> None:
    page, row = ScrollPage(), QVBoxLayout()
    page.column.addLayout(row)
    page.fold(row, last_on_top=True)
    qtbot.addWidget(page)
    page.resize(1000, 400)
    page.show()
    assert row.direction() == QVBoxLayout.Direction.LeftToRight
    page.resize(500, 400)
    assert row.direction() == QVBoxLayout.Direction.BottomToTop


def test_progress_has_a_name_and_a_value_for_screen_readers(qtbot: QtBot) -> None:
    bar = Progress("Fetching the model")
    qtbot.addWidget(bar)
    bar.set_fraction(0.43)
    face = QAccessible.queryAccessibleInterface(bar)
    assert face.role() == QAccessible.Role.ProgressBar
    assert bar.value() == 430


def test_times_and_numbers_are_written_for_people() -> None:
    assert [clock(s) for s in (0, 59.9, 61, 3661, -3)] == [
        "0:00",
        "0:59",
        "1:01",
        "1:01:01",
        "0:00",
    ]
    assert [countdown(s) for s in (0.0, 0.1, 59.5)] == ["0:00", "0:01", "1:00"]
    assert (count(1, "take"), count(2, "take"), count(0, "query", "queries")) == (
        "1 take",
        "2 takes",
        "0 queries",
    )
    assert (spelt(3), spelt(46)) == ("Three", "46")
