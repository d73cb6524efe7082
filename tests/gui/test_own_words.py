"""One's own words on the review page, and the model answer beside them."""

from dataclasses import replace
from typing import Final

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.feedback import Content, PointState
from app.core.replay import words_in
from app.gui.pages.review import Close, Play, Seek
from app.gui.pages.review_events import Select
from app.gui.style import Style
from app.gui.widgets.content_panel import FROM_DRAFT, ContentPanel
from app.gui.widgets.model_answer import talked_about
from app.session.views import ReviewView
from tests.gui import answers, contents
from tests.gui.review_stage import stage
from tests.gui.stage import Column, Stage, click

Key: Final = Qt.Key
WORDS: Final = answers.transcript()
COVERED, UNCLEAR, NOT_FOUND = PointState


def heard(shown: Stage) -> list[str]:
    """Return the words that were chosen and played, once for each time."""
    chosen = [event.selection for event in shown.events if isinstance(event, Select)]
    played = [event for event in shown.events if isinstance(event, Play)]
    assert [(each.from_s, each.until_s) for each in chosen if each] == [
        (each.from_s, each.until_s) for each in played
    ]
    texts = [word.text for word in WORDS.words]
    spans = [words_in(WORDS, each) for each in chosen if each]
    return [" ".join(texts[span.start : span.stop]) for span in spans]


def panel_of(view: ReviewView, content: Content) -> ReviewView:
    assert view.feedback is not None
    return replace(view, feedback=replace(view.feedback, content=content))


