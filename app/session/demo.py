"""The answer that comes with the program, as a review that leaves no trace in the history."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.core.attempt import Take
from app.core.errors import AppError, StorageError
from app.core.question import Question
from app.core.transcript import Transcript
from app.session.assistant import Assistant
from app.session.listening import AssistantListener
from app.session.ports import Clocks
from app.session.record import Record
from app.session.review import OnReview, ReviewRoom, ReviewTools
from app.speech.engine import WHISPER
from app.storage.backups import Backups
from app.storage.codec import WORDS
from app.storage.database import Database
from app.storage.history import History
from app.storage.places import shipped_resources
from app.storage.recordings import Recordings

DEMO_QUESTION: Final = "mlops/canary-versus-blue-green"


def demo_take() -> Path:
    """Return the spoken answer that comes with the program, to DEMO_QUESTION."""
    return shipped_resources() / "demo" / "answer.wav"


def demo_transcript() -> Transcript:
    """Return the words of the demo answer, so that it can be shown where no engine is.

    Raises:
        StorageError: They are missing or damaged.
    """
    try:
        text = demo_take().with_name("words.json").read_text("utf-8")
    except OSError as error:
        raise StorageError(
            "The demo answer that belongs to the program is missing.",
            hint="Install Greenroom again.",
        ) from error
    return Transcript(WORDS.load(text), WHISPER)


class Demo:
    """A review room with a history of its own, in which there is one answer.

    A person may tick points and write a note as in any review, and nothing of it is counted among
    their own answers: the history is a temporary file. Lives on the session's thread; close it
    at the end.
    """

    def __init__(
        self, tools: ReviewTools, assistant: Assistant, clocks: Clocks, on_change: OnReview
    ) -> None:
        """Prepare to open it; nothing is made yet.

        Args:
            tools: What reviews of the person's own answers use.
            assistant: Judges the answer.
            clocks: The time.
            on_change: Gets the view whenever it changes.
        """
        self._tools = tools
        self._assistant = assistant
        self._clocks = clocks
        self._on_change = on_change
        self._stack = ExitStack()
        self._room: ReviewRoom | None = None
        self._attempt_id = 0

    def room(self, question: Question) -> tuple[ReviewRoom, int]:
        """Return the room, and the number of the attempt to open in it.

        Args:
            question: The question that the demo answers.

        Raises:
            StorageError: The disk is full, or a file of the program is missing.
        """
        if self._room is None:
            self._room = self._made(question)
        return self._room, self._attempt_id

    def _made(self, question: Question) -> ReviewRoom:
        transcript, take = demo_transcript(), demo_take()
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="greenroom-demo-")))
        database = Database(folder / "history.db", Backups(folder / "backups"))
        self._stack.callback(database.close)
        history, recordings = History(database), Recordings(take.parent)
        spoken = Take(take.name, recordings.duration_s(take.name))
        self._attempt_id = history.add(question, spoken, self._clocks.now())
        history.set_transcript(self._attempt_id, transcript)
        tools = replace(
            self._tools,
            history=history,
            record=Record(history, recordings, self._clocks),
            recordings=recordings,
            listener=AssistantListener(self._assistant, recordings, self._tools.engine),
        )
        return ReviewRoom(tools, self._on_change)

    def playing_ended(self, problem: AppError | None) -> None:
        """Hear from the player, which it shares with the other reviews, that it has stopped."""
        if self._room is not None:
            self._room.playing_ended(problem)

    def close(self) -> None:
        """Delete what the person did to the demo."""
        self._room = None
        self._stack.close()
