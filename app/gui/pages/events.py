"""What a person can ask for on more than one page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Show the settings of sound and speech."""


@dataclass(frozen=True, slots=True)
class ChooseMicrophone:
    """Use another microphone from now on; name is empty for the system's default."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Retake:
    """Answer the same question once more. A take in progress is kept."""


@dataclass(frozen=True, slots=True)
class ShowCaptions:
    """Show what is said as text while the person speaks, or do so no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Hear the question on screen."""


@dataclass(frozen=True, slots=True)
class AnswerWith:
    """Answer with a story, or say that the answer told it; by uid, empty for none."""

    uid: str


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """Go to the next question, or end after the last. A take in progress is kept."""
