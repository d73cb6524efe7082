"""The best take, and the note of an earlier one that this one keeps."""

from app.core import practice as p
from app.core.attempt import EarlierNote
from tests.session.conftest import Stage
from tests.session.test_review_room import Visit, add_attempt


def visit_of(stage: Stage, attempt_id: int) -> Visit:
    visit = Visit(stage)
    visit.room.open(attempt_id, reading=p.Transcribing())
    return visit


def test_marking_the_best_take_shows_in_the_list_of_takes(stage: Stage) -> None:
    first, second = add_attempt(stage), add_attempt(stage)
    stage.history.set_best(first, True)
    visit = visit_of(stage, second)
    assert [take.best for take in visit.view.takes] == [True, False]
    visit.room.set_best(True)
    assert [take.best for take in visit.view.takes] == [False, True]
    assert visit.view.attempt.best
    visit.room.set_best(False)
    assert not stage.history.attempt(second).best


def test_a_best_take_that_was_marked_elsewhere_is_seen_on_looking_again(stage: Stage) -> None:
    first = add_attempt(stage)
    visit = visit_of(stage, first)
    stage.history.set_best(first, True)
    visit.room.look_again()
    assert visit.view.attempt.best
    assert visit.view.takes[0].best


def test_the_note_of_the_take_before_is_checked_off_and_taken_back(stage: Stage) -> None:
    first = add_attempt(stage)
    stage.history.set_note(first, "name the metric")
    second = add_attempt(stage)
    visit = visit_of(stage, second)
    assert visit.view.earlier_note == EarlierNote(first, "name the metric")
    visit.room.keep_note(True)
    assert visit.view.earlier_note == EarlierNote(first, "name the metric", kept=True)
    visit.room.keep_note(False)
    assert visit.view.earlier_note == EarlierNote(first, "name the metric")
    assert stage.record.open_note(visit.view.attempt.question.key) == "name the metric"


def test_a_note_that_was_kept_is_seen_where_it_was_kept_and_nowhere_later(stage: Stage) -> None:
    first = add_attempt(stage)
    stage.history.set_note(first, "name the metric")
    second = add_attempt(stage)
    visit_of(stage, second).room.keep_note(True)
    third = add_attempt(stage)
    assert visit_of(stage, third).view.earlier_note is None
    assert stage.record.open_note(visit_of(stage, third).view.attempt.question.key) == ""
    again = visit_of(stage, second).view.earlier_note
    assert again is not None
    assert again.kept


def test_the_first_take_has_no_earlier_note_and_nothing_to_keep(stage: Stage) -> None:
    first = add_attempt(stage)
    stage.history.set_note(first, "its own note")
    visit = visit_of(stage, first)
    assert visit.view.earlier_note is None
    visit.room.keep_note(True)
    assert stage.record.open_note(visit.view.attempt.question.key) == "its own note"
