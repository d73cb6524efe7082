"""Changing an answer under review: words, fillers, ticks; and undoing each of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.core import practice as p
from app.core.feedback import Feedback
from app.core.transcript import Transcript, Word
from app.session.review import ReviewRoom
from app.session.review_editing import MOST_CHANGES
from app.speech.engine import WHISPER
from tests.session.conftest import Stage
from tests.session.test_review_room import Visit, add_attempt
from tests.session.tools import DRAFT, FEEDBACK, TEXT

NEW = replace(FEEDBACK, version="2")


def opened(stage: Stage, transcript: Transcript = TEXT, engine: str = WHISPER) -> Visit:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, transcript)
    visit = Visit(stage, engine)
    visit.room.open(attempt_id)
    stage.listener.answer()
    return visit


def stored(visit: Visit) -> Transcript:
    transcript = visit.stage.history.attempt(visit.view.attempt.id).transcript
    assert transcript is not None
    return transcript


def reading(visit: Visit) -> p.Reading:
    return visit.view.reading


def edited(visit: Visit) -> bool:
    return visit.view.attempt.edited


def version(visit: Visit) -> str:
    feedback = visit.view.feedback
    assert isinstance(feedback, Feedback)
    return feedback.version


def test_a_corrected_word_is_kept_shown_and_judged_at_once(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.correct_words(0, 0, "Features")
    assert stored(visit).text == "Features change"
    assert edited(visit)
    assert reading(visit) == p.Analysing(stored(visit))
    assert version(visit) == "1"  # what was known of it stays until it is judged
    stage.listener.feedback = NEW
    stage.listener.answer()
    assert reading(visit) == p.Read(stored(visit), NEW)
    assert version(visit) == "2"


def test_a_tick_stays_when_words_are_corrected(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.tick_point(2, True)
    visit.room.correct_words(0, 0, "Features")
    stage.listener.answer()
    assert visit.view.attempt.ticks == {2: True}
    assert visit.view.feedback is not None
    assert visit.view.feedback.coverage.findings[2].overruled


def test_a_filler_that_is_heard_is_added(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.add_filler(1.4)
    assert stored(visit).text == "inputs change um"
    visit.room.add_filler(-3.0)
    assert stored(visit).text == "um inputs change um"


def test_the_same_words_again_are_no_change(stage: Stage) -> None:
    visit = opened(stage)
    shown = len(visit.views)
    visit.room.correct_words(0, 1, " inputs  change ")
    visit.room.correct_words(0, 9, "nothing there")
    assert not edited(visit)
    assert visit.view.undo_label == ""
    assert stage.listener.waiting == []
    assert len(visit.views) > shown


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda room: room.correct_words(0, 0, "Features"), "correct “inputs”"),
        (lambda room: room.correct_words(1, 1, ""), "delete “change”"),
        (lambda room: room.add_filler(0.1), "add a filler"),
        (lambda room: room.tick_point(1, True), "I said point 2"),
        (lambda room: room.tick_point(0, False), "not said: point 1"),
        (lambda room: room.set_note("slower"), "write the note"),
        (lambda room: room.set_best(True), "mark the best take"),
    ],
)
def test_every_change_is_undone_and_done_again(
    stage: Stage, change: Callable[[ReviewRoom], None], label: str
) -> None:
    visit = opened(stage)
    before = visit.view.attempt
    change(visit.room)
    stage.listener.answer()
    after = visit.view.attempt
    assert after != before
    assert (visit.view.undo_label, visit.view.redo_label) == (label, "")
    visit.room.undo()
    stage.listener.answer()
    assert visit.view.attempt == before
    assert (visit.view.undo_label, visit.view.redo_label) == ("", label)
    visit.room.redo()
    stage.listener.answer()
    assert visit.view.attempt == after
    assert isinstance(reading(visit), p.Read)


def test_confirming_a_draft_can_be_undone(stage: Stage) -> None:
    visit = opened(stage, DRAFT)
    visit.room.confirm()
    assert visit.view.undo_label == "confirm the text"
    visit.room.undo()
    assert visit.view.attempt.draft
    visit.room.redo()
    assert visit.view.attempt.confirmed


def test_reading_a_draft_again_can_be_undone_with_what_was_corrected_in_it(stage: Stage) -> None:
    visit = opened(stage, DRAFT)
    visit.room.correct_words(0, 0, "Features")
    stage.listener.answer()
    visit.room.read_again()
    stage.listener.answer()
    assert stored(visit) == TEXT
    assert not edited(visit)
    assert visit.view.undo_label == "read the take again"
    visit.room.undo()
    assert stored(visit).text == "Features change"
    assert edited(visit)
    visit.room.undo()
    assert stored(visit) == DRAFT
    assert not edited(visit)


def test_a_first_reading_is_nothing_to_undo(stage: Stage) -> None:
    visit = Visit(stage)
    visit.room.open(add_attempt(stage))
    stage.listener.answer()
    assert visit.view.undo_label == ""


def test_words_corrected_while_they_are_read_again_elsewhere_are_kept(stage: Stage) -> None:
    visit = opened(stage, DRAFT)
    first = visit.view.attempt.id
    visit.room.read_again()
    visit.room.open(add_attempt(stage), reading=p.Transcribing())
    visit.room.open(first)
    visit.room.correct_words(0, 0, "Features")
    stage.listener.answer()
    assert stored(visit).text == "Features change"
    assert isinstance(reading(visit), p.Read)


def test_while_the_take_is_read_again_there_are_no_words_to_correct(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.read_again()
    visit.room.correct_words(0, 0, "Features")
    visit.room.add_filler(1.0)
    assert stored(visit) == TEXT


def test_a_verdict_on_words_that_have_changed_since_is_not_taken(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.correct_words(0, 0, "Features")
    stage.listener.feedback = NEW
    late = stage.listener.waiting.pop()
    visit.room.correct_words(1, 1, "drift")
    late()
    assert isinstance(reading(visit), p.Analysing)
    assert version(visit) == "1"
    stage.listener.answer()
    assert version(visit) == "2"


def test_a_verdict_that_comes_after_another_attempt_was_opened_disturbs_nothing(
    stage: Stage,
) -> None:
    visit = opened(stage)
    first = visit.view.attempt.id
    visit.room.correct_words(0, 0, "Features")
    visit.room.open(add_attempt(stage), reading=p.Transcribing(0.5))
    stage.listener.answer()
    assert reading(visit) == p.Transcribing(0.5)
    assert visit.view.undo_label == ""
    assert stage.history.summaries(limit=2)[1].id == first
    assert stage.history.summaries(limit=2)[1].points == FEEDBACK.coverage.states


def test_in_a_session_words_can_be_corrected_before_they_are_judged(stage: Stage) -> None:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, TEXT)
    visit = Visit(stage)
    visit.room.open(attempt_id, reading=p.Analysing(TEXT))
    visit.room.correct_words(0, 0, "Features")
    visit.room.follow(p.Read(TEXT, FEEDBACK))  # the session judged what was said before
    assert isinstance(reading(visit), p.Analysing)
    stage.listener.answer()
    assert reading(visit) == p.Read(stored(visit), FEEDBACK)
    assert stored(visit).text == "Features change"


def test_the_original_is_shown_and_can_be_had_back_which_can_be_undone(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.correct_words(0, 0, "Features")
    visit.room.correct_words(1, 1, "drift")
    visit.room.show_original(True)
    visit.room.show_original(False)
    assert [view.original for view in visit.views[-2:]] == [TEXT, None]
    visit.room.back_to_original()
    assert stored(visit) == TEXT
    assert not edited(visit)
    visit.room.undo()
    assert stored(visit).text == "Features drift"
    assert edited(visit)


def test_an_answer_is_judged_again_when_asked(stage: Stage) -> None:
    visit = opened(stage)
    stage.listener.feedback = NEW
    visit.room.recheck()
    stage.listener.answer()
    assert version(visit) == "2"
    assert visit.view.undo_label == ""


def test_a_new_change_ends_what_could_be_done_again(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.tick_point(1, True)
    visit.room.undo()
    visit.room.tick_point(2, True)
    assert visit.view.redo_label == ""
    visit.room.redo()
    assert visit.view.attempt.ticks == {2: True}


def test_a_note_that_is_typed_in_one_go_is_one_change(stage: Stage) -> None:
    visit = opened(stage)
    for text in ("na", "name", "name one ", "name one metric"):
        visit.room.set_note(text)
    visit.room.set_note("begin with the answer")
    visit.room.undo()
    assert visit.view.attempt.note == "name one metric"
    visit.room.undo()
    assert visit.view.attempt.note == ""


def test_undoing_the_best_take_brings_back_the_one_before(stage: Stage) -> None:
    earlier = add_attempt(stage)
    stage.history.set_best(earlier, True)
    visit = opened(stage)
    visit.room.set_best(True)
    assert not stage.history.attempt(earlier).best
    visit.room.undo()
    assert stage.history.attempt(earlier).best
    assert not visit.view.attempt.best


def test_a_note_that_was_kept_by_mistake_is_open_again_after_undo(stage: Stage) -> None:
    earlier = add_attempt(stage)
    stage.history.set_note(earlier, "name the metric")
    visit = opened(stage)
    visit.room.keep_note(True)
    assert visit.view.undo_label == "keep the note"
    visit.room.undo()
    visit.room.redo()
    visit.room.undo()
    kept = [view.earlier_note.kept for view in visit.views[-4:] if view.earlier_note]
    assert kept == [True, False, True, False]


def test_changes_of_one_attempt_are_not_undone_in_another(stage: Stage) -> None:
    visit = opened(stage)
    first = visit.view.attempt.id
    visit.room.tick_point(1, True)
    visit.room.open(add_attempt(stage), reading=p.Transcribing())
    visit.room.undo()
    assert stage.history.attempt(first).ticks == {1: True}
    visit.room.open(first)
    assert visit.view.undo_label == "I said point 2"


def test_words_replaced_from_elsewhere_are_not_undone(stage: Stage) -> None:
    visit = opened(stage, DRAFT)
    visit.room.confirm()
    visit.room.undo()
    stage.history.set_transcript(visit.view.attempt.id, TEXT)  # drafts are being read again
    visit.room.redo()
    assert stored(visit) == TEXT
    assert "cannot be undone" in str(stage.complaints[0])
    assert visit.view.redo_label == ""


def test_the_oldest_changes_are_forgotten_in_the_end(stage: Stage) -> None:
    visit = opened(stage)
    for turn in range(MOST_CHANGES + 5):
        visit.room.tick_point(1, turn % 2 == 0)
    for _ in range(MOST_CHANGES + 5):
        visit.room.undo()
    assert visit.view.undo_label == ""
    assert visit.view.attempt.ticks == {1: True}


def test_nothing_happens_where_nothing_is_open(stage: Stage) -> None:
    visit = Visit(stage)
    visit.room.correct_words(0, 0, "x")
    visit.room.undo()
    visit.room.show_original(True)
    assert visit.views == []


def test_ten_minutes_of_words_are_shared_between_changes(stage: Stage) -> None:
    words = tuple(Word(f"word{i}", i * 0.4, i * 0.4 + 0.3) for i in range(50))
    visit = opened(stage, Transcript(words, "whisper"))
    for index in range(3):
        visit.room.correct_words(index, index, f"new{index}")
    done = visit.room._edits._trail(visit.view.attempt.id).done
    assert done[1].before is done[0].after
    assert done[2].before is done[1].after
