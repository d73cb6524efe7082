"""Has takes written down and answers judged, and reports it as events."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from app.core import practice_events as e
from app.core.attempt import Take
from app.core.feedback import Feedback
from app.core.question import Question
from app.core.transcript import Transcript
from app.session.assistant import Assistant, Reply
from app.session.following import Following
from app.session.patience import Patience
from app.session.ports import Growing, Report
from app.session.toolbox import AnalyseAnswer, TellVersion
from app.speech.engine import EngineChoice
from app.speech.jobs import LoadEngine, TranscribeFile, TranscribeProgress
from app.storage.recordings import Recordings

MAX_TERMS = 40
# Judging takes a tenth of a second, and its model is loaded before the process takes any job.
ANALYSIS_PATIENCE_S = 30.0


def terms_of(question: Question) -> tuple[str, ...]:
    """Return the words of the trade in a question, for spelling what is heard.

    They are the ones written in an unusual way (MLflow, CI/CD, p99, Kubernetes) and the required
    terms; a speech engine spells them better when it has seen them. The key points themselves are
    not given away: an engine that expects them hears them where they were not said. The numbers of
    a story, which must be said to count, are not either.
    """
    points = (point.text for point in question.key_points if not point.numbers)
    texts = (question.ask, *points)
    unusual = chain.from_iterable(_unusual(text.split()) for text in texts)
    required = chain.from_iterable(chain.from_iterable(p.must for p in question.key_points))
    return tuple(dict.fromkeys((*required, *unusual)))[:MAX_TERMS]


def _unusual(words: Sequence[str]) -> list[str]:
    bare = [word.strip(".,;:!?()\"'") for word in words]
    # A capital anywhere but at the start of the sentence, or a digit, marks a name or a code.
    first, rest = bare[:1], bare[1:]
    return [word for word in first if word[1:] != word[1:].lower()] + [
        word for word in rest if word != "I" and (word != word.lower() or _has_digit(word))
    ]


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word) and not word.isdigit()


class AssistantListener:
    """Asks the assistant. Implements `app.session.ports.Listener`."""

    def __init__(
        self,
        assistant: Assistant,
        recordings: Recordings,
        engine: Callable[[], EngineChoice],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare to ask.

        Args:
            assistant: The worker process.
            recordings: Where the takes are.
            engine: Says which engine the settings choose, without terms.
            clock: The time, for telling whether the worker hangs.
        """
        self._assistant = assistant
        self._recordings = recordings
        self._engine = engine
        self._clock = clock
        self._patience: tuple[EngineChoice, Patience] | None = None
        self._following: Following | None = None

    def warm_up(self, on_failed: Callable[[str], None]) -> None:
        """Load the engine before it is needed; a problem is told in words."""
        reply = Reply(lambda _value: None, on_failed)
        self._assistant.ask(LoadEngine(self._engine()), reply)

    def ask_version(self, on_version: Callable[[str], None]) -> None:
        """Find out by which rules answers are judged now; see the port."""

        def hear(value: object) -> None:
            if isinstance(value, str):
                on_version(value)

        self._assistant.ask(TellVersion(), Reply(hear, lambda _problem: None))

    def follow(self, growing: Growing, question: Question, report: Report) -> None:
        """Begin to write down a take that is being recorded; see the port."""
        choice = self._engine_for(question)
        patience = self._patience_with(replace(choice, terms=()))
        self._following = Following(growing, choice, self._assistant, patience, report)

    def look(self) -> None:
        """See how far the take has grown; see the port."""
        if self._following:
            self._following.look()

    def transcribe(self, take: Take, question: Question, report: Report) -> None:
        """Begin to write down a take, or what is left of it; see the port."""
        following, path = self._following, self._recordings.path_of(take.name)
        if following is None or following.name != take.name:
            self._transcribe_whole(path, question, report)
            return
        self._following = None
        following.finish(
            path,
            take.duration_s,
            report,
            give_up=lambda: self._transcribe_whole(path, question, report),
        )

    def read_whole(self, take: Take, question: Question, report: Report) -> None:
        """Begin to read a take once more; see the port."""
        path = self._recordings.path_of(take.name)
        self._transcribe_whole(path, question, report, careful=True)

    def _transcribe_whole(
        self, path: Path, question: Question, report: Report, *, careful: bool = False
    ) -> None:
        def hear(value: object) -> None:
            if isinstance(value, TranscribeProgress):
                report(e.TranscriptionAdvanced(value.fraction))
            elif isinstance(value, Transcript):
                report(e.Transcribed(value))

        job = TranscribeFile(path, replace(self._engine_for(question), careful=careful))
        fail = Reply(hear, lambda problem: report(e.TranscriptionFailed(problem)))
        self._assistant.ask(job, fail)

    def _patience_with(self, engine: EngineChoice) -> Patience:
        """Return what has been learnt about an engine; another one is learnt about anew."""
        if self._patience is None or self._patience[0] != engine:
            self._patience = (engine, Patience(self._clock))
        return self._patience[1]

    def _engine_for(self, question: Question) -> EngineChoice:
        return replace(self._engine(), terms=terms_of(question))

    def analyse(
        self, question: Question, transcript: Transcript, duration_s: float, report: Report
    ) -> None:
        """Begin to judge an answer; see the port."""

        def hear(value: object) -> None:
            if isinstance(value, Feedback):
                report(e.Analysed(value))

        fail = Reply(hear, lambda problem: report(e.AnalysisFailed(problem)))
        job = AnalyseAnswer(question, transcript, duration_s)
        self._assistant.ask(job, fail, patience_s=ANALYSIS_PATIENCE_S)
