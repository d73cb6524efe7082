"""Reads one sound file from beginning to end and waits for the result, for the terminal."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from app.core.errors import SpeechError
from app.core.feedback import Feedback
from app.core.question import Question
from app.core.settings import Settings
from app.core.transcript import Transcript
from app.session.assistant import Assistant, Reply
from app.session.inbox import Inbox
from app.session.listening import terms_of
from app.session.models import engine_choice
from app.session.toolbox import AnalyseAnswer
from app.speech.decode import duration_s
from app.speech.engine import POCKETSPHINX, WHISPER, EngineChoice
from app.speech.jobs import TranscribeFile, TranscribeProgress

T = TypeVar("T")
OnProgress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """A sound file, read and judged; duration_s is its length in seconds."""

    question: Question
    duration_s: float
    transcript: Transcript
    feedback: Feedback


def choose_engine(
    settings: Settings, engine: str, folder: Path | None, language: str = ""
) -> EngineChoice:
    """Return the engine asked for, or the one of the settings.

    Args:
        settings: What holds when nothing is asked for.
        engine: Name of an engine; empty for the settings' one, or Whisper when there is a folder.
        folder: Folder of a Whisper model; None for the settings' one.
        language: Code of the language that is spoken; empty for the settings' one.

    Raises:
        SpeechError: Whisper is asked for, and there is no model.
    """
    settings = replace(settings, language=language or settings.language)
    if engine == POCKETSPHINX:
        return EngineChoice(POCKETSPHINX, language=settings.language)
    if folder is not None:
        return EngineChoice(WHISPER, folder.absolute(), settings.language)
    choice = engine_choice(settings)
    if engine == WHISPER and choice.folder is None:
        raise SpeechError(
            "No Whisper model is chosen.", hint="Name its folder with --model, or in Settings."
        )
    return choice


class Reader:
    """Asks the assistant and waits. For one thread, the one that owns both."""

    def __init__(self, assistant: Assistant, inbox: Inbox) -> None:
        self._assistant = assistant
        self._inbox = inbox

    def read(
        self, path: Path, question: Question, choice: EngineChoice, on_progress: OnProgress
    ) -> ReadAnswer:
        """Transcribe and judge a sound file.

        Args:
            path: The file; any kind of sound.
            question: The question it answers.
            choice: The engine.
            on_progress: Gets how much of the file has been read, 0..1.

        Raises:
            SpeechError: The file cannot be read, or the engine failed.
        """
        length_s = duration_s(path)
        job = TranscribeFile(path.absolute(), replace(choice, terms=terms_of(question)))
        transcript = self._ask(job, Transcript, on_progress)
        if length_s is None:  # a stream that does not say
            length_s = transcript.words[-1].end_s if transcript.words else 0.0
        feedback = self._ask(AnalyseAnswer(question, transcript, length_s), Feedback, on_progress)
        return ReadAnswer(question, length_s, transcript, feedback)

    def _ask(self, job: object, kind: type[T], on_progress: OnProgress) -> T:
        results: list[T] = []
        problems: list[str] = []

        def hear(value: object) -> None:
            if isinstance(value, kind):
                results.append(value)
            elif isinstance(value, TranscribeProgress):
                on_progress(value.fraction)

        self._assistant.ask(job, Reply(hear, problems.append))
        self._inbox.run_until(lambda: bool(results or problems), tick=self._assistant.watch)
        if problems:
            raise SpeechError(problems[0])
        return results[0]
