"""Reviewing an answer: state in, words out; clicks and keys in, events out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.attempt import Take
from app.core.feedback import Coverage, Measure, PointState
from app.core.transcript import Gap, Transcript
from app.gui.pages.review import (
    Confirm,
    OpenSettings,
    Play,
    ReadAgain,
    Retake,
)
from app.gui.pages.review_advice import advice_of
from app.gui.pages.review_events import Undo
from app.gui.style import Style
from app.gui.widgets.button import Button
from app.gui.widgets.gauge import Gauge
from app.session.second_reading import SecondReading
from app.session.views import ReviewView
from tests.gui import answers
from tests.gui.review_stage import UNREAD, stage
from tests.gui.stage import click

Key = Qt.Key


def silent() -> ReviewView:
    return answers.review(p.Read(Transcript((), "whisper"), answers.feedback()))


# What is shown ------------------------------------------------------------------------


def test_review_shows_points_with_state_evidence_and_time(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    words = shown.words()
    assert "What is model or concept drift?" in words
    assert "4 covered, 1 unclear, 1 not found" in words
    assert "1\nData drift: the inputs change" in words
    assert "“the same inputs now mean something else”" in words
    assert "Not found in this take" in words
    assert "You rated it 3" in words
    assert page.points.rows[0].play.text() == "0:13"
    assert not page.points.rows[5].play.isVisible()


def test_only_states_that_occur_are_counted_in_words(qtbot: QtBot) -> None:
    covered = answers.coverage().findings[:4]
    shown = answers.feedback(coverage=Coverage(covered, "semantic"))
    view = answers.review(p.Read(answers.transcript(), shown), feedback=shown)
    stage_, _ = stage(qtbot, view)
    assert "4 covered" in stage_.words()
    assert "not found" not in stage_.words()


def test_delivery_shows_numbers_bands_and_the_lower_bound(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    words = shown.words()
    for each in (
        "119 words/min",
        "100 to 165 · 135 without pauses",
        "1.5 a minute",
        "At least 2. Recognisers leave many out.",
        "Longest 2.6 s · first word after 0.4 s",
        "Guide 1:00 to 2:12",
    ):
        assert each in words
    gauges = [each for each in page.delivery.findChildren(Gauge) if each.isVisible()]
    assert [each.toolTip() for each in gauges][:2] == [
        "Microsoft Speaker Coach",
        "Laske and DiGennaro Reed 2024",
    ]


def test_outside_a_band_there_is_a_soft_sentence(qtbot: QtBot) -> None:
    slow = answers.delivery(
        pace=Measure("Pace", 82.0, "words/min", 100, 165),
        length=Measure("Length", 210.0, "s", 60, 132),
        duration_s=210.0,
    )
    feedback = answers.feedback(delivery=slow)
    view = answers.review(p.Read(answers.transcript(), feedback), feedback=feedback)
    shown, _ = stage(qtbot, view)
    assert "A little slow: 100 to 165 is easy to follow" in shown.words()
    assert "Longer than the guide of 1:00 to 2:12" in shown.words()


def test_an_answer_in_another_language_is_not_counted_by_english_rules(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.german_review())
    words = shown.words()
    assert "Fillers are counted in English only." in words
    assert "119 words/min" in words
    assert "A usual pace is known for English only." in words
    assert "100 to 165" not in words
    assert "This answer is in German." in words
    assert sum(each.isVisible() for each in page.delivery.findChildren(Gauge)) == 1
    page.show_state(answers.review())
    assert "This answer is in" not in shown.words()


def test_too_few_words_give_no_pace_and_no_gauge(qtbot: QtBot) -> None:
    short = answers.delivery(
        pace=Measure("Pace", None, "words/min", 100, 165),
        filler_rate=Measure("Fillers", None, "per min", None, 5.0),
    )
    feedback = answers.feedback(delivery=short)
    view = answers.review(p.Read(answers.transcript(), feedback), feedback=feedback)
    shown, page = stage(qtbot, view)
    assert shown.words().count("Too little was said to measure it.") == 2
    assert sum(each.isVisible() for each in page.delivery.findChildren(Gauge)) == 1


def test_the_transcript_carries_the_numbers_of_the_points(qtbot: QtBot) -> None:
    _, page = stage(qtbot)
    text = page.player.transcript.toPlainText()
    assert text.startswith("So, drift is what happens")
    assert "what we trained on,\u20091 say" in text
    assert "we retrain.\u20095" in text


def test_compared_by_words_only_is_said_with_what_to_do(qtbot: QtBot) -> None:
    feedback = answers.feedback(coverage=answers.coverage(lexical=True))
    view = answers.review(p.Read(answers.transcript(), feedback), feedback=feedback)
    shown, _ = stage(qtbot, view)
    assert "Compared by words only" in shown.words()
    shown.click("Settings")
    assert shown.events == [OpenSettings()]


def test_compared_by_meaning_is_not_worth_a_word(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert "Compared by words only" not in shown.words()


def test_a_draft_is_marked_everywhere_and_can_be_read_again(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.draft_review(can_read_again=True))
    words = shown.words()
    assert "A draft engine wrote this down" in words
    assert "every third word" in words
    assert words.count("draft") == 6 + words.count("A draft engine") + words.count("A draft tr")
    assert sum(each.isVisible() for each in page.delivery.findChildren(Gauge)) == 2
    shown.click("Read it again with Whisper")
    shown.click("Confirm the text")
    assert shown.events == [ReadAgain(), Confirm()]


def test_without_a_better_engine_a_draft_leads_to_the_settings(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.draft_review())
    shown.click("Choose a speech model")
    assert shown.events == [OpenSettings()]


def test_a_confirmed_draft_is_no_draft_any_more(qtbot: QtBot) -> None:
    view = answers.draft_review()
    view = replace(view, attempt=replace(view.attempt, confirmed=True))
    shown, _ = stage(qtbot, view)
    assert "A draft engine wrote this down" not in shown.words()
    assert "\ndraft\n" not in shown.words()


def test_a_stretch_that_was_not_written_down_is_told_and_can_be_read_again(qtbot: QtBot) -> None:
    spoken = replace(answers.transcript(), gaps=(Gap(20.0, 23.4), Gap(40.0, 41.0)))
    shown, _ = stage(qtbot, answers.review(p.Read(spoken, answers.feedback())))
    assert "4 seconds of this take could not be written down" in shown.words()
    shown.click("Read it again")
    assert shown.events == [ReadAgain()]


def test_a_second_reading_is_offered_told_and_undone(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(can_read_whole=True))
    shown.click("Read the take again")
    second = SecondReading(answers.transcript(), 3)
    page.show_state(answers.review(second_reading=second))
    assert "The take was read again: 3 words differ." in shown.words()
    assert not page.player.read_again.isVisible()
    shown.click("Undo")
    assert shown.events == [ReadAgain(), Undo()]
    page.show_state(answers.review(second_reading=replace(second, changed_words=0)))
    assert "the same words" in shown.words()


def test_while_it_is_read_the_take_can_already_be_played(qtbot: QtBot) -> None:
    view = answers.review(p.Transcribing(0.4))
    shown, page = stage(qtbot, view)
    assert "Writing down what you said" in shown.words()
    assert page.reading.progress.value() == 400
    assert "Key points" not in shown.words()
    assert "The words appear here" in shown.words()
    shown.press(Key.Key_Space)
    assert shown.events == [Play()]


def test_while_it_is_compared_the_words_can_already_be_read(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(p.Analysing(answers.transcript())))
    assert "Comparing it with the key points" in shown.words()
    assert page.player.transcript.toPlainText().startswith("So, drift")
    assert not page.delivery.isVisible()


def test_an_unread_take_says_why_and_can_be_read_again(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.review(UNREAD))
    assert "The speech model could not be loaded" in shown.words()
    assert "The take is safe." in shown.words()
    shown.click("Try again")
    shown.click("Settings…")
    assert shown.events == [ReadAgain(), OpenSettings()]


def test_no_speech_is_said_and_nothing_is_invented(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, silent())
    words = shown.words()
    assert "No speech was found in this take" in words
    assert "It is kept, and you can listen to it." in words
    assert not page.points.isVisible()
    assert not page.delivery.isVisible()
    page.notice.acted.emit(page.notice.message)
    shown.click("Microphone…")
    assert shown.events == [Retake(), OpenSettings()]


def test_a_take_that_ended_early_says_so(qtbot: QtBot) -> None:
    take = Take("a.wav", 47.0, "The microphone was unplugged at 0:47. The take is saved.")
    view = replace(answers.review(), attempt=answers.attempt(take=take))
    shown, _ = stage(qtbot, view)
    assert "The microphone was unplugged at 0:47" in shown.words()


def test_a_point_offers_to_be_heard_only_where_there_is_sound(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.review(waveform=()))  # the sound is still being read
    play = page.points.rows[0].play
    assert play.isEnabled()
    page.show_state(answers.review(waveform=(), sound_problem="The sound of it was removed."))
    assert not play.isEnabled()
    click(qtbot, play)
    assert shown.events == []
    page.show_state(answers.review())
    click(qtbot, play)
    assert isinstance(shown.events[-1], Play)


def test_a_sound_that_is_gone_is_said_and_cannot_be_played(qtbot: QtBot) -> None:
    view = answers.review(waveform=(), sound_problem="The file of this take is gone.")
    shown, page = stage(qtbot, view)
    assert "The file of this take is gone." in shown.words()
    assert not page.player.play.isEnabled()
    shown.press(Key.Key_Space, Key.Key_Right, Key.Key_1)
    assert shown.events == []


def test_the_model_answer_and_the_probes_unfold_by_key(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    question = answers.question()
    assert question.model_answer not in shown.words()
    shown.press(Key.Key_A, Key.Key_P)
    assert question.model_answer in shown.words()
    assert "How would you notice without labels?" in shown.words()


def test_a_question_with_neither_has_no_empty_rows(qtbot: QtBot) -> None:
    bare = answers.question(model_answer="", follow_ups=())
    view = replace(answers.review(), attempt=answers.attempt(question=bare))
    shown, page = stage(qtbot, view)
    shown.press(Key.Key_A, Key.Key_P)
    assert not page.further.answer.isVisible()
    assert not page.further.probes.isVisible()


def test_feedback_without_key_points_still_shows_delivery(qtbot: QtBot) -> None:
    feedback = answers.feedback(coverage=Coverage((), "semantic"))
    view = answers.review(p.Read(answers.transcript(), feedback), feedback=feedback)
    _, page = stage(qtbot, view)
    assert not page.points.isVisible()
    assert page.delivery.isVisible()


# Names and extremes ----------------------------------------------------------------


def test_everything_the_keyboard_reaches_has_a_name(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.draft_review(can_read_again=True))
    assert shown.unnamed() == []


def test_buttons_of_a_point_say_which_one_they_mean(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    names = [each.accessibleName() for each in shown.buttons()]
    assert "I said it: point 6" in names
    assert "Play: point 2" in names


def test_the_same_state_again_builds_nothing_anew(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.words()
    rows = list(page.points.rows)
    document = page.player.transcript.document().revision()
    page.show_state(answers.review())
    assert page.points.rows == rows
    assert page.player.transcript.document().revision() == document


def test_twelve_long_points_can_all_be_reached(qtbot: QtBot) -> None:
    shown, page = stage(qtbot, answers.many_points_review(12))
    assert "12\nMonitoring" in shown.words()
    qtbot.waitUntil(lambda: page._side.verticalScrollBar().maximum() > 0)
    for row in page.points.rows:
        assert row._point.height() >= row._point.heightForWidth(row._point.width())


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("ask", [answers.LONG_ASK, answers.RTL_ASK, answers.UMLAUT_ASK])
def test_a_small_window_shows_the_foot_and_scrolls_to_the_rest(
    qtbot: QtBot, style: Style, percent: int, ask: str
) -> None:
    style.show("light", percent)
    view = replace(answers.review(), attempt=answers.attempt(question=answers.question(ask=ask)))
    shown, page = stage(qtbot, view, width=800, height=600)
    assert ask in shown.words()
    assert (page.width(), page.height()) == (800, 600)
    for button in (page.foot.retake, page.foot.next):
        assert button.visibleRegion().boundingRect() == button.rect()
    # Unrolled: the left column is as high as its content, and the page scrolls.
    qtbot.waitUntil(lambda: page._side.verticalScrollBar().maximum() == 0)


def test_the_long_transcript_of_ten_minutes_is_shown_whole(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.long_review(10))
    text = page.player.transcript.toPlainText()
    assert text.count("population stability") == 10
    page.show_position(599.0, playing=True)
    assert page.player.transcript.verticalScrollBar().value() > 1000


def test_advice_names_the_most_urgent_thing_only() -> None:
    draft = answers.draft_review()
    take = Take("a.wav", 47.0, "The disk is full.")
    both = replace(draft, attempt=replace(draft.attempt, take=take))
    advice = advice_of(both)
    assert advice is not None
    assert advice.message.title == "A draft engine wrote this down"
    assert advice_of(answers.review()) is None


def test_colours_follow_the_theme(qtbot: QtBot, style: Style) -> None:
    _, page = stage(qtbot)
    light = page.grab().toImage().pixelColor(700, 660)
    style.show("dark", 100)
    QApplication.processEvents()
    QApplication.processEvents()
    dark = page.grab().toImage()
    assert light.lightness() > 200
    assert dark.pixelColor(700, 660).lightness() < 60
    html = page.player.transcript.toHtml().lower()
    assert "#e9ede8" in html


def test_every_state_of_a_point_has_words_for_screen_readers(qtbot: QtBot) -> None:
    _, page = stage(qtbot, answers.overruled_review())
    states = [row._state.accessibleName() for row in page.points.rows]
    assert states[0] == f"{PointState.NOT_FOUND.value}, your verdict"
    assert states[1] == PointState.COVERED.value


def test_buttons_keep_to_one_primary(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    primary = [b for b in shown.buttons() if isinstance(b, Button) and b._kind == "primary"]
    assert [each.text() for each in primary] == ["Next question"]
