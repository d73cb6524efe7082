"""What the Stories page shows, and what can be asked for there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.core.question import Question
from app.core.story import Story, StoryUse


@dataclass(frozen=True, slots=True)
class StoriesState:
    """What there is to show.

    Attributes:
        stories: All stories, in the order of the list.
        uses: How often each was told, by uid.
        open: The one that is worked on; without a uid it is not stored yet. None for none.
        questions: The behavioural questions.
    """

    stories: tuple[Story, ...] = ()
    uses: Mapping[str, StoryUse] = field(default_factory=dict)
    open: Story | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenStory:
    """Work on another story."""

    uid: str


@dataclass(frozen=True, slots=True)
class NewStory:
    """Begin a story, which shows a competency; empty for none yet."""

    competency: str = ""


@dataclass(frozen=True, slots=True)
class KeepStory:
    """Store a story as it is written now; one without a uid is new.

    Attributes:
        story: The story.
        goes_on: Whether it was typed on without a rest since it was stored: one step of undoing.
        seen: As it was stored when it was last shown or kept; None for a new one.
    """

    story: Story
    goes_on: bool = False
    seen: Story | None = None


@dataclass(frozen=True, slots=True)
class DeleteStory:
    """Move a story to the trash."""

    uid: str


@dataclass(frozen=True, slots=True)
class ToggleShows:
    """Say that a story shows a competency, or that it does not."""

    uid: str
    competency: str


@dataclass(frozen=True, slots=True)
class ImportStories:
    """Bring in stories from a Markdown file."""


@dataclass(frozen=True, slots=True)
class ExportStories:
    """Write all stories into a Markdown file."""


@dataclass(frozen=True, slots=True)
class UndoChange:
    """Undo what was done last to the stories."""


@dataclass(frozen=True, slots=True)
class RedoChange:
    """Do again what was undone last."""


StoriesPageEvent = (
    OpenStory
    | NewStory
    | KeepStory
    | DeleteStory
    | ToggleShows
    | ImportStories
    | ExportStories
    | UndoChange
    | RedoChange
)
