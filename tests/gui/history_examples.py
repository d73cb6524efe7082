"""Histories to show the History page with: rows that are read as the table asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.core.attempt import AttemptSummary
from app.core.feedback import Measure
from app.core.listing import Choices, Entry, Order, Piece
from app.core.sitting import length_s, points_covered, spoken_s
from app.gui.pages.history_values import ALL, HistoryState, Wanted
from app.session.sitting import SittingView, Spread, WeakPoint
from tests.gui import answers

FOUND: Final = (
    Piece("… of the inputs with the ", hit=False),
    Piece("feature store", hit=True),
    Piece(", and whenever the two differed we looked at the pipeline that …", hit=False),
)
CHOICES: Final = Choices(
    packs=(("mlops", "MLOps interview"), ("own", "My own questions")),
    groups=(("mlops", "MLOps basics"), ("mlops", "Technical"), ("mlops", "Behavioural")),
    tags=("drift", "deployment", "monitoring"),
    modes=("interview", "practice"),
    drafts=True,
    notes=True,
    best=True,
)
PER_SESSION: Final = 4


class Rows:
    """Reads rows from attempts that are known; `asked` holds what was asked for each time."""

    def __init__(self, attempts: Sequence[AttemptSummary]) -> None:
        self._attempts = {each.id: each for each in attempts}
        self.asked: list[Sequence[int]] = []
        self.searched: list[tuple[int, str]] = []

    def summaries(self, ids: Sequence[int], /) -> Mapping[int, AttemptSummary]:
        """Return those that are known."""
        self.asked.append(ids)
        return {each: self._attempts[each] for each in ids if each in self._attempts}

    def snippets(self, ids: Sequence[int], text: str, /) -> Mapping[int, tuple[Piece, ...]]:
        """Return the same for all."""
        self.searched.append((len(ids), text))
        return dict.fromkeys(ids, FOUND)


def attempts(count: int) -> tuple[AttemptSummary, ...]:
    """Return answers with different numbers, four to a session, some marked as best."""
    return tuple(
        replace(
            each,
            id=each.id if each.id >= 1000 else 2000 + number,
            session_id=f"s{number // PER_SESSION}",
            best=number % 5 == 2,
        )
        for number, each in enumerate(answers.summaries(count))
    )


def state(
    shown: Sequence[AttemptSummary] | int = 9,
    *,
    wanted: Wanted = ALL,
    order: Order | None = None,
    **changes: object,
) -> HistoryState:
    """Return a state with some answers, in the order given."""
    found = attempts(shown) if isinstance(shown, int) else tuple(shown)
    entries = [Entry(each.id, each.session_id) for each in found]
    plain = HistoryState(entries, Rows(found), wanted, order or Order(), choices=CHOICES)
    return replace(plain, **changes)  # type: ignore[arg-type]  # one place for many tests


def sitting(count: int = 4) -> SittingView:
    """Return a session of some answers to two questions."""
    other = answers.question(id="canary", ask="How do canary and blue-green deployment differ?")
    covered = answers.coverage()
    made: list[AttemptSummary] = []
    for number in range(count):
        moment = answers.NOW - timedelta(hours=26, minutes=-6 * number)
        question = other if number % 2 else answers.question()
        attempt = answers.attempt(id=10 + number, made_at=moment, question=question)
        pace, fillers = 108.0 + 9 * number, 0.8 + 0.9 * number
        made.append(answers.summary(attempt, 1 + number // 2, covered, pace, fillers))
    made[-1] = replace(made[-1], note="say how I would notice before I say what I would do")
    points, total = points_covered(made)
    return SittingView(
        attempts=tuple(made),
        covered=points,
        total=total,
        length_s=length_s(made),
        spoken_s=spoken_s(made),
        pace=Spread(Measure("Pace", 120.0, "words/min", 100.0, 165.0), 108.0, 135.0),
        fillers=Spread(Measure("Fillers", 2.0, "per min", None, 5.0), 0.8, 3.5),
        rating=3.0,
        weak=(
            WeakPoint(10, answers.question().ask, answers.POINTS[5]),
            WeakPoint(11, other.ask, "Roll back is a switch, not a new release"),
        ),
    )


def unread_sitting() -> SittingView:
    """Return a session nobody has transcribed yet."""
    one = replace(sitting(1).attempts[0], points=None, pace_wpm=None, fillers_per_min=None)
    alone = replace(one, score=None, transcribed=False)
    return SittingView((alone,), 0, 0, 78.0, 78.0, None, None, None, ())
