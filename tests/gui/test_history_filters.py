"""Searching and filtering the history: what is typed and chosen, and what is shown of it."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.listing import Choices, Order
from app.gui.pages.history import HistoryPage
from app.gui.pages.history_values import ALL, OpenAttempt, Period, Want, Wanted
from app.gui.widgets.attempt_model import Column
from app.gui.widgets.filter_chip import FilterChip
from tests.gui import answers
from tests.gui.history_examples import CHOICES, state
from tests.gui.history_stage import cell, heard, stage
from tests.gui.stage import Stage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def chips(shown: Stage) -> list[str]:
    return [each.text() for each in shown.buttons() if isinstance(each, FilterChip)]


def last(shown: Stage) -> Wanted:
    event = shown.events[-1]
    assert isinstance(event, Want)
    return event.wanted


# Searching ---------------------------------------------------------------------------


def test_ctrl_f_leads_to_the_search_and_a_pause_in_typing_starts_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    page.table.setFocus()
    QTest.keyClick(page.table, Key.Key_F, CTRL)
    assert page.filters.search.hasFocus()
    QTest.keyClicks(page.filters.search, "store")
    assert shown.events == []  # one search for the word, not one for each letter
    qtbot.waitUntil(lambda: bool(shown.events))
    assert shown.events == [Want(Wanted(text="store"))]


def test_enter_searches_at_once_and_leads_to_the_list(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    QTest.keyClick(page.table, Key.Key_F, CTRL)
    QTest.keyClicks(page.filters.search, "store")
    QTest.keyClick(page.filters.search, Key.Key_Return)
    assert shown.events == [Want(Wanted(text="store"))]
    assert page.table.hasFocus()


def test_escape_clears_the_search_and_then_leads_to_the_list(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9, wanted=Wanted(text="store")))
    QTest.keyClick(page.table, Key.Key_F, CTRL)
    shown.press(Key.Key_Escape)
    assert shown.events == [Want(ALL)]
    page.show_state(state(9))
    assert page.filters.search.hasFocus()
    shown.press(Key.Key_Escape)
    assert page.table.hasFocus()


def test_what_is_being_typed_survives_a_change_behind_the_scenes(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    QTest.keyClicks(page.filters.search, "sto")
    page.show_state(state(10))
    assert page.filters.search.text() == "sto"
    qtbot.waitUntil(lambda: bool(shown.events))
    assert last(shown).text == "sto"


def test_a_hit_shows_where_it_was_found_below_the_question(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9, wanted=Wanted(text="feature store")))
    assert page.table.rowHeight(0) > 40
    assert "found: … of the inputs with the feature store, and" in str(
        heard(page, 5, Column.QUESTION)
    )
    tip = page.table.model().index(5, Column.QUESTION).data(Qt.ItemDataRole.ToolTipRole)
    assert "with the feature store, and" in tip
    page.show_state(state(9))
    assert page.table.rowHeight(0) == 40


def test_hits_are_emphasised_where_they_stand(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9, wanted=Wanted(text="feature store")))
    plain = page.grab().toImage()
    page.show_state(state(9, wanted=Wanted(text="something else")))
    assert page.grab().toImage() != plain


def test_nothing_found_says_what_was_searched_and_clears_it(qtbot: QtBot) -> None:
    wanted = Wanted(text='"feature store"')
    shown, page = stage(qtbot, state(0, wanted=wanted))
    assert "No answer has “feature store”" in shown.words()
    assert "spelt differently" in shown.words()
    assert page.filters.search.isVisible()
    shown.click("Clear the search")
    assert shown.events == [Want(ALL)]


def test_nothing_found_says_which_filters_it_looked_through(qtbot: QtBot) -> None:
    wanted = Wanted(text="store", pack_id="mlops", period=Period.WEEK)
    shown, _ = stage(qtbot, state(0, wanted=wanted))
    assert "Looked among: MLOps interview; Last 7 days." in shown.words()
    shown.click("Clear all filters")
    assert shown.events == [Want(ALL)]


def test_the_field_explains_quotes_star_and_minus(qtbot: QtBot) -> None:
    _, page = stage(qtbot, state(9))
    for sign in ("“In quotes”", "monitor*", "-word"):
        assert sign in page.filters.search.toolTip()
        assert sign in page.filters.search.accessibleDescription()


# Filters -----------------------------------------------------------------------------


def pick(page: HistoryPage, name: str, words: str) -> None:
    """Choose something in one of the lists, as its popup does."""
    box = getattr(page.filters, name, None) or getattr(page.filters.panel, name)
    index = box.findText(words, Qt.MatchFlag.MatchEndsWith)
    assert index >= 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_questions_narrow_to_a_pack_or_a_part_of_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    pick(page, "questions", "My own questions")
    assert last(shown) == Wanted(pack_id="own")
    pick(page, "questions", "Technical")
    assert last(shown) == Wanted(pack_id="mlops", group="Technical")


def test_one_question_stands_in_the_list_while_it_is_chosen(qtbot: QtBot) -> None:
    wanted = Wanted(question_key="mlops/drift", ask="What is drift?")
    shown, page = stage(qtbot, state(9, wanted=wanted))
    assert page.filters.questions.currentText() == "What is drift?"
    assert chips(shown) == ["What is drift?"]
    pick(page, "questions", "All questions")
    assert last(shown) == ALL


def test_each_filter_asks_for_what_it_says(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    page.filters.more.click()
    for name, words, expected in (
        ("period", "Three months", Wanted(period=Period.QUARTER)),
        ("tag", "drift", Wanted(tag="drift")),
        ("scores", "Rated 4 or 5", Wanted(scores=(4, 5))),
        ("mode", "Interview", Wanted(mode="interview")),
        ("drafts", "No drafts", Wanted(draft=False)),
    ):
        pick(page, name, words)
        assert last(shown) == expected
    page.filters.panel.best.click()
    assert last(shown) == Wanted(best=True)
    page.show_state(state(9))
    page.filters.panel.noted.click()
    assert last(shown) == Wanted(noted=True)


def test_days_of_ones_own_begin_with_the_last_thirty(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    pick(page, "period", "From … to …")
    today = answers.NOW.date()
    wanted = Wanted(period=Period.CUSTOM, first_day=today - timedelta(days=30), last_day=today)
    assert last(shown) == wanted
    page.show_state(state(9, wanted=wanted))
    panel = page.filters.panel
    assert panel.first.isVisible()
    panel.first.setFocus()
    QTest.keyClick(panel.first, Key.Key_Up)
    QTest.keyClick(panel.first, Key.Key_Return)
    assert last(shown).first_day == today - timedelta(days=29)
    assert last(shown).last_day == today


def test_filters_that_have_nothing_to_offer_are_not_there(qtbot: QtBot) -> None:
    few = Choices(packs=CHOICES.packs, modes=("practice",))
    _, page = stage(qtbot, replace(state(9), choices=few))
    page.filters.more.click()
    QApplication.processEvents()
    panel = page.filters.panel
    for each in (panel.tag, panel.mode, panel.drafts, panel.best, panel.noted, panel.first):
        assert not each.isVisible()
    assert panel.scores.isVisible()


def test_what_is_on_stands_in_chips_that_take_it_off(qtbot: QtBot) -> None:
    wanted = Wanted(
        text="store",
        pack_id="mlops",
        group="Technical",
        tag="drift",
        period=Period.CUSTOM,
        first_day=date(2026, 10, 1),
        last_day=date(2026, 11, 3),
        scores=(1, 2),
        mode="practice",
        draft=True,
        best=True,
        noted=True,
    )
    shown, page = stage(qtbot, state(9, wanted=wanted))
    assert chips(shown) == [
        "MLOps interview, Technical",
        "Tag: drift",
        "1 Oct 2026 to 3 Nov 2026",
        "Rated 1 or 2",
        "Practice",
        "Only drafts",
        "Best takes",
        "With a note",
    ]
    shown.click("Tag: drift")
    assert last(shown) == replace(wanted, tag="")
    page.show_state(state(9, wanted=last(shown)))
    assert "Tag: drift" not in chips(shown)
    shown.click("Clear all")
    assert last(shown) == Wanted(text="store")


def test_without_filters_there_are_no_chips(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, state(9, wanted=Wanted(text="store")))
    assert chips(shown) == []
    assert "Clear all" not in [each.text() for each in shown.buttons()]


def test_the_keyboard_unfolds_the_filters_and_walks_through_all_of_them(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9, wanted=Wanted(best=True)))
    QTest.keyClick(page.table, Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert page.filters.panel.isVisible()
    page.filters.search.setFocus()
    filters = page.filters
    for expected in (
        filters.questions,
        filters.period,
        filters.more,
        page.sort,
        page.by_session,
        filters.panel.tag,
        filters.panel.scores,
        filters.panel.mode,
        filters.panel.drafts,
        filters.panel.best,
        filters.panel.noted,
    ):
        shown.press(Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    shown.press(Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), FilterChip)
    shown.press(Key.Key_Tab, Key.Key_Tab)
    assert page.table.hasFocus()


def test_at_the_smallest_size_with_the_largest_text_everything_can_be_reached(
    qtbot: QtBot, style: object
) -> None:
    style.show("light", 200)  # type: ignore[attr-defined]  # the fixture of all pages
    wanted = Wanted(best=True, scores=(3, 5), tag="drift")
    _, page = stage(qtbot, state(9, wanted=wanted, order=Order()), width=592, height=560)
    page.filters.more.click()
    for _ in range(5):
        QApplication.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0
    assert page.table.height() >= 4 * 80
    assert cell(page, 0, Column.WHEN)
    for field in page.filters.panel._fields.values():
        assert not field.isVisible() or field.geometry().right() <= page.viewport().width()


def test_a_search_leaves_the_list_to_the_keyboard(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, state(9))
    page.filters.search.setFocus()
    shown.press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert shown.events == [OpenAttempt(1001)]
