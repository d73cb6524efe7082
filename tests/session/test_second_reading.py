"""A take that is read once more: what is told, what is undone, and what is left alone."""

from dataclasses import replace

import pytest

from app.core import practice as p
from app.core.transcript import Transcript, Word
from app.session.second_reading import compare
from app.speech.engine import POCKETSPHINX, WHISPER
from tests.session.conftest import Stage
from tests.session.test_review_room import Visit, add_attempt
from tests.session.tools import DRAFT, FEEDBACK, TEXT

BETTER = replace(TEXT, words=(Word("Inputs", 0.5, 1.0), Word("drift", 1.0, 1.5)))


def opened(stage: Stage, transcript: Transcript = TEXT, engine: str = WHISPER) -> Visit:
    attempt_id = add_attempt(stage)
    stage.history.set_transcript(attempt_id, transcript)
    visit = Visit(stage, engine)
    visit.room.open(attempt_id)
    stage.listener.answer()
    return visit


def read_again(visit: Visit, transcript: Transcript) -> None:
    visit.stage.listener.transcript = transcript
    visit.room.read_again()
    visit.stage.listener.answer()


def test_new_words_replace_the_old_ones_and_it_is_said_how_many(stage: Stage) -> None:
    visit = opened(stage)
    assert visit.view.can_read_whole
    read_again(visit, BETTER)
    assert visit.view.attempt.transcript == BETTER
    assert visit.view.reading == p.Read(BETTER, FEEDBACK)
    assert visit.view.second_reading is not None
    assert visit.view.second_reading.changed_words == 1


def test_the_first_words_can_be_had_back(stage: Stage) -> None:
    visit = opened(stage)
    read_again(visit, BETTER)
    visit.room.undo()
    stage.listener.answer()
    assert stage.history.attempt(visit.view.attempt.id).transcript == TEXT
    assert visit.view.reading == p.Read(TEXT, FEEDBACK)
    assert visit.view.second_reading is None


def test_words_the_person_vouched_for_are_not_offered_another_reading(stage: Stage) -> None:
    visit = opened(stage)
    visit.room.confirm()
    assert not visit.view.can_read_whole


def test_a_draft_that_whisper_has_read_is_no_second_reading(stage: Stage) -> None:
    visit = opened(stage, DRAFT)
    assert not visit.view.can_read_whole
    read_again(visit, TEXT)
    assert visit.view.second_reading is None


def test_the_draft_engine_is_not_offered_to_replace_better_words(stage: Stage) -> None:
    assert not opened(stage, TEXT, POCKETSPHINX).view.can_read_whole


def test_a_reading_that_fails_leaves_the_words_as_they_were(stage: Stage) -> None:
    visit = opened(stage)
    stage.listener.problem = "The model is gone."
    read_again(visit, BETTER)
    assert visit.view.attempt.transcript == TEXT
    assert visit.view.second_reading is None
    assert isinstance(visit.view.reading, p.Unread)


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("", "", 0),
        ("we watch drift", "We watch drift", 0),
        ("we watch drift", "we watched the drift", 2),
        ("we watch drift", "", 3),
        ("", "we watch", 2),
        ("a b c d", "a x y d", 2),
    ],
)
def test_changed_gone_and_new_words_are_counted(before: str, after: str, changed: int) -> None:
    def spoken(text: str) -> Transcript:
        return Transcript(tuple(Word(each, 0.0, 1.0) for each in text.split()), "whisper")

    assert compare(spoken(before), spoken(after)).changed_words == changed
