"""A practice session: some questions, one after the other, each as often as one likes."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.core import practice as p
from app.core import practice_events as e
from app.core.question import Question
from app.core.settings import Settings
from app.core.story import Story, told_with
from app.session.runner import AnswerRunner, Tools
from app.session.views import PracticeView, SessionPlace


def rules_for(question: Question, settings: Settings) -> p.Rules:
    """Return the times of an answer: the settings' where they name any, else the question's."""
    return p.Rules(
        prep_s=question.prep_s if settings.prep_s is None else settings.prep_s,
        answer_s=question.answer_s if settings.answer_s is None else settings.answer_s,
        hard_stop=settings.hard_stop,
        auto_start=settings.auto_start,
        typed=settings.typed,
        language=settings.language,
    )


class PracticeSession:
    """Leads through the questions; lives on one thread.

    `on_change` gets the view whenever something changed; `on_end` is called once, when the
    person has left or the last question is done.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        settings: Settings,
        tools: Tools,
        on_change: Callable[[PracticeView], None],
        on_end: Callable[[], None],
    ) -> None:
        if not questions:
            raise ValueError("a session has at least one question")
        self._questions = tuple(questions)
        self._settings = settings
        self._tools = tools
        self._on_change = on_change
        self._on_end = on_end
        self._captions = settings.captions
        self._session_id = uuid.uuid4().hex
        self._index = 0
        self._story: Story | None = None
        self._ended = False
        self._open()

    @property
    def view(self) -> PracticeView:
        """What there is to show now."""
        return replace(
            self._frame,
            state=self._runner.state,
            microphone=self._tools.recorder.microphone,  # another one may go on with the take
            captions=self._captions,
        )

    @property
    def attempt_id(self) -> int | None:
        """The attempt at the question on screen; None until a take is saved."""
        return self._runner.attempt_id

    @property
    def place(self) -> SessionPlace:
        """Where the session is."""
        return SessionPlace(self._index, len(self._questions))

    def announce(self) -> None:
        """Have the view shown as it is now."""
        self._on_change(self.view)

    def handle(self, event: e.Event) -> None:
        """Process what the person did to the answer on screen; leaving ends the session."""
        self._runner.handle(event)
        if isinstance(event, e.Leave):
            self._end_when_saved()

    def answer_with(self, story: Story | None) -> None:
        """Answer with a story, whose points then count, or with none; only while thinking.

        A retake keeps the story, and the next question begins with none. A question that was
        passed in with a story keeps that one when there is to be none: its own points are unknown.
        """
        if isinstance(self._runner.state, p.Think):
            self._story = story
            self._tell()
            self.announce()

    def show_captions(self, on: bool) -> None:
        """Show what is said as text while the person speaks, or do so no longer."""
        self._captions = on
        self.announce()

    def tick(self) -> None:
        """Let time pass. Call about ten times a second."""
        self._runner.tick()

    def retake(self) -> None:
        """Answer the same question once more. A take in progress is kept."""
        self._runner.handle(e.Leave())
        self._open()
        self.announce()

    def next(self) -> None:
        """Go to the next question, or end after the last. A take in progress is kept."""
        self._runner.handle(e.Leave())
        if self._index + 1 >= len(self._questions):
            self._end()
            return
        self._index += 1
        self._story = None
        self._open()
        self.announce()

    def _open(self) -> None:
        question = self._questions[self._index]
        record = self._tools.record
        runner = AnswerRunner(
            question,
            rules_for(question, self._settings),
            self._tools,
            on_change=lambda _state: self._changed(runner),
            session_id=self._session_id,
        )
        self._runner = runner
        self._frame = PracticeView(
            question=question,
            index=self._index,
            total=len(self._questions),
            take_number=record.take_count(question.key) + 1,
            note=record.open_note(question.key),
            microphone=self._tools.recorder.microphone,
            state=runner.state,
        )
        self._tell()

    def _tell(self) -> None:
        """Have the question measured by the points of the story that was chosen."""
        question = told_with(self._questions[self._index], self._story)
        self._runner.ask(question)
        self._frame = replace(self._frame, question=question)

    def _changed(self, runner: AnswerRunner) -> None:
        if runner is not self._runner:
            return  # an earlier answer, whose transcript has just been saved
        self.announce()
        self._end_when_saved()

    def _end_when_saved(self) -> None:
        if isinstance(self._runner.state, p.Over):
            self._end()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._on_end()
