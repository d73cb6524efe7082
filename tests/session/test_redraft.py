"""Reading drafts again: a real history and a real worker process, whose engine is told what to do.

The first test has the real engine and the real judge.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.core.attempt import Take
from app.core.transcript import Transcript, Word
from app.session.assistant import Assistant, Reply
from app.session.inbox import Inbox
from app.session.redraft import GONE, Redraft, RedraftTools
from app.session.toolbox import Toolbox
from app.speech.engine import POCKETSPHINX, WHISPER, EngineChoice
from app.speech.worker import Handler
from tests.analysis.converted import put_model
from tests.session.conftest import Stage
from tests.session.told_engine import Touch, unpack
from tests.session.tools import DRAFT, QUESTION, TEXT
from tests.speech.sounds import ANSWER, TINY_MODEL, write_wav
from tests.speech.sounds import tone as a_tone

pytestmark = pytest.mark.slow

WITH_MODEL = EngineChoice(WHISPER, TINY_MODEL)


@dataclass
class Room:
    """What reads drafts again, and those around it."""

    stage: Stage
    folder: Path
    inbox: Inbox = field(default_factory=Inbox)
    choice: EngineChoice = WITH_MODEL
    answering: bool = False
    read: int = 0
    toolbox: Callable[[], Mapping[type, Handler]] = unpack

    def __post_init__(self) -> None:
        self.assistant = Assistant(self.toolbox, self.inbox.post)
        self.redraft = self.another()

    def another(self) -> Redraft:
        """Return what a program started again would have."""
        made = Redraft(
            RedraftTools(
                history=self.stage.history,
                record=self.stage.record,
                recordings=self.stage.recordings,
                assistant=self.assistant,
                engine=lambda: self.choice,
                quiet=lambda: not self.answering,
            )
        )
        made.on_read = self._note
        return made

    def _note(self) -> None:
        self.read += 1

    def add(self, name: str, transcript: Transcript = DRAFT) -> int:
        """Put an answer with its recording into the history."""
        write_wav(self.folder / f"{name}.wav", a_tone(1.0))
        attempt_id = self.stage.record.add(QUESTION, Take(f"{name}.wav", 1.0))
        self.stage.history.set_transcript(attempt_id, transcript)
        return attempt_id

    def say(self, name: str, words: str) -> None:
        """Let the engine finish a take with these words; none means that it fails."""
        (self.folder / f"{name}.txt").write_text(words)

    def begun(self, name: str) -> bool:
        return (self.folder / f"{name}.begun").exists()

    def text_of(self, attempt_id: int) -> str:
        transcript = self.stage.history.attempt(attempt_id).transcript
        assert transcript is not None
        return ("draft " if transcript.draft else "") + transcript.text

    def until(self, condition: Callable[[], bool]) -> None:
        end_s = time.monotonic() + 60
        self.inbox.run_until(
            lambda: condition() or time.monotonic() > end_s, tick=self.redraft.look, every_s=0.05
        )
        assert condition(), self.redraft.view

    def until_over(self) -> None:
        self.until(lambda: not self.redraft.view.running)


@pytest.fixture
def room(stage: Stage, tmp_path: Path) -> Iterator[Room]:
    room = Room(stage, tmp_path / "takes")
    yield room
    room.assistant.close()


def test_a_draft_is_read_by_the_model_and_judged(stage: Stage, tmp_path: Path) -> None:
    room = Room(stage, tmp_path / "takes", toolbox=Toolbox(put_model(tmp_path / "model")))
    attempt_id = room.add("a")
    shutil.copy(ANSWER, tmp_path / "takes" / "a.wav")
    room.redraft.start()
    room.until_over()
    room.assistant.close()
    (summary,) = stage.history.summaries()
    assert "canary" in room.text_of(attempt_id).lower()
    assert not summary.draft
    assert summary.points is not None
    assert summary.pace_wpm is not None


def test_all_drafts_are_read_one_after_the_other_newest_first(room: Room) -> None:
    old, new, final = room.add("old"), room.add("new"), room.add("final", TEXT)
    assert (room.redraft.view.count, room.redraft.view.possible) == (2, True)
    room.redraft.start()
    room.until(lambda: room.begun("new"))
    view = room.redraft.view
    assert (view.running, view.waiting, view.done, view.total) == (True, False, 0, 2)
    assert not room.begun("old")
    room.say("new", "newer")
    room.until(lambda: room.begun("old"))
    assert (room.text_of(new), room.redraft.view.done, room.read) == ("newer", 1, 2)
    room.say("old", "older")
    room.until_over()
    assert (room.text_of(old), room.text_of(final)) == ("older", TEXT.text)
    view = room.redraft.view
    assert (view.count, view.done, view.failed, view.problem) == (0, 2, 0, "")
    assert all(each.pace_wpm for each in room.stage.history.summaries() if each.id != final)


def test_a_draft_somebody_vouches_for_meanwhile_stays(room: Room) -> None:
    waits, reads = room.add("waits"), room.add("reads")
    room.redraft.start()
    room.until(lambda: room.begun("reads"))
    room.stage.history.confirm(waits)
    room.stage.history.confirm(reads)
    room.say("reads", "never kept")
    room.until_over()
    assert room.text_of(waits) == room.text_of(reads) == "draft inputs change"
    assert room.stage.history.attempt(reads).confirmed
    assert not room.begun("waits")
    assert (room.redraft.view.failed, room.read) == (0, 0)


def test_words_that_have_changed_meanwhile_are_left_alone(room: Room) -> None:
    attempt_id = room.add("a")
    room.redraft.start()
    room.until(lambda: room.begun("a"))
    edited = replace(DRAFT, words=(Word("mine", 0.1, 0.5),))
    room.stage.history.set_transcript(attempt_id, edited)
    room.say("a", "never kept")
    room.until_over()
    assert room.text_of(attempt_id) == "draft mine"


def test_it_gives_way_while_somebody_answers_and_goes_on_afterwards(room: Room) -> None:
    attempt_id = room.add("a")
    room.redraft.start()
    room.until(lambda: room.begun("a"))
    room.answering = True
    room.until(lambda: room.redraft.view.waiting)
    assert not room.assistant.busy, "the worker has nothing of it in hand"
    room.say("a", "read at last")
    room.redraft.look()
    assert room.redraft.view.waiting
    room.answering = False
    room.until_over()
    assert room.text_of(attempt_id) == "read at last"


def test_a_job_of_somebody_else_comes_first(room: Room, tmp_path: Path) -> None:
    attempt_id = room.add("a")
    room.redraft.start()
    room.until(lambda: room.begun("a"))
    ended: list[bool] = []
    reply = Reply(lambda _value: None, lambda _problem: None, lambda: ended.append(True))
    room.assistant.ask(Touch(tmp_path / "theirs"), reply)
    room.until(lambda: bool(ended))
    assert (tmp_path / "theirs").exists()
    assert room.text_of(attempt_id).startswith("draft")
    room.say("a", "read at last")
    room.until_over()
    assert room.text_of(attempt_id) == "read at last"


def test_it_can_be_ended_and_begins_again_only_when_asked(room: Room) -> None:
    first, second = room.add("first"), room.add("second")
    room.say("second", "done")
    room.redraft.start()
    room.until(lambda: room.begun("first"))
    room.redraft.cancel()
    assert not room.redraft.view.running
    assert (room.text_of(second), room.text_of(first)) == ("done", "draft inputs change")
    after_a_restart = room.another()
    after_a_restart.look()
    assert (after_a_restart.view.running, after_a_restart.view.count) == (False, 1)
    room.say("first", "done too")
    room.redraft.start()
    room.until_over()
    assert room.text_of(first) == "done too"


def test_what_cannot_be_read_is_counted_and_the_rest_is_read(room: Room) -> None:
    good, bad, gone = room.add("good"), room.add("bad"), room.add("gone")
    (room.folder / "gone.wav").unlink()
    room.say("bad", "")
    room.say("good", "well")
    room.redraft.start()
    room.until_over()
    view = room.redraft.view
    assert (view.done, view.failed, view.count) == (3, 2, 2)
    assert view.problem == "The engine cannot read that."
    assert room.text_of(good) == "well"
    assert room.text_of(bad) == room.text_of(gone) == "draft inputs change"


def test_recordings_that_are_gone_are_no_reason_to_stop(room: Room) -> None:
    good = room.add("good")
    for name in "abcd":
        room.add(name)
        (room.folder / f"{name}.wav").unlink()
    room.say("good", "well")
    room.redraft.start()
    room.until_over()
    assert (room.redraft.view.failed, room.redraft.view.problem) == (4, GONE)
    assert room.text_of(good) == "well"


def test_an_engine_that_fails_again_and_again_is_not_asked_for_ever(room: Room) -> None:
    for name in "abcdef":
        room.add(name)
        room.say(name, "")
    room.redraft.start()
    room.until_over()
    assert (room.redraft.view.failed, room.redraft.view.count) == (3, 6)


def test_an_answer_deleted_meanwhile_is_passed_over(room: Room) -> None:
    room.add("kept")
    room.say("kept", "well")
    room.redraft.start()
    room.redraft._waiting.append(999)
    room.until_over()
    assert room.redraft.view.failed == 0


def test_the_draft_engine_reads_nothing_again(room: Room) -> None:
    room.add("a")
    room.choice = EngineChoice(POCKETSPHINX)
    room.redraft.start()
    assert (room.redraft.view.running, room.redraft.view.possible) == (False, False)
    assert room.redraft.view.count == 1
