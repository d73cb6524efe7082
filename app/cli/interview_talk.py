"""Holds an interview in the terminal, line by line."""

import sys
import threading
from functools import partial
from typing import Final

from rich.console import Console
from rich.text import Text

from app.cli.practise import meter
from app.cli.report import clock
from app.core import practice as p
from app.core import practice_events as e
from app.core.interview import Interview
from app.session.inbox import Inbox
from app.session.interview_views import InterviewView
from app.session.services import Services
from app.session.views import PracticeView

TICK_S: Final = 0.1


class InterviewTalk:
    """Shows an interview line by line and turns lines that are typed into what the person does."""

    def __init__(self, services: Services, inbox: Inbox, console: Console) -> None:
        self._services = services
        self._inbox = inbox
        self._console = console
        self._over = False
        self._shown: object = None
        self._asked: int | None = None  # position of the question that was shown last

    def hold(self, interview: Interview) -> Interview:
        """Go through an interview; return it as it is when it is over or the person has left."""
        services = self._services
        if not interview.rules.typed:
            services.microphones.look(services.preferences.value.microphone)
            services.microphones.follow()
            services.listener.warm_up(lambda problem: self._console.print(Text(problem, "yellow")))
        self._session = services.interviews.run(interview, self._show, self._end)
        threading.Thread(target=self._read_lines, name="lines", daemon=True).start()
        self._session.announce()
        self._inbox.run_until(lambda: self._over, tick=self._tick, every_s=TICK_S)
        self._inbox.run_until(lambda: not services.desk.busy)
        return self._session.view.interview

    # What arrives ------------------------------------------------------------------

    def _read_lines(self) -> None:
        for line in sys.stdin:
            self._inbox.post(partial(self._take_line, line.strip()))
        self._inbox.post(lambda: self._session.leave())

    def _take_line(self, line: str) -> None:
        view = self._session.view
        match view.phase:
            case "question" if view.answer and isinstance(view.answer.state, p.Typing):
                text = view.answer.state.text
                typed = e.Typed(f"{text}\n{line}" if text else line)
                self._session.handle(typed if line else e.Stop())
            case "over":
                pass
            case _ if line.lower() in ("q", "quit"):
                self._session.leave()
            case _ if line.lower() in ("x", "end"):
                self._session.give_up()
            case "ready":
                self._session.begin()
            case "break":
                self._session.go_on()
            case "question" if view.answer:
                self._answer(line.lower(), view.answer.state)
            case _:
                pass

    def _answer(self, line: str, state: p.State) -> None:
        match state:
            case p.Think() if line == "r":
                self._session.repeat()
            case p.Think():
                self._session.handle(e.Write() if line == "k" else e.Begin())
            case p.Answer():
                self._session.handle(e.Stop())
            case p.Interrupted():
                self._session.handle(e.Stop() if line == "f" else e.GoOn())
            case _:
                pass

    def _tick(self) -> None:
        self._session.tick()
        self._services.assistant.watch()
        self._services.microphones.tick()

    # What is shown -----------------------------------------------------------------

    def _show(self, view: InterviewView) -> None:
        shown = (view.phase, view.interview.position, type(view.answer and view.answer.state))
        new = shown != self._shown
        self._shown = shown
        match view.phase:
            case "ready" if new:
                self._show_beginning(view.interview)
            case "question" if view.answer:
                self._show_answer(view, view.answer, new=new)
            case "listening":
                self._say("Listening ...", new=new)
            case "break":
                self._say(f"A break   {clock(view.break_left_s)}   [Enter] next question", new=new)
            case _:
                pass

    def _show_beginning(self, interview: Interview) -> None:
        left = interview.total - interview.number + 1
        times = f"{left} questions" if left != 1 else "1 question"
        self._console.print(
            f"{times}. Each answer begins and ends by itself; nothing is asked twice, and "
            "there is no feedback before the end."
        )
        self._console.print("[Enter] begin   [q] leave and go on later   [x] end it here")

    def _show_answer(self, view: InterviewView, answer: PracticeView, *, new: bool) -> None:
        state = answer.state
        match state:
            case p.Think():
                if new:
                    self._show_question(view, answer, state)
                times = "Listen" if view.speaking else f"Think {clock(state.left_s)}"
                self._show_now(f"{times}   {self._ways(state)}")
            case p.Typing():
                self._say(state.problem or "Write your answer. An empty line ends it.", new=new)
            case p.Answer():
                if new and not self._console.is_terminal:
                    self._console.print("Recording   [Enter] finish")
                times = f"{clock(state.elapsed_s)} of {clock(state.rules.answer_s)}"
                bar = meter(self._services.desk.loudness())
                self._show_now(f"Recording {times} {bar} {state.notice or '[Enter] finish'}")
            case p.Interrupted() if new and not state.opening:
                self._console.print()
                self._console.print(Text(state.notice, "yellow"))
                self._console.print("The take is kept.   [Enter] go on   [f] finish")
            case _:
                pass

    def _ways(self, state: p.Think) -> str:
        ways = "[Enter] write" if state.rules.typed else "[Enter] answer   [k] write"
        aloud = "   [r] read aloud" if self._services.voice.available else ""
        return f"{ways}{aloud}   [q] leave"

    def _show_question(self, view: InterviewView, answer: PracticeView, state: p.Think) -> None:
        if state.problem and self._asked == view.interview.position:
            self._console.print(Text(state.problem, "yellow"))
            return
        self._asked = view.interview.position
        step = view.interview.step
        head = f"Question {answer.index + 1} of {answer.total}"
        if step is not None and step.follow_up:
            head = f"Follow-up to question {answer.index + 1}"
        self._console.rule(head)
        self._console.print(Text(answer.question.ask, "bold"))

    def _say(self, line: str, *, new: bool) -> None:
        """Show a line: once, or where somebody is watching, as it changes."""
        if self._console.is_terminal:
            self._show_now(line)
        elif new:
            self._console.print(line)

    def _show_now(self, line: str) -> None:
        """Show a line that is overwritten by the next one; only where somebody is watching."""
        if self._console.is_terminal:
            width = self._console.width - 1
            self._console.file.write("\r" + line[:width].ljust(width))
            self._console.file.flush()

    def _end(self) -> None:
        self._over = True
        self._console.print()
