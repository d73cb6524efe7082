"""What to ask next: what is due, what was never tried, and what can wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.core.agenda import Agenda, Asked, Card
from app.core.deadline import Load, due_days, plan
from app.core.mixing import by_turns, mixed
from app.core.question import Question
from app.core.scheduling import retrievability
from app.core.settings import Settings

FEEDBACK_S: Final = 60.0  # for reading what came of it
COMING_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the questions that were answered.

    Attributes:
        cards: The cards, by the key of their question.
        uncounted: When questions were answered last of which no answer counts, by key.
    """

    cards: Mapping[str, Card]
    uncounted: Mapping[str, datetime]


def agenda_of(
    choice: Sequence[Question], known: Known, settings: Settings, now: datetime
) -> Agenda:
    """Return what there is to practise; weak points and habits are left to the caller.

    A question that was answered without anything being known of how it went, a draft without a
    rating say, is neither due nor new: it comes first among those for later.

    Args:
        choice: The questions to choose from, in the order of their packs.
        known: What is known of them.
        settings: What the person chose.
        now: The present, in the time zone of the person.
    """
    today, interview_on = now.date(), interview_day(settings, now.date())
    asked = [Asked(question, known.cards.get(question.key)) for question in choice]
    days = due_days((each.card for each in asked if each.card), now, interview_on)
    new = [each for each in asked if not each.card and each.question.key not in known.uncounted]
    due = [each for each in asked if each.card and days[each.question.key] <= today]
    coming = _coming(days.values(), today)
    return Agenda(
        today=today,
        due=mixed(sorted(due, key=lambda each: _still_known(each, now)), _group),
        never_tried=by_turns(new, _group),
        later=_later(asked, known, days, today),
        coming=coming,
        interview_on=interview_on,
        plan=plan(_load(asked, known, days, settings, now), today, interview_on),
    )


def interview_day(settings: Settings, today: date) -> date | None:
    """Return the day of the interview; None when there is none, or it is over."""
    try:
        day = date.fromisoformat(settings.interview_on)
    except ValueError:
        return None
    return day if day >= today else None


def _group(asked: Asked) -> tuple[str, str]:
    return asked.question.pack_id, asked.question.group


def _is_unknown(asked: Asked, known: Known) -> bool:
    """Return whether a question was answered, and nothing is known of how that went."""
    return asked.card is None and asked.question.key in known.uncounted


def _still_known(asked: Asked, now: datetime) -> float:
    assert asked.card is not None
    elapsed = now - asked.card.last_at
    return retrievability(asked.card.stability_days, elapsed / timedelta(days=1))


def _later(
    asked: Sequence[Asked], known: Known, days: Mapping[str, date], today: date
) -> tuple[Asked, ...]:
    """Return what is neither due nor new: what nothing is known of, then what is due next."""
    unknown = [each for each in asked if _is_unknown(each, known)]
    unknown.sort(key=lambda each: known.uncounted[each.question.key])
    coming = [each for each in asked if each.card and days[each.question.key] > today]
    coming.sort(key=lambda each: days[each.question.key])
    return (*unknown, *coming)


def _coming(days: Iterable[date], today: date) -> tuple[int, ...]:
    counts = [0] * COMING_DAYS
    for day in days:
        ahead = (day - today).days
        if 1 <= ahead <= COMING_DAYS:
            counts[ahead - 1] += 1
    return tuple(counts)


def _load(
    asked: Sequence[Asked],
    known: Known,
    days: Mapping[str, date],
    settings: Settings,
    now: datetime,
) -> Load:
    answered = [each.card for each in asked if each.card]
    unknown = [known.uncounted[each.question.key] for each in asked if _is_unknown(each, known)]
    question_s = sum(_length_s(each.question, settings) for each in asked) / max(1, len(asked))
    break_s = settings.interview_break_s - FEEDBACK_S  # feedback comes at the end
    today, zone = now.date(), now.tzinfo
    return Load(
        due=[(days[card.question_key], card.stability_days) for card in answered],
        new=len(asked) - len(answered) - len(unknown),
        new_today=sum(
            at.astimezone(zone).date() == today
            for at in (*unknown, *(card.last_at for card in answered if card.answers == 1))
        ),
        question_s=question_s,
        rehearsal_s=settings.interview_count * (question_s + break_s) + FEEDBACK_S,
    )


def _length_s(question: Question, settings: Settings) -> float:
    prep_s = question.prep_s if settings.prep_s is None else settings.prep_s
    answer_s = question.answer_s if settings.answer_s is None else settings.answer_s
    return prep_s + answer_s + FEEDBACK_S
