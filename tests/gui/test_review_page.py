"""Reviewing an answer: state in, words out; clicks and keys in, events out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import practice as p
from app.core.attempt import Take
from app.core.feedback import Coverage, Measure, PointState
from app.core.transcript import Transcript
from app.gui.pages.review import (
    Close,
    Confirm,
    Next,
    OpenSettings,
    OpenTake,
    Pause,
    Play,
    ReadAgain,
    Retake,
    ReviewPage,
    Seek,
    SetNote,
    TickPoint,
)
from app.gui.pages.review_advice import advice_of
from app.gui.style import Style
from app.gui.widgets.button import Button
from app.gui.widgets.gauge import Gauge
from app.session.views import ReviewView, SessionPlace
from tests.gui import answers
from tests.gui.stage import Stage

Key = Qt.Key
UNREAD = p.Unread("The speech model could not be loaded. Choose another folder.")


def stage(
    qtbot: QtBot, view: ReviewView | None = None, *, width: int = 1280, height: int = 800
) -> tuple[Stage, ReviewPage]:
    page = ReviewPage(lambda: answers.NOW)
    shown = Stage(qtbot, page, width=width, height=height)
    page.show_state(view or answers.review())
    return shown, page


def silent() -> ReviewView:
    return answers.review(p.Read(Transcript((), "whisper"), answers.feedback()))


# What is shown ------------------------------------------------------------------------


def test_review_shows_points_with_state_evidence_and_time(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    words = shown.words()
    assert "What is model or concept drift?" in words
    assert "4 covered, 1 unclear, 1 not found" in words
    assert "1\u2002Data drift: the inputs change" in words
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


# What the person does -----------------------------------------------------------------


def test_space_plays_and_pauses(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_Space)
    page.show_position(1.0, playing=True)
    shown.press(Key.Key_Space)
    assert page.player.play.accessibleName() == "Pause"
    QTest.mouseClick(page.player.play, Qt.MouseButton.LeftButton)
    assert shown.events == [Play(), Pause(), Pause()]


def test_left_and_right_go_five_seconds_and_stop_at_the_ends(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.show_position(3.0, playing=False)
    shown.press(Key.Key_Left)
    page.show_position(30.0, playing=False)
    shown.press(Key.Key_Right)
    page.show_position(77.0, playing=False)
    shown.press(Key.Key_Right)
    assert shown.events == [Seek(0.0), Seek(35.0), Seek(78.0)]


def test_digits_play_where_a_point_was_said(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    shown.press(Key.Key_2, Key.Key_6, Key.Key_9)  # the sixth was not found, there is no ninth
    evidence = answers.coverage().findings[1].evidence
    assert evidence is not None
    assert shown.events == [Play(evidence.start_s - 0.2, evidence.end_s + 0.3)]
    page.points.rows[1].play.click()
    assert shown.events[1] == shown.events[0]


def test_a_word_plays_the_take_from_there(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.player.transcript.word_picked.emit(20)
    assert shown.events == [Play(answers.transcript().words[20].start_s)]


def test_points_are_overruled_both_ways_and_given_back(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    rows = page.points.rows
    rows[5].said.click()
    rows[4].said.click()
    rows[0].not_said.click()
    assert shown.events == [TickPoint(5, True), TickPoint(4, True), TickPoint(0, False)]
    page.show_state(answers.overruled_review())
    shown.words()
    assert rows[0].undo.isVisible()
    assert not rows[0].not_said.isVisible()
    rows[0].undo.click()
    assert shown.events[-1] == TickPoint(0, None)


def test_an_overruled_point_shows_the_new_state_and_you(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.overruled_review())
    words = shown.words()
    assert words.count("\nyou\n") == 2
    assert "4 covered, 2 not found" in words
    assert "You say you did not say it" in words
    assert "Closest: “we get an alert and, well, we retrain”" in words


def test_the_takes_are_listed_newest_first_and_can_be_opened(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    combo = page.head.takes
    assert [combo.itemText(index) for index in range(combo.count())] == [
        "Take 3, today 18:42",
        "Take 2, Sat 19:00",
        "Take 1, 14 Oct, 19:00",
    ]
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    assert shown.events == [OpenTake(5)]


def test_in_a_session_enter_goes_on_and_esc_leaves(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    assert "Question 1 of 3" in shown.words()
    shown.press(Key.Key_Return, Key.Key_R, Key.Key_Escape)
    shown.click("Next question")
    shown.click("Retake")
    shown.click("Leave")
    assert shown.events == [Next(), Retake(), Close()] * 2


def test_after_the_last_question_the_button_says_finish(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.review(place=SessionPlace(2, 3)))
    shown.click("Finish")
    assert shown.events == [Next()]


def test_from_the_history_there_is_nothing_to_go_on_to(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot, answers.review(place=None))
    assert "Next question" not in [each.text() for each in shown.buttons()]
    shown.press(Key.Key_Return)
    assert shown.events == []
    shown.click("Close")
    assert shown.events == [Close()]


# The note -----------------------------------------------------------------------------


def type_note(shown: Stage, text: str) -> None:
    shown.press(Key.Key_N)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def test_enter_keeps_the_note_and_leaves_the_field(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "speak r1 slower")
    shown.press(Key.Key_Return)
    assert shown.events == [SetNote("speak r1 slower")]
    assert not page.foot.note.hasFocus()
    shown.press(Key.Key_Return)
    assert shown.events[1:] == [Next()]


def test_letters_digits_and_space_belong_to_the_note_while_it_is_typed(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "r n 1 a p")
    assert page.foot.note.text() == "r n 1 a p"
    assert shown.events == []


def test_esc_in_the_note_leaves_the_field_and_not_the_page(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    type_note(shown, "slower")
    shown.press(Key.Key_Escape)
    assert shown.events == [SetNote("slower")]


def test_a_note_half_typed_is_kept_before_the_page_is_left(qtbot: QtBot) -> None:
    shown, _ = stage(qtbot)
    type_note(shown, "slower")
    shown.button("Next question").click()
    assert shown.events == [SetNote("slower"), Next()]


def test_a_note_is_kept_when_typing_rests(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "slower")
    page.foot.note._rest.timeout.emit()
    assert shown.events == [SetNote("slower")]


def test_a_new_state_does_not_disturb_typing(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "slow")
    page.show_state(answers.review(p.Transcribing(0.9)))
    assert page.foot.note.text() == "slow"


def test_a_note_that_was_just_kept_can_be_typed_on(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "speak ")
    page.foot.note._rest.timeout.emit()
    page.show_state(answers.review(attempt=answers.attempt(note="speak")))
    assert page.foot.note.text() == "speak "


def test_another_attempt_brings_its_own_note(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    type_note(shown, "slow")
    other = answers.attempt(id=5, note="name one example.")
    page.show_state(answers.review(attempt=other))
    assert page.foot.note.text() == "name one example."
    assert SetNote("name one example.") not in shown.events


def test_a_note_that_did_not_change_is_not_sent(qtbot: QtBot) -> None:
    view = answers.review(attempt=answers.attempt(note="slower"))
    shown, _ = stage(qtbot, view)
    shown.press(Key.Key_N, Key.Key_Return)
    assert shown.events == []


# Keys, names, extremes ----------------------------------------------------------------


def test_single_letters_can_be_switched_off(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.set_single_keys(False)
    shown.press(Key.Key_R, Key.Key_1, Key.Key_N, Key.Key_A)
    assert shown.events == []
    shown.press(Key.Key_Space)
    assert shown.events == [Play()]


def test_space_presses_what_tab_has_brought_the_person_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.points.rows[5].said.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Key.Key_Space)
    assert shown.events == [TickPoint(5, True)]


def test_enter_presses_what_tab_has_brought_the_person_to(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.points.rows[5].said.setFocus(Qt.FocusReason.TabFocusReason)
    shown.press(Key.Key_Return)
    assert shown.events == [TickPoint(5, True)]


def test_tab_goes_through_the_page_as_it_is_read(qtbot: QtBot) -> None:
    shown, page = stage(qtbot)
    page.setFocus()
    seen = []
    for _ in range(30):
        shown.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        seen.append(focused.accessibleName() or getattr(focused, "text", str)())  # type: ignore[union-attr]
    wanted = [
        "Leave",
        "Take",
        "Play: point 1",
        "Not said: point 1",
        "I said it: point 6",
        "A model answer",
        "Play",
        "Transcript",
        "Next time I will",
        "Retake",
        "Next question",
    ]
    assert [seen.index(each) for each in wanted] == sorted(seen.index(each) for each in wanted)


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
    assert "12\u2002Monitoring" in shown.words()
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
    assert page._side.verticalScrollBar().maximum() == 0


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
