"""The work that is done in the worker process: listening and judging."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.core.errors import AnalysisError
from app.core.feedback import Coverage, Feedback
from app.core.question import Question
from app.core.story import Story, Suggestion
from app.core.transcript import Transcript
from app.speech.worker import Handler


@dataclass(frozen=True, slots=True)
class AnalyseAnswer:
    """Say what an answer showed. Answers one Feedback; an empty transcript is fine.

    Attributes:
        question: The question as it was asked.
        transcript: What was said.
        duration_s: Length of the take, in seconds.
    """

    question: Question
    transcript: Transcript
    duration_s: float


@dataclass(frozen=True, slots=True)
class ReadAhead:
    """Prepare for judging an answer of which this is the beginning. Answers nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class RankFollowUps:
    """Say which follow-ups probe what an answer left out. Answers one tuple of their indices.

    Attributes:
        question: The question that was answered.
        coverage: What was heard of its key points.
    """

    question: Question
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class RankStories:
    """Say which stories fit a question. Answers a tuple of one Suggestion for each story.

    Attributes:
        question: The question, told with a story or not.
        stories: The stories.
    """

    question: Question
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class ReloadEmbedding:
    """Take the embedding model that has arrived in the meantime. Answers nothing."""


@dataclass(frozen=True, slots=True)
class TellVersion:
    """Say which rules judge answers now. Answers the version as text."""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What the worker can do. Crosses the process border, so it holds only paths.

    Attributes:
        embedding_folder: Where the converted embedding model is or will be.
    """

    embedding_folder: Path

    def __call__(self) -> Mapping[type, Handler]:
        """Import the heavy libraries, in the worker, and return what does what."""
        # onnxruntime, which finds the speech, reports to its maker from 1.29 on unless told not to
        # before it is loaded. We ask for an older one; this is for those who install another.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        from app.speech.transcribe import Listener

        analyst = _Analyst(self.embedding_folder)
        return {
            **Listener().handlers,
            AnalyseAnswer: analyst.analyse,
            ReadAhead: analyst.read_ahead,
            RankFollowUps: analyst.rank_follow_ups,
            RankStories: analyst.rank_stories,
            ReloadEmbedding: analyst.reload,
            TellVersion: analyst.tell_version,
        }


@dataclass(frozen=True, slots=True)
class SpeedToolbox:
    """What the process of the speed test can do."""

    def __call__(self) -> Mapping[type, Handler]:
        """Import the heavy libraries, in the worker, and return what does what."""
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # as above
        from app.speech.speed import SpeedTest

        return SpeedTest().handlers


class _Analyst:
    """Keeps the analyst, and with it the embedding model, from one answer to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._load()

    def analyse(self, job: AnalyseAnswer) -> Iterator[Feedback]:
        """Yield the feedback, with the version of the rules that gave it."""
        feedback = self._analyst.assess(job.question, job.transcript, job.duration_s)
        yield replace(feedback, version=self._analyst.version)

    def read_ahead(self, job: ReadAhead) -> Iterator[object]:
        """Read the beginning of an answer; yields nothing."""
        self._analyst.read_ahead(job.text)
        yield from ()

    def rank_follow_ups(self, job: RankFollowUps) -> Iterator[tuple[int, ...]]:
        """Yield the follow-ups that probe what is missing, the best first."""
        from app.analysis.follow_ups import rank_follow_ups

        yield rank_follow_ups(job.question, job.coverage, self._embedder)

    def rank_stories(self, job: RankStories) -> Iterator[tuple[Suggestion, ...]]:
        """Yield the stories, what fits best first."""
        yield self._ranker.rank(job.question, job.stories)

    def reload(self, _job: ReloadEmbedding) -> Iterator[object]:
        """Load the model again; yields nothing."""
        self._load()
        yield from ()

    def tell_version(self, _job: TellVersion) -> Iterator[str]:
        """Yield the version."""
        yield self._analyst.version

    def _load(self) -> None:
        from app.analysis.embedder import Embedder
        from app.analysis.review import Analyst
        from app.analysis.story_ranking import StoryRanker
        from app.analysis.weights import prepare

        try:
            ready = prepare(self._folder)
            self._embedder = Embedder(ready) if ready else None
        except AnalysisError:  # the page says 'compared by words only', and Settings says why
            self._embedder = None
        self._analyst = Analyst(self._embedder)
        self._ranker = StoryRanker(self._embedder)
