"""Interviews: choosing what is asked, beginning and resuming, and what came of each."""

import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from app.core.interview import Interview, InterviewRules, InterviewStep
from app.core.interview_choice import Mix, Wish, choose_questions
from app.core.question import Pack, Question
from app.core.settings import Settings
from app.session.interview import InterviewSession, InterviewTools
from app.session.interview_report import ReportMaker
from app.session.interview_views import InterviewReport, InterviewView
from app.storage.history import History

# Whoever was interrupted longer ago than this begins anew.
RESUMABLE: Final = timedelta(days=7)

__all__ = ["InterviewDesk", "InterviewDeskTools"]


@dataclass(frozen=True, slots=True)
class InterviewDeskTools:
    """What the desk needs from outside.

    Attributes:
        interview: What an interview needs.
        history: The answers.
        chance: Where there is nothing else to choose by.
    """

    interview: InterviewTools
    history: History
    chance: random.Random


class InterviewDesk:
    """Where interviews are begun, gone on with, and looked back at; lives on one thread.

    Every method raises StorageError when the history cannot be read or written.
    """

    def __init__(self, tools: InterviewDeskTools) -> None:
        self._tools = tools
        self._store = tools.interview.store
        self._packs: tuple[Pack, ...] = ()
        self._reports = ReportMaker(tools.history, tools.interview)

    def take_up(self, packs: Sequence[Pack]) -> None:
        """Hear which packs there are, for their mixes. May be called from any thread."""
        self._packs = tuple(packs)

    # Choosing ------------------------------------------------------------------------

    def choose(
        self, questions: Sequence[Question], settings: Settings | None = None
    ) -> tuple[Question, ...]:
        """Return what an interview asks, in order, out of some questions.

        Args:
            questions: What there is to choose from.
            settings: Say how; None for those in use.
        """
        settings = settings or self._settings
        wish = Wish(
            settings.interview_count,
            settings.interview_choice,
            settings.interview_difficulty,
            self._mix_of(questions, settings.interview_mix),
        )
        last = self._store.last_answers() if wish.choice == "weakest" else {}
        return choose_questions(questions, wish, last, self._tools.chance)

    def mixes(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """Return the names of the mixes that some of the questions belong to."""
        return tuple(self._mixes_of(questions))

    def _mixes_of(self, questions: Sequence[Question]) -> dict[str, Mix]:
        groups = {(each.pack_id, each.group) for each in questions}
        found: dict[str, Mix] = {}
        for pack in self._packs:
            for name, mix in pack.mixes.items():
                if any((pack.id, group) in groups for group in mix):
                    found.setdefault(name, mix)
        return found

    def _mix_of(self, questions: Sequence[Question], name: str) -> Mix | None:
        return self._mixes_of(questions).get(name)

    # Holding -------------------------------------------------------------------------

    def begin(self, questions: Sequence[Question], settings: Settings | None = None) -> Interview:
        """Store an interview that asks some questions, and return it.

        Args:
            questions: What it asks, in order.
            settings: Give its rules; None for those in use.
        """
        if not questions:
            raise ValueError("an interview has at least one question")
        interview = Interview(
            uid=uuid.uuid4().hex,
            made_at=self._tools.interview.answer.clocks.now(),
            rules=rules_of(settings or self._settings),
            steps=tuple(InterviewStep(question) for question in questions),
        )
        self._store.add(interview)
        return interview

    def run(
        self,
        interview: Interview,
        on_change: Callable[[InterviewView], None],
        on_end: Callable[[], None],
    ) -> InterviewSession:
        """Prepare to ask what is left of an interview; `begin` of the session asks it."""
        interview = self._caught_up(interview)
        return InterviewSession(interview, self._tools.interview, on_change, on_end)

    def unfinished(self) -> Interview | None:
        """Return the newest interview that can be gone on with, where it stopped; None for none.

        One that was left alone for a week is no longer offered.
        """
        since = self._tools.interview.answer.clocks.now() - RESUMABLE
        for stored in self._store.unfinished(since):
            interview = self._caught_up(stored)
            if interview.step is not None:
                return interview
            self._end(interview)  # it stopped after the last answer
        return None

    def give_up(self, uid: str) -> None:
        """End an interview where it is; a report is still possible."""
        interview = self._store.find(uid)
        if interview.ended_at is None:
            self._end(self._caught_up(interview))

    def take_up_again(self, uid: str) -> None:
        """Have an interview that was given up go on where it stopped."""
        self._store.keep(replace(self._store.find(uid), ended_at=None))

    def _end(self, interview: Interview) -> None:
        self._store.keep(replace(interview, ended_at=self._tools.interview.answer.clocks.now()))

    def _caught_up(self, interview: Interview) -> Interview:
        """Pass over what was answered at the last moment, before that could be noted."""
        answered = {each.question_key for each in self._tools.history.session(interview.uid)}
        position = interview.position
        while position < len(interview.steps):
            if interview.steps[position].question.key not in answered:
                break
            position += 1
        return replace(interview, position=position)

    # Looking back ----------------------------------------------------------------------

    def interviews(self) -> tuple[Interview, ...]:
        """Return all interviews, newest first."""
        found = self._store.all()
        return tuple(each if each.ended_at else self._caught_up(each) for each in found)

    def report(self, uid: str, on_report: Callable[[InterviewReport], None]) -> None:
        """Say what came of an interview, and return at once or soon.

        Calls on_report now, and again as more answers are written down and judged; the last one
        is complete.

        Raises:
            StorageError: There is no such interview.
        """
        self._reports.make(self._store.find(uid), on_report)

    @property
    def _settings(self) -> Settings:
        return self._tools.interview.settings()


def rules_of(settings: Settings) -> InterviewRules:
    """Return how the settings want an interview to go."""
    return InterviewRules(
        prep_s=settings.prep_s,
        answer_s=settings.answer_s,
        break_s=settings.interview_break_s,
        follow_ups=settings.follow_ups,
        read_aloud=settings.read_aloud,
        typed=settings.typed,
    )
