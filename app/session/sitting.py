"""What came of one sitting: its answers, what they covered, and how they sounded."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from app.analysis.delivery import FILLERS, PACE, Band
from app.core.attempt import Attempt, AttemptSummary
from app.core.errors import StorageError
from app.core.feedback import Measure, PointState
from app.core.languages import is_english
from app.core.sitting import best_takes, length_s, points_covered, spoken_s
from app.storage.history import History

NO_BAND: Final = Band(None, None, "")


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the answers of a sitting lie between.

    Attributes:
        measure: Their mean, with the band it is fine in.
        low: The lowest of them.
        high: The highest of them.
    """

    measure: Measure
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A key point that was not found in the best take of its question.

    Attributes:
        attempt_id: That take.
        ask: The question.
        point: The key point.
    """

    attempt_id: int
    ask: str
    point: str


@dataclass(frozen=True, slots=True)
class SittingView:
    """What came of a sitting.

    Attributes:
        attempts: Its answers, oldest first; at least one.
        covered: Key points covered in the best take of each question, drafts left out.
        total: Key points there were; 0 when nothing was compared.
        length_s: From the first word to the last, in seconds.
        spoken_s: All takes together, in seconds.
        pace: Speaking rates; None when none is known.
        fillers: Fillers per minute, at least; None when none is known.
        rating: The mean of the person's own ratings; None when they gave none.
        weak: Key points not found in the best takes.
    """

    attempts: tuple[AttemptSummary, ...]
    covered: int
    total: int
    length_s: float
    spoken_s: float
    pace: Spread | None
    fillers: Spread | None
    rating: float | None
    weak: tuple[WeakPoint, ...]

    @property
    def question_count(self) -> int:
        """How many questions were answered."""
        return len({each.question_key for each in self.attempts})

    @property
    def notes(self) -> tuple[AttemptSummary, ...]:
        """The answers with a note."""
        return tuple(each for each in self.attempts if each.note)


def read_sitting(history: History, session_id: str) -> SittingView:
    """Return what came of a sitting.

    Raises:
        StorageError: The history cannot be read, or no answer of the sitting is left.
    """
    attempts = history.session(session_id)
    if not attempts:
        raise StorageError("No answer of that session is left.", hint="Open the list again.")
    best = best_takes(attempts)
    covered, total = points_covered(attempts)
    read = [attempt for each in best if (attempt := _read(history, each.id)) is not None]
    scores = [each.score for each in attempts if each.score is not None]
    paces = [each.pace_wpm for each in attempts]
    fillers = [each.fillers_per_min for each in attempts]
    band = PACE if all(_in_english(each) for each in read) else NO_BAND
    return SittingView(
        attempts=tuple(attempts),
        covered=covered,
        total=total,
        length_s=length_s(attempts),
        spoken_s=spoken_s(attempts),
        pace=_spread("Pace", "words/min", band, paces),
        fillers=_spread("Fillers", "per min", FILLERS, fillers),
        rating=fmean(scores) if scores else None,
        weak=tuple(_weak_points(best, read)),
    )


def _read(history: History, attempt_id: int) -> Attempt | None:
    with suppress(StorageError):  # one damaged row must not hide the others
        return history.attempt(attempt_id)
    return None


def _in_english(attempt: Attempt) -> bool:
    return attempt.transcript is None or is_english(attempt.transcript.language)


def _weak_points(best: Sequence[AttemptSummary], read: Iterable[Attempt]) -> Iterable[WeakPoint]:
    questions = {attempt.id: attempt.question for attempt in read}
    for each in best:
        points = questions[each.id].key_points if each.id in questions else ()
        for point, state in zip(points, each.points or (), strict=False):
            if state is PointState.NOT_FOUND:
                yield WeakPoint(each.id, each.ask, point.text)


def _spread(name: str, unit: str, band: Band, values: Iterable[float | None]) -> Spread | None:
    known = [value for value in values if value is not None]
    if not known:
        return None
    measure = Measure(name, fmean(known), unit, band.low, band.high, band.source)
    return Spread(measure, min(known), max(known))
