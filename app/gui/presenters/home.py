"""Home: what will be asked, what happened last, and takes that a crash left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, assert_never

from app.core.attempt import AttemptSummary
from app.core.errors import AppError
from app.core.sitting import points_covered
from app.gui.moments import day_and_time
from app.gui.pages import home
from app.gui.pages.home_parts import LastSession, RecoveredTake
from app.session.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.question import Question
    from app.core.settings import Settings
    from app.session.services import Services


class HomePresenter:
    """Keeps the Home page current and does what is asked for there."""

    def __init__(
        self,
        page: home.HomePage,
        services: Services,
        practise: Callable[[Sequence[Question]], None],
        open_attempt: Callable[[int], None],
        open_session: Callable[[str], None],
    ) -> None:
        """Connect the page.

        Args:
            page: The page.
            services: What it works with.
            practise: Begins a session with these questions.
            open_attempt: Shows an earlier answer.
            open_session: Shows what came of an earlier sitting.
        """
        self._page = page
        self._services = services
        self._practise = practise
        self._open_attempt = open_attempt
        self._open_session = open_session
        self._library: Library | None = None
        self._picked = ""
        page.happened.connect(self._handle)

    def show_library(self, library: Library) -> None:
        """Offer the questions of a library that has been read."""
        self._library = library
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now."""
        try:
            self._page.show_state(self._state())
        except AppError as error:
            self._services.hooks.complain(error)

    def _state(self) -> home.HomeState:
        history = self._services.history
        now = datetime.now().astimezone()
        state = home.HomeState(
            today=now.date(),
            packs=self._library.packs if self._library else (),
            settings=self._services.preferences.value,
            reading=self._library is None,
            last=self._last_session(now),
            recovered=tuple(
                RecoveredTake(
                    name=each.path.name,
                    duration_s=each.duration_s,
                    when=day_and_time(each.recorded_at, now),
                    question=each.question.ask if each.question else "",
                )
                for each in self._services.leftovers.find()
            ),
            draft_count=history.draft_count(),
        )
        return replace(state, first_key=self._picked or self._first_unanswered(state))

    def _last_session(self, now: datetime) -> LastSession | None:
        attempts = self._services.history.last_session()
        return _last_session(attempts, now, self._open_note(attempts)) if attempts else None

    def _open_note(self, attempts: Sequence[AttemptSummary]) -> str:
        """Return the last note that was not kept since, nor followed by another; empty for none."""
        for each in reversed(attempts):
            note = self._services.history.open_note(each.question_key) if each.note else None
            if note is not None and note.attempt_id == each.id:
                return note.text
        return ""

    def _first_unanswered(self, state: home.HomeState) -> str:
        """Begin where the person has not been yet, so that Start never asks the same for ever."""
        answered = self._services.history.question_keys()
        return next((q.key for q in state.choice if q.key not in answered), "")

    def _handle(self, event: home.HomeEvent) -> None:
        try:
            self._do(event)
        except AppError as error:
            self._services.hooks.complain(error)
        self.refresh()

    def _do(self, event: home.HomeEvent) -> None:
        settings = self._services.preferences.value
        match event:
            case home.Start(keys) if self._library:
                self._picked = ""
                self._practise([self._library.find(key) for key in keys])
            case home.Start():
                pass
            case home.PickPack(pack_id):
                self._picked = ""
                self._change(replace(settings, last_pack=pack_id, last_group=""))
            case home.PickGroup(group):
                self._picked = ""
                self._change(replace(settings, last_group=group))
            case home.PickQuestion(key):
                self._picked = key
            case home.ChooseCount(count):
                self._change(replace(settings, question_count=count))
            case home.OpenAttempt() | home.OpenSession():
                self._open(event)
            case home.KeepTake(name, key):
                question = self._library.find(key) if self._library and key else None
                self._open_attempt(self._services.leftovers.keep(name, question))
            case home.DiscardTake(name):
                self._services.leftovers.discard(name)
            case _:
                assert_never(event)

    def _open(self, event: home.OpenAttempt | home.OpenSession) -> None:
        match event:
            case home.OpenAttempt(attempt_id):
                self._open_attempt(attempt_id)
            case home.OpenSession(session_id):
                self._open_session(session_id)

    def _change(self, settings: Settings) -> None:
        self._services.preferences.change(settings)


def _last_session(attempts: Sequence[AttemptSummary], now: datetime, note: str) -> LastSession:
    covered, total = points_covered(attempts)
    first, last = attempts[0], attempts[-1]
    minutes = (last.made_at - first.made_at).total_seconds() + last.take.duration_s
    return LastSession(
        when=f"{day_and_time(first.made_at.astimezone(), now)}, {max(1, round(minutes / 60))} min",
        question_count=len({each.question_key for each in attempts}),
        take_count=len(attempts),
        points_covered=covered,
        points_total=total,
        note=note,
        attempt_id=last.id,
        session_id=last.session_id,
    )