def test_a_click_plays_the_next_place_of_a_word_with_its_neighbours(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    chip = page.words.words.chips[1]
    assert chip.text() == "drift"
    for _ in range(4):
        click(qtbot, chip)
    first, second, third, again = heard(shown)
    assert first == "So, drift is what"
    assert "drift: the inputs" in second
    assert "concept drift, and that" in third
    assert again == first


def test_what_was_not_heard_is_named_and_cannot_be_clicked(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    assert "Not heard: proxy, upstream, retraining" in shown.words()
    names = [chip.text() for chip in page.words.terms.chips]
    assert names == ["data drift", "concept drift", "population stability index"]


def test_nothing_to_say_shows_nothing(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.review())
    assert not page.words.isVisible()
    page.show_state(panel_of(answers.review(), Content()))
    assert not page.words.isVisible()
    page.show_state(contents.content_review())
    assert page.words.isVisible()
    assert page.words.phrases.isVisible()


def test_a_group_without_words_is_not_there(qtbot: QtBot) -> None:
    content = replace(contents.content(), phrases=(), terms=())
    shown, page = stage(qtbot, panel_of(answers.review(), content))
    assert page.words.words.isVisible()
    assert "Terms of the question" not in shown.words()
    assert "Said more than once" not in shown.words()


def test_of_a_draft_it_says_that_words_may_be_wrong(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, panel_of(answers.draft_review(), contents.content()))
    assert FROM_DRAFT in shown.words()
    page.show_state(contents.content_review())
    assert FROM_DRAFT not in shown.words()


def test_without_its_sound_words_can_be_read_but_not_played(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review(waveform=()))
    click(qtbot, page.words.words.chips[0])
    assert shown.events == []
    assert not page.words.words.chips[0].isEnabled()
    shown.press(Key.Key_A)
    assert not any(row.play.isVisible() for row in page.further.model.rows)


def test_tab_comes_to_one_chip_of_a_group_and_arrows_lead_on(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    shown.tab_to("inputs")
    shown.press(Key.Key_Right, Key.Key_Right, Key.Key_Right)
    assert QApplication.focusWidget() is page.words.words.chips[2]
    shown.press(Key.Key_Tab)
    assert QApplication.focusWidget() is page.words.terms.chips[0]
    assert not any(isinstance(event, Seek) for event in shown.events)


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_a_chip_with_the_focus_plays_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    shown, _ = stage(qtbot, contents.content_review())
    shown.tab_to("inputs")
    shown.press(key)
    assert len(heard(shown)) == 1


def test_every_chip_says_how_often_it_was_said(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    assert page.words.words.chips[0].accessibleName() == "inputs, said 3 times"
    assert page.words.terms.chips[0].accessibleName() == "data drift, said once"
    shown.press(Key.Key_A)
    assert shown.unnamed() == []


def test_a_phrase_longer_than_the_column_is_cut_and_nothing_beside_it(
    column: Column, style: Style
) -> None:
    style.show("light", 200)
    panel = ContentPanel()
    content = contents.content()
    long = replace(content.phrases[0], text="what we had trained the whole of the model on")
    box = column(panel)
    box.resize(320, 900)
    panel.show_content(replace(content, phrases=(long,)), draft=True, playable=True)
    QApplication.processEvents()
    for group in panel.groups:
        for chip in group.chips:
            right = chip.mapTo(panel, chip.rect().bottomRight()).x()
            assert 0 < right <= panel.width(), chip.text()


def test_a_place_that_is_no_longer_there_is_silent(qtbot: QtBot) -> None:
    view = contents.content_review()
    assert view.feedback is not None
    few = replace(WORDS, words=WORDS.words[:5])
    shown, page = stage(qtbot, replace(view, reading=p.Read(few, view.feedback)))
    click(qtbot, page.words.terms.chips[2])
    assert shown.events == []


# The model answer -----------------------------------------------------------------------


def test_a_model_answer_is_closed_until_it_is_asked_for(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    assert contents.IDEAS[0] not in shown.words()
    shown.press(Key.Key_A)
    assert contents.IDEAS[0] in shown.words()
    page.show_state(contents.content_review(attempt=answers.attempt(id=8)))
    assert contents.IDEAS[0] not in shown.words()


def test_each_idea_says_whether_one_talked_about_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    shown.press(Key.Key_A)
    assert "You talked about 3 of its 5 ideas, and perhaps about 1 more." in shown.words()
    can_be_heard = [row.play.isVisible() for row in page.further.model.rows]
    assert can_be_heard == [True, True, True, True, False]


def test_a_click_on_an_idea_plays_where_one_talked_about_it(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    shown.press(Key.Key_A)
    QTest.qWait(50)
    click(qtbot, page.further.model.rows[0])
    click(qtbot, page.further.model.rows[2].play)
    click(qtbot, page.further.model.rows[4])
    assert heard(shown) == [answers.EVIDENCE[0], answers.EVIDENCE[2]]


def test_a_model_answer_stands_beside_the_transcript(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review(), height=700)
    shown.press(Key.Key_A)

    def stands_beside() -> bool:
        answer, words = page.further.answer, page.player.transcript
        top = answer.mapTo(page, QPoint(0, 0)).y()
        right = answer.mapTo(page, QPoint(answer.width(), 0)).x()
        seen = not page.further.model.rows[-1].visibleRegion().isEmpty()
        return seen and 0 < top < page.height() / 2 and right < words.mapTo(page, QPoint(0, 0)).x()

    qtbot.waitUntil(stands_beside)


def test_ideas_follow_a_new_reading_of_the_take(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    shown.press(Key.Key_A)
    view = contents.content_review()
    ideas = tuple(replace(idea, state=NOT_FOUND) for idea in contents.content().ideas)
    page.show_state(panel_of(view, replace(contents.content(), ideas=ideas)))
    assert "You talked about 0 of its 5 ideas." in shown.words()
    assert page.further.answer.is_open
    page.show_state(replace(view, reading=p.Transcribing(0.1), feedback=None))
    assert "You talked about" not in shown.words()


def test_unclear_ideas_are_a_perhaps() -> None:
    assert talked_about([COVERED, NOT_FOUND]) == "You talked about 1 of its 2 ideas."
    assert talked_about([COVERED, UNCLEAR]).endswith("and perhaps about 1 more.")


def test_esc_lets_go_of_the_words_before_it_leaves(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, contents.content_review())
    click(qtbot, page.words.words.chips[0])
    selection = next(event.selection for event in shown.events if isinstance(event, Select))
    page.show_state(contents.content_review(selection=selection))
    shown.press(Key.Key_Escape)
    assert shown.events[-1] == Select(None)
    assert Close() not in shown.events
