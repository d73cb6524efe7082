"""Saying which part of a story a sentence tells, and taking that back."""

from dataclasses import replace

from app.core import practice as p
from app.core.structure import Part, Structure, TaggedSentence
from app.core.transcript import Transcript, Word
from tests.session.conftest import Stage
from tests.session.test_review_editing import opened
from tests.session.test_review_room import Visit
from tests.session.tools import FEEDBACK, TEXT

S, T, A, R = Part
SAID = Transcript(tuple(Word("said", i * 1.0, i + 0.9) for i in range(9)), "fake")
TOLD = Structure(
    (
        TaggedSentence(0, 2, 0.5, 2.9, S),
        TaggedSentence(3, 5, 3.0, 5.9, S),
        TaggedSentence(6, 8, 6.0, 8.9, A),
    )
)


def told(stage: Stage) -> Visit:
    stage.listener.feedback = replace(FEEDBACK, structure=TOLD)
    return opened(stage, SAID)


def parts(visit: Visit) -> list[Part]:
    feedback = visit.view.feedback
    assert feedback is not None
    assert feedback.structure is not None
    return [each.part for each in feedback.structure.sentences]


def test_a_sentence_is_what_the_person_says_and_that_is_kept(stage: Stage) -> None:
    visit = told(stage)
    visit.room.mark_part(4.0, A)
    assert parts(visit) == [S, A, A]
    assert visit.view.feedback is not None
    assert visit.view.feedback.structure is not None
    assert [each.overruled for each in visit.view.feedback.structure.sentences] == [
        False,
        True,
        False,
    ]
    assert stage.history.attempt(visit.view.attempt.id).marked_parts == {4.45: A}
    assert isinstance(visit.view.reading, p.Read)  # nothing was judged anew


def test_another_moment_of_the_sentence_replaces_what_was_said_of_it(stage: Stage) -> None:
    visit = told(stage)
    stage.history.mark_part(visit.view.attempt.id, 3.1, T)
    stage.history.mark_part(visit.view.attempt.id, 5.8, A)
    stage.history.mark_part(visit.view.attempt.id, 6.5, R)
    visit.room.mark_part(5.0, R)
    assert stage.history.attempt(visit.view.attempt.id).marked_parts == {4.45: R, 6.5: R}
    visit.room.undo()
    before = {3.1: T, 5.8: A, 6.5: R}
    assert stage.history.attempt(visit.view.attempt.id).marked_parts == before
    visit.room.redo()
    assert parts(visit) == [S, R, R]


def test_a_sentence_is_left_to_the_program_again(stage: Stage) -> None:
    visit = told(stage)
    visit.room.mark_part(4.0, T)
    assert visit.view.undo_label == "call a sentence Task"
    visit.room.mark_part(3.2, None)
    assert parts(visit) == [S, S, A]
    assert visit.view.undo_label == "give back a sentence"
    visit.room.undo()
    assert parts(visit) == [S, T, A]
    visit.room.undo()
    assert parts(visit) == [S, S, A]
    assert visit.view.undo_label == ""


def test_before_the_first_word_the_first_sentence_is_meant(stage: Stage) -> None:
    visit = told(stage)
    visit.room.mark_part(0.0, T)
    assert parts(visit) == [T, S, A]


def test_the_same_again_and_giving_back_nothing_are_no_change(stage: Stage) -> None:
    visit = told(stage)
    visit.room.mark_part(4.0, None)
    assert visit.view.undo_label == ""
    visit.room.mark_part(4.0, A)
    visit.room.mark_part(4.2, A)
    visit.room.undo()
    assert visit.view.undo_label == ""


def test_no_part_is_marked_where_nobody_looked_for_one(stage: Stage) -> None:
    visit = opened(stage, TEXT)
    visit.room.mark_part(0.5, A)
    assert stage.history.attempt(visit.view.attempt.id).marked_parts == {}


def test_what_the_person_said_of_a_sentence_outlives_other_words(stage: Stage) -> None:
    visit = told(stage)
    visit.room.mark_part(4.0, R)
    visit.room.correct_words(0, 0, "It was")
    assert parts(visit) == [S, R, A]  # moved, until it is judged again
    later = tuple(
        replace(each, first_word=each.first_word + 1, last_word=each.last_word + 1)
        for each in TOLD.sentences
    )
    stage.listener.feedback = replace(FEEDBACK, structure=Structure(later))
    stage.listener.answer()
    assert parts(visit) == [S, R, A]
