"""The words of a take: what is marked, what is heard, what a click does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.replay import Stretch
from app.core.settings import Theme
from app.core.transcript import Gap, Transcript, Word
from app.gui import look
from app.gui.evidence import Mark, mark_of_words, marks_of
from app.gui.style import Style
from app.gui.widgets.player_card import PlayerCard
from app.gui.widgets.transcript_inks import UNSURE_LEGEND, UNSURE_TIP, unsure_words
from app.gui.widgets.transcript_view import Spoken, TranscriptView
from tests.gui import answers
from tests.gui.test_palette import contrast

ARABIC = "هذا نص عربي طويل بما يكفي ليظهر في أكثر من سطر واحد"


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[TranscriptView]:
    shown = TranscriptView()
    qtbot.addWidget(shown)
    shown.resize(640, 300)
    shown.show()
    return shown  # type: ignore[return-value]  # kept alive by qtbot


def spoken(text: str = answers.SAID, **changes: object) -> Spoken:
    words = answers.transcript(text)
    marks = marks_of(answers.coverage(words)) if text == answers.SAID else ()
    return replace(Spoken(words, marks), **changes)  # type: ignore[arg-type]  # a test's short cut


def style_at(view: TranscriptView, index: int) -> QTextCharFormat:
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._lines.written.words[index][0] + 1)
    return cursor.charFormat()


def middle_of(view: TranscriptView, index: int) -> QPoint:
    QApplication.processEvents()
    box = view._boxes_of(index)[0]
    return box.translated(0, -view.verticalScrollBar().value()).center().toPoint()


def test_the_text_is_complete_and_in_order(view: TranscriptView) -> None:
    view.show_spoken(spoken(marks=()))
    assert view.toPlainText().strip() == answers.SAID


def test_fillers_are_dotted_and_unsure_words_lighter(view: TranscriptView) -> None:
    words = (Word("So", 0, 0.1), Word("um", 0.2, 0.3), Word("drft", 0.4, 0.5, 0.49))
    sure = Word("drift", 0.6, 0.7, 0.5)
    view.show_spoken(Spoken(Transcript((*words, sure), "whisper"), fillers=(1,)))
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    light, text = QColor(look.colours().text_3), QColor(look.colours().text)
    assert style_at(view, 1).underlineStyle() == dotted
    assert style_at(view, 0).underlineStyle() != dotted
    inks = [style_at(view, index).foreground().color() for index in range(4)]
    assert inks == [text, light, light, text]


def test_the_draft_engine_is_believed_sooner(view: TranscriptView) -> None:
    words = (Word("shore", 0, 0.1, 0.4), Word("data", 0.2, 0.3, 0.35))
    view.show_spoken(Spoken(Transcript(words, "pocketsphinx", draft=True)))
    inks = [style_at(view, index).foreground().color() for index in range(2)]
    assert inks == [QColor(look.colours().text), QColor(look.colours().text_3)]


def test_an_unsure_word_says_so_under_the_pointer_and_to_a_screen_reader(
    view: TranscriptView,
) -> None:
    words = (Word("we", 0, 0.1), Word("Cabernet's,", 0.2, 0.3, 0.2), Word("um", 0.4, 0.5, 0.1))
    view.show_spoken(Spoken(Transcript(words, "whisper"), fillers=(2,)))
    tips = [style_at(view, index).toolTip() for index in range(3)]
    assert tips == ["", UNSURE_TIP, UNSURE_TIP]
    assert view.accessibleDescription() == "Unsure words: Cabernet's, um."
    view.show_spoken(spoken())
    assert view.accessibleDescription() == ""


def test_of_many_unsure_words_a_screen_reader_hears_some() -> None:
    words = tuple(Word(f"word{n}", n, n + 1, 0.1) for n in range(20))
    told = unsure_words(Transcript(words, "whisper"))
    assert told.endswith("word11 and 8 more.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lighter_words_can_be_read_and_told_apart(
    view: TranscriptView, style: Style, theme: Theme
) -> None:
    style.show(theme, 100)
    view.show_spoken(Spoken(Transcript((Word("a", 0, 1), Word("b", 1, 2, 0.1)), "whisper")))
    sure, unsure = (style_at(view, i).foreground().color().name() for i in (0, 1))
    for ground in ("surface", "accent_soft", "amber_soft"):
        assert contrast(unsure, getattr(look.colours(), ground)) >= 4.5
    assert contrast(sure, unsure) >= 1.7


def test_the_card_explains_lighter_words_only_where_there_are_some(qtbot: QtBot) -> None:
    card = PlayerCard()
    qtbot.addWidget(card)
    card.show_spoken(spoken(), "")
    assert card.legend.isHidden()
    unsure = Spoken(Transcript((Word("drft", 0, 1, 0.2),), "whisper"))
    card.show_spoken(unsure, "")
    assert not card.legend.isHidden()
    assert card.legend.text() == UNSURE_LEGEND
    card.show_spoken(None, "Nothing was said.")
    assert card.legend.isHidden()


def test_the_word_that_has_begun_last_is_the_current_one(view: TranscriptView) -> None:
    shown = spoken()
    view.show_spoken(shown)
    word = shown.transcript.words[30]
    view.show_position(word.start_s - 0.01, playing=True)
    assert view.current_word == 29
    view.show_position(word.start_s, playing=True)
    assert view.current_word == 30
    view.show_position(shown.transcript.words[31].start_s - 0.01, playing=True)
    assert view.current_word == 30


def test_before_anything_is_played_no_word_is_marked(view: TranscriptView) -> None:
    view.show_spoken(spoken())
    view.show_position(0.0, playing=False)
    assert view.current_word is None


def test_the_current_word_stands_on_the_accent_and_the_one_before_no_longer(
    view: TranscriptView,
) -> None:
    view.show_spoken(spoken(marks=()))
    accent = QColor(look.colours().accent)

    def grounds() -> list[bool]:
        picture = view.grab().toImage()
        boxes = [view._boxes_of(index)[0] for index in (20, 21)]
        return [
            picture.pixelColor(round(b.left()) - 1, round(b.center().y())) == accent for b in boxes
        ]

    view.show_position(view._starts_s[20], playing=True)
    assert grounds() == [True, False]
    view.show_position(view._starts_s[21], playing=True)
    assert grounds() == [False, True]


def test_evidence_stands_on_its_ground_and_nothing_else_does(view: TranscriptView) -> None:
    shown = spoken()
    view.show_spoken(shown)
    picture = view.grab().toImage()
    soft = QColor(look.colours().accent_soft)
    first, last = shown.marks[0].evidence.first_word, shown.marks[0].evidence.last_word

    def has_ground(index: int) -> bool:
        box = view._boxes_of(index)[0]
        return picture.pixelColor(round(box.center().x()), round(box.top()) + 1) == soft

    assert [has_ground(index) for index in range(first - 1, last + 2)] == [
        False,
        *[True] * (last - first + 1),
        False,
    ]


def test_the_ground_of_a_stretch_has_no_gaps_between_its_words(view: TranscriptView) -> None:
    shown = spoken()
    view.show_spoken(shown)
    picture = view.grab().toImage()
    first = shown.marks[0].evidence.first_word
    left, right = view._boxes_of(first)[0], view._boxes_of(first + 1)[0]
    between = round((left.right() + right.left()) / 2)
    colour = picture.pixelColor(between, round(left.top()) + 1)
    assert colour == QColor(look.colours().accent_soft)


def test_a_click_on_a_word_asks_to_hear_it(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_spoken(spoken())
    for index in (0, 25, 60):
        with qtbot.waitSignal(view.word_picked) as picked:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, index))
        assert picked.args == [index]


def test_a_click_with_shift_asks_to_reach_there(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_spoken(spoken())
    shift, left = Qt.KeyboardModifier.ShiftModifier, Qt.MouseButton.LeftButton
    with (
        qtbot.assertNotEmitted(view.word_picked),
        qtbot.waitSignal(view.word_reached) as reached,
    ):
        QTest.mouseClick(view.viewport(), left, shift, middle_of(view, 25))
    assert reached.args == [25]
    assert not view.textCursor().hasSelection()


def test_the_words_of_what_is_chosen_stand_on_a_ground(view: TranscriptView) -> None:
    shown = spoken(marks=())
    view.show_spoken(shown)
    words = shown.transcript.words
    ground = QColor(look.colours().hover)

    def grounds() -> list[int]:
        QApplication.processEvents()
        picture = view.grab().toImage()
        tops = [view._boxes_of(index)[0] for index in range(20)]
        return [
            index
            for index, box in enumerate(tops)
            if picture.pixelColor(round(box.center().x()), round(box.top()) - 2) == ground
        ]

    view.show_selection(Stretch(words[4].start_s, words[7].end_s))
    assert grounds() == [4, 5, 6, 7]
    view.show_selection(None)
    assert grounds() == []


def test_a_click_beside_the_words_does_nothing(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_spoken(spoken("Only three words"))
    with qtbot.assertNotEmitted(view.word_picked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 250))
    assert view.word_at(QPointF(-5, -5)) is None


def test_dragging_selects_text_and_plays_nothing(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_spoken(spoken())
    viewport, button = view.viewport(), Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(view.word_picked):
        QTest.mousePress(viewport, button, pos=middle_of(view, 2))
        QTest.mouseMove(viewport, middle_of(view, 6))
        QTest.mouseRelease(viewport, button, pos=middle_of(view, 6))
    assert view.textCursor().hasSelection()


def test_the_view_follows_until_the_person_scrolls_and_again_when_asked(
    view: TranscriptView,
) -> None:
    view.show_spoken(spoken(" ".join([answers.SAID] * 5)))
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    view.show_position(60.0, playing=True)
    followed = bar.value()
    assert followed > 0
    view._stop_following()
    bar.setValue(0)
    view.show_position(65.0, playing=True)
    assert bar.value() == 0
    view.follow()
    view.show_position(66.0, playing=True)
    assert bar.value() > followed


def test_seeking_in_a_paused_take_leaves_the_text_where_it_is(view: TranscriptView) -> None:
    view.show_spoken(spoken(" ".join([answers.SAID] * 5)))
    QApplication.processEvents()
    view.show_position(70.0, playing=False)
    assert view.current_word is not None
    assert view.verticalScrollBar().value() == 0


def test_ten_minutes_change_the_current_word_without_laying_out_anything(
    view: TranscriptView,
) -> None:
    words = answers.transcript(" ".join([answers.SAID] * 11), duration_s=600.0)
    assert len(words.words) > 1600
    view.show_spoken(Spoken(words, marks_of(answers.coverage(words))))
    QApplication.processEvents()
    changes: list[object] = []
    view.document().contentsChange.connect(lambda *change: changes.append(change))
    view.document().documentLayout().documentSizeChanged.connect(changes.append)
    for second in range(0, 600, 7):
        view.show_position(float(second), playing=True)
        QApplication.processEvents()
    assert changes == []
    assert view.current_word is not None
    assert view.current_word > 1500


def test_an_empty_transcript_is_no_trouble(view: TranscriptView) -> None:
    view.show_spoken(Spoken(Transcript((), "whisper")))
    view.show_position(3.0, playing=True)
    view.grab()
    assert view.current_word is None
    view.show_spoken(None)
    assert view.toPlainText() == ""


def test_text_from_right_to_left_is_marked_where_it_stands(
    view: TranscriptView, qtbot: QtBot
) -> None:
    words = answers.transcript(ARABIC)
    view.show_spoken(Spoken(words, (Mark(1, False, answers.evidence(words, "عربي طويل")),)))
    QApplication.processEvents()
    first, second = view._boxes_of(0)[0], view._boxes_of(1)[0]
    assert first.left() > second.left()
    assert first.width() > 5
    with qtbot.waitSignal(view.word_picked) as picked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 1))
    assert picked.args == [1]


def test_a_word_longer_than_a_line_is_broken_and_marked_on_both(
    view: TranscriptView, qtbot: QtBot
) -> None:
    view.setFixedSize(220, 200)  # a window manager may answer a mere wish late, or not at all
    view.show_spoken(spoken("Donaudampfschifffahrtsgesellschaftskapitänsmütze und Ärger"))
    qtbot.waitUntil(lambda: len(view._boxes_of(0)) >= 2)
    view.show_position(0.1, playing=True)
    view.grab()


def test_the_text_is_built_anew_in_the_colours_of_another_theme(
    view: TranscriptView, style: Style
) -> None:
    view.show_spoken(spoken())
    view.show_position(10.0, playing=True)
    style.show("dark", 100)
    QApplication.processEvents()
    QApplication.processEvents()
    assert style_at(view, 0).foreground().color() == QColor(look.colours().text)
    assert view.current_word is not None


def test_a_long_text_is_shown_from_its_beginning(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_spoken(spoken(" ".join([answers.SAID] * 5)))
    view.resize(600, 200)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 100)
    assert view.verticalScrollBar().value() == 0


def test_new_marks_in_the_same_text_leave_it_scrolled_where_it_was(view: TranscriptView) -> None:
    text = " ".join([answers.SAID] * 5)
    view.show_spoken(spoken(text))
    QApplication.processEvents()
    view.verticalScrollBar().setValue(120)
    words = answers.transcript(text)
    view.show_spoken(Spoken(words, marks_of(answers.coverage(words))))
    assert view.verticalScrollBar().value() == 120


def test_covered_beats_unclear_where_both_claim_a_word() -> None:
    words = answers.transcript("one two three four")
    unclear = Mark(1, True, answers.evidence(words, "one two three"))
    covered = Mark(2, False, answers.evidence(words, "three four"))
    assert mark_of_words((unclear, covered), 4) == [unclear, unclear, covered, covered]


def test_evidence_beyond_the_last_word_is_cut_off() -> None:
    words = answers.transcript("one two three four")
    mark = Mark(1, False, answers.evidence(words, "two three four"))
    assert mark_of_words((mark,), 3) == [None, mark, mark]


def test_points_that_were_not_found_have_no_mark() -> None:
    numbers = [mark.number for mark in marks_of(answers.coverage())]
    assert numbers == [1, 2, 3, 4, 5]
    assert marks_of(None) == ()


def test_a_stretch_nobody_could_read_is_shown_where_it_is_and_moves_no_word(qtbot: QtBot) -> None:
    words = (Word("before", 0.0, 1.0), Word("after", 9.0, 10.0))
    view = TranscriptView()
    qtbot.addWidget(view)
    view.show_spoken(Spoken(Transcript(words, "whisper", gaps=(Gap(2.0, 8.0), Gap(12.0, 15.0)))))
    assert view.toPlainText().split("]") == [
        "before [0:02 to 0:08 not written down",
        " after [0:12 to 0:15 not written down",
        " ",
    ]
    view.show_position(9.5, playing=True)
    assert view.current_word == 1
