"""What to practise next, from all that was answered so far."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from heapq import nlargest
from typing import Final

from app.core.agenda import Agenda, Card, Habits, WeakPoint
from app.core.choosing import Known, agenda_of
from app.core.errors import AppError, StorageError
from app.core.question import Question
from app.core.settings import Settings
from app.core.weakness import TAKES, HeardTake, weakest
from app.session.background import Aside
from app.session.folding import cards_of
from app.storage.cards import Answers, Cards

WEAKEST: Final = 12
# Of this many questions the takes are looked at for weak points; see _candidates.
LOOKED_AT: Final = 200
# The cards of so many questions are made while somebody waits. More are made aside, so many at a
# time: reading and writing the cards of 50 questions with 500 answers takes some 10 ms.
AT_ONCE: Final = 50
SLICE: Final = 50

log = logging.getLogger(__name__)


class Planner:
    """Says what is due, weak and new. Lives on one thread; close it at the end.

    Cards are made from the answers, and made again when those change. After an import there may be
    thousands to make: until that is done, an agenda says that it is not complete, and `on_change`
    is called when it is.
    """

    def __init__(self, cards: Cards, settings: Callable[[], Settings], aside: Aside) -> None:
        self._store = cards
        self._settings = settings
        self._aside = aside
        self._version: int | None = None
        self._cards = dict[str, Card]()
        self._uncounted = dict[str, datetime]()
        self._heard = dict[str, list[HeardTake]]()  # of those looked at for weak points
        self._folding = False
        self._closed = False
        self.on_change: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Make no more cards."""
        self._closed = True

    def cards(self) -> Mapping[str, Card]:
        """Return the cards of all questions that have one, by key.

        Raises:
            StorageError: The history cannot be read or written.
        """
        self._renew(datetime.now().astimezone().tzinfo)
        return self._cards

    def agenda(self, choice: Sequence[Question], now: datetime) -> Agenda:
        """Return what there is to practise.

        Args:
            choice: The questions to choose from, in the order of their packs.
            now: The present, in the time zone of the person.

        Raises:
            StorageError: The history cannot be read or written.
        """
        complete = self._renew(now.tzinfo)
        settings = self._settings()
        agenda = agenda_of(choice, Known(self._cards, self._uncounted), settings, now)
        return replace(
            agenda,
            weakest=self._weakest(choice),
            habits=self._habits(settings, now),
            complete=complete,
        )

    def settle(self, now: datetime) -> None:
        """Make all cards that are out of date, however long that takes.

        Raises:
            StorageError: The history cannot be read or written.
        """
        while self._store.stale_count():
            answers = self._store.stale_answers(SLICE)
            self._keep(answers, cards_of(answers, now.tzinfo))

    # The cards ---------------------------------------------------------------------

    def _renew(self, zone: tzinfo | None) -> bool:
        """Bring the cards up to date, or begin to; return whether they are."""
        version = self._store.version()
        if version != self._version:  # another program, or an import, has written
            self._cards, self._uncounted = self._store.cards(), self._store.uncounted()
            self._heard.clear()
            self._version = version
        stale = self._store.stale_count()
        if stale > AT_ONCE:
            self._make_aside(zone)
            return False
        if stale:
            self._make(self._store.stale_answers(AT_ONCE), zone)
        return True

    def _make(self, answers: Answers, zone: tzinfo | None) -> None:
        """Make cards now; on a full disk they are there, but will have to be made again."""
        cards = cards_of(answers, zone)
        try:
            self._keep(answers, cards)
        except StorageError as error:
            log.warning("cards could not be kept: %s", error)
            self._take(answers, cards)

    def _make_aside(self, zone: tzinfo | None) -> None:
        """Make the cards slice by slice; reading and writing them stays on this thread."""
        if self._folding or self._closed:
            return
        self._folding = True
        answers = self._store.stale_answers(SLICE)

        def made(cards: Mapping[str, Card]) -> None:
            self._folding = False
            if self._closed:
                return
            try:
                self._keep(answers, cards)
                left = self._store.stale_count()
                if left:
                    self._make_aside(zone)
            except StorageError as error:
                failed(error)
                return
            if not left:
                self.on_change()

        def failed(error: AppError) -> None:
            self._folding = False
            log.warning("cards are left out of date: %s", error)

        self._aside(lambda: cards_of(answers, zone), made, failed)

    def _keep(self, answers: Answers, cards: Mapping[str, Card]) -> None:
        self._take(self._store.keep(answers, cards), cards)

    def _take(self, answers: Answers, cards: Mapping[str, Card]) -> None:
        for key, each in answers.items():
            self._cards.pop(key, None)
            self._heard.pop(key, None)
            self._uncounted.pop(key, None)
            if key in cards:
                self._cards[key] = cards[key]
            elif each:
                self._uncounted[key] = each[-1].made_at

    # The rest ----------------------------------------------------------------------

    def _weakest(self, choice: Sequence[Question]) -> tuple[WeakPoint, ...]:
        looked_at = self._candidates(choice)
        unread = [each.key for each in looked_at if each.key not in self._heard]
        if unread:
            read = self._store.heard(unread, TAKES)
            self._heard.update({key: read.get(key, []) for key in unread})
        return weakest(((each, self._heard[each.key]) for each in looked_at), WEAKEST)

    def _candidates(self, choice: Sequence[Question]) -> list[Question]:
        """Return the questions whose points may be the weakest.

        Those left something out last time: the more, and the oftener they were answered, the
        likelier one of their points is left out again and again. Where there are more than
        `LOOKED_AT` of them, a weak point of the others may be missed.
        """
        gaps = [
            (min(card.answers, TAKES) * (1 - card.covered_share), index)
            for index, question in enumerate(choice)
            if (card := self._cards.get(question.key))
            and card.covered_share is not None
            and card.covered_share < 1
        ]
        return [choice[index] for _, index in nlargest(LOOKED_AT, gaps)]

    def _habits(self, settings: Settings, now: datetime) -> Habits:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        monday = midnight - timedelta(days=now.weekday())
        spoken = self._store.spoken_since(monday)
        # A clock that was once wrong has left answers of days to come.
        answers = [each for each in spoken if each[0] < monday + timedelta(days=7)]
        days = {made_at.astimezone(now.tzinfo).date() for made_at, _ in answers}
        return Habits(
            sum(length_s for _, length_s in answers), tuple(sorted(days)), settings.goal_min
        )
