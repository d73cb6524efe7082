"""Which page is shown when: the one place that knows all presenters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.gui import exporting
from app.gui.draft_offer import DraftOffer
from app.gui.guide import Guide, Ways
from app.gui.interviews import Interviews
from app.gui.interviews import Ways as InterviewWays
from app.gui.pages.practice import PracticePage
from app.gui.pages.rating import RatingPage
from app.gui.pages.review import ReviewPage
from app.gui.pages.settings import SettingsPage
from app.gui.pages.typing import TypingPage
from app.gui.past import Past
from app.gui.past import Ways as PastWays
from app.gui.presenters import compare, practice, review
from app.gui.presenters.home import HomePresenter
from app.gui.presenters.settings import SettingsPresenter
from app.gui.presenters.trash import Trashing
from app.gui.problems import message_of
from app.gui.storybook import Storybook
from app.gui.surroundings import Surroundings
from app.gui.widgets.notice import Message
from app.session.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core import practice as p
    from app.core.question import Question, StoryName
    from app.core.settings import Settings
    from app.gui.pages.home import HomePage
    from app.gui.style import Style
    from app.gui.window import Window
    from app.session.services import Services
    from app.session.views import ReviewView, SessionPlace

WATCH_MS: Final = 1000
RENEW_MS: Final = 400


class Conductor:
    """Builds the pages other than Home, connects them with the session, and leads between them."""

    def __init__(self, window: Window, home: HomePage, style: Style, services: Services) -> None:
        self._window = window
        self._style = style
        self._services = services
        self._library = Library(())
        self._back = "home"
        self._drafts = DraftOffer(window, services)
        answer, rating, reviewing = PracticePage(), RatingPage(), ReviewPage()
        settings = SettingsPage()
        self._pages_with_single_keys = (answer, rating, reviewing)
        self._home = HomePresenter(
            home, services, self.practise, self.open_attempt, self.open_session
        )
        self._settings = SettingsPresenter(
            settings, services, self._settings_changed, self.read_packs
        )
        self.exporting = self._exporting(settings)
        self._practice = self._practising(answer, rating)
        self._review = review.ReviewPresenter(reviewing, services, self._exits_of_review())
        self._compare = compare.ComparePresenter(
            window, services, compare.Exits(close=self._close_comparison)
        )
        self._trashing = Trashing(services, window.notices, self._show_history_change)
        self._past = Past(window, services, self._ways_of_past())
        self._interviews = Interviews(window, services, self._ways_of_interviews())
        self._storybook = Storybook(window, services, self.exporting)
        self._settings.open_trash = lambda: self.go("trash")
        self._surroundings = Surroundings(window, services)
        self._guide = Guide(
            window, services, self._settings, self._review, Ways(self.go, self.practise)
        )
        window.add_page("review", reviewing)
        window.add_page("settings", settings)
        self._listen()

    def _practising(self, answer: PracticePage, rating: RatingPage) -> practice.PracticePresenter:
        typing = TypingPage()
        answer.foot.can_read_aloud = self._services.voice.available
        for key, page in (("practice", answer), ("typing", typing), ("rating", rating)):
            self._window.add_page(key, page)
        pages = practice.Pages(answer, typing, rating)
        return practice.PracticePresenter(pages, self._services, self._exits_of_practice())

    def _exits_of_practice(self) -> practice.Exits:
        return practice.Exits(
            show_page=self._show_answer_page,
            review=self._review_in_session,
            follow=lambda reading: self._review.follow(reading),
            open_settings=self._settings_from_answer,
            choose_microphone=self._settings.choose_microphone,
            end=self._go_home,
        )

    def _exits_of_review(self) -> review.Exits:
        return review.Exits(
            retake=self._retake,
            next=lambda: self._practice.next(),
            close=self._close_review,
            open_settings=self._settings_from_answer,
            compare=self.compare,
            delete=self._delete_reviewed,
            export=self.exporting.attempt,
            plain=lambda key: self._storybook.plain(key),
        )

    def _ways_of_past(self) -> PastWays:
        return PastWays(
            go=self.go,
            open_attempt=self.open_attempt,
            open_session=self.open_session,
            compare=self.compare,
            delete=self._trashing.delete,
            undo_delete=self._undo_delete,
            export=self.exporting.answers,
            carry=self.exporting.handle,
            open_report=lambda uid: self._interviews.open_report(uid),
        )

    def _ways_of_interviews(self) -> InterviewWays:
        return InterviewWays(
            go=self.go,
            before=self._practice.leave,
            open_attempt=self.open_attempt,
            open_settings=self._settings_from_answer,
            choose_microphone=self._settings.choose_microphone,
            save=self.exporting.interview,
        )

    def _exporting(self, settings: SettingsPage) -> exporting.Exporting:
        def show() -> None:
            settings.open_section("data")
            self.go("settings")

        def imported() -> None:
            self._services.upkeep.catch_up()
            self.read_packs()

        ways = exporting.Ways(show, imported, self._settings.change)
        return exporting.Exporting(self._window, self._services, settings.data, ways)

    def _listen(self) -> None:
        hooks = self._services.hooks
        hooks.complain = self._complain
        hooks.microphones = self._microphones_changed
        hooks.practising = lambda: self._practice.running or self._interviews.running
        self._window.navigated.connect(self.go)
        self._home.open_interview = lambda: self.go("interview")
        self._home.story_titles = self._storybook.titles
        self._window.notices.acted.connect(self._act)
        self._window.notices.declined.connect(
            lambda _message: self._window.notices.show_message(None)
        )
        self._window.before_close = self.close
        # Years of answers that new rules judge again would else have a list read all the time.
        self._history_changed = QTimer(self._window, singleShot=True, interval=RENEW_MS)
        self._history_changed.timeout.connect(self._show_history_change)
        hooks.history = self._services.keeping.trash.on_change = self._renew_soon
        self._watch = QTimer(self._window)
        self._watch.timeout.connect(self._services.assistant.watch)
        self._watch.timeout.connect(self._surroundings.watch)
        self._watch.timeout.connect(self._home.watch)
        self._watch.timeout.connect(self._services.redraft.look)
        self._watch.timeout.connect(self._services.speed.watch)
        self._watch.timeout.connect(self._services.keeping.old_sound.look)
        self._watch.start(WATCH_MS)

    def start(self) -> None:
        """Fill Home, and begin everything that goes on behind it."""
        services = self._services
        settings = services.preferences.value
        self._style.show(settings.theme, settings.text_percent)
        self._set_single_keys(settings.single_keys)
        self._review.show_own_view(settings.show_self_view)
        self._home.refresh()
        self._surroundings.show_footer()
        self.read_packs()
        services.microphones.look(settings.microphone)
        services.microphones.follow()
        self._warm_up()
        services.upkeep.catch_up()
        services.keeping.start()
        self._guide.start()
        if not self._window.page_key:
            self._window.show_page("home")
        self._interviews.offer()
        if services.notices:
            self._window.notices.show_message(Message("Settings", " ".join(services.notices)))

    def close(self) -> None:
        """Bring a take in progress to its end: it is in the history before the window goes."""
        self._practice.leave()
        self._interviews.leave()
        self._review.leave()
        self._compare.leave()
        self._storybook.leave()
        self._guide.leave()
        self._settings.leave()
        self._services.desk.close()
        QApplication.processEvents()  # what the recorder has just reported

    def _go_home(self) -> None:
        self.go("home")

    # Where to go -------------------------------------------------------------------

    def go(self, key: str) -> None:
        """Show one of the pages in the sidebar; a question that waits is left for all but one."""
        self._review.leave()
        self._compare.leave()
        if key != "settings":
            self._settings.leave()
            self._practice.leave()
            self._interviews.leave()
        match key:
            case "home":
                self._home.enter()
            case "history" | "session" | "trends" | "trash":
                key = self._past.enter(key)
            case "interview" | "interview-report":
                key = self._interviews.enter(key)
            case "stories":
                self._storybook.enter()
            case "help":
                self._guide.show_help()
            case _:
                self._settings.enter()
        self._back = key if key != "settings" else self._back
        self._window.show_page(key)

    def practise(self, questions: Sequence[Question], told: StoryName | None = None) -> None:
        """Begin a session, whose first question may be told with the story of an earlier take."""
        self._practice.leave()
        self._practice.begin(questions, told)
        self._services.redraft.look()  # it gives way at once

    def open_attempt(self, attempt_id: int) -> None:
        """Show an earlier answer."""
        if self._review.open(attempt_id):
            self._window.show_page("review")

    def compare(self, attempt_id: int, other_id: int | None = None) -> None:
        """Show two takes of a question side by side; by default the best one or the one before.

        A review they were asked for from waits behind them, as it is.
        """
        self._review.wait()
        self._compare.open(attempt_id, other_id)

    def _close_comparison(self, back: str) -> None:
        if back == "review" and self._services.room.view is not None:
            self._review.look_again()
            self._window.show_page(back)
        else:
            self.go(self._back)

    def open_session(self, session_id: str) -> None:
        """Show what came of a sitting."""
        if self._past.open_session(session_id):
            self._back = "session"
            self._window.show_page("session")

    def _show_answer_page(self, key: str) -> None:
        self._review.leave()
        self._window.show_page(key)

    def _review_in_session(self, attempt_id: int, place: SessionPlace, reading: p.Reading) -> None:
        if self._review.open(attempt_id, place, reading):
            self._window.show_page("review")

    def _retake(self, view: ReviewView) -> None:
        asked = view.attempt.question
        if view.place is not None:
            self._practice.retake(asked.story)
        else:  # where its pack is gone, the attempt still knows the question
            self.practise([self._storybook.plain(asked.key) or asked], asked.story)

    def _close_review(self) -> None:
        if self._practice.running:
            self._practice.leave()
        else:
            self.go(self._back)

    def _delete_reviewed(self, view: ReviewView) -> None:
        """Delete what is reviewed; in a session it stays on screen, and so do the ways on."""
        if view.place is None:
            self._close_review()
        self._trashing.delete([view.attempt.id])

    def _undo_delete(self) -> None:
        """Bring back what was just deleted, while that is offered."""
        message = self._window.notices.message
        if message is not None and self._trashing.offers(message):
            self._trashing.undo()

    def _settings_from_answer(self) -> None:
        self._settings.enter()
        self._window.show_page("settings")
        if self._services.hooks.practising():
            waiting = Message("Your question is waiting", tone="accent", action="Back to it")
            self._window.notices.show_message(waiting)

    def _act(self, message: Message) -> None:
        """Do what the button of the notice says."""
        if self.exporting.act(message) or self._drafts.act(message):
            return
        if self._trashing.offers(message):
            self._trashing.undo()
        else:
            self._back_to_question()

    def _back_to_question(self) -> None:
        if self._interviews.running:
            self._settings.leave()
            self._interviews.show_again()
        elif self._practice.running:
            self._settings.leave()
            self._practice.show_again()

    # What changes ------------------------------------------------------------------

    def read_packs(self) -> None:
        """Read all packs, in the background."""
        services = self._services
        services.background.run(services.library, self._show_library, self._complain)

    def _show_library(self, library: Library) -> None:
        self._library = library
        self._home.show_library(library)
        self._settings.show_library(library)
        self._guide.show_library(library)
        self._interviews.show_library(library)
        self._storybook.show_library(library)

    def _settings_changed(self, before: Settings, after: Settings) -> None:
        self._style.show(after.theme, after.text_percent)
        self._set_single_keys(after.single_keys)
        self._review.show_own_view(after.show_self_view)
        if before.microphone != after.microphone:
            self._services.microphones.look(after.microphone)
        if (before.whisper_folder, before.language) != (after.whisper_folder, after.language):
            self._warm_up()
        if before.whisper_folder != after.whisper_folder:
            self._drafts.offer()
        if before.packs_folder != after.packs_folder:
            self.read_packs()
        self._surroundings.show_footer()

    def _set_single_keys(self, on: bool) -> None:
        for page in (*self._pages_with_single_keys, self._compare, self._interviews):
            page.set_single_keys(on)

    def _warm_up(self) -> None:
        self._services.listener.warm_up(lambda problem: self._complain(AppError(problem)))

    def _renew_soon(self) -> None:
        if not self._history_changed.isActive():
            self._history_changed.start()

    def _show_history_change(self) -> None:
        """Renew the page on screen; the others are renewed when they are shown."""
        match self._window.page_key:
            case "home":
                self._home.refresh()
            case "stories":
                self._storybook.renew()
            case key:
                self._past.renew(key)
                self._interviews.renew(key)

    def _microphones_changed(self) -> None:
        self._settings.refresh()
        self._practice.show_microphones()
        self._interviews.show_microphones()
        self._surroundings.show_microphones()

    def _complain(self, error: AppError) -> None:
        self._window.notices.show_message(message_of(error))
