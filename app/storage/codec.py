"""Values of the core, to JSON text and back."""

from typing import Final, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from app.core.errors import StorageError
from app.core.feedback import PointState
from app.core.interview import InterviewRules, InterviewStep
from app.core.question import Question
from app.core.structure import Part
from app.core.transcript import Gap, Word

T = TypeVar("T")


class Codec(Generic[T]):
    """JSON of one type. Keys that a newer version added are passed over."""

    def __init__(self, kind: type[T], name: str) -> None:
        self._adapter = TypeAdapter(kind)
        self._name = name

    def dump(self, value: T) -> str:
        """Return the value as JSON."""
        return self._adapter.dump_json(value).decode()

    def load(self, text: str) -> T:
        """Return the value that was dumped.

        Raises:
            StorageError: The text is not JSON of this type.
        """
        try:
            return self._adapter.validate_json(text)
        except ValidationError as error:
            # From None: the error quotes its input, which may be what somebody said.
            raise StorageError(
                f"A stored {self._name} cannot be read.",
                hint=f"It is damaged, or of another version ({error.error_count()} mistakes).",
            ) from None


QUESTION: Final = Codec(Question, "question")
WORDS: Final = Codec(tuple[Word, ...], "transcript")
GAPS: Final = Codec(tuple[Gap, ...], "transcript")
STATES: Final = Codec(tuple[PointState, ...], "feedback")
POINTS: Final = Codec(tuple[int, ...], "rating")
PARTS: Final = Codec(dict[float, Part], "mark")
TICKS: Final = Codec(dict[int, bool], "tick")
INTERVIEW_RULES: Final = Codec(InterviewRules, "interview")
INTERVIEW_STEPS: Final = Codec(tuple[InterviewStep, ...], "interview")
LINES: Final = Codec(tuple[str, ...], "story")
