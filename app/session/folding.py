"""Makes the card of a question from the answers to it, through FSRS."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from app.core.agenda import Card
from app.core.interview import is_follow_up
from app.core.scheduling import GradedDay, JudgedAnswer, graded_days

if TYPE_CHECKING:
    from app.storage.cards import Answers

RETENTION: Final = 0.9  # what FSRS and its users settled on: more costs far more, less is forgotten
# Nobody wants an answer back that was not spoken for longer, and jobs are sought for months.
LONGEST_DAYS: Final = 90


def cards_of(answers: Answers, zone: tzinfo | None) -> dict[str, Card]:
    """Return the cards of questions that were answered; 10,000 answers take some 0.15 s.

    A question has none when no answer to it counts, and a follow-up never has one. Safe on any
    thread.

    Args:
        answers: The answers to each question, the oldest first.
        zone: The time zone of the person, whose days count.
    """
    fold = _Fold()
    found = dict[str, Card]()
    for key, each in answers.items():
        days = [] if is_follow_up(key) else graded_days(each, zone)
        if days:
            found[key] = fold.card(key, days, [answer for answer in each if answer.grade])
    return found


class _Fold:
    """FSRS without minute-long steps: what an interview asks is practised once a day."""

    def __init__(self) -> None:
        # Late: 28 ms that nobody needs to wait for who has not answered anything.
        from fsrs import Card as FsrsCard
        from fsrs import Rating, Scheduler

        self._scheduler = Scheduler(
            desired_retention=RETENTION,
            learning_steps=(),
            relearning_steps=(),
            maximum_interval=LONGEST_DAYS,
            enable_fuzzing=False,
        )
        self._new_card, self._rating = FsrsCard, Rating

    def card(self, key: str, days: Sequence[GradedDay], counted: Sequence[JudgedAnswer]) -> Card:
        """Return a card, from at least one day and one answer."""
        # With a number of its own, or making one waits a millisecond for a new one.
        state = self._new_card(card_id=1, due=_noon(days[0]))
        for day in days:
            # All at noon: from one evening to the next afternoon is a day, too.
            state, _ = self._scheduler.review_card(state, self._rating(day.grade), _noon(day))
        assert state.stability is not None
        assert state.difficulty is not None
        last = counted[-1]
        wait = state.due - _noon(days[-1])
        return Card(
            question_key=key,
            due_at=last.made_at + timedelta(days=wait.days),
            last_at=last.made_at,
            stability_days=state.stability,
            difficulty=state.difficulty,
            answers=len(days),
            score=last.score,
            covered_share=last.covered_share,
        )


def _noon(day: GradedDay) -> datetime:
    return datetime.combine(day.day, time(12), UTC)
