"""The waveform: bars, marks that do not overlap, and seeking."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.feedback import Pause
from app.core.replay import Stretch
from app.gui import look
from app.gui.evidence import marks_of
from app.gui.widgets.waveform import Waveform, bars_of
from app.gui.widgets.waveform_marks import WaveMarks, spread
from app.gui.wording import clock
from tests.gui import answers

PAUSES = answers.delivery().pauses
FILLERS = tuple(answers.transcript().words[index] for index in answers.delivery().fillers)
LEFT = Qt.MouseButton.LeftButton


def wave(qtbot: QtBot, *, marked: bool = False) -> Waveform:
    widget = Waveform()
    qtbot.addWidget(widget)
    widget.resize(600, 96)
    widget.show_take(answers.waveform(), 78.0)
    if marked:
        widget.show_marks(WaveMarks(marks_of(answers.coverage()), PAUSES, FILLERS))
    widget.show()
    return widget


def test_bars_are_the_peaks_of_what_they_stand_for_and_fill_the_height() -> None:
    assert bars_of((0.1, 0.2, 0.4, 0.1), 2) == [0.5, 1.0]


def test_more_bars_than_peaks_repeat_them() -> None:
    assert bars_of((0.5, 1.0), 4) == [0.5, 0.5, 1.0, 1.0]


def test_a_silent_take_is_a_flat_line_and_no_division_by_zero() -> None:
    assert bars_of((0.0, 0.0), 2) == [0.0, 0.0]
    assert bars_of((), 5) == []


def test_marks_that_would_overlap_move_apart_and_stay_inside() -> None:
    assert spread((10.0, 12.0, 200.0), 20, 300) == [10.0, 30.0, 200.0]
    assert spread((290.0, 295.0), 20, 300) == [280.0, 300.0]
    assert spread((), 20, 300) == []


def draw(widget: Waveform, *xs: int) -> tuple[list[float], list[Stretch]]:
    """Press, move and release; return where was sought, and what was chosen."""
    sought: list[float] = []
    chosen: list[Stretch] = []
    widget.sought.connect(sought.append)
    widget.chosen.connect(chosen.append)
    QTest.mousePress(widget, LEFT, pos=QPoint(xs[0], 60))
    for x in xs[1:]:
        QTest.mouseMove(widget, QPoint(x, 60))
    QTest.mouseRelease(widget, LEFT, pos=QPoint(xs[-1], 60))
    return sought, chosen


def test_a_click_seeks_even_when_the_hand_moves_a_little(qtbot: QtBot) -> None:
    sought, chosen = draw(wave(qtbot), 300, 302)
    assert [round(each) for each in sought] == [39]
    assert chosen == []


@pytest.mark.parametrize("xs", [(150, 300, 450), (450, 300, 150)])
def test_a_drag_chooses_a_stretch_in_either_direction(qtbot: QtBot, xs: tuple[int, ...]) -> None:
    sought, chosen = draw(wave(qtbot), *xs)
    assert sought == []
    assert [(round(each.from_s), round(each.until_s)) for each in chosen] == [(19, 59)]


def test_a_drag_beyond_the_end_chooses_up_to_it(qtbot: QtBot) -> None:
    _, chosen = draw(wave(qtbot), 450, 500, 900)
    assert chosen[0].until_s == 78.0


def test_what_is_chosen_has_a_ground_and_edges_that_show_a_loop(qtbot: QtBot) -> None:
    widget = wave(qtbot)
    widget.show_selection(Stretch(39.0, 58.5), looping=False)
    colours = look.colours()

    def pixels() -> list[QColor]:
        picture = widget.grab().toImage()
        return [picture.pixelColor(x, 24) for x in (200, 360, round(widget._x(39.0)))]

    assert pixels() == [QColor(ink) for ink in (colours.bg, colours.hover, colours.line_strong)]
    widget.show_selection(Stretch(39.0, 58.5), looping=True)
    assert pixels()[2] == QColor(colours.accent)
    widget.show_selection(None, looping=False)
    assert pixels()[1] == pixels()[0]


def test_seeking_beyond_the_ends_stays_inside_the_take(qtbot: QtBot) -> None:
    widget = wave(qtbot)
    assert widget._moment(-50.0) == 0.0
    assert widget._moment(5000.0) == 78.0


def hear(widget: Waveform, x: float, y: int) -> list[Stretch]:
    """Click; return what is wanted to be heard, and see that nothing is sought then."""
    wanted: list[Stretch] = []
    sought: list[float] = []
    widget.wanted.connect(wanted.append)
    widget.sought.connect(sought.append)
    QTest.mouseClick(widget, LEFT, pos=QPoint(round(x), y))
    assert bool(wanted) != bool(sought)
    return wanted


def test_a_click_on_a_flag_wants_to_hear_its_words(qtbot: QtBot) -> None:
    widget = wave(qtbot, marked=True)
    mark, x = widget._layer.flags(600)[2]
    evidence = mark.evidence
    assert hear(widget, x + 9, 10) == [Stretch(evidence.start_s - 0.2, evidence.end_s + 0.3)]


def test_a_click_on_a_long_pause_wants_to_hear_it_with_what_is_around(qtbot: QtBot) -> None:
    widget = wave(qtbot, marked=True)
    pause = PAUSES[1]
    middle = widget._x((pause.start_s + pause.end_s) / 2)
    assert hear(widget, middle, 60) == [Stretch(pause.start_s - 1, pause.end_s + 1)]
    assert hear(widget, widget._x(pause.end_s) + 20, 60) == []


def test_a_click_near_the_tick_of_a_filler_wants_to_hear_it(qtbot: QtBot) -> None:
    widget = wave(qtbot, marked=True)
    word = FILLERS[0]
    at = widget._x((word.start_s + word.end_s) / 2)
    assert hear(widget, at + 4, 92) == [Stretch(word.start_s - 1, word.end_s + 1)]
    assert hear(widget, at, 50) == []  # above the tick the sound itself is meant


def test_a_click_between_the_flags_seeks(qtbot: QtBot) -> None:
    widget = wave(qtbot, marked=True)
    assert hear(widget, widget._layer.flags(600)[2][1] - 8, 10) == []


def test_a_pause_shows_dots_instead_of_the_sound_of_the_room(qtbot: QtBot) -> None:
    widget = wave(qtbot)
    widget.show_take((0.8,) * 10 + (0.09,) * 10 + (0.8,) * 10, 78.0)
    pause = Pause(3, 30.0, 48.0)
    bar, beside_dots = round(widget._x(39.0)) // 4 * 4 + 1, 61

    def colour() -> QColor:
        return widget.grab().toImage().pixelColor(bar, beside_dots)

    assert colour() == QColor(look.colours().wave)
    widget.show_marks(WaveMarks(pauses=(pause,)))
    assert colour() == QColor(look.colours().raised)
    assert widget._in_pause(39.0)
    assert not widget._in_pause(48.0)


def test_a_voice_in_a_pause_is_still_drawn(qtbot: QtBot) -> None:
    widget = wave(qtbot)
    widget.show_take((0.8,) * 30, 78.0)
    widget.show_marks(WaveMarks(pauses=(Pause(3, 30.0, 48.0),)))
    picture = widget.grab().toImage()
    bar = round(widget._x(39.0)) // 4 * 4 + 1
    assert picture.pixelColor(bar, 40) == QColor(look.colours().wave)


def test_what_is_marked_is_told_where_the_pointer_rests(qtbot: QtBot) -> None:
    widget = wave(qtbot, marked=True)

    def words(x: float, y: int) -> str:
        found = widget._marked_at(QPointF(x, y))
        return found.words if found else ""

    assert words(widget._x(41.0), 60) == "A pause of 2.6 s at 0:40"
    assert words(widget._layer.flags(600)[4][1] + 9, 9).startswith("Point 5 at 1:")
    word = FILLERS[0]
    assert words(widget._x(word.start_s + 0.2), 94) == f"“{word.text}” at {clock(word.start_s)}"
    assert words(5, 60) == ""


def test_more_flags_than_there_is_room_for_stand_equally_close() -> None:
    assert spread((0.0, 0.0, 0.0), 20, 30) == [0.0, 15.0, 30.0]


def test_what_was_played_has_another_colour(qtbot: QtBot) -> None:
    widget = wave(qtbot)
    widget.show_position(39.0)
    picture = widget.grab().toImage()
    middle = 22 + (96 - 22) // 2
    assert picture.pixelColor(101, middle) == QColor(look.colours().accent)
    assert picture.pixelColor(501, middle) == QColor(look.colours().wave)


def test_screen_readers_are_told_the_moment(qtbot: QtBot) -> None:
    widget = wave(qtbot)
    widget.show_position(31.4)
    assert widget.accessibleDescription() == "0:31 of 1:18"
    widget.show_marks(WaveMarks(marks_of(answers.coverage()), PAUSES[:1], FILLERS))
    words = "0:31 of 1:18. 5 marked points, 1 long pause, 2 fillers."
    assert widget.accessibleDescription() == words


def test_nothing_can_be_sought_in_nothing(qtbot: QtBot) -> None:
    widget = Waveform()
    qtbot.addWidget(widget)
    widget.resize(300, 96)
    widget.show()
    with qtbot.assertNotEmitted(widget.sought):
        QTest.mouseClick(widget, LEFT, pos=QPoint(100, 50))
    widget.grab()
