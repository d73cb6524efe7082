"""Everything a front end works with, built by `app.bootstrap` and closed by it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from app.core.errors import AppError
from app.core.question import Question
from app.core.settings import Settings
from app.session.agenda import Planner
from app.session.assistant import Assistant
from app.session.background import Background
from app.session.compare_views import CompareView
from app.session.comparing import CompareRoom
from app.session.data_desk import DataDesk
from app.session.demo import Demo
from app.session.embedding import EmbeddingFetch
from app.session.excerpts import Excerpts
from app.session.interviews import InterviewDesk
from app.session.keeping import Keeping
from app.session.leftovers import Leftovers
from app.session.library import Library, open_library
from app.session.listening import AssistantListener
from app.session.microphones import Microphones
from app.session.model_shelf import ModelShelf
from app.session.models import engine_choice
from app.session.ports import RunSoon, Voice
from app.session.practice import PracticeSession
from app.session.recording import TakeDesk
from app.session.redraft import Redraft
from app.session.review import ReviewRoom
from app.session.runner import Tools
from app.session.sound_check import SoundCheck
from app.session.speed import SpeedTest
from app.session.story_bank import StoryBank
from app.session.trends import Trends
from app.session.upkeep import Upkeep
from app.session.views import PracticeView, ReviewView
from app.speech.engine import EngineChoice
from app.storage.history import History
from app.storage.history_list import HistoryList
from app.storage.places import Places, shipped_questions
from app.storage.recordings import Recordings
from app.storage.settings_file import SettingsFile


def _ignore(_value: object = None) -> None:
    """Do nothing: nobody listens yet."""


def _nobody() -> bool:
    """Say that nobody is practising: nobody could."""
    return False


@dataclass
class Hooks:
    """What a front end wants to be told of. It sets them before anything can happen.

    Attributes:
        review: Gets the view of the attempt under review whenever it changes.
        compare: Gets the view of two takes side by side whenever it changes.
        microphones: Called when the list of microphones has changed.
        history: Called when an attempt has become more complete behind the scenes.
        complain: Gets a problem that stops nothing, to be shown as a notice.
        practising: Says whether a question is being answered, or waits for it.
    """

    review: Callable[[ReviewView], None] = _ignore
    compare: Callable[[CompareView], None] = _ignore
    microphones: Callable[[], None] = _ignore
    history: Callable[[], None] = _ignore
    complain: Callable[[AppError], None] = _ignore
    practising: Callable[[], bool] = _nobody


@dataclass
class Preferences:
    """The settings in use; changed only through `change`, which also stores them.

    `fresh` says whether there was no settings file when the program started.
    """

    file: SettingsFile
    value: Settings
    hooks: Hooks
    fresh: bool = False

    def change(self, value: Settings) -> None:
        """Take new settings into use and store them; not being able to store is only a notice."""
        self.value = value
        try:
            self.file.save(value)
        except AppError as error:
            self.hooks.complain(error)

    def use_model(self, folder: str) -> None:
        """Take a Whisper model into use, or the draft engine when folder is empty."""
        self.change(replace(self.value, whisper_folder=folder))

    def engine(self) -> EngineChoice:
        """Return the speech engine they choose."""
        return engine_choice(self.value)


@dataclass(frozen=True)
class Services:
    """The parts a front end uses. What each does is said where it is defined.

    `notices` are words about what was found at the start, such as a damaged settings file.
    """

    places: Places
    preferences: Preferences
    history: History
    history_list: HistoryList
    recordings: Recordings
    leftovers: Leftovers
    background: Background
    data: DataDesk
    assistant: Assistant
    listener: AssistantListener
    shelf: ModelShelf
    embedding: EmbeddingFetch
    microphones: Microphones
    desk: TakeDesk
    sound_check: SoundCheck
    room: ReviewRoom
    demo: Demo
    compare: CompareRoom
    excerpts: Excerpts
    upkeep: Upkeep
    voice: Voice
    redraft: Redraft
    speed: SpeedTest
    trends: Trends
    planner: Planner
    keeping: Keeping
    interviews: InterviewDesk
    stories: StoryBank
    tools: Tools
    hooks: Hooks
    notices: Sequence[str]

    def quiet(self) -> bool:
        """Return whether nobody is answering: work that can wait may be done."""
        return not self.desk.busy and not self.hooks.practising()

    def library(self) -> Library:
        """Read all packs: the program's and the person's own. Takes some tenths of a second.

        May be called from any thread.
        """
        own = self.preferences.value.packs_folder
        library = open_library([shipped_questions(), Path(own) if own else self.places.packs])
        self.interviews.take_up(library.packs)
        return library

    def practise(
        self,
        questions: Sequence[Question],
        on_change: Callable[[PracticeView], None],
        on_end: Callable[[], None],
    ) -> PracticeSession:
        """Begin a practice session."""
        return PracticeSession(questions, self.preferences.value, self.tools, on_change, on_end)


class OpenServices(Protocol):
    """Opens the services of a data folder; see `app.bootstrap.open_services`."""

    def __call__(
        self, data_dir: Path | None, run_soon: RunSoon, *, debug: bool = False
    ) -> AbstractContextManager[Services]:
        """Yield the services to the thread that owns them, and close them afterwards."""
