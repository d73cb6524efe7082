"""Home: what happened last, and takes that a crash left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.sitting import points_covered
from app.gui.moments import day_and_time
from app.gui.pages.home_values import LastSession, RecoveredTake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.core.attempt import AttemptSummary
    from app.session.services import Services


def recovered(services: Services, now: datetime) -> tuple[RecoveredTake, ...]:
    """Return the takes that wait for a decision."""
    return tuple(
        RecoveredTake(
            name=each.path.name,
            duration_s=each.duration_s,
            when=day_and_time(each.recorded_at, now),
            question=each.question.ask if each.question else "",
        )
        for each in services.leftovers.find()
    )


def last_session(services: Services, now: datetime) -> LastSession | None:
    """Return how the last session went; None when there was none."""
    attempts = services.history.last_session()
    if not attempts:
        return None
    covered, total = points_covered(attempts)
    first, last = attempts[0], attempts[-1]
    minutes = (last.made_at - first.made_at).total_seconds() + last.take.duration_s
    return LastSession(
        when=f"{day_and_time(first.made_at.astimezone(), now)}, {max(1, round(minutes / 60))} min",
        question_count=len({each.question_key for each in attempts}),
        take_count=len(attempts),
        points_covered=covered,
        points_total=total,
        note=_open_note(services, attempts),
        attempt_id=last.id,
        session_id=last.session_id,
    )


def _open_note(services: Services, attempts: Sequence[AttemptSummary]) -> str:
    """Return the last note that was not kept since, nor followed by another; empty for none."""
    for each in reversed(attempts):
        note = services.history.open_note(each.question_key) if each.note else None
        if note is not None and note.attempt_id == each.id:
            return note.text
    return ""
