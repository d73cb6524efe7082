"""Two takes of a question side by side: what was gained and lost, and how each sounds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.analysis.difference import only_in
from app.core import practice_events as e
from app.core.attempt import Attempt, AttemptSummary
from app.core.comparison import compare_delivery, compare_points
from app.core.errors import AppError, StorageError
from app.core.feedback import Coverage, Feedback, PointFinding
from app.core.replay import Stretch, nearest_speed
from app.session.compare_views import ComparedTake, CompareView, Side
from app.session.review import MAX_TAKES, ReviewTools
from app.session.review_sound import Sound, sound_of
from app.session.structure_words import compare_shares
from app.session.views import TakeLabel

SIDES: Final[tuple[Side, Side]] = ("older", "newer")
AT_END_S: Final = 0.05

OnCompare = Callable[[CompareView], None]
"""Takes the view of a comparison, on the session's thread."""


@dataclass(slots=True)
class _Known:
    """What has become known of one take since the comparison was opened.

    Attributes:
        attempt: The attempt as it is stored.
        summary: What lists show of it; None for one that is beyond the longest list.
        feedback: What the program says; None while it is being judged.
        problem: Why it cannot be judged.
        sound: Its sound; None while it is being read, or where it is not kept.
        sound_problem: Why there is none.
        position_s: Where it stood when the other was played.
        chosen: The stretch that was played last as a key point.
    """

    attempt: Attempt
    summary: AttemptSummary | None
    feedback: Feedback | None = None
    problem: str = ""
    sound: Sound | None = None
    sound_problem: str = ""
    position_s: float = 0.0
    chosen: Stretch | None = None


@dataclass(slots=True)
class _Visit:
    """A comparison from opening to closing."""

    ids: tuple[int, int]
    known: dict[int, _Known]
    current: Side = "newer"
    loaded: int | None = None  # the attempt the player holds
    only_in: dict[tuple[int, int], tuple[range, ...]] = field(default_factory=dict)


