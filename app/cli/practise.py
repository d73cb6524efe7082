"""Practises in the terminal: the same session as in the window, with the Enter key."""

import random
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from rich.console import Console
from rich.text import Text

from app.cli.parser import Arguments
from app.cli.report import clock, print_coverage, print_delivery, print_structure
from app.cli.stories import told_questions
from app.core import practice as p
from app.core import practice_events as e
from app.core.attempt import SelfRating
from app.core.errors import AppError, PackError
from app.core.own_view import own_view
from app.core.question import Question
from app.session.aloud import Aloud
from app.session.inbox import Inbox
from app.session.own_view_words import rating_words
from app.session.ports import Loudness
from app.session.services import OpenServices, Services
from app.session.views import PracticeView

TICK_S: Final = 0.1
METER_CELLS: Final = 20
METER_FLOOR_DBFS: Final = -60.0


def practise(open_services: OpenServices, arguments: Arguments) -> int:
    """Lead through a session until its questions are done or the input ends."""
    inbox = Inbox()
    with open_services(arguments.data_dir, inbox.post, debug=arguments.debug) as services:
        choose = told_questions if arguments.story else chosen_questions
        questions = choose(services, arguments)
        Conversation(services, inbox, Console(markup=False, highlight=False)).hold(questions)
    return 0


def chosen_questions(services: Services, arguments: Arguments) -> Sequence[Question]:
    """Return the questions to ask: the one that is named, or those that are due and new.

    Raises:
        PackError: There are none.
    """
    library = services.library()
    if arguments.question:
        return [library.find(arguments.question)]
    chosen = list(library.chosen(arguments.pack, arguments.group))
    if not chosen:
        raise PackError("There are no such questions.", hint="See: greenroom questions")
    count = arguments.count or services.preferences.value.question_count
    if arguments.shuffle:
        random.shuffle(chosen)
        return chosen[:count]
    now = datetime.now().astimezone()
    services.planner.settle(now)
    return services.planner.agenda(chosen, now).to_ask(count)


def meter(loudness: Loudness) -> str:
    """Return how loud it is as a bar."""
    share = 1 - max(METER_FLOOR_DBFS, min(0.0, loudness.rms_dbfs)) / METER_FLOOR_DBFS
    cells = round(share * METER_CELLS)
    return "█" * cells + "░" * (METER_CELLS - cells)


