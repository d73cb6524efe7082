"""What the first run shows, what it proposes, and what a person can do there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from app.gui.pages.settings_values import CheckMicrophone, SettingsEvent, SettingsState, StopCheck

if TYPE_CHECKING:
    from app.core.question import Question

Step = Literal["hello", "microphone", "speech", "sample"]
ALL_STEPS: Final[tuple[Step, ...]] = ("hello", "microphone", "speech", "sample")


@dataclass(frozen=True, slots=True)
class WelcomeState:
    """What the page shows.

    Attributes:
        step: The step on screen.
        steps: All steps of this run, in order; one alone when it was asked for from Help.
        sound: The microphones, the test recording and the speech models, as Settings shows them.
        can_record: Whether there is a microphone.
        has_draft: Whether the built-in draft engine is there.
        question: The question of the last step; None while the packs are read, or without any.
        think_s: Time to think about it, in seconds.
        answer_s: Time to answer it, in seconds.
        demo: The question that the demo answers; None while the packs are read, or without it.
    """

    step: Step
    steps: tuple[Step, ...]
    sound: SettingsState
    can_record: bool = True
    has_draft: bool = True
    question: Question | None = None
    think_s: float = 0.0
    answer_s: float = 0.0
    demo: Question | None = None

    @property
    def alone(self) -> bool:
        """Whether this run is one step only."""
        return len(self.steps) == 1

    @property
    def can_read(self) -> bool:
        """Whether an answer can be written down at once."""
        return self.has_draft or bool(self.sound.settings.whisper_folder)


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go to the next step, or to the end after the last; what was not done here is skipped."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Go to the step before."""


@dataclass(frozen=True, slots=True)
class SkipAll:
    """End the run."""


@dataclass(frozen=True, slots=True)
class AnswerSample:
    """Begin a session with the question of the last step."""


@dataclass(frozen=True, slots=True)
class ShowDemo:
    """Show the answer that comes with the program."""


WelcomeEvent = GoOn | GoBack | SkipAll | AnswerSample | ShowDemo
WelcomePageEvent = WelcomeEvent | SettingsEvent


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the one primary button says and does just now."""

    words: str
    event: GoOn | AnswerSample | ShowDemo | CheckMicrophone | StopCheck


def proposal_of(state: WelcomeState) -> Proposal:
    """Return what to do next: one thing only, and never one that cannot be done here."""
    on = "Done" if state.alone else "Go on"
    match state.step:
        case "hello":
            return Proposal("Begin", GoOn())
        case "microphone":
            return _microphone_proposal(state, on)
        case "speech":
            return Proposal(on, GoOn())
        case "sample":
            return _sample_proposal(state)


def _microphone_proposal(state: WelcomeState, on: str) -> Proposal:
    check = state.sound.check
    if check.phase in ("opening", "listening"):
        return Proposal("Stop", StopCheck())
    if not state.can_record:
        return Proposal(on if state.alone else "Go on without one", GoOn())
    if not check.verdict:
        return Proposal("Record 5 s", CheckMicrophone())
    if not check.good and check.phase == "idle":
        return Proposal("Record again", CheckMicrophone())
    return Proposal(on, GoOn())


def _sample_proposal(state: WelcomeState) -> Proposal:
    if state.demo is not None and not state.can_record:
        return Proposal("See the demo answer", ShowDemo())
    if state.question is not None:
        return Proposal("Answer it", AnswerSample())
    return Proposal("Done" if state.alone else "To Home", GoOn())