class CompareRoom:
    """Two takes of one question; lives on one thread. `on_change` gets the view.

    It has a player of its own, so that a review stays as it was meanwhile.
    """

    def __init__(self, tools: ReviewTools, on_change: OnCompare) -> None:
        self._tools = tools
        self._on_change = on_change
        self._visit: _Visit | None = None
        self._summaries: tuple[AttemptSummary, ...] = ()  # all takes, oldest first
        self._view: CompareView | None = None

    @property
    def view(self) -> CompareView | None:
        """What is shown; None when nothing is open."""
        return self._view

    @property
    def playing(self) -> Side | None:
        """Which of the takes is being heard; None for neither."""
        return self._loaded_side() if self._tools.player.playing else None

    def position_s(self, side: Side) -> float:
        """Return which moment of a take is heard, or would be heard next, in seconds."""
        if self._visit is None:
            return 0.0
        if side == self._loaded_side():
            return self._tools.player.position_s()
        return self._known(side).position_s

    def open(self, attempt_id: int, other_id: int | None = None) -> None:
        """Open two takes of a question.

        Args:
            attempt_id: One of them.
            other_id: The other. None (or the same) stands for the best take; where that is the
                same or none is marked, for the take before; for the first take, the one after.

        Raises:
            StorageError: There is no such attempt, or it cannot be read; there is no other take;
                or the two answer different questions.
        """
        self.close()
        attempt = self._tools.history.attempt(attempt_id)
        self._summaries = self._takes_of(attempt)
        if other_id is None or other_id == attempt_id:
            other_id = self._default_for(attempt_id)
        other = self._tools.history.attempt(other_id)
        if other.question.key != attempt.question.key:
            raise StorageError("These two takes answer different questions.")
        self._tools.player.set_speed(nearest_speed(self._tools.speed()))
        older, newer = sorted((attempt, other), key=lambda each: (each.made_at, each.id))
        known = {each.id: _Known(each, self._summary_of(each)) for each in (older, newer)}
        self._visit = _Visit((older.id, newer.id), known)
        self._show()
        for each in known.values():
            self._look_into(each)

    def choose(self, side: Side, attempt_id: int) -> None:
        """Compare another take; of two the older stands on its side, whichever was chosen.

        Raises:
            StorageError: There is no such attempt, or it cannot be read.
        """
        if self._visit is None or attempt_id in self._visit.ids:
            return
        visit = self._visit
        kept = visit.known[visit.ids[1 - SIDES.index(side)]]
        attempt = self._tools.history.attempt(attempt_id)
        known = _Known(attempt, self._summary_of(attempt))
        self.pause()
        if visit.loaded != kept.attempt.id:
            self._tools.player.take_up(None)
            visit.loaded = None
        pair = sorted((known, kept), key=lambda each: (each.attempt.made_at, each.attempt.id))
        visit.ids = (pair[0].attempt.id, pair[1].attempt.id)
        # The take that was there is let go of: the sound of ten minutes is 19 MB.
        visit.known = {each.attempt.id: each for each in pair}
        visit.current = SIDES[visit.ids.index(attempt_id)]
        self._show()
        self._look_into(known)

    def close(self) -> None:
        """Fall silent and put both takes away."""
        self._tools.player.take_up(None)
        self._visit = self._view = None

    # What the person does --------------------------------------------------------

    def play(self, side: Side, from_s: float | None = None, until_s: float | None = None) -> None:
        """Play a take from a moment, or from where it stands; the other falls silent."""
        if self._visit is None or not self._take_up(side):
            return
        player = self._tools.player
        if from_s is None and player.position_s() >= player.duration_s - AT_END_S:
            from_s = 0.0
        if from_s is not None:
            chosen = None if until_s is None else Stretch(from_s, max(until_s, from_s + AT_END_S))
            self._known(side).chosen = chosen
        player.play(from_s, until_s)
        self._visit.current = side
        self._show()

    def pause(self) -> None:
        """Fall silent."""
        self._tools.player.pause()

    def seek(self, side: Side, position_s: float) -> None:
        """Go to another moment of a take; playing goes on if it was going on."""
        if self._visit is not None and self._take_up(side):
            self._tools.player.seek(position_s)
            self._visit.current = side
            self._known(side).chosen = None
            self._show()

    def set_best(self, side: Side, on: bool) -> None:
        """Mark a take as the best of its question, which no other is then; or unmark it."""
        if self._visit is None:
            return
        attempt_id = self._known(side).attempt.id
        try:
            self._tools.history.set_best(attempt_id, on)
            self._summaries = self._takes_of(self._known(side).attempt)
            for known in self._visit.known.values():
                known.attempt = self._tools.history.attempt(known.attempt.id)
        except StorageError as error:
            self._tools.complain(error)
        self._show()

    def playing_ended(self, problem: AppError | None) -> None:
        """Hear from the player that it has stopped by itself."""
        if self._visit is None or self._visit.loaded is None:
            return
        if problem is not None:
            known = self._visit.known[self._visit.loaded]
            known.sound_problem = f"{problem} {problem.hint}".strip()
        self._show()

    # -------------------------------------------------------------------------------

    def _takes_of(self, attempt: Attempt) -> tuple[AttemptSummary, ...]:
        key = attempt.question.key
        return tuple(self._tools.history.summaries(limit=MAX_TAKES, question_key=key))[::-1]

    def _default_for(self, attempt_id: int) -> int:
        ids = [each.id for each in self._summaries]
        best = next((each.id for each in self._summaries if each.best), attempt_id)
        if best != attempt_id:
            return best
        at = ids.index(attempt_id) if attempt_id in ids else 0
        before, after = ids[:at][-1:], [each for each in ids[at:] if each != attempt_id][:1]
        if not before and not after:
            raise StorageError("There is no other take of this question yet.")
        return (before or after)[0]

    def _summary_of(self, attempt: Attempt) -> AttemptSummary | None:
        return next((each for each in self._summaries if each.id == attempt.id), None)

    def _look_into(self, known: _Known) -> None:
        """Have a take judged and its sound read; what is known of it already is shown meanwhile."""
        attempt = known.attempt

        def hear(event: e.Event) -> None:
            if not self._is_shown(known):
                return
            match event:
                case e.Analysed(feedback):
                    known.feedback = feedback
                case e.AnalysisFailed(problem):
                    known.problem = problem
                case _:
                    return
            self._show()

        def sounds(sound: Sound) -> None:
            if self._is_shown(known):
                known.sound = sound
                self._show()

        def silent(error: AppError) -> None:
            if self._is_shown(known):
                known.sound_problem = f"{error} {error.hint}".strip()
                self._show()

        tools, take = self._tools, attempt.take
        if attempt.transcript is not None:
            duration_s = take.duration_s
            tools.listener.analyse(attempt.question, attempt.transcript, duration_s, hear)
        tools.aside(lambda: sound_of(tools.recordings, take.name), sounds, silent)

    def _is_shown(self, known: _Known) -> bool:
        """Whether a take has not given way to another since, nor the comparison been closed."""
        return self._visit is not None and self._visit.known.get(known.attempt.id) is known

    def _take_up(self, side: Side) -> bool:
        """Give the player a take, standing where it stood; whether there is anything to hear."""
        assert self._visit is not None
        known = self._known(side)
        if known.sound is None:
            return False
        if self._visit.loaded != known.attempt.id:
            player = self._tools.player
            if self._visit.loaded is not None:
                self._visit.known[self._visit.loaded].position_s = player.position_s()
            player.take_up(known.sound.samples)
            player.seek(known.position_s)
            self._visit.loaded = known.attempt.id
        known.sound_problem = ""
        return True

    def _loaded_side(self) -> Side | None:
        visit = self._visit
        if visit is None or visit.loaded not in visit.ids:
            return None
        return SIDES[visit.ids.index(visit.loaded)]

    def _known(self, side: Side) -> _Known:
        assert self._visit is not None
        return self._visit.known[self._visit.ids[SIDES.index(side)]]

    def _show(self) -> None:
        if self._visit is None:
            return
        older, newer = (self._compared(side) for side in SIDES)
        self._view = CompareView(
            takes=tuple(
                TakeLabel(each.id, each.take_number, each.made_at, each.best)
                for each in self._summaries
            ),
            older=older,
            newer=newer,
            points=compare_points(older.coverage, newer.coverage),
            measures=compare_delivery(older.delivery, newer.delivery),
            shares=compare_shares(older.structure, newer.structure),
            current=self._visit.current,
        )
        self._on_change(self._view)

    def _compared(self, side: Side) -> ComparedTake:
        known = self._known(side)
        attempt, summary = known.attempt, known.summary
        feedback = known.feedback and attempt.overrule(known.feedback)
        number = summary.take_number if summary else 0
        return ComparedTake(
            attempt=attempt,
            label=TakeLabel(attempt.id, number, attempt.made_at, attempt.best),
            coverage=_coverage_of(known),
            delivery=feedback.delivery if feedback else None,
            structure=feedback.structure if feedback else None,
            waiting=attempt.transcript is not None and feedback is None and not known.problem,
            problem=known.problem,
            only_here=self._only_in(side),
            audible=known.sound is not None,
            sound_problem=known.sound_problem,
            chosen=known.chosen,
        )

    def _only_in(self, side: Side) -> tuple[range, ...]:
        """Return what only one take says; found once for each pair, for it takes 5 ms."""
        assert self._visit is not None
        ids = self._visit.ids if side == "older" else self._visit.ids[::-1]
        if ids not in self._visit.only_in:
            mine, other = (self._visit.known[each].attempt.transcript for each in ids)
            found: tuple[range, ...] = ()
            if mine is not None and other is not None:
                words = [word.text for word in mine.words]
                found = only_in(words, [word.text for word in other.words])
            self._visit.only_in[ids] = found
        return self._visit.only_in[ids]


def _coverage_of(known: _Known) -> Coverage | None:
    """Return the key points; of an answer that is still being judged, what was found last time."""
    if known.feedback is not None:
        return known.feedback.coverage.overruled_by(known.attempt.ticks)
    points = known.attempt.question.key_points
    states = known.summary.points if known.summary else None
    if states is None or len(states) != len(points):
        return None
    pairs = zip(points, states, strict=True)
    findings = tuple(PointFinding(point.text, state, 0.0) for point, state in pairs)
    return Coverage(findings, "semantic").overruled_by(known.attempt.ticks)
