"""What the Home page says."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from app.core.agenda import Agenda, Asked
from app.core.question import Question
from app.core.settings import Settings
from app.gui.moments import on_day
from app.gui.pages.home_values import ALL, DUE, HomeState
from app.gui.wording import long_time, spelt

MODE_WORDS: Final = {
    "practice": "Hints and retakes, feedback after each answer",
    "interview": "No hints, no retakes; all feedback at the end",
}


def heading(state: HomeState) -> str:
    """Return what is due; for a newcomer, and where that is not known, what Start will ask."""
    if state.reading and not state.packs:
        return "Reading the questions"
    if state.interviewing:
        return "Rehearse a whole interview"
    number = len(state.due)
    if number:
        return f"{_questions(number)} {'is' if number == 1 else 'are'} due"
    if state.agenda and state.answered:
        return "Nothing is due today"
    asked = _questions(len(state.asked))
    return f"{asked} to begin with" if state.agenda and state.asked else asked


def length(state: HomeState) -> str:
    """Return what Start will ask where the heading does not say it, and how long that takes."""
    if state.interviewing:
        return "Several questions in a row, against the clock. The next page sets it up."
    asked = state.asked
    if not asked:
        return ""
    about = f"bout {_minutes(asked, state.settings)} with thinking time."
    what = _what_is_asked(state)
    return f"{what}, a{about}" if what else f"A{about}"


def _what_is_asked(state: HomeState) -> str:
    """Return what Start asks; empty when the heading has said it already."""
    asked = state.asked
    if not state.agenda or not state.answered:
        return ""
    due, new = _keys(state.due), _keys(state.agenda.never_tried)
    parts = {
        "due": sum(each.question.key in due for each in asked),
        "new": sum(each.question.key in new for each in asked),
    }
    if due and parts["due"] == len(due) == len(asked):
        return ""
    parts["not due yet"] = len(asked) - parts["due"] - parts["new"]
    told = [(number, what) for what, number in parts.items() if number]
    if len(told) > 1:
        kinds = [f"{spelt(number).lower()} {what}" for number, what in told]
        mixed = f"{', '.join(kinds[:-1])} and {kinds[-1]}"
        return f"Start asks {_questions(len(asked)).lower()}: {mixed}"
    return f"Start asks {_of_one_kind(told[0][0], told[0][1])}"


def _keys(asked: Iterable[Asked]) -> set[str]:
    return {each.question.key for each in asked}


def _of_one_kind(number: int, what: str) -> str:
    words = spelt(number).lower()
    match what:
        case "due":
            return f"the first {words}" if number > 1 else "the first one"
        case "new":
            return f"{words} new {'question' if number == 1 else 'questions'}"
        case _:
            return f"the {words} that come next" if number > 1 else "the one that comes next"


def _minutes(asked: tuple[Asked, ...], settings: Settings) -> str:
    total_s = sum(sum(times(each.question, settings)) for each in asked)
    return long_time(round(total_s / 60))


def times(question: Question, settings: Settings) -> tuple[float, float]:
    """Return the seconds to think and to answer: the settings' own come first."""
    prep_s = question.prep_s if settings.prep_s is None else settings.prep_s
    return prep_s, question.answer_s if settings.answer_s is None else settings.answer_s


def _questions(number: int) -> str:
    return f"{spelt(number)} {'question' if number == 1 else 'questions'}"


def details(state: HomeState) -> tuple[str, ...]:
    """Return the small print of each question that is asked: group, story, and last answer."""
    new = _keys(state.agenda.never_tried) if state.agenda else set()
    return tuple(_detail(each, state, new) for each in state.asked)


def _detail(asked: Asked, state: HomeState, new: Collection[str]) -> str:
    story = state.stories.get(asked.question.key, "")
    told = _answered(asked, state.today)
    if asked.card is None and state.agenda and state.answered:
        is_new = asked.question.key in new
        told = "not yet answered" if is_new else "answered, but not rated yet"
    parts = (asked.question.group, f"story ‘{story}’" if story else "", told)
    return " · ".join(part for part in parts if part)


def _answered(asked: Asked, today: date) -> str:
    if asked.card is None:
        return ""
    when = on_day(_local(asked.card.last_at), today)
    if asked.card.score is None:
        return f"answered {when}"
    return f"rated {asked.card.score} {when}"


def _local(moment: datetime) -> date:
    return moment.astimezone().date()


def coming(agenda: Agenda) -> str:
    """Return what falls due in the days after today; empty for nothing."""
    tomorrow = agenda.coming[0] if agenda.coming else 0
    more = sum(agenda.coming[1:])
    if tomorrow and more:
        first, then = spelt(tomorrow).lower(), spelt(more).lower()
        return f"Then {first} tomorrow and {then} more within a week"
    if tomorrow:
        return f"Then {spelt(tomorrow).lower()} tomorrow"
    return f"Then {spelt(more).lower()} within a week" if more else ""


def count_words(state: HomeState, value: int) -> str:
    """Return the words of one choice of how many."""
    if value == ALL:
        return "All"
    if value != DUE:
        return str(value)
    number = len(state.due) + state.new_today
    if not number:
        return "Due" if state.answered or not state.agenda else "A few"
    return f"{'Today' if state.new_today else 'Due'} ({number})"
