"""The first run: which step is shown, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from app.core.errors import PackError
from app.gui.pages import welcome_values as w
from app.session.about import has_draft_engine
from app.session.demo import DEMO_QUESTION
from app.session.library import Library
from app.session.practice import rules_for

if TYPE_CHECKING:
    from app.core.question import Question
    from app.core.settings import Welcome
    from app.gui.pages.settings_values import SettingsState
    from app.gui.pages.welcome import WelcomePage
    from app.gui.presenters.settings import SettingsPresenter
    from app.session.ports import Loudness
    from app.session.services import Services

# Anybody can answer it, whatever their trade, and without having prepared anything.
SAMPLE_QUESTION: Final = "behavioural/tell-me-about-yourself"


@dataclass(frozen=True)
class Exits:
    """Where the first run leads to.

    Attributes:
        practise: Begins a session with a question.
        show_demo: Shows the answer that comes with the program.
        end: Called when the run is over without either.
    """

    practise: Callable[[Question], None]
    show_demo: Callable[[], None]
    end: Callable[[], None]


class WelcomePresenter:
    """Leads through the steps. Sound and speech are shown and changed as in Settings."""

    def __init__(
        self, page: WelcomePage, services: Services, settings: SettingsPresenter, exits: Exits
    ) -> None:
        self._page = page
        self._services = services
        self._settings = settings
        self._exits = exits
        self._library: Library | None = None
        self._sound: SettingsState | None = None
        self._steps: tuple[w.Step, ...] = ()
        self._index = 0
        self._remembers = False
        page.happened.connect(self._handle)
        settings.share(self)

    def begin(
        self,
        steps: tuple[w.Step, ...],
        at: w.Step | None = None,
        *,
        remember: bool = False,
    ) -> None:
        """Show the first step.

        Args:
            steps: The steps of this run, in order.
            at: Another one of them to begin at; None for the first.
            remember: Whether to note in the settings how far it has come.
        """
        self._steps, self._remembers = steps, remember
        self._go_to(steps.index(at) if at else 0)

    def leave(self) -> None:
        """Give the microphone back, and forget the run: another page is shown."""
        self._settings.leave()
        self._steps = ()

    def show_library(self, library: Library) -> None:
        """Offer a question of a library that has been read."""
        self._library = library
        self._show()

    def isVisible(self) -> bool:
        """Return whether a step is on screen."""
        return self._page.isVisible()

    def show_state(self, state: SettingsState) -> None:
        """Show what there is to say of sound and speech."""
        self._sound = state
        self._show()

    def show_level(self, loudness: Loudness) -> None:
        """Show how loud the microphone is."""
        if self._steps:
            self._page.show_level(loudness)

    def _show(self) -> None:
        if not self._steps or self._sound is None:
            return
        question = sample_question(self._library)
        demo = question_called(DEMO_QUESTION, self._library)
        rules = question and rules_for(question, self._services.preferences.value)
        self._page.show_state(
            w.WelcomeState(
                step=self._steps[self._index],
                steps=self._steps,
                sound=self._sound,
                can_record=self._services.microphones.list.can_hear,
                has_draft=has_draft_engine(),
                question=question,
                think_s=rules.prep_s if rules else 0.0,
                answer_s=rules.answer_s if rules else 0.0,
                demo=demo,
            )
        )

    def _handle(self, event: w.WelcomePageEvent) -> None:
        match event:
            case w.GoOn() if self._index + 1 < len(self._steps):
                self._go_to(self._index + 1)
            case w.GoBack():
                self._go_to(max(0, self._index - 1))
            case w.GoOn() | w.SkipAll():
                self._end(self._exits.end)
            case w.AnswerSample():
                question = sample_question(self._library)
                assert question is not None  # the page proposes it only where there is one
                self._end(lambda: self._exits.practise(question))
            case w.ShowDemo():
                self._end(self._exits.show_demo)
            case _:
                self._settings.handle(event)

    def _go_to(self, index: int) -> None:
        self._settings.leave()
        self._index = index
        step = self._steps[index]
        self._remember(step)
        if step == "microphone":
            self._services.microphones.look(self._services.preferences.value.microphone)
        if step == "speech":
            self._settings.enter()
        else:
            self._settings.refresh()

    def _end(self, way_out: Callable[[], None]) -> None:
        self._remember("done")
        self.leave()
        way_out()

    def _remember(self, step: Welcome) -> None:
        preferences = self._services.preferences
        if self._remembers and preferences.value.welcome != step:
            preferences.change(replace(preferences.value, welcome=step))


def question_called(name: str, library: Library | None) -> Question | None:
    """Return a question; None where it is not there, or nothing has been read yet."""
    try:
        return library.find(name) if library else None
    except PackError:
        return None


def sample_question(library: Library | None) -> Question | None:
    """Return an easy question that suits everybody; any other where that is not there."""
    found = question_called(SAMPLE_QUESTION, library)
    return found or next(iter(library.questions if library else ()), None)


def step_left_at(welcome: Welcome) -> w.Step | None:
    """Return the step at which the first run was left; None where it was not."""
    match welcome:
        case "new" | "done":
            return None
        case "hello" | "microphone" | "speech" | "sample":
            return welcome
        case _:
            assert_never(welcome)
