"""Answers with figures, for the trends."""

from datetime import UTC, datetime, timedelta
from typing import Final

from app.core.trend import AskedQuestion, MeasuredAnswer

NOW: Final = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
DRIFT: Final = AskedQuestion("mlops/drift", "mlops", "MLOps", "Basics", "What is drift?", 120.0)
CANARY: Final = AskedQuestion(
    "mlops/canary", "mlops", "MLOps", "Technical", "What is a canary deployment?", 60.0
)
STORY: Final = AskedQuestion("people/story", "people", "Behaviour", "", "Tell me of a row.", 0.0)


def answer(number: int, covered: float | None = 0.5, **changes: object) -> MeasuredAnswer:
    """Return an answer given so many days ago that number 0 is 100 days old."""
    usual = MeasuredAnswer(
        attempt_id=number,
        made_at=NOW - timedelta(days=100 - number),
        question=DRIFT,
        duration_s=90.0,
        covered_share=covered,
        pace_wpm=140.0,
        fillers_per_min=2.0,
        score=None,
        language="en",
        draft=False,
    )
    return usual._replace(**changes)  # type: ignore[arg-type]  # told by name


def answers(*covered: float | None) -> list[MeasuredAnswer]:
    """Return an answer a day with these shares covered."""
    return [answer(number, share) for number, share in enumerate(covered)]