class Conversation:
    """Shows a practice session line by line and turns lines that are typed into events."""

    def __init__(self, services: Services, inbox: Inbox, console: Console) -> None:
        self._services = services
        self._inbox = inbox
        self._console = console
        self._over = False
        self._shown: type[p.State] | None = None
        self._reported = False
        self._interruption: tuple[str, bool] | None = None
        services.hooks.complain = self._complain

    def hold(self, questions: Sequence[Question]) -> None:
        """Go through the questions; returns when they are done or the person has left."""
        services = self._services
        services.microphones.look(services.preferences.value.microphone)
        services.microphones.follow()
        services.listener.warm_up(lambda problem: self._console.print(Text(problem, "yellow")))
        self._session = services.practise(questions, self._show, self._end)
        self._aloud = Aloud(self._session, services.voice, services.tools.clocks.monotonic_s)
        threading.Thread(target=self._read_lines, name="lines", daemon=True).start()
        self._session.announce()
        self._inbox.run_until(lambda: self._over, tick=self._tick, every_s=TICK_S)
        self._inbox.run_until(lambda: not services.desk.busy)
        if services.assistant.busy:  # the take of somebody who has just left
            self._console.print("Writing down the last take ...")
            self._inbox.run_until(
                lambda: not services.assistant.busy, tick=services.assistant.watch
            )

    # What arrives ------------------------------------------------------------------

    def _read_lines(self) -> None:
        for line in sys.stdin:
            self._inbox.post(partial(self._take_line, line.strip()))
        self._inbox.post(lambda: self._session.handle(e.Leave()))

    def _take_line(self, line: str) -> None:
        typing = isinstance(self._session.view.state, p.Typing)
        if line.lower() in ("q", "quit") and not typing:
            self._session.handle(e.Leave())
            return
        match self._session.view.state:
            case p.Think():
                self._aloud.hush()  # the microphone would hear it
                self._begin(line.lower())
            case p.Typing(text=text):
                self._session.handle(
                    e.Typed(f"{text}\n{line}" if text else line) if line else e.Stop()
                )
            case p.Answer():
                self._session.handle(e.Pause() if line.lower() == "p" else e.Stop())
            case p.Interrupted():
                self._session.handle(e.Stop() if line.lower() == "f" else e.GoOn())
            case p.Rate():
                self._rate(line)
            case p.Review(reading=p.Read() | p.Unread()):
                self._after_review(line)
            case _:
                pass

    def _begin(self, line: str) -> None:
        if line == "r" and self._services.voice.available:
            self._aloud.read()
        else:
            self._session.handle(e.Write() if line == "k" else e.Begin())

    def _rate(self, line: str) -> None:
        if line == "":
            self._session.handle(e.Rated(None))
        elif line in "12345" and len(line) == 1:
            self._session.handle(e.Rated(SelfRating(int(line))))
        else:
            self._console.print("A number from 1 to 5, or Enter to skip.")

    def _after_review(self, line: str) -> None:
        if line.lower() == "r":
            self._session.retake()
        elif line == "":
            self._session.next()
        elif self._session.attempt_id is not None:
            self._services.history.set_note(self._session.attempt_id, line)
            self._console.print("Kept. It is shown before your next take of this question.")

    def _tick(self) -> None:
        self._aloud.tick()
        self._services.assistant.watch()
        self._services.microphones.tick()

    # What is shown -----------------------------------------------------------------

    def _show(self, view: PracticeView) -> None:
        state = view.state
        new = type(state) is not self._shown
        self._shown = type(state)
        match state:
            case p.Think() | p.Typing():
                self._show_before(view, state, new=new)
            case p.Answer():
                self._interruption = None
                if new and not self._console.is_terminal:
                    self._console.print("Recording   [Enter] stop   [p] pause")
                self._show_now(self._recording(state))
            case p.Interrupted():
                self._show_interrupted(state)
            case p.Rate() if new:
                self._show_rating(view, state)
            case p.Review(reading=p.Transcribing(fraction)):
                self._show_now(f"Writing down what you said ... {fraction:.0%}")
            case p.Review(reading=p.Read() | p.Unread() as reading) if not self._reported:
                self._reported = True
                self._show_reading(view, reading)
            case _:
                pass

    def _show_before(self, view: PracticeView, state: p.Think | p.Typing, *, new: bool) -> None:
        """Show the question, or that it is answered with the keyboard now."""
        if isinstance(state, p.Typing):
            if new:
                self._console.print("Write your answer. An empty line ends it.")
            elif state.problem:
                self._show_now(state.problem)
            return
        if new:
            self._reported = False
            self._show_question(view)
        self._show_now(f"Think {clock(state.left_s)}   {self._ways(state)}")

    def _ways(self, state: p.Think) -> str:
        ways = "[Enter] write" if state.rules.typed else "[Enter] answer   [k] write"
        aloud = "   [r] read aloud" if self._services.voice.available else ""
        return f"{ways}{aloud}   [q] leave"

    def _show_question(self, view: PracticeView) -> None:
        self._console.rule(f"Question {view.index + 1} of {view.total}, take {view.take_number}")
        self._console.print(Text(view.question.ask, "bold"))
        if view.question.story:
            self._console.print(f"Your story: {view.question.story.title}")
        if view.note:
            self._console.print(Text(f"Next time I will: {view.note}", "green"))
        if isinstance(view.state, p.Think) and view.state.problem:
            self._console.print(Text(view.state.problem, "yellow"))

    def _show_interrupted(self, state: p.Interrupted) -> None:
        said, self._interruption = self._interruption, (state.notice, state.opening)
        if state.opening:
            self._show_now("Switching the microphone on ...")
        if state.opening or said == self._interruption:
            return
        self._console.print()
        if state.notice:
            self._console.print(Text(state.notice, "yellow"))
        self._console.print(
            f"Paused at {clock(state.recorded_s)}, the take is kept   "
            "[Enter] go on   [f] finish   [q] leave"
        )

    def _recording(self, state: p.Answer) -> str:
        times = f"{clock(state.elapsed_s)} of {clock(state.rules.answer_s)}"
        bar = meter(self._services.desk.loudness())
        return f"Recording {times} {bar} {state.notice or '[Enter] stop   [p] pause'}"

    def _show_rating(self, view: PracticeView, state: p.Rate) -> None:
        self._console.print()
        self._console.print(f"The take is saved, {clock(state.take.duration_s)}.")
        if state.take.problem:
            self._console.print(Text(state.take.problem, "yellow"))
        for score, anchor in sorted((view.question.anchors or {}).items()):
            self._console.print(f"  {score}  {anchor}")
        self._console.print("How did it go, 1 to 5? [Enter] skip")

    def _show_reading(self, view: PracticeView, reading: p.Read | p.Unread) -> None:
        self._console.print()
        if isinstance(reading, p.Unread):
            self._console.print(Text(reading.problem, "yellow"))
        else:
            self._console.print(Text(reading.transcript.text or "No speech was found."))
            print_coverage(self._console, reading.feedback.coverage)
            if reading.feedback.structure is not None:
                typed = reading.transcript.typed
                print_structure(self._console, reading.feedback.structure, typed=typed)
            self._show_own_view(view, reading)
            print_delivery(self._console, reading.feedback.delivery)
        following = "finish" if view.last else "next question"
        self._console.print(f"[Enter] {following}   [r] retake   or type: next time I will ...")

    def _show_own_view(self, view: PracticeView, reading: p.Read) -> None:
        """Show how the rating and what was heard go together; of a draft nobody can tell."""
        rating = view.state.self_rating if isinstance(view.state, p.Review) else None
        own = own_view(rating, reading.feedback.coverage)
        if own is not None and not reading.transcript.draft:
            self._console.print(Text(rating_words(own)))

    def _show_now(self, line: str) -> None:
        """Show a line that is overwritten by the next one; only where somebody is watching."""
        if self._console.is_terminal:
            width = self._console.width - 1
            self._console.file.write("\r" + line[:width].ljust(width))
            self._console.file.flush()

    def _complain(self, error: AppError) -> None:
        self._console.print(Text(f"{error} {error.hint}".strip(), "yellow"))

    def _end(self) -> None:
        self._services.voice.stop()
        self._over = True
