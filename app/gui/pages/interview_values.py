"""What the pages of an interview show, and how they put it."""

from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Final

from app.core.interview import Interview
from app.core.interviewing import answer_rules
from app.core.question import Pack, Question
from app.core.settings import Settings
from app.gui.icons import Icon
from app.gui.moments import day_and_time
from app.gui.wording import count

HOW_IT_GOES: Final = (
    (Icon.TIMER, "Each answer starts by itself after the time to think."),
    (Icon.STOP_FILL, "It stops when the time is up."),
    (Icon.LIGHTBULB, "There are no hints, pauses or second takes."),
    (Icon.CHATS, "Feedback comes at the end."),
)


@dataclass(frozen=True, slots=True)
class SetUpState:
    """What the set-up page shows.

    Attributes:
        now: The present, in the time zone of the person.
        settings: What was chosen last.
        packs: All packs; empty while they are read.
        mixes: Names of the mixes of roles in the chosen questions.
        voice: Whether questions can be read aloud on this computer.
        unfinished: The interview that can be gone on with; None for none.
        earlier: Those that came to an end, the newest first.
        put_aside: Whether one has just been put aside, which can be undone.
    """

    now: datetime
    settings: Settings
    packs: tuple[Pack, ...] = ()
    mixes: tuple[str, ...] = ()
    voice: bool = False
    unfinished: Interview | None = None
    earlier: tuple[Interview, ...] = ()
    put_aside: bool = False

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups there are to choose from."""
        return tuple(dict.fromkeys(group for pack in self._packs for group in pack.groups))

    @property
    def choice(self) -> tuple[Question, ...]:
        """The questions of the chosen pack and group, of the chosen difficulty."""
        group = self.settings.last_group if self.settings.last_group in self.groups else ""
        wanted = self.settings.interview_difficulty
        return tuple(
            question
            for pack in self._packs
            for question in pack.questions
            if group in ("", question.group) and wanted in (None, question.difficulty)
        )

    @property
    def asked(self) -> int:
        """How many questions will be asked: there may be fewer than were chosen."""
        return min(self.settings.interview_count, len(self.choice))

    @property
    def _packs(self) -> tuple[Pack, ...]:
        chosen = tuple(pack for pack in self.packs if pack.id == self.settings.last_pack)
        return chosen or self.packs


def length_words(state: SetUpState) -> str:
    """Return "5 questions, about 18 minutes"; a guess, for they are not chosen yet."""
    if not state.asked:
        return "No questions"
    settings = state.settings
    each_s = fmean(
        (question.prep_s if settings.prep_s is None else settings.prep_s)
        + (question.answer_s if settings.answer_s is None else settings.answer_s)
        for question in state.choice
    )
    total_s = state.asked * each_s + (state.asked - 1) * settings.interview_break_s
    return f"{count(state.asked, 'question')}, about {_minutes(total_s)}"


def plan_words(interview: Interview) -> str:
    """Return the same for an interview whose questions are known, from where it stands."""
    left = interview.steps[interview.position :]
    times = [answer_rules(step, interview.rules) for step in left]
    total_s = sum(rules.prep_s + rules.answer_s for rules in times)
    total_s += max(0, len(left) - 1) * interview.rules.break_s
    number = sum(not step.follow_up for step in left)
    return f"{count(number, 'question')}, about {_minutes(total_s)}"


def _minutes(seconds: float) -> str:
    return count(max(1, round(seconds / 60)), "minute")


def stopped_words(interview: Interview, now: datetime) -> str:
    """Return where an interview stopped, such as for the offer to go on with it."""
    when = day_and_time(interview.made_at.astimezone(now.tzinfo), now)
    place = f"question {interview.number} of {interview.total}"
    return f"The interview of {when} stopped at {place}"


def title_words(interview: Interview, now: datetime) -> str:
    """Return what an interview is called, such as "Interview of today 18:40"."""
    return f"Interview of {day_and_time(interview.made_at.astimezone(now.tzinfo), now)}"
